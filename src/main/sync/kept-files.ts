import type { Instant, Sha256 } from '../../shared/domain/core/values.ts';
import type { ReadDb, WriteDb } from '../store/handles.ts';

/** The files of this profile may take so much room where the official has not said otherwise. */
export const FILE_QUOTA_BYTES = 5_000_000_000;
/** An open window asks for the same file again and again; its last use is noted this often. */
const USE_NOTED_MS = 60 * 60_000;

/** A file is here, or was used. */
export const noteKept = (db: WriteDb, sha256: Sha256, sizeBytes: number, at: Instant): void =>
  void db
    .prepare(
      `insert into kept_file (sha256, size_bytes, used_at) values (?, ?, ?)
       on conflict (sha256) do update set used_at = max(used_at, excluded.used_at), size_bytes = excluded.size_bytes`,
    )
    .run(sha256, sizeBytes, at);

/** Whether a use at `at` is worth writing down. */
export const isUseNew = (db: ReadDb, sha256: Sha256, at: Instant): boolean => {
  const usedAt = db
    .prepare<[string], Instant>('select used_at from kept_file where sha256 = ?')
    .pluck()
    .get(sha256);
  return usedAt !== undefined && Date.parse(at) - Date.parse(usedAt) >= USE_NOTED_MS;
};

export const noteUse = (db: WriteDb, sha256: Sha256, at: Instant): void =>
  void db.prepare('update kept_file set used_at = ? where sha256 = ?').run(at, sha256);

export const forgetKept = (db: WriteDb, sha256: Sha256): void =>
  void db.prepare('delete from kept_file where sha256 = ?').run(sha256);

/** The row of a file that stands here, whatever put it there; a walk through the folder and the transfers both say so. */
export const isNoted = (db: ReadDb, sha256: Sha256): boolean =>
  db.prepare<[string], number>('select 1 from kept_file where sha256 = ?').pluck().get(sha256) !== undefined;

export const notedFiles = (db: ReadDb): readonly Sha256[] =>
  db.prepare<[], Sha256>('select sha256 from kept_file').pluck().all();

export type Room = {
  readonly usedBytes: number;
  readonly quotaBytes: number;
  readonly files: number;
  /** Wanted without being asked for, and not fetched yet. */
  readonly waiting: number;
};

/** How much room the files take, and may take. */
export function roomOf(db: ReadDb): Room {
  const row = db
    .prepare<[], Omit<Room, 'quotaBytes'> & { readonly quotaBytes: number | null }>(
      `select (select coalesce(sum(size_bytes), 0) from kept_file) as usedBytes, (select count(*) from kept_file) as files,
         (select count(*) from downloads where state = 'wanted') as waiting,
         (select file_quota_bytes from replica) as quotaBytes`,
    )
    .get();
  return {
    usedBytes: row?.usedBytes ?? 0,
    files: row?.files ?? 0,
    waiting: row?.waiting ?? 0,
    quotaBytes: row?.quotaBytes ?? FILE_QUOTA_BYTES,
  };
}

export const setQuota = (db: WriteDb, quotaBytes: number): void =>
  void db.prepare('update replica set file_quota_bytes = ?').run(quotaBytes);
