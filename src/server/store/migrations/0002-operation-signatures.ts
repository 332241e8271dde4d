/**
 * What a device's key signed of each operation that was accepted, beside the log and not in it: the chain is the server's word, this is the device's.
 * `write_batch` is wrapped, so that both are one statement in one transaction.
 */
export const name = 'operation-signatures';

export const sql = `
create table operation_signatures (
  operation_id text primary key,
  done_at text not null,
  signature text not null
);

alter function write_batch(jsonb) rename to write_decided;

create function write_batch(p jsonb) returns json language plpgsql volatile as $$
declare
  v_written json := write_decided(p);
begin
  insert into operation_signatures (operation_id, done_at, signature)
    select l.id, l.signed_done_at, l.signature
    from jsonb_to_recordset(p -> 'log') as l (id text, signed_done_at text, signature text)
    where l.signature is not null;
  return v_written;
end $$;
`;
