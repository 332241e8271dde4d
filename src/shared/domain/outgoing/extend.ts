import { z } from 'zod';
import { type Context, change, command, create, type Refusal, refuse, undecided } from '../core/command.ts';
import { ref } from '../core/kinds.ts';
import { AttachmentId, FileRef, HandoverId, OutgoingId, Sha256, VersionId } from '../core/values.ts';
import { maySeal } from '../office/authority.ts';
import type { SealHandover } from '../office/delegation.ts';
import type { Outgoing } from './outgoing.ts';

const extension = {
  documentId: OutgoingId,
  baseSha256: Sha256,
  extended: FileRef,
  /** By which hand-over, where somebody else than the clerk had sealed. */
  handoverId: HandoverId.optional(),
} as const;

type Extension = {
  readonly baseSha256: Sha256;
  readonly extended: FileRef;
};

const inspectsOf = ({ extended, baseSha256 }: Extension) => [{ signedSha256: extended.sha256, baseSha256 }];

/** What keeps `extended` from standing where `file` stands, both of a document that was sealed. */
function extensionProblem(
  document: Outgoing,
  file: FileRef | undefined,
  { baseSha256, extended }: Extension,
  { actor, at, inspect }: Context,
  handover: SealHandover | undefined,
): Refusal | typeof undecided | undefined {
  if (!maySeal(actor, document, handover, at)) return refuse('outgoing.only-clerk-seals');
  if (document.state !== 'sealed' && document.state !== 'dispatched')
    return refuse('outgoing.nothing-to-extend');
  if (file?.sha256 !== baseSha256) return refuse('outgoing.file-changed');
  const found = inspect({ signedSha256: extended.sha256, baseSha256 });
  if (!found) return undecided;
  return found.continuesBase && found.onlyExtends ? undefined : refuse('outgoing.extension-broken');
}

/**
 * Bổ sung sau khi ký: a time-stamp, certificates and revocation answers were put behind a sealed file (PAdES B-T to B-LTA), which needs no key. It counts only
 * when it adds nothing else, and only once the seal stands: a file that waits for the seal stays the very bytes that were signed.
 */
export const recordExtension = command({
  name: 'outgoing.recordExtension',
  args: z.object({ ...extension, versionId: VersionId }),
  reads: ({ documentId, handoverId }) => [
    ref('outgoing', documentId),
    ...(handoverId ? [ref('sealHandover', handoverId)] : []),
  ],
  blobsOf: ({ extended }) => [extended.sha256],
  inspects: inspectsOf,
  decide: (read, { documentId, versionId, handoverId, ...args }, context) => {
    const document = read('outgoing', documentId);
    if (!document) return refuse('outgoing.not-found');
    const handover = handoverId && read('sealHandover', handoverId);
    const problem = extensionProblem(document, document.file, args, context, handover);
    if (problem) return problem;
    const { extended: file } = args;
    const { actor, doneAt } = context;
    return [
      change('outgoing', documentId, { ...document, file }),
      create('version', versionId, { v: 1, documentId, origin: 'extended', file, by: actor.id, doneAt }),
    ];
  },
});

/** The same for a separate attachment that the agency has signed. */
export const recordAttachmentExtension = command({
  name: 'outgoing.recordAttachmentExtension',
  args: z.object({ ...extension, attachmentId: AttachmentId }),
  reads: ({ documentId, attachmentId, handoverId }) => [
    ref('outgoing', documentId),
    ref('attachment', attachmentId),
    ...(handoverId ? [ref('sealHandover', handoverId)] : []),
  ],
  blobsOf: ({ extended }) => [extended.sha256],
  inspects: inspectsOf,
  decide: (read, { documentId, attachmentId, handoverId, ...args }, context) => {
    const document = read('outgoing', documentId);
    const attachment = read('attachment', attachmentId);
    if (!document || attachment?.of.id !== documentId || attachment.isRemoved)
      return refuse('outgoing.not-found');
    const handover = handoverId && read('sealHandover', handoverId);
    const signed = attachment.unsealed && attachment.file;
    const problem = extensionProblem(document, signed, args, context, handover);
    return problem ?? [change('attachment', attachmentId, { ...attachment, file: args.extended })];
  },
});
