import { byName } from '../core/command.ts';
import { askOpinion, dropOpinion, giveOpinion, sendBack } from './ask-opinion.ts';
import { leaveAttachmentUnsigned, recordAttachmentSignature } from './attachment.ts';
import { makeCopy } from './copy.ts';
import { dispatch, dispatchMore } from './dispatch.ts';
import { attach, draft, returnDraft, revise, submit, withdraw } from './draft.ts';
import { recordAttachmentExtension, recordExtension } from './extend.ts';
import { takeNumber, voidNumber } from './issue.ts';
import { recall } from './recall.ts';
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
  sendBack,
  askOpinion,
  giveOpinion,
  dropOpinion,
  recordSignature,
  recordAttachmentSignature,
  leaveAttachmentUnsigned,
  makeCopy,
  takeNumber,
  dispatch,
  dispatchMore,
  recordExtension,
  recordAttachmentExtension,
  voidNumber,
  recall,
);
