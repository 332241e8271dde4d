import type { Database } from 'better-sqlite3';

/** What was given back and waits for somebody, and each official's own flags, with when he opened a document first. */
export const up = (db: Database): void => {
  db.exec(`
    alter table incoming_row add column sent_back integer not null default 0 check (sent_back in (0, 1));
    alter table incoming_reading add column is_flagged integer not null default 0 check (is_flagged in (0, 1));
    alter table incoming_reading add column opened_at text;
    create index incoming_reading_flagged on incoming_reading (official_id, document_id) where is_flagged = 1;
  `);
};
