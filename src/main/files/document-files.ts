import type { Sha256 } from '../../shared/domain/core/values.ts';
import { reindexDocument } from '../search/index-document.ts';
import type { ReadDb, WriteDb } from '../store/handles.ts';
import type { Projectors } from '../store/projector.ts';

type DocumentKind = 'incoming' | 'outgoing';

/** Remembers which document a file belongs to; `ownerId` is the document itself or one of its attachments. */
export function noteFile(
  db: WriteDb,
  kind: DocumentKind,
  documentId: string,
  ownerId: string,
  sha256: Sha256,
): void {
  db.prepare(
    `insert into document_file values (?, ?, ?, ?)
     on conflict (owner_id) do update set sha256 = excluded.sha256 where sha256 <> excluded.sha256`,
  ).run(ownerId, kind, documentId, sha256);
}

export function forgetFile(db: WriteDb, ownerId: string): void {
  db.prepare('delete from document_file where owner_id = ?').run(ownerId);
}

/** The documents that bear this very file, newest noted first; at most 50. */
export const documentsWithFile = (
  db: ReadDb,
  sha256: Sha256,
): readonly { readonly kind: DocumentKind; readonly documentId: string }[] =>
  db
    .prepare<[string], { kind: DocumentKind; documentId: string }>(
      'select distinct document_kind as kind, document_id as documentId from document_file where sha256 = ? limit 50',
    )
    .all(sha256);

/** Attachments: their text becomes part of their document's index entry. */
export const fileProjectors: Required<Pick<Projectors, 'attachment'>> = {
  attachment: (db, attachmentId, body) => {
    if (!body || body.isRemoved) {
      const owner = db
        .prepare<[string], { kind: DocumentKind; documentId: string }>(
          'select document_kind as kind, document_id as documentId from document_file where owner_id = ?',
        )
        .get(attachmentId);
      forgetFile(db, attachmentId);
      if (owner) reindexDocument(db, owner.kind, owner.documentId);
      return;
    }
    noteFile(db, body.of.kind, body.of.id, attachmentId, body.file.sha256);
    if (db.prepare('select 1 from file_text where sha256 = ?').get(body.file.sha256))
      reindexDocument(db, body.of.kind, body.of.id);
  },
};
