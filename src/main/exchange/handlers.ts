import type { Handlers } from '../handler.ts';
import { issue } from './issue.ts';

export const exchangeHandlers: Handlers<'outgoing.issue'> = {
  'outgoing.issue': (context, { documentId, recipients }) => issue(context, documentId, recipients),
};
