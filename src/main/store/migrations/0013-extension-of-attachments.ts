import type { Database } from 'better-sqlite3';

/** Signed attachments wait for time-stamps and validation data beside the main file. */
export const up = (db: Database): void => {
  db.exec(`
    create table signed_files_to_extend (
      document_id text not null,
      attachment_id text,
      sha256 text not null,
      level text not null check (level in ('B-T', 'B-LT', 'B-LTA')),
      state text not null default 'waiting' check (state in ('waiting', 'given-up')),
      tries integer not null default 0 check (tries >= 0),
      due_at text not null,
      problem text,
      check (state = 'waiting' or problem is not null)
    ) strict;
    insert into signed_files_to_extend (document_id, sha256, level, state, tries, due_at, problem)
      select document_id, sha256, level, state, tries, due_at, problem from signing_extension;
    drop table signing_extension;
    alter table signed_files_to_extend rename to signing_extension;
    create unique index signing_extension_file on signing_extension (document_id, ifnull(attachment_id, ''));
    create index signing_extension_due on signing_extension (due_at) where state = 'waiting';
  `);
};
