export const name = 'own-access';

/**
 * A row of access counts for files of its own agency only: another agency's part that names the same document must not let its officials name the document's
 * files. The function of a batch is long; only its one condition changes.
 */
export const sql = `
do $$
declare
  v_text text := pg_get_functiondef('open_batch(jsonb)'::regprocedure);
  v_old text := 'and a.root_id = f.root_id and a.to_seq is null';
begin
  if strpos(v_text, v_old) = 0 then
    raise exception 'open_batch is not as 0001 made it';
  end if;
  execute replace(v_text, v_old, v_old || ' join entities e on e.kind = f.kind and e.id = f.id and e.agency_id = a.agency_id');
end $$;
`;
