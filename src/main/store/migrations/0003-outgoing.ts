import type { Database } from 'better-sqlite3';

/** Lists of outgoing documents (projections, rebuildable); the tabs are the states. */
export const up = (db: Database): void => {
  db.exec(`
    create table outgoing_row (
      row_id integer primary key,
      document_id text not null unique,
      state text not null,
      sort_key integer not null,
      number integer,
      reference text not null,
      issued_on text,
      subject text not null,
      type_name text not null,
      urgency text not null,
      recipients_text text not null,
      due_on text,
      sha256 text,
      file_count integer not null,
      drafter_id text not null,
      signer_id text not null
    ) strict;
    create index outgoing_row_by_state on outgoing_row (state, sort_key);
    create index outgoing_row_by_day on outgoing_row (sort_key);
    create index outgoing_row_by_signer on outgoing_row (signer_id, sort_key);

    create table outgoing_count (
      state text primary key,
      documents integer not null check (documents >= 0)
    ) strict, without rowid;
    insert into outgoing_count values
      ('draft', 0), ('submitted', 0), ('returned', 0), ('signed', 0), ('numbered', 0), ('sealed', 0),
      ('dispatched', 0);
    create trigger outgoing_row_added after insert on outgoing_row begin
      update outgoing_count set documents = documents + 1 where state = new.state;
    end;
    create trigger outgoing_row_moved after update of state on outgoing_row when old.state <> new.state begin
      update outgoing_count set documents = documents - 1 where state = old.state;
      update outgoing_count set documents = documents + 1 where state = new.state;
    end;
    create trigger outgoing_row_removed after delete on outgoing_row begin
      update outgoing_count set documents = documents - 1 where state = old.state;
    end;

    create table outgoing_delivery (
      delivery_id text primary key,
      document_id text not null,
      is_arrived integer not null check (is_arrived in (0, 1)),
      is_received integer not null check (is_received in (0, 1))
    ) strict, without rowid;
    create index outgoing_delivery_by_document on outgoing_delivery (document_id, is_arrived, is_received);
  `);
};
