import type { Database } from 'better-sqlite3';

/** For which leader the last directive on a document was typed in off his paper. */
export const up = (db: Database): void => {
  db.exec(`
    alter table incoming_row add column recorded_for text;
    create index incoming_row_recorded on incoming_row (recorded_for, sort_key) where recorded_for is not null;
  `);
};
