import type { Database } from 'better-sqlite3';

/**
 * Signatures under way on this machine: what was going to be signed is known before the key is used, so that a crash at any instant is taken
 * up again or leaves nothing. `inspections` keeps what was found in files that this machine signed, for decisions made again later.
 */
export const up = (db: Database): void => {
  db.exec(`
    create table signing_intents (
      intent_id text primary key,
      document_id text not null,
      role text not null check (role in ('person', 'agency')),
      base_sha256 text not null,
      version_id text not null,
      file_name text not null,
      key_id text not null,
      state text not null check (state in ('intended', 'signed', 'recorded')),
      signed_sha256 text,
      signed_bytes integer,
      begun_at text not null,
      check ((state = 'intended') = (signed_sha256 is null))
    ) strict;
    create index signing_intents_open on signing_intents (state) where state <> 'recorded';

    create table inspections (
      signed_sha256 text not null,
      base_sha256 text not null,
      found text not null,
      primary key (signed_sha256, base_sha256)
    ) strict, without rowid;
  `);
};
