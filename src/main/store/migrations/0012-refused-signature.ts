import type { Database } from 'better-sqlite3';

/** A signature that the rule refused is settled like a recorded one and yet none: it gets a state of its own, with the reason. */
export const up = (db: Database): void => {
  db.exec(`
    create table intents (
      intent_id text primary key,
      document_id text not null,
      role text not null check (role in ('person', 'agency')),
      base_sha256 text not null,
      version_id text not null,
      file_name text not null,
      key_id text not null,
      state text not null check (state in ('intended', 'signed', 'recorded', 'refused')),
      signed_sha256 text,
      signed_bytes integer,
      begun_at text not null,
      batch_id text references signing_batch,
      is_reviewed integer,
      code text,
      detail text,
      check ((state = 'intended') = (signed_sha256 is null)),
      check ((state = 'refused') = (code is not null))
    ) strict;
    insert into intents
      select intent_id, document_id, role, base_sha256, version_id, file_name, key_id, state, signed_sha256, signed_bytes, begun_at,
             batch_id, is_reviewed, null, null
      from signing_intents;
    drop table signing_intents;
    alter table intents rename to signing_intents;
    create index signing_intents_open on signing_intents (state) where state in ('intended', 'signed');
    create index signing_intents_by_document on signing_intents (document_id);
  `);
};
