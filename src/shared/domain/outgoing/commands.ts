import { byName } from '../core/command.ts';
import { leaveAttachmentUnsigned, recordAttachmentSignature } from './attachment.ts';
import { makeCopy } from './copy.ts';
import { attach, draft, returnDraft, revise, submit, withdraw } from './draft.ts';
import { recordAttachmentExtension, recordExtension } from './extend.ts';
import { dispatch, takeNumber, voidNumber } from './issue.ts';
import { recordSignature } from './signature.ts';
import { takeSigned } from './take-signed.ts';

/** Every command on outgoing documents that an official may give. */
export const outgoingCommands = byName(
  draft,
  revise,
  attach,
  submit,
  takeSigned,
  withdraw,
  returnDraft,
  recordSignature,
  recordAttachmentSignature,
  leaveAttachmentUnsigned,
  makeCopy,
  takeNumber,
  dispatch,
  recordExtension,
  recordAttachmentExtension,
  voidNumber,
);
