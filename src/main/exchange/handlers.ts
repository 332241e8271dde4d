import type { Handlers } from '../handler.ts';
import { agenciesById } from '../office/directory.ts';
import { findAmended } from './amends-here.ts';
import { listGroups } from './groups.ts';
import { issue, issueMore, resend } from './issue.ts';
import { exportStatus } from './status-file.ts';
import { takePackage } from './take-package.ts';

export const exchangeHandlers: Handlers<
  | 'outgoing.issue'
  | 'outgoing.issueMore'
  | 'outgoing.resend'
  | 'exchange.listGroups'
  | 'exchange.takePackage'
  | 'exchange.exportStatus'
  | 'exchange.findAmended'
> = {
  'outgoing.issue': (context, { documentId, ...to }) => issue(context, documentId, to),
  'outgoing.issueMore': (context, { documentId, ...to }) => issueMore(context, documentId, to),
  'outgoing.resend': (context, { documentId, deliveryIds }) => resend(context, documentId, deliveryIds),
  'exchange.takePackage': (context, { sha256 }) => takePackage(context, sha256),
  'exchange.exportStatus': (context, { documentId }) => exportStatus(context, documentId),
  'exchange.findAmended': findAmended,
  'exchange.listGroups': ({ db }) =>
    listGroups(db).map((group) => ({ ...group, agencies: [...agenciesById(db, group.members)] })),
};
