import type { Database } from 'better-sqlite3';

/** Which notices the official has read, and his quiet hours: his own, on this machine alone. */
export const up = (db: Database): void => {
  db.exec(`
    create table notice_read (key text primary key, read_at text not null) strict, without rowid;
    create table notice_hours (
      one integer primary key check (one = 1), is_on integer not null, from_time text not null, to_time text not null
    ) strict;
  `);
};
