import type { Principal } from '../../shared/domain/core/principal.ts';
import type { Instant, Sha256 } from '../../shared/domain/core/values.ts';
import type { Pool } from '../store/pool.ts';

/** A file is here (again: its time to be named begins anew), and `holder` has shown that he has its bytes: naming its hash alone gives nobody anything. */
export async function keepBlob(
  pool: Pool,
  given: { sha256: Sha256; sizeBytes: number; holder: Principal | undefined; at: Instant },
): Promise<void> {
  const { sha256, sizeBytes, holder, at } = given;
  await pool.query({
    name: 'keep-blob',
    text: `with kept as (
        insert into blobs (sha256, size_bytes, stored_at) values ($1, $2, $3)
        on conflict (sha256) do update set quarantined_at = null, unnamed_since = null, stored_at = excluded.stored_at
      )
      insert into blob_holders (sha256, principal) select $1, $4 where $4::text is not null on conflict do nothing`,
    values: [sha256, sizeBytes, at, holder ?? null],
  });
}

/** Whether the holder has brought this file before, and it is still good. */
export async function isHeld(pool: Pool, sha256: Sha256, holder: Principal): Promise<boolean> {
  const { rowCount } = await pool.query({
    name: 'is-held',
    text: `select 1 from blob_holders h join blobs b using (sha256)
      where h.sha256 = $1 and h.principal = $2 and b.quarantined_at is null`,
    values: [sha256, holder],
  });
  return rowCount === 1;
}

/** Whether some entity that one of the principals sees lets its readers fetch this file. */
export async function mayFetch(
  pool: Pool,
  sha256: Sha256,
  principals: readonly Principal[],
): Promise<boolean> {
  const { rowCount } = await pool.query({
    name: 'may-fetch',
    text: `select 1 from blob_refs f
      join entities e on e.kind = f.kind and e.id = f.id
      join access a on a.root_kind = f.root_kind and a.root_id = f.root_id and a.agency_id = e.agency_id and a.to_seq is null
      join blobs b on b.sha256 = f.sha256 and b.quarantined_at is null
      where f.sha256 = $1 and a.principal = any ($2) limit 1`,
    values: [sha256, principals],
  });
  return rowCount === 1;
}

export async function quarantineBlob(pool: Pool, sha256: Sha256, at: Instant): Promise<void> {
  await pool.query('update blobs set quarantined_at = $2 where sha256 = $1', [sha256, at]);
}

/**
 * Notes of the next files, in the order of their hashes, since when no document names them. Answers the last one looked at; undefined when there are no
 * more.
 */
export async function noteUnnamed(
  pool: Pool,
  { after, at, rows: limit }: { readonly after: string; readonly at: Instant; readonly rows: number },
): Promise<string | undefined> {
  const { rows } = await pool.query<{ last: string | null }>({
    name: 'note-unnamed',
    text: `with page as (
        select b.sha256, b.unnamed_since, exists (select 1 from blob_refs r where r.sha256 = b.sha256) as is_named
        from (select sha256, unnamed_since from blobs where sha256 > $1 order by sha256 limit $2) b
      ), noted as (
        update blobs b set unnamed_since = case when p.is_named then null else $3::timestamptz end
        from page p where b.sha256 = p.sha256 and p.is_named = (p.unnamed_since is not null)
      )
      select max(sha256) as last from page`,
    values: [after, limit, at],
  });
  return rows[0]?.last ?? undefined;
}

/** Files that nothing has named since before `before`, the longest first. */
export async function unnamedBefore(pool: Pool, before: Instant, limit: number): Promise<readonly Sha256[]> {
  const { rows } = await pool.query<{ sha256: Sha256 }>({
    name: 'unnamed-before',
    text: 'select sha256 from blobs where unnamed_since < $1 and stored_at < $1 order by unnamed_since limit $2',
    values: [before, limit],
  });
  return rows.map(({ sha256 }) => sha256);
}

/** Of the files that nothing has named since before `before`, those of contained documents. */
export async function containedBefore(
  pool: Pool,
  before: Instant,
  limit: number,
): Promise<readonly Sha256[]> {
  const { rows } = await pool.query<{ sha256: Sha256 }>({
    name: 'contained-before',
    text: `select sha256 from blobs b where unnamed_since < $1 and stored_at < $1
      and exists (select 1 from containment_blobs c where c.sha256 = b.sha256) order by unnamed_since limit $2`,
    values: [before, limit],
  });
  return rows.map(({ sha256 }) => sha256);
}

/** Of these files, those that the server knows. */
export async function knownAmong(pool: Pool, hashes: readonly string[]): Promise<ReadonlySet<string>> {
  if (hashes.length === 0) return new Set();
  const { rows } = await pool.query<{ sha256: string }>({
    name: 'known-among',
    text: 'select sha256 from blobs where sha256 = any ($1)',
    values: [hashes],
  });
  return new Set(rows.map(({ sha256 }) => sha256));
}
