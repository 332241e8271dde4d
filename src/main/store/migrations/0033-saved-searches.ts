import type { Database } from 'better-sqlite3';

/** Searches that the official keeps to ask again (annex VI part I, III.6.e): his own, on this machine. */
export function up(db: Database): void {
  db.exec(`
    create table saved_search (
      name text primary key,
      folded text not null,
      asked text not null
    ) strict, without rowid;
  `);
}
