import type { Database } from 'better-sqlite3';

/**
 * Batches of signatures: the order in which they were given, and what became of each document. One batch at a time is open, so that no document stands in two.
 * `signing_review` remembers which very file the official has read to its end.
 */
export const up = (db: Database): void => {
  db.exec(`
    create table signing_batch (
      batch_id text primary key,
      role text not null check (role in ('person', 'agency')),
      key_id text not null,
      certificate_sha256 text not null,
      state text not null check (state in ('running', 'paused', 'done', 'cancelled')),
      paused_by text,
      paused_detail text,
      begun_at text not null,
      check ((state = 'paused') = (paused_by is not null))
    ) strict;
    create unique index signing_batch_open on signing_batch ((1)) where state in ('running', 'paused');

    create table signing_batch_item (
      batch_id text not null references signing_batch,
      ordinal integer not null,
      document_id text not null,
      sha256 text not null,
      is_reviewed integer not null check (is_reviewed in (0, 1)),
      state text not null check (state in ('waiting', 'signing', 'signed', 'refused', 'skipped')),
      code text,
      detail text,
      settled_at text,
      primary key (batch_id, ordinal),
      unique (batch_id, document_id),
      check ((state = 'refused') = (code is not null))
    ) strict, without rowid;

    create table signing_review (
      document_id text not null,
      sha256 text not null,
      reviewed_at text not null,
      primary key (document_id, sha256)
    ) strict, without rowid;

    alter table signing_intents add column batch_id text references signing_batch;
    alter table signing_intents add column is_reviewed integer;
    create index signing_intents_by_document on signing_intents (document_id);
  `);
};
