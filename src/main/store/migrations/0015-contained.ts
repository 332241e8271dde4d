import type { Database } from 'better-sqlite3';

/** Documents that were contained as classified: only that they were; and whether the freed pages of this database have been written anew since. */
export const up = (db: Database): void => {
  db.exec(`
    create table contained (
      kind text not null,
      id text not null,
      is_scrubbed integer not null default 0 check (is_scrubbed in (0, 1)),
      primary key (kind, id)
    ) strict, without rowid;
  `);
};
