export const name = 'unnamed-files';

/**
 * What collecting files needs. `unnamed_since`: since when no document names a file; one that is named, or brought again, has none. `uploads`: what a device has
 * under way or has brought and not named yet, which its quota counts. A batch holds the files that it may name until its commit, so that the collector, which takes their
 * rows for itself, never takes one that a document is just getting.
 */
export const sql = `
alter table blobs add column unnamed_since timestamptz;
create index blobs_unnamed on blobs (unnamed_since) where unnamed_since is not null;
create table uploads (
  id text primary key,
  sha256 text not null,
  size_bytes bigint not null,
  agency_id text not null,
  device_id text not null,
  opened_at timestamptz not null,
  finalised_at timestamptz
);
create index uploads_by_agency on uploads (agency_id);
create index uploads_by_sha256 on uploads (sha256);

do $$
declare
  v_text text := pg_get_functiondef('open_batch(jsonb)'::regprocedure);
  v_old text := 'v_principals := array(select jsonb_array_elements_text(p -> ''principals''));';
begin
  if strpos(v_text, v_old) = 0 then
    raise exception 'open_batch is not as 0001 made it';
  end if;
  execute replace(v_text, v_old, v_old || '
    perform 1 from (select sha256 from jsonb_array_elements_text(p -> ''blobs'') as wanted (sha256) order by sha256) w
      cross join lateral (select 1 from blobs where sha256 = w.sha256 for key share) held;');
end $$;
`;
