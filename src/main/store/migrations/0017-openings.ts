import type { Database } from 'better-sqlite3';

/** What was opened here, until the server is told; a document looked at again within its span of time is the same row. */
export const up = (db: Database): void => {
  db.exec(`
    create table openings (
      opening_id text primary key,
      kind text not null,
      id text not null,
      sha256 text not null,
      opened_at text not null,
      span integer not null,
      is_told integer not null default 0 check (is_told in (0, 1)),
      unique (kind, id, sha256, span)
    ) strict;
    create index openings_untold on openings (opened_at) where is_told = 0;
  `);
};
