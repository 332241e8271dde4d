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

/** The files of a document in order: the main one, then the attachments. */
export function filesOf(
  { db, blobs }: Pick<QueryContext, 'db' | 'blobs'>,
  root: Ref<'incoming' | 'outgoing'>,
  main: FileRef | undefined,
): FileShown[] {
  const shown = (file: FileRef): Omit<FileShown, 'attachmentId'> => ({
    file,
    isHere: blobs.has(file.sha256),
    verdict: verdictOf(db, file.sha256),
  });
  const attachments = partsOf(db, 'attachment', root)
    .filter(({ body }) => !body.isRemoved)
    .sort((a, b) => a.body.ordinal - b.body.ordinal);
  return [
    ...(main ? [shown(main)] : []),
    ...attachments.map(({ id, body }) => ({ attachmentId: AttachmentId.parse(id), ...shown(body.file) })),
  ];
}
