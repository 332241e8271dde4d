import type { Instant, Sha256 } from '../../shared/domain/core/values.ts';
import type { ReadDb, WriteDb } from '../store/handles.ts';
import { noteKept } from './kept-files.ts';

/** A file that arrives damaged this often is no accident: it is set aside and said. */
export const ATTEMPTS_MAX = 3;

type Upload = {
  readonly sha256: Sha256;
  readonly sizeBytes: number;
  readonly address: string | null;
  readonly attempts: number;
};

/** One that was begun first, then the oldest operation's. */
export const nextUpload = (db: ReadDb): Upload | undefined =>
  db
    .prepare<[], Upload>(
      `select u.sha256, u.size_bytes as sizeBytes, u.address, u.attempts from uploads u
       where u.state = 'waiting'
       order by u.attempts, u.address is null, (select min(n) from outbox_blobs b where b.sha256 = u.sha256) limit 1`,
    )
    .get();

export const uploadOpened = (db: WriteDb, sha256: Sha256, address: string): void =>
  void db.prepare('update uploads set address = ? where sha256 = ?').run(address, sha256);

export const uploadFinalised = (db: WriteDb, sha256: Sha256): void =>
  void db.prepare(`update uploads set state = 'finalised' where sha256 = ?`).run(sha256);

/** The server no longer knows the address: a new upload, nothing lost but time. */
export const restartUpload = (db: WriteDb, sha256: Sha256): void =>
  void db.prepare('update uploads set address = null where sha256 = ?').run(sha256);

/** The bytes arrived as something else: again from the start, and after `ATTEMPTS_MAX` set aside, with the operations that need the file. */
export function uploadFailed(db: WriteDb, sha256: Sha256, attempts: number): void {
  const isOver = attempts >= ATTEMPTS_MAX;
  db.prepare('update uploads set address = null, attempts = ?, state = ? where sha256 = ?').run(
    attempts,
    isOver ? 'quarantined' : 'waiting',
    sha256,
  );
  if (!isOver) return;
  db.prepare(
    `update outbox set state = 'parked', code = 'file.damaged-in-transit'
     where settled_at is null and state in ('waiting', 'sent')
       and n in (select n from outbox_blobs where sha256 = ?)`,
  ).run(sha256);
}

type Download = {
  readonly sha256: Sha256;
  readonly sizeBytes: number;
  readonly attempts: number;
  /** The official himself asked for it. */
  readonly isAsked: number;
};

export const nextDownload = (db: ReadDb): Download | undefined =>
  db
    .prepare<[], Download>(
      `select sha256, size_bytes as sizeBytes, attempts, priority = 0 as isAsked from downloads
       where state = 'wanted' order by priority, rank, sha256 limit 1`,
    )
    .get();

/** Notes what became of a wanted file. One that may no longer be here, since a page came meanwhile, is not kept: the next sweep takes it. */
export function fetched(
  db: WriteDb,
  sha256: Sha256,
  state: 'here' | 'not-found' | 'quarantined',
  kept?: { readonly sizeBytes: number; readonly at: Instant },
): void {
  if (kept) noteKept(db, sha256, kept.sizeBytes, kept.at);
  const { changes } = db
    .prepare(`update downloads set state = ? where sha256 = ? and state <> 'unwanted'`)
    .run(state, sha256);
  if (changes === 0)
    db.prepare(
      `insert into downloads (sha256, size_bytes, state, priority) values (?, 0, 'unwanted', 9) on conflict do nothing`,
    ).run(sha256);
}

export const fetchFailed = (db: WriteDb, sha256: Sha256, attempts: number): void =>
  void db
    .prepare(`update downloads set attempts = ?, state = ? where sha256 = ? and state <> 'unwanted'`)
    .run(attempts, attempts >= ATTEMPTS_MAX ? 'quarantined' : 'wanted', sha256);

/** What is still on its way, for the status line. */
export const countTransfers = (db: ReadDb): { readonly filesToSend: number; readonly filesToFetch: number } =>
  db
    .prepare<[], { filesToSend: number; filesToFetch: number }>(
      `select (select count(*) from uploads where state = 'waiting') as filesToSend,
         (select count(*) from downloads where state = 'wanted') as filesToFetch`,
    )
    .get() ?? { filesToSend: 0, filesToFetch: 0 };
