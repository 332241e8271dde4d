import { z } from 'zod';
import { change, command, create, refuse, undecided } from '../core/command.ts';
import { ref } from '../core/kinds.ts';
import { FileRef, HandoverId, OutgoingId, Sha256, VersionId } from '../core/values.ts';
import { maySeal } from '../office/authority.ts';

/**
 * Bổ sung sau khi ký: a time-stamp, certificates and revocation answers were put behind a sealed file (PAdES B-T to B-LTA), which needs no key. It counts only
 * when it adds nothing else, and only once the seal stands: a file that waits for the seal stays the very bytes that were signed.
 */
export const recordExtension = command({
  name: 'outgoing.recordExtension',
  args: z.object({
    documentId: OutgoingId,
    versionId: VersionId,
    baseSha256: Sha256,
    extended: FileRef,
    /** By which hand-over, where somebody else than the clerk had sealed. */
    handoverId: HandoverId.optional(),
  }),
  reads: ({ documentId, handoverId }) => [
    ref('outgoing', documentId),
    ...(handoverId ? [ref('sealHandover', handoverId)] : []),
  ],
  blobsOf: ({ extended }) => [extended.sha256],
  inspects: ({ extended, baseSha256 }) => [{ signedSha256: extended.sha256, baseSha256 }],
  decide: (read, { documentId, versionId, baseSha256, extended, handoverId }, context) => {
    const { actor, at, doneAt, inspect } = context;
    const document = read('outgoing', documentId);
    if (!document) return refuse('outgoing.not-found');
    const handover = handoverId && read('sealHandover', handoverId);
    if (!maySeal(actor, document, handover, at)) return refuse('outgoing.only-clerk-seals');
    if (document.state !== 'sealed' && document.state !== 'dispatched')
      return refuse('outgoing.nothing-to-extend');
    if (document.file?.sha256 !== baseSha256) return refuse('outgoing.file-changed');
    const found = inspect({ signedSha256: extended.sha256, baseSha256 });
    if (!found) return undecided;
    if (!found.continuesBase || !found.onlyExtends) return refuse('outgoing.extension-broken');
    return [
      change('outgoing', documentId, { ...document, file: extended }),
      create('version', versionId, {
        v: 1,
        documentId,
        origin: 'extended',
        file: extended,
        by: actor.id,
        doneAt,
      }),
    ];
  },
});
