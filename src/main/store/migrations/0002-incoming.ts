import type { Database } from 'better-sqlite3';

/**
 * Lists of incoming documents (projections, rebuildable). `tab` is the one view besides "all" in which a document stands; `sort_key` orders by day, then
 * number. Each index serves one first page: by tab, all, urgent ones of a tab, urgent ones of all, what is assigned to one official.
 */
export const up = (db: Database): void => {
  db.exec(`
    create table incoming_row (
      row_id integer primary key,
      document_id text not null unique,
      tab text not null check (tab in ('arrived', 'registered', 'in-progress', 'done', 'refused')),
      sort_key integer not null,
      state text not null,
      arrival_number integer,
      arrived_on text not null,
      organ_name text not null,
      reference text not null,
      reference_key text not null,
      subject text not null,
      type_name text not null,
      urgency text not null,
      issued_on text,
      due_on text,
      sha256 text,
      file_count integer not null,
      correction_count integer not null,
      holder_id text
    ) strict;
    create index incoming_row_by_tab on incoming_row (tab, sort_key);
    create index incoming_row_by_day on incoming_row (sort_key);
    create index incoming_row_urgent_by_tab on incoming_row (urgency, tab, sort_key) where urgency <> 'normal';
    create index incoming_row_urgent_by_day on incoming_row (urgency, sort_key) where urgency <> 'normal';
    create index incoming_row_by_reference on incoming_row (reference_key) where reference_key <> '';

    create table incoming_count (
      tab text primary key,
      documents integer not null check (documents >= 0)
    ) strict, without rowid;
    insert into incoming_count values
      ('arrived', 0), ('registered', 0), ('in-progress', 0), ('done', 0), ('refused', 0);
    create trigger incoming_row_added after insert on incoming_row begin
      update incoming_count set documents = documents + 1 where tab = new.tab;
    end;
    create trigger incoming_row_moved after update of tab on incoming_row when old.tab <> new.tab begin
      update incoming_count set documents = documents - 1 where tab = old.tab;
      update incoming_count set documents = documents + 1 where tab = new.tab;
    end;
    create trigger incoming_row_removed after delete on incoming_row begin
      update incoming_count set documents = documents - 1 where tab = old.tab;
    end;

    create table incoming_assignment (
      assignment_id text primary key,
      document_id text not null,
      official_id text not null,
      is_open integer not null check (is_open in (0, 1)),
      sort_key integer not null
    ) strict, without rowid;
    create index incoming_assignment_by_document on incoming_assignment (document_id);
    create index incoming_assignment_by_official
      on incoming_assignment (official_id, is_open, sort_key, document_id);

    create table incoming_reading (
      document_id text not null,
      official_id text not null,
      is_read integer not null check (is_read in (0, 1)),
      primary key (document_id, official_id)
    ) strict, without rowid;
  `);
};
