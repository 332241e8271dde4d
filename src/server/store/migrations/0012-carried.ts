export const name = 'carried';

/** A containment names the package too, so that it reaches a recipient who has it from a file. */
export const sql = `
create or replace function purge_roots(p jsonb) returns void language plpgsql volatile as $$
declare
  v_agency text := p ->> 'agencyId';
  v_at timestamptz := (p ->> 'arrivedAt')::timestamptz;
  v_base bigint;
  v_package text;
  v record;
begin
  select head - (p ->> 'acceptedCount')::bigint into v_base from feeds where agency_id = v_agency;
  for v in select r.kind, r.id, v_base + r.ordinal as seq
    from jsonb_to_recordset(p -> 'purged') as r (kind text, id text, ordinal integer)
  loop
    insert into containments (agency_id, root_kind, root_id, seq, at, entity_ids)
      select v_agency, v.kind, v.id, v.seq, v_at, coalesce(array_agg(id), array[v.id]) from entities
      where agency_id = v_agency and root_kind = v.kind and root_id = v.id;
    insert into containment_blobs
      select distinct v.kind, v.id, sha256 from blob_refs where root_kind = v.kind and root_id = v.id;

    -- Every role that an official ever had here may have brought it to his devices: rather one too many.
    insert into containment_devices
      select v.kind, v.id, d.id, bool_or(d.acked_seq >= a.from_seq)
      from access a
        join (
          select h.official_id, 'official:' || h.official_id as principal from official_history h
          union select h.official_id, 'agency:' || (h.body::json ->> 'agencyId') from official_history h
          union select h.official_id, 'role:' || (h.body::json ->> 'agencyId') || '/' || r.role
            from official_history h cross join lateral json_array_elements_text(h.body::json -> 'roles') as r (role)
          union select h.official_id, 'seal:' || (h.body::json ->> 'agencyId') from official_history h
            where json_array_length(coalesce(h.body::json -> 'sealHandovers', '[]')) > 0
        ) was on was.principal = a.principal
        join devices d on d.official_id = was.official_id and d.agency_id = v_agency
      where a.agency_id = v_agency and a.root_kind = v.kind and a.root_id = v.id
      group by d.id;

    -- A recipient may have it from a file, under the package's own name.
    select body::json ->> 'packageSha256' into v_package from entities where agency_id = v_agency and kind = v.kind and id = v.id;

    -- Nothing more goes out. A delivery that is being written now holds its row: it is waited for, and its recipient contains it in turn.
    delete from queue where topic = 'message' and payload::json ->> 'documentId' = v.id;
    insert into containment_recipients
      select distinct on (body::json ->> 'recipientAgencyId') v.kind, v.id, body::json ->> 'recipientAgencyId', body::json ->> 'recipientName'
      from entities where agency_id = v_agency and root_kind = v.kind and root_id = v.id and kind = 'delivery';
    insert into queue (agency_id, topic, key, payload, due_at)
      select v_agency, 'containment', id, json_strip_nulls(json_build_object('messageId', body::json ->> 'messageId',
        'recipientAgencyId', body::json ->> 'recipientAgencyId',
        'packageSha256', coalesce(body::json ->> 'packageSha256', v_package)))::text, v_at
      from entities where agency_id = v_agency and root_kind = v.kind and root_id = v.id and kind = 'delivery'
      on conflict (topic, key) do nothing;
    insert into queue (agency_id, topic, key, payload, due_at)
      values (v_agency, 'purge', v.kind || '/' || v.id, json_build_object('kind', v.kind, 'id', v.id)::text, v_at)
      on conflict (topic, key) do nothing;

    -- Also who lost sight of it long ago gets its tombstone: his device may still have what he did to it.
    update access set to_seq = v.seq
      where agency_id = v_agency and root_kind = v.kind and root_id = v.id and (to_seq is null or to_seq < v.seq);
    delete from blob_refs where root_kind = v.kind and root_id = v.id;
    delete from entities where agency_id = v_agency and root_kind = v.kind and root_id = v.id;
  end loop;
end $$;
`;
