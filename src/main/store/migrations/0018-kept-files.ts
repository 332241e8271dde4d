import type { Database } from 'better-sqlite3';

/**
 * The files that are here, with when each was last used, and how much room they may take (null: as the program thinks). `not-kept`: the server has it, it was
 * here, and it made room. `rank` orders what is wanted equally: the next work first, then what is newest.
 */
export const up = (db: Database): void => {
  db.exec(`
    create table kept_file (
      sha256 text primary key,
      size_bytes integer not null check (size_bytes >= 0),
      used_at text not null
    ) strict, without rowid;
    create index kept_file_by_use on kept_file (used_at, sha256);
    alter table replica add column file_quota_bytes integer check (file_quota_bytes > 0);

    create table downloads_next (
      sha256 text primary key,
      size_bytes integer not null check (size_bytes >= 0),
      state text not null check (state in ('wanted', 'here', 'not-kept', 'not-found', 'quarantined', 'unwanted')),
      priority integer not null,
      rank integer not null default 0,
      attempts integer not null default 0
    ) strict, without rowid;
    insert into downloads_next (sha256, size_bytes, state, priority, attempts)
      select sha256, size_bytes, state, priority, attempts from downloads;
    drop table downloads;
    alter table downloads_next rename to downloads;
    create index downloads_unwanted on downloads (sha256) where state = 'unwanted';
    create index downloads_wanted on downloads (priority, rank, sha256) where state = 'wanted';
  `);
};
