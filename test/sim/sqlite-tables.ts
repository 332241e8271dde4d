import Sqlite from 'better-sqlite3';

/** The province's tables as SQLite has them: what a server must not lose, in one value that can be copied, kept and put back. */
const tables = `
create table devices (id text primary key, official_id text not null, last_dev_seq integer not null default 0, is_revoked integer not null default 0) strict;
create table feeds (agency_id text primary key, head integer not null, chain text not null) strict;
create table entities (
  kind text not null, id text not null, agency_id text not null, root_kind text not null, root_id text not null,
  seq integer not null, body text not null, primary key (kind, id)) strict;
create index entities_by_seq on entities (agency_id, seq);
create index entities_by_root on entities (agency_id, root_kind, root_id, kind, id);
create table access (
  agency_id text not null, root_kind text not null, root_id text not null, principal text not null,
  source_kind text not null, source_id text not null, from_seq integer not null, to_seq integer) strict;
create unique index access_open_once on access (source_kind, source_id, principal) where to_seq is null;
create index access_by_root on access (root_kind, root_id, principal);
create index access_by_principal on access (agency_id, principal, from_seq);
create table memberships (official_id text primary key, fingerprint text not null, changed_seq integer not null) strict;
create table official_history (official_id text not null, since text not null, body text not null) strict;
create table verdicts (
  operation_id text primary key, device_id text, dev_seq integer, official_id text not null, name text not null,
  attempts integer not null default 0, verdict text, touched text) strict;
create table operation_log (
  agency_id text not null, seq integer not null, operation_id text not null unique, official_id text not null, name text not null,
  args text, args_sha256 text not null, chain text not null, primary key (agency_id, seq)) strict;
create table claims (space text not null, key text not null, operation_id text not null, primary key (space, key)) strict;
create table queue (
  id integer primary key autoincrement, topic text not null, key text not null, payload text not null,
  attempts integer not null default 0, due_at text not null, unique (topic, key)) strict;
create table blobs (sha256 text primary key, is_quarantined integer not null default 0) strict;
create table blob_holders (sha256 text not null, principal text not null, primary key (sha256, principal)) strict;
create table blob_refs (
  sha256 text not null, kind text not null, id text not null, root_kind text not null, root_id text not null,
  primary key (kind, id, sha256)) strict;
create table containments (
  agency_id text not null, root_kind text not null, root_id text not null, seq integer not null, entity_ids text not null,
  is_scrubbed integer not null default 0, primary key (root_kind, root_id)) strict;
create table containment_blobs (
  root_kind text not null, root_id text not null, sha256 text not null, primary key (root_kind, root_id, sha256)) strict;
`;

export type Database = Sqlite.Database;

export function makeTables(): Database {
  const db = new Sqlite(':memory:');
  db.exec(tables);
  return preparingOnce(db);
}

/** Prepares each text once: half of a story's time went into preparing the same few statements. A text is used in one mode only. */
export function preparingOnce(db: Database): Database {
  const known = new Map<string, Sqlite.Statement>();
  const prepare = db.prepare.bind(db);
  const once = (sql: string): Sqlite.Statement => {
    const statement = known.get(sql) ?? prepare(sql);
    known.set(sql, statement);
    return statement;
  };
  return Object.assign(db, { prepare: once });
}

/** As a list that SQL can join: SQLite has no arrays. */
export const listed = (values: readonly unknown[]): string => JSON.stringify(values);
