export const name = 'agency-exports';

/** Who took everything of an agency out, and when (annex VI part I, III.6.l): a row before the first byte. Nobody's where the keeper did it at the server itself. */
export const sql = `
create table agency_exports (
  export_id text primary key,
  agency_id text not null,
  official_id text,
  begun_at timestamptz not null,
  ended_at timestamptz,
  outcome text check (outcome in ('made', 'failed')),
  seq bigint,
  files bigint,
  size_bytes bigint
);
create index agency_exports_by_agency on agency_exports (agency_id, begun_at);
`;
