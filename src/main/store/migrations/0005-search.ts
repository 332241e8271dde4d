import type { Database } from 'better-sqlite3';

/**
 * The search index: folded words without their text (contentless), in the order of days, so that "newest first" is the order of the index itself.
 * `digest` tells whether the words have changed, because the index cannot say what it holds.
 */
export const up = (db: Database): void => {
  db.exec(`
    create table search_document (
      rank_id integer primary key,
      document_id text not null unique,
      kind text not null check (kind in ('incoming', 'outgoing')),
      digest text not null
    ) strict;

    create virtual table search_index using fts5 (
      reference, subject, organ, signer, note, content,
      content = '', contentless_delete = 1,
      tokenize = 'unicode61 remove_diacritics 0',
      prefix = '2 3'
    );
  `);
};
