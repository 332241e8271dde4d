import type { Database } from 'better-sqlite3';

/** Files that were made here of a document's own: they leave with it, whether or not a command ever named them. */
export const up = (db: Database): void => {
  db.exec(`
    create table made_file (
      document_id text not null,
      sha256 text not null,
      primary key (document_id, sha256)
    ) strict, without rowid;
  `);
};
