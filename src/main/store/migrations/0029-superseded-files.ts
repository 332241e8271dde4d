import type { Database } from 'better-sqlite3';

/**
 * Files that a document named before and names no more: a signature, a seal or an extension took their place. They lie here until room is made, and must go with
 * their document when it does.
 */
export function up(db: Database): void {
  db.exec(`
    create table superseded_file (
      document_id text not null,
      sha256 text not null,
      primary key (document_id, sha256)
    ) strict, without rowid;
  `);
}
