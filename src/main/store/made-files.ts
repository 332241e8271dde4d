import type { Readable } from 'node:stream';
import type { OutgoingId } from '../../shared/domain/core/values.ts';
import { AppError } from '../../shared/errors.ts';
import type { Blobs, Hashed } from './blobs.ts';
import { isThere } from './entities.ts';
import type { WriteDb } from './handles.ts';

type Keeping = {
  readonly blobs: Pick<Blobs, 'stage'>;
  readonly write: (work: (db: WriteDb) => void) => void;
};

/**
 * Keeps what this program makes of a document's own files: prepared, signed, extended or packed; at most `bytesMax`. That it was made is noted before it is kept, so that
 * it leaves with the document even where the command that was to name it was refused, or the program ended before. Refused with `outgoing.not-found` where the
 * document left while the file was being made; then nothing of it is kept.
 */
export async function keepMade(
  { blobs, write }: Keeping,
  documentId: OutgoingId,
  bytes: Uint8Array | Readable,
  bytesMax: number,
): Promise<Hashed> {
  const { sha256, sizeBytes, keep, drop } = await blobs.stage(bytes, bytesMax);
  try {
    write((db) => {
      if (!isThere(db, { kind: 'outgoing', id: documentId })) throw new AppError('outgoing.not-found');
      db.prepare('insert or ignore into made_file (document_id, sha256) values (?, ?)').run(
        documentId,
        sha256,
      );
    });
    await keep();
    return { sha256, sizeBytes };
  } catch (problem) {
    await drop();
    throw problem;
  }
}

/** Notes that what was made of a document's files goes with it, unless something else names it by then (sync/sweep.ts). */
export function dropMade(db: WriteDb, documentId: string): void {
  db.prepare(
    `insert into downloads (sha256, size_bytes, state, priority)
     select sha256, 0, 'unwanted', 9 from made_file where document_id = ?
     on conflict (sha256) do update set state = 'unwanted'`,
  ).run(documentId);
  db.prepare('delete from made_file where document_id = ?').run(documentId);
}
