import type { Database } from 'better-sqlite3';

/** How far each book was when a server was put back in time: numbers below were given, whatever that server knows of them. */
export const up = (db: Database): void => {
  db.exec(
    'create table books_seen (register_id text primary key, next integer not null) strict, without rowid;',
  );
};
