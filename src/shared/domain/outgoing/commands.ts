import { byName } from '../core/command.ts';
import { attach, draft, returnDraft, revise, submit, withdraw } from './draft.ts';
import { recordExtension } from './extend.ts';
import { dispatch, recordSignature, takeNumber, voidNumber } from './issue.ts';

/** Every command on outgoing documents that an official may give. */
export const outgoingCommands = byName(
  draft,
  revise,
  attach,
  submit,
  withdraw,
  returnDraft,
  recordSignature,
  takeNumber,
  dispatch,
  recordExtension,
  voidNumber,
);
