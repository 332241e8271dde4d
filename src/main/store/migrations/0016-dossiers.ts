import type { Database } from 'better-sqlite3';

/** Rows of dossiers, of what is filed in them, and of the lines of the yearly lists; all rebuilt from the bodies. */
export const up = (db: Database): void => {
  db.exec(`
    create table dossier_row (
      row_id integer primary key,
      dossier_id text not null unique,
      state text not null,
      sort_key integer not null,
      year integer not null,
      notation text not null,
      title text not null,
      folded text not null,
      retention text not null,
      owner_id text not null,
      helper_ids text not null,
      started_on text not null,
      ended_on text,
      due_on text,
      kept_until text,
      item_count integer not null
    ) strict;
    create index dossier_by_state on dossier_row (state, sort_key desc, row_id desc);
    create index dossier_by_time on dossier_row (sort_key desc, row_id desc);

    create table dossier_item (
      item_id text primary key,
      dossier_id text not null,
      ordinal integer not null,
      document_kind text,
      document_id text,
      is_removed integer not null check (is_removed in (0, 1))
    ) strict, without rowid;
    create index dossier_item_in_order on dossier_item (dossier_id, is_removed, ordinal);
    create index dossier_item_of_document on dossier_item (document_kind, document_id) where document_id is not null;

    create table dossier_entry (
      entry_id text primary key,
      year integer not null,
      heading_order integer not null,
      subheading text not null,
      number integer not null
    ) strict, without rowid;
    create index dossier_entry_in_order on dossier_entry (year, heading_order, subheading, number);
  `);
};
