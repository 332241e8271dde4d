import { isKind, kindRule } from '../../shared/domain/core/kinds.ts';
import type { Sha256 } from '../../shared/domain/core/values.ts';
import type { Incoming } from '../../shared/domain/incoming/incoming.ts';
import type { Attachment } from '../../shared/domain/incoming/parts.ts';
import type { EntityRow } from '../../shared/protocol/rows.ts';
import type { BlobStore } from '../store/blobs.ts';
import type { Store } from '../store/database.ts';
import type { Removed } from '../store/entities.ts';
import type { ReadDb, WriteDb } from '../store/handles.ts';
import { dropMade } from '../store/made-files.ts';
import { readableKind } from './readable.ts';

/** Files that one round takes away. */
export const SWEEP_MAX = 200;

/** Notes the files of what may no longer be seen here, and of what they named before; they go after the transaction, unless something else names them. */
export function dropFilesOf(db: WriteDb, removed: readonly Removed[]): void {
  for (const { kind, id, seen, confirmed } of removed) {
    if (kind === 'outgoing') dropMade(db, id);
    for (const text of [seen, confirmed])
      if (text !== null) for (const sha256 of filesIn(kind, JSON.parse(text))) noteUnwanted(db, sha256);
    const superseded = db
      .prepare<[string], Sha256>('delete from superseded_file where document_id = ? returning sha256')
      .pluck()
      .all(id);
    for (const sha256 of superseded) noteUnwanted(db, sha256);
  }
}

const noteUnwanted = (db: WriteDb, sha256: Sha256): void =>
  void db
    .prepare(
      `insert into downloads (sha256, size_bytes, state, priority) values (?, 0, 'unwanted', 9)
       on conflict (sha256) do update set state = 'unwanted'`,
    )
    .run(sha256);

const filesIn = (kind: string, body: EntityRow['body']): readonly Sha256[] =>
  isKind(kind) && readableKind({ kind, body }) ? kindRule(kind).blobsIn(body as never) : [];

/** A document that was given back to its sender, or a file that hung on it: what the body before named is no longer ours. */
const isGivenBack = (kind: string, body: unknown): boolean =>
  (kind === 'incoming' && (body as Partial<Incoming>).state === 'recalled') ||
  (kind === 'attachment' && (body as Partial<Attachment>).isRemoved === true);

/** Whose file is replaced while the document lives: by a signature, a seal, an extension. */
const REPLACES: ReadonlySet<string> = new Set(['outgoing', 'attachment', 'incident']);

/**
 * Notes the files that a confirmed body names and the next one does not. What was given back goes at once; what something took the place of may be read offline
 * still, and goes with its document. Called before the next body is written.
 */
export function noteSuperseded(db: WriteDb, { kind, id, body }: EntityRow): void {
  const goes = isGivenBack(kind, body);
  if (!goes && !REPLACES.has(kind)) return;
  const before = db
    .prepare<[string, string], { root: string; text: string }>(
      'select root_id as root, body as text from entities where kind = ? and id = ? and body is not null',
    )
    .get(kind, id);
  if (!before) return;
  const kept = new Set(goes ? [] : filesIn(kind, body));
  for (const sha256 of filesIn(kind, JSON.parse(before.text))) {
    if (kept.has(sha256)) continue;
    if (goes) noteUnwanted(db, sha256);
    else
      db.prepare('insert into superseded_file values (?, ?) on conflict do nothing').run(before.root, sha256);
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
        for (const table of ['downloads', 'kept_file', 'file_text', 'file_fact', 'online_report'] as const)
          db.prepare(`delete from ${table} where sha256 = ?`).run(sha256);
    });
  }
}
