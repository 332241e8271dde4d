import type { Database } from 'better-sqlite3';

/** Rows of tasks, rebuilt from the bodies. */
export const up = (db: Database): void => {
  db.exec(`
    create table task_row (
      row_id integer primary key,
      task_id text not null unique,
      state text not null,
      sort_key integer not null,
      content text not null,
      folded text not null,
      lead_id text not null,
      giver_id text not null,
      supporter_ids text not null,
      parent_id text,
      document_kind text,
      document_id text,
      given_on text not null,
      due_on text,
      reported_on text,
      done_on text,
      percent integer not null,
      is_asked integer not null check (is_asked in (0, 1))
    ) strict;
    create index task_by_time on task_row (sort_key, row_id);
    create index task_by_lead on task_row (lead_id, state, sort_key, row_id);
    create index task_by_giver on task_row (giver_id, state, sort_key, row_id);
    create index task_of_document on task_row (document_kind, document_id) where document_id is not null;
    create index task_by_parent on task_row (parent_id) where parent_id is not null;
    create index task_by_day on task_row (given_on);
  `);
};
