/**
 * The province's tables and the two functions of a batch. A batch is two round trips: `open_batch` inserts the idempotency rows first (a twin waits
 * there until the first one commits), then locks and reads; `write_batch` writes everything and takes the agency's counter row last.
 * Both need READ COMMITTED: each statement inside must see what was committed while it waited. Their plans are kept for the life of a connection, which may
 * have begun when the tables were empty; so they may only use indexes (measured: a kept hash join made a push ten times slower after 3,000 rows).
 */
export const name = 'province';

export const sql = `
create table province (
  only_row boolean primary key default true check (only_row),
  epoch integer not null check (epoch > 0)
);
insert into province (epoch) values (1);

create table devices (
  id text primary key,
  agency_id text not null,
  official_id text not null,
  key json not null,
  name text not null,
  enrolled_at timestamptz not null,
  last_dev_seq bigint not null default 0,
  acked_seq bigint not null default 0,
  revoked_at timestamptz
);
create index devices_by_official on devices (official_id);

create table enrolment_codes (
  code_sha256 text primary key,
  agency_id text not null,
  official_id text not null,
  expires_at timestamptz not null,
  used_at timestamptz
);

create table feeds (
  agency_id text primary key,
  head bigint not null,
  chain text not null
) with (fillfactor = 50);

create table entities (
  kind text not null,
  id text not null,
  agency_id text not null,
  root_kind text not null,
  root_id text not null,
  seq bigint not null,
  body text not null,
  primary key (kind, id)
) with (fillfactor = 80);
create index entities_by_seq on entities (agency_id, seq);
create index entities_by_root on entities (agency_id, root_kind, root_id, kind, id);
create index agencies_by_id on entities (id) where kind = 'agency';

create table access (
  agency_id text not null,
  root_kind text not null,
  root_id text not null,
  principal text not null,
  source_kind text not null,
  source_id text not null,
  from_seq bigint not null,
  to_seq bigint
);
create unique index access_open_once on access (source_kind, source_id, principal) where to_seq is null;
create index access_open_by_root on access (root_kind, root_id, principal, from_seq) where to_seq is null;
create index access_begun on access (agency_id, principal, from_seq) where to_seq is null;
create index access_ended on access (agency_id, principal, to_seq) where to_seq is not null;

create table memberships (
  official_id text primary key,
  agency_id text not null,
  fingerprint text not null,
  changed_seq bigint not null
);
create table official_history (
  official_id text not null,
  since timestamptz not null,
  body text not null
);
create index official_history_by_official on official_history (official_id, since);

create table verdicts (
  operation_id text primary key,
  agency_id text not null,
  device_id text,
  dev_seq bigint,
  official_id text not null,
  name text not null,
  args_sha256 text not null,
  arrived_at timestamptz not null,
  attempts integer not null default 0,
  verdict text,
  touched text
) with (fillfactor = 60);

create table operation_log (
  agency_id text not null,
  seq bigint not null,
  operation_id text not null unique,
  device_id text,
  dev_seq bigint,
  official_id text not null,
  name text not null,
  args text,
  args_sha256 text not null,
  done_at timestamptz not null,
  arrived_at timestamptz not null,
  chain text not null,
  primary key (agency_id, seq)
);

create table claims (
  space text not null,
  key text not null,
  agency_id text not null,
  operation_id text not null,
  primary key (space, key)
);

create table queue (
  id bigint generated always as identity primary key,
  agency_id text not null,
  topic text not null check (topic in ('message', 'receipt')),
  key text not null,
  payload text not null,
  attempts integer not null default 0,
  due_at timestamptz not null,
  unique (topic, key)
);
create index queue_due on queue (due_at);

create table blobs (
  sha256 text primary key,
  size_bytes bigint not null,
  stored_at timestamptz not null,
  quarantined_at timestamptz
);
create table blob_holders (
  sha256 text not null,
  principal text not null,
  primary key (sha256, principal)
);
create table blob_refs (
  sha256 text not null,
  kind text not null,
  id text not null,
  root_kind text not null,
  root_id text not null,
  primary key (kind, id, sha256)
);
create index blob_refs_by_sha256 on blob_refs (sha256, root_kind, root_id);

-- One index lookup and one lock after the other, in the order given. agency_id || '' keeps the planner from the agency's indexes, which it takes
-- for small as long as nobody has counted.
create function lock_entities(p_agency text, p_refs jsonb) returns json language plpgsql volatile as $$
declare
  v_found json;
begin
  select json_agg(json_build_object('kind', e.kind, 'id', e.id, 'seq', e.seq, 'body', e.body::json)) into v_found
    from jsonb_to_recordset(p_refs) as r (kind text, id text)
    cross join lateral (
      select kind, id, seq, body from entities
      where kind = r.kind and id = r.id and agency_id || '' = p_agency
      for update
    ) e;
  return coalesce(v_found, '[]');
end $$;

create function open_batch(p jsonb) returns json language plpgsql volatile
  set enable_seqscan = off set enable_hashjoin = off set enable_mergejoin = off as $$
declare
  v_agency text := p ->> 'agencyId';
  v_official text := p ->> 'officialId';
  v_device_id text := p ->> 'device';
  v_arrived timestamptz := (p ->> 'arrivedAt')::timestamptz;
  v_operations jsonb := p -> 'operations';
  v_is_system boolean := (p ->> 'isSystem')::boolean;
  v_device json;
  v_known json;
  v_actor json;
  v_principals text[];
  v_missing json;
  v_new text[];
  v_history json;
begin
  if p ->> 'queueId' is not null then
    perform 1 from queue where id = (p ->> 'queueId')::bigint for update skip locked;
    if not found then return json_build_object('isQueueRowGone', true); end if;
  end if;
  if (p ->> 'isEnrolled')::boolean then
    select json_build_object('lastDevSeq', last_dev_seq, 'isRevoked', revoked_at is not null)
      into v_device from devices where id = v_device_id for update;
  end if;

  with inserted as (
    insert into verdicts (operation_id, agency_id, device_id, dev_seq, official_id, name, args_sha256, arrived_at)
    select o.id, v_agency, v_device_id, o.dev_seq, v_official, o.name, o.args_sha256, v_arrived
    from jsonb_to_recordset(v_operations) as o (id text, dev_seq bigint, name text, args_sha256 text)
    order by o.id
    on conflict (operation_id) do nothing
    returning operation_id
  )
  select array_agg(operation_id) into v_new from inserted;

  -- What came before is answered; most batches are all new, and ask nothing.
  if coalesce(cardinality(v_new), 0) < jsonb_array_length(v_operations) then
    select json_agg(json_build_object('id', operation_id, 'device', device_id, 'devSeq', dev_seq, 'officialId', official_id,
        'attempts', attempts, 'verdict', verdict, 'touched', touched))
      into v_known
      from (
        select operation_id, device_id, dev_seq, official_id, attempts, verdict, touched from verdicts
        where operation_id = any (array(select o.id from jsonb_to_recordset(v_operations) as o (id text)
          where o.id <> all (coalesce(v_new, '{}'))))
        order by operation_id for update
      ) known;
  end if;

  select body::json into v_actor from entities
    where kind = 'official' and id = v_official and agency_id || '' = v_agency;
  if exists (select 1 from official_history where official_id = v_official and since > (p ->> 'doneSince')::timestamptz) then
    select json_agg(json_build_object('since', since, 'body', body::json) order by since) into v_history
      from (select since, body from official_history where official_id = v_official order by since desc limit 20) recent;
  end if;
  if jsonb_array_length(p -> 'blobs') > 0 then
    v_principals := array(select jsonb_array_elements_text(p -> 'principals'));
    select json_agg(wanted.sha256) into v_missing
      from jsonb_array_elements_text(p -> 'blobs') as wanted (sha256)
      where not exists (
        select 1 from blobs b where b.sha256 = wanted.sha256 and b.quarantined_at is null
          and (v_is_system
            or exists (select 1 from blob_holders h where h.sha256 = b.sha256 and h.principal = any (v_principals))
            or exists (select 1 from blob_refs f
              join access a on a.root_kind = f.root_kind and a.root_id = f.root_id and a.to_seq is null
              where f.sha256 = b.sha256 and a.principal = any (v_principals))));
  end if;

  return json_build_object(
    'device', v_device,
    'known', coalesce(v_known, '[]'),
    'actor', v_actor,
    'history', coalesce(v_history, '[]'),
    'missingBlobs', coalesce(v_missing, '[]'),
    'entities', lock_entities(v_agency, p -> 'refs'));
end $$;

create function write_batch(p jsonb) returns json language plpgsql volatile
  set enable_seqscan = off set enable_hashjoin = off set enable_mergejoin = off as $$
declare
  v_agency text := p ->> 'agencyId';
  v_official text := p ->> 'officialId';
  v_device_id text := p ->> 'device';
  v_arrived timestamptz := (p ->> 'arrivedAt')::timestamptz;
  v_accepted integer := (p ->> 'acceptedCount')::integer;
  v_head bigint;
  v_chain text;
  v_chains text[] := '{}';
  v_conflicts json;
  v_step record;
begin
  if jsonb_array_length(p -> 'claims') > 0 then
    with taken as (
      insert into claims (space, key, agency_id, operation_id)
        select c.space, c.key, v_agency, c.operation_id
        from jsonb_to_recordset(p -> 'claims') as c (space text, key text, operation_id text)
        order by c.space, c.key
        on conflict (space, key) do nothing
        returning space, key
    )
    select json_agg(json_build_object('operationId', c.operation_id, 'code', c.else_refuse)) into v_conflicts
      from jsonb_to_recordset(p -> 'claims') as c (space text, key text, operation_id text, else_refuse text)
      where not exists (select 1 from taken t where t.space = c.space and t.key = c.key);
    if v_conflicts is not null then
      raise exception 'claim taken' using errcode = 'HR001', detail = v_conflicts::text;
    end if;
  end if;

  if v_accepted > 0 then
    select head, chain into v_head, v_chain from feeds where agency_id = v_agency for update;
    if not found then
      insert into feeds (agency_id, head, chain) values (v_agency, 0, '') on conflict (agency_id) do nothing;
      select head, chain into v_head, v_chain from feeds where agency_id = v_agency for update;
    end if;

    if jsonb_array_length(p -> 'created') > 0 then
      with written as (
        insert into entities (kind, id, agency_id, root_kind, root_id, seq, body)
          select e.kind, e.id, v_agency, e.root_kind, e.root_id, v_head + e.ordinal, e.body
          from jsonb_to_recordset(p -> 'created') as e (kind text, id text, root_kind text, root_id text, ordinal integer, body text)
          order by e.kind, e.id
          on conflict (kind, id) do nothing
          returning kind, id
      )
      select json_agg(json_build_object('operationId', e.operation_id, 'code', 'entity.exists')) into v_conflicts
        from jsonb_to_recordset(p -> 'created') as e (kind text, id text, operation_id text)
        where not exists (select 1 from written w where w.kind = e.kind and w.id = e.id);
      if v_conflicts is not null then
        raise exception 'entity exists' using errcode = 'HR001', detail = v_conflicts::text;
      end if;
    end if;

    if jsonb_array_length(p -> 'put') > 0 then
      with written as (
        insert into entities (kind, id, agency_id, root_kind, root_id, seq, body)
          select e.kind, e.id, v_agency, e.root_kind, e.root_id, v_head + e.ordinal, e.body
          from jsonb_to_recordset(p -> 'put') as e (kind text, id text, root_kind text, root_id text, ordinal integer, body text)
          order by e.kind, e.id
          on conflict (kind, id) do update set seq = excluded.seq, body = excluded.body
            where entities.agency_id = excluded.agency_id
          returning kind, id
      )
      select json_agg(json_build_object('operationId', e.operation_id, 'code', 'entity.exists')) into v_conflicts
        from jsonb_to_recordset(p -> 'put') as e (kind text, id text, operation_id text)
        where not exists (select 1 from written w where w.kind = e.kind and w.id = e.id);
      if v_conflicts is not null then
        raise exception 'entity of another agency' using errcode = 'HR001', detail = v_conflicts::text;
      end if;
    end if;

    if jsonb_array_length(p -> 'access') > 0 then
      for v_step in
        select s.kind, s.id, s.ordinal, s.principals from jsonb_to_recordset(p -> 'access')
          as s (kind text, id text, ordinal integer, is_new boolean, principals text[]) where not s.is_new
      loop
        update access set to_seq = v_head + v_step.ordinal
          where source_kind = v_step.kind and source_id = v_step.id and to_seq is null and principal <> all (v_step.principals);
      end loop;
      insert into access (agency_id, root_kind, root_id, principal, source_kind, source_id, from_seq)
        select v_agency, s.root_kind, s.root_id, each.principal, s.kind, s.id, v_head + s.ordinal
        from jsonb_to_recordset(p -> 'access')
            as s (kind text, id text, root_kind text, root_id text, ordinal integer, principals text[])
          cross join unnest(s.principals) as each (principal)
        on conflict (source_kind, source_id, principal) where to_seq is null do nothing;
    end if;

    if jsonb_array_length(p -> 'blobRefs') > 0 then
      for v_step in
        select s.kind, s.id, s.hashes from jsonb_to_recordset(p -> 'blobRefs')
          as s (kind text, id text, is_new boolean, hashes text[]) where not s.is_new
      loop
        delete from blob_refs where kind = v_step.kind and id = v_step.id and sha256 <> all (v_step.hashes);
      end loop;
      insert into blob_refs (sha256, kind, id, root_kind, root_id)
        select each.sha256, s.kind, s.id, s.root_kind, s.root_id
        from jsonb_to_recordset(p -> 'blobRefs') as s (kind text, id text, root_kind text, root_id text, hashes text[])
          cross join unnest(s.hashes) as each (sha256)
        on conflict (kind, id, sha256) do nothing;
    end if;

    if jsonb_array_length(p -> 'memberships') > 0 then
      insert into memberships (official_id, agency_id, fingerprint, changed_seq)
        select m.id, v_agency, m.fingerprint, v_head + m.ordinal
        from jsonb_to_recordset(p -> 'memberships') as m (id text, fingerprint text, ordinal integer)
        on conflict (official_id) do update set fingerprint = excluded.fingerprint,
          changed_seq = case when memberships.fingerprint = excluded.fingerprint then memberships.changed_seq else excluded.changed_seq end;
      insert into official_history (official_id, since, body)
        select m.id, v_arrived, m.body from jsonb_to_recordset(p -> 'memberships') as m (id text, body text);
    end if;

    if jsonb_array_length(p -> 'queue') > 0 then
      insert into queue (agency_id, topic, key, payload, due_at)
        select v_agency, q.topic, q.key, q.payload, v_arrived
        from jsonb_to_recordset(p -> 'queue') as q (topic text, key text, payload text)
        on conflict (topic, key) do nothing;
    end if;
  end if;

  if (p ->> 'removesQueueRow')::boolean then
    delete from queue where id = (p ->> 'queueId')::bigint;
  end if;
  if p ->> 'lastDevSeq' is not null then
    update devices set last_dev_seq = greatest(last_dev_seq, (p ->> 'lastDevSeq')::bigint) where id = v_device_id;
  end if;
  update verdicts v
    set verdict = case when d.ordinal is null then d.verdict else d.verdict || ',"seq":' || (v_head + d.ordinal) || '}' end,
      touched = d.touched, attempts = v.attempts + d.attempts
    from jsonb_to_recordset(p -> 'verdicts') as d (id text, verdict text, touched text, ordinal integer, attempts integer)
    where v.operation_id = d.id;

  if v_accepted > 0 then
    for v_step in
      select l.* from jsonb_to_recordset(p -> 'log') as l (id text, ordinal integer, name text, args_sha256 text) order by l.ordinal
    loop
      v_chain := encode(sha256(convert_to(
        v_chain || E'\\n' || (v_head + v_step.ordinal) || E'\\n' || v_step.id || E'\\n' || (v_official) || E'\\n'
          || v_step.name || E'\\n' || v_step.args_sha256, 'UTF8')), 'hex');
      v_chains := v_chains || v_chain;
    end loop;
    insert into operation_log (agency_id, seq, operation_id, device_id, dev_seq, official_id, name, args, args_sha256, done_at, arrived_at, chain)
      select v_agency, v_head + l.ordinal, l.id, v_device_id, l.dev_seq, v_official, l.name, l.args, l.args_sha256, l.done_at, v_arrived,
        v_chains[l.ordinal]
      from jsonb_to_recordset(p -> 'log') as l
        (id text, ordinal integer, dev_seq bigint, name text, args text, args_sha256 text, done_at timestamptz);
    update feeds set head = v_head + v_accepted, chain = v_chain where agency_id = v_agency;
  end if;
  return json_build_object('base', v_head, 'head', coalesce(v_head, 0) + v_accepted);
end $$;
`;
