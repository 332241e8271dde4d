import { z } from 'zod';
import { change, command, type Refusal, refuse, undecided } from '../core/command.ts';
import { ref } from '../core/kinds.ts';
import { AttachmentId, FileRef, HandoverId, OutgoingId, PDF, Sha256 } from '../core/values.ts';
import type { Attachment } from '../incoming/parts.ts';
import { maySeal } from '../office/authority.ts';
import { isAttachmentStamp } from './on-page.ts';
import { formatReference, nextOutgoingState, type Outgoing } from './outgoing.ts';
import { agencySignatureProblem } from './signature.ts';

/** Files of another kind than PDF cannot carry a signature: they go out as they are, and the window lists them so. */
export const isToBeSealed = ({ mediaType }: FileRef): boolean => mediaType === PDF;

/** From its number on until it is out. */
const isOpen = ({ state }: Outgoing): boolean =>
  nextOutgoingState(state, 'seal') !== undefined || nextOutgoingState(state, 'dispatch') !== undefined;

const oneLess = (document: Outgoing): Outgoing => ({
  ...document,
  attachmentsToSeal: Math.max(0, (document.attachmentsToSeal ?? 0) - 1),
});

/** Each file is counted off once: it must be there, as it was seen, of the kind that is signed, and not dealt with before. */
function waitingProblem(attachment: Attachment, baseSha256: Sha256): Refusal | undefined {
  if (attachment.isRemoved) return refuse('outgoing.not-found');
  if (attachment.unsealed || attachment.unsignable) return refuse('outgoing.attachment-sealed');
  if (attachment.file.sha256 !== baseSha256 || !isToBeSealed(attachment.file))
    return refuse('outgoing.file-changed');
  return undefined;
}

/**
 * Ký số của cơ quan trên tệp kèm theo (NĐ 30/2020 annex I part I, II.8b): each separate file gets the agency's signature, which says number, notation and
 * time. The signed file takes the place of the first, which is kept beside it.
 */
export const recordAttachmentSignature = command({
  name: 'outgoing.recordAttachmentSignature',
  args: z.object({
    documentId: OutgoingId,
    attachmentId: AttachmentId,
    baseSha256: Sha256,
    signed: FileRef,
    handoverId: HandoverId.optional(),
  }),
  reads: ({ documentId, attachmentId, handoverId }, read) => {
    const document = read('outgoing', documentId);
    return [
      ref('outgoing', documentId),
      ref('attachment', attachmentId),
      ...(document ? [ref('agency', document.agencyId)] : []),
      ...(handoverId ? [ref('sealHandover', handoverId)] : []),
    ];
  },
  blobsOf: ({ signed }) => [signed.sha256],
  inspects: ({ signed, baseSha256 }) => [{ signedSha256: signed.sha256, baseSha256 }],
  decide: (read, { documentId, attachmentId, baseSha256, signed, handoverId }, context) => {
    const document = read('outgoing', documentId);
    const attachment = read('attachment', attachmentId);
    if (!document || attachment?.of.id !== documentId) return refuse('outgoing.not-found');
    if (!isOpen(document)) return refuse('outgoing.not-numbered');
    const waiting = waitingProblem(attachment, baseSha256);
    if (waiting) return waiting;
    const found = context.inspect({ signedSha256: signed.sha256, baseSha256 });
    if (!found) return undecided;
    const agency = read('agency', document.agencyId);
    if (!agency) return refuse('outgoing.not-found');
    const handover = handoverId && read('sealHandover', handoverId);
    const problem = agencySignatureProblem(document, found, context, { agency, handover });
    if (problem) return problem;
    const reference = formatReference(document.number, document.codeNotation);
    if (!isAttachmentStamp(found.stampText, reference)) return refuse('outgoing.stamp-differs-on-page');
    return [
      change('outgoing', documentId, oneLess(document)),
      change('attachment', attachmentId, { ...attachment, file: signed, unsealed: attachment.file }),
    ];
  },
});

/**
 * A PDF that no signature can be put into (password, certified as final, broken) goes out as it is, and says why. Whether it is one is found out by looking
 * at the file, not by what the device says.
 */
export const leaveAttachmentUnsigned = command({
  name: 'outgoing.leaveAttachmentUnsigned',
  args: z.object({
    documentId: OutgoingId,
    attachmentId: AttachmentId,
    baseSha256: Sha256,
    /** The fault that the device met. */
    why: z.string().regex(/^[a-z]+\.[a-z-]{1,60}$/),
    handoverId: HandoverId.optional(),
  }),
  reads: ({ documentId, attachmentId, handoverId }) => [
    ref('outgoing', documentId),
    ref('attachment', attachmentId),
    ...(handoverId ? [ref('sealHandover', handoverId)] : []),
  ],
  inspects: ({ baseSha256 }) => [{ signedSha256: baseSha256, baseSha256 }],
  decide: (read, { documentId, attachmentId, baseSha256, handoverId }, { actor, at, inspect }) => {
    const document = read('outgoing', documentId);
    const attachment = read('attachment', attachmentId);
    if (!document || attachment?.of.id !== documentId) return refuse('outgoing.not-found');
    const handover = handoverId && read('sealHandover', handoverId);
    if (!maySeal(actor, document, handover, at)) return refuse('outgoing.only-clerk-seals');
    if (!isOpen(document)) return refuse('outgoing.not-numbered');
    const waiting = waitingProblem(attachment, baseSha256);
    if (waiting) return waiting;
    const found = inspect({ signedSha256: baseSha256, baseSha256 });
    if (!found) return undecided;
    if (!found.unsignable) return refuse('outgoing.attachment-signable');
    return [
      change('outgoing', documentId, oneLess(document)),
      change('attachment', attachmentId, { ...attachment, unsignable: found.unsignable }),
    ];
  },
});
