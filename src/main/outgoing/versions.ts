import type { Input, Output } from '../../shared/contract/contract.ts';
import type { OutgoingDetail } from '../../shared/contract/outgoing.ts';
import type { Person } from '../../shared/contract/shapes.ts';
import { OpinionId, type OutgoingId, type Sha256 } from '../../shared/domain/core/values.ts';
import { AppError } from '../../shared/errors.ts';
import { diffWords } from '../../shared/text/word-diff.ts';
import { personOf } from '../document/people.ts';
import { textOfFile } from '../files/text-of-file.ts';
import type { QueryContext } from '../handler.ts';
import { partsOf } from '../store/entities.ts';
import type { ReadDb } from '../store/handles.ts';

type ShownVersion = Omit<OutgoingDetail['versions'][number], 'by'> & { readonly by: Person | undefined };

const rootOf = (documentId: OutgoingId) => ({ kind: 'outgoing', id: documentId }) as const;

/** Every version of the main file in the order in which they were made, with who made it. */
export const versionsOf = (db: ReadDb, documentId: OutgoingId): readonly ShownVersion[] =>
  partsOf(db, 'version', rootOf(documentId))
    .map(({ body: { origin, file, docx, by, doneAt, isReviewed, takenBy } }) => ({
      origin,
      fileName: file.name,
      sha256: file.sha256,
      ...(docx && { docx }),
      by: personOf(db, by),
      doneAt,
      ...(isReviewed !== undefined && { isReviewed }),
      ...(takenBy && { isTaken: true }),
    }))
    .sort((a, b) => (a.doneAt < b.doneAt ? -1 : 1));

/** What was asked of others and what they said, in the order of the questions; whether the draft has had another file since. */
export function opinionsOf(db: ReadDb, documentId: OutgoingId): OutgoingDetail['opinions'] {
  const drafts = versionsOf(db, documentId).filter(({ origin }) => origin === 'draft');
  return partsOf(db, 'opinion', rootOf(documentId))
    .map(({ id, body }) => {
      const by = personOf(db, body.officialId);
      const last = drafts.at(-1);
      return {
        opinionId: OpinionId.parse(id),
        opinion: body,
        ...(by && { by }),
        isOutdated: last !== undefined && body.givenAt !== undefined && body.givenAt < last.doneAt,
      };
    })
    .sort((a, b) => (a.opinion.askedAt < b.opinion.askedAt ? -1 : 1));
}

/** What was added and removed, in words, between two versions of one document (NĐ 30/2020 annex VI III.5.a). Throws `outgoing.not-found`, `file.not-here`. */
export async function compareVersions(
  context: QueryContext,
  { documentId, from, to }: Input<'outgoing.compareVersions'>,
): Promise<Output<'outgoing.compareVersions'>> {
  const known = versionsOf(context.db, documentId);
  const textOf = async (sha256: Sha256): Promise<string> => {
    if (!known.some((each) => each.sha256 === sha256)) throw new AppError('outgoing.not-found');
    if (!context.blobs.has(sha256)) throw new AppError('file.not-here');
    return textOfFile(context, sha256);
  };
  const { parts, isCoarse } = diffWords(await textOf(from), await textOf(to));
  return { parts: [...parts], isCoarse };
}
