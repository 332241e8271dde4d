import type { Database } from 'better-sqlite3';

/** Sealed files that wait for time-stamps and validation data; each with the very file that was sealed here. */
export const up = (db: Database): void => {
  db.exec(`
    create table signing_extension (
      document_id text primary key,
      sha256 text not null,
      level text not null check (level in ('B-T', 'B-LT', 'B-LTA')),
      state text not null default 'waiting' check (state in ('waiting', 'given-up')),
      tries integer not null default 0 check (tries >= 0),
      due_at text not null,
      problem text,
      check (state = 'waiting' or problem is not null)
    ) strict, without rowid;
    create index signing_extension_due on signing_extension (due_at) where state = 'waiting';
  `);
};
