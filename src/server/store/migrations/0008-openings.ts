export const name = 'openings';

/** The access log of each agency: who opened which document, never what stands in it. Apart from the operation log, which it does not touch. */
export const sql = `
create table openings (
  opening_id text primary key,
  agency_id text not null,
  root_kind text not null,
  root_id text not null,
  sha256 text,
  official_id text not null,
  device_id text not null,
  opened_at timestamptz not null,
  noted_at timestamptz not null
);
create index openings_by_document on openings (agency_id, root_kind, root_id, opened_at);
create index openings_by_agency on openings (agency_id, opened_at);
create index openings_by_age on openings (noted_at);
`;
