import type { Database } from 'better-sqlite3';

/** Agencies on other servers that were found by name: the directory as fetched does not hold them until they are in use, and must not take them away. */
export const up = (db: Database): void => {
  db.exec(
    'alter table directory_agency add column is_elsewhere integer not null default 0 check (is_elsewhere in (0, 1))',
  );
};
