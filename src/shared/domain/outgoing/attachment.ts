import { z } from 'zod';
import { change, command, refuse, undecided } from '../core/command.ts';
import { ref } from '../core/kinds.ts';
import { AttachmentId, FileRef, HandoverId, OutgoingId, PDF, Sha256 } from '../core/values.ts';
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
    if (attachment.unsealed) return refuse('outgoing.attachment-sealed');
    if (attachment.file.sha256 !== baseSha256 || !isToBeSealed(attachment.file))
      return refuse('outgoing.file-changed');
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

/** A PDF that no signature can be put into (password, certified as final, broken) goes out as it is, and says why. */
export const leaveAttachmentUnsigned = command({
  name: 'outgoing.leaveAttachmentUnsigned',
  args: z.object({
    documentId: OutgoingId,
    attachmentId: AttachmentId,
    baseSha256: Sha256,
    /** The fault's code, whose sentence the window shows. */
    why: z.string().regex(/^[a-z]+\.[a-z-]{1,60}$/),
    handoverId: HandoverId.optional(),
  }),
  reads: ({ documentId, attachmentId, handoverId }) => [
    ref('outgoing', documentId),
    ref('attachment', attachmentId),
    ...(handoverId ? [ref('sealHandover', handoverId)] : []),
  ],
  decide: (read, { documentId, attachmentId, baseSha256, why, handoverId }, { actor, at }) => {
    const document = read('outgoing', documentId);
    const attachment = read('attachment', attachmentId);
    if (!document || attachment?.of.id !== documentId) return refuse('outgoing.not-found');
    const handover = handoverId && read('sealHandover', handoverId);
    if (!maySeal(actor, document, handover, at)) return refuse('outgoing.only-clerk-seals');
    if (!isOpen(document)) return refuse('outgoing.not-numbered');
    if (attachment.unsealed || attachment.unsignable) return refuse('outgoing.attachment-sealed');
    if (attachment.file.sha256 !== baseSha256) return refuse('outgoing.file-changed');
    return [
      change('outgoing', documentId, oneLess(document)),
      change('attachment', attachmentId, { ...attachment, unsignable: why }),
    ];
  },
});
