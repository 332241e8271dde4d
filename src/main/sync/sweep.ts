import { isKind, kindRule } from '../../shared/domain/core/kinds.ts';
import type { Sha256 } from '../../shared/domain/core/values.ts';
import type { BlobStore } from '../store/blobs.ts';
import type { Store } from '../store/database.ts';
import type { Removed } from '../store/entities.ts';
import type { ReadDb, WriteDb } from '../store/handles.ts';
import { readableKind } from './readable.ts';

/** Files that one round takes away. */
export const SWEEP_MAX = 200;

/** Notes the files of what may no longer be seen here; they go after the transaction, unless something else names them. */
export function dropFilesOf(db: WriteDb, removed: readonly Removed[]): void {
  for (const { kind, seen } of removed) {
    const body = JSON.parse(seen) as { v: number };
    if (!isKind(kind) || !readableKind({ kind, body })) continue;
    for (const sha256 of kindRule(kind).blobsIn(body as never))
      db.prepare(
        `insert into downloads (sha256, size_bytes, state, priority) values (?, 0, 'unwanted', 9)
         on conflict (sha256) do update set state = 'unwanted'`,
      ).run(sha256);
  }
}

const unwanted = (db: ReadDb): readonly Sha256[] =>
  db
    .prepare<[number], Sha256>(`select sha256 from downloads where state = 'unwanted' limit ?`)
    .pluck()
    .all(SWEEP_MAX);

const isNamed = (db: ReadDb, sha256: Sha256): boolean =>
  db
    .prepare<[string, string], number>(
      `select 1 from document_file where sha256 = ?
       union all select 1 from outbox_blobs b join outbox o using (n) where b.sha256 = ? and o.settled_at is null limit 1`,
    )
    .pluck()
    .get(sha256, sha256) !== undefined;

/** Takes away the files, and the words read from them, that nothing seen here names any more. Never an unsent one. */
export async function sweepFiles(store: Store, blobs: BlobStore): Promise<void> {
  for (const sha256 of unwanted(store.read)) {
    const isKept = isNamed(store.read, sha256);
    if (!isKept) await blobs.remove(sha256);
    const isHere = blobs.has(sha256);
    store.transact((db) => {
      if (isKept)
        db.prepare('update downloads set state = ? where sha256 = ?').run(isHere ? 'here' : 'wanted', sha256);
      else
        for (const table of ['downloads', 'file_text', 'file_fact', 'online_report'] as const)
          db.prepare(`delete from ${table} where sha256 = ?`).run(sha256);
    });
  }
}
