import type { Database } from 'better-sqlite3';

/** What the lists for chasing walk, the answers to a document, and the field of a task. */
export const up = (db: Database): void => {
  db.exec(`
    create index incoming_row_sent_back on incoming_row (sort_key) where sent_back = 1;
    create index incoming_row_due on incoming_row (tab, due_on) where due_on is not null;
    create index outgoing_by_reply on entities (coalesce(overlay, body) ->> 'replyTo') where kind = 'outgoing';
    alter table task_row add column field text not null default '';
  `);
};
