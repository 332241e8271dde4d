import type { Database } from 'better-sqlite3';

/**
 * The replica: one confirmed body per entity and an overlay where a pending operation changed it; the outbox with what each
 * operation reads and writes; the cursor; files to fetch and to send. `generation` tells what the running snapshot has named.
 */
export const up = (db: Database): void => {
  db.exec(`
    create table entities (
      entity integer primary key,
      kind text not null,
      id text not null,
      root_kind text not null,
      root_id text not null,
      seq integer not null check (seq >= 0),
      generation integer not null,
      is_readable integer not null default 1 check (is_readable in (0, 1)),
      body text,
      overlay text,
      unique (kind, id),
      check (body is not null or overlay is not null),
      check ((body is null) = (seq = 0))
    ) strict;
    create index entities_parts on entities (root_kind, root_id, kind) where root_id <> id;
    create index entities_overlaid on entities (entity) where overlay is not null;
    create index entities_unreadable on entities (entity) where is_readable = 0;

    create table outbox (
      n integer primary key,
      operation_id text not null unique,
      dev_seq integer check (dev_seq > 0),
      name text not null,
      args text not null,
      done_at text not null,
      state text not null check (state in ('waiting', 'sent', 'answered', 'refused', 'conflict', 'parked')),
      is_decided_here integer not null default 1 check (is_decided_here in (0, 1)),
      seq integer,
      code text,
      detail text,
      differences text,
      attempts integer not null default 0,
      answered_at text,
      settled_at text
    ) strict;
    create unique index outbox_dev_seq on outbox (dev_seq) where dev_seq is not null;
    create index outbox_open on outbox (state, n) where settled_at is null;

    create table outbox_refs (
      n integer not null references outbox (n) on delete cascade,
      kind text not null,
      id text not null,
      is_write integer not null check (is_write in (0, 1)),
      primary key (n, kind, id)
    ) strict, without rowid;
    create index outbox_refs_by_entity on outbox_refs (kind, id);

    create table outbox_roots (
      n integer not null references outbox (n) on delete cascade,
      root_kind text not null,
      root_id text not null,
      primary key (n, root_kind, root_id)
    ) strict, without rowid;
    create index outbox_roots_by_root on outbox_roots (root_kind, root_id);

    create table outbox_blobs (
      n integer not null references outbox (n) on delete cascade,
      sha256 text not null,
      primary key (n, sha256)
    ) strict, without rowid;
    create index outbox_blobs_by_blob on outbox_blobs (sha256);

    create table uploads (
      sha256 text primary key,
      size_bytes integer not null check (size_bytes >= 0),
      state text not null check (state in ('waiting', 'finalised', 'quarantined')),
      address text,
      attempts integer not null default 0
    ) strict, without rowid;
    create index uploads_waiting on uploads (sha256) where state = 'waiting';

    create table downloads (
      sha256 text primary key,
      size_bytes integer not null check (size_bytes >= 0),
      state text not null check (state in ('wanted', 'here', 'not-found', 'quarantined', 'unwanted')),
      priority integer not null,
      attempts integer not null default 0
    ) strict, without rowid;
    create index downloads_unwanted on downloads (sha256) where state = 'unwanted';
    create index downloads_wanted on downloads (priority, sha256) where state = 'wanted';

    create table replica (
      one integer primary key check (one = 1),
      epoch integer,
      cursor integer,
      generation integer not null default 0,
      snapshot_page text,
      snapshot_epoch integer,
      snapshot_as_of integer,
      next_dev_seq integer not null default 1,
      clock_offset_ms integer not null default 0,
      last_contact_at text
    ) strict;
    insert into replica (one) values (1);
  `);
};
