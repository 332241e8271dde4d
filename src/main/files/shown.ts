import type { FileShown, RowVerdict } from '../../shared/contract/shapes.ts';
import { RowVerdict as Verdict } from '../../shared/contract/shapes.ts';
import type { Ref } from '../../shared/domain/core/kinds.ts';
import { AttachmentId, type FileRef, type Sha256 } from '../../shared/domain/core/values.ts';
import type { QueryContext } from '../handler.ts';
import { partsOf } from '../store/entities.ts';
import type { ReadDb } from '../store/handles.ts';

/** What was found in a file, or that nobody has looked yet. */
export function verdictOf(db: ReadDb, sha256: Sha256): RowVerdict {
  const found = db
    .prepare<[string], { verdict: string }>('select verdict from file_fact where sha256 = ?')
    .get(sha256);
  return found ? Verdict.parse(found.verdict) : 'unchecked';
}

/** A file with what it is called within its document; without an attachment's id it is the main one. */
export type CarriedFile = Omit<FileShown, 'isHere' | 'away' | 'verdict'>;

/** The file with what this machine knows of it. */
export const shownFile = (
  { db, blobs }: Pick<QueryContext, 'db' | 'blobs'>,
  { file, attachmentId }: CarriedFile,
): FileShown => {
  const isHere = blobs.has(file.sha256);
  const away = isHere ? undefined : awayOf(db, file.sha256);
  return {
    ...(attachmentId && { attachmentId }),
    file,
    isHere,
    ...(away && { away }),
    verdict: verdictOf(db, file.sha256),
  };
};

const awayOf = (db: ReadDb, sha256: Sha256): FileShown['away'] => {
  const state = db
    .prepare<[string], string>('select state from downloads where sha256 = ?')
    .pluck()
    .get(sha256);
  if (state === 'wanted') return 'coming';
  return state === 'not-found' || state === 'quarantined' ? 'missing' : undefined;
};

/** Its pages, as counted when the file was looked at; undefined until then. */
export const pageCountOf = (db: ReadDb, sha256: Sha256): number | undefined =>
  db
    .prepare<[string], number | null>('select page_count from file_fact where sha256 = ?')
    .pluck()
    .get(sha256) ?? undefined;

/** The files of a document in order: the main one, then the attachments. */
export function filesOf(
  context: Pick<QueryContext, 'db' | 'blobs'>,
  root: Ref<'incoming' | 'outgoing'>,
  main: FileRef | undefined,
): FileShown[] {
  const attachments = partsOf(context.db, 'attachment', root)
    .filter(({ body }) => !body.isRemoved)
    .sort((a, b) => a.body.ordinal - b.body.ordinal)
    .map(({ id, body }) => ({ attachmentId: AttachmentId.parse(id), file: body.file }));
  return [...(main ? [{ file: main }] : []), ...attachments].map((each) => shownFile(context, each));
}
