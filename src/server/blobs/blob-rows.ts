import type { Principal } from '../../shared/domain/core/principal.ts';
import type { Instant, Sha256 } from '../../shared/domain/core/values.ts';
import type { Pool } from '../store/pool.ts';

/** A file is here, and `holder` has shown that he has its bytes: naming its hash alone gives nobody anything. */
export async function keepBlob(
  pool: Pool,
  given: { sha256: Sha256; sizeBytes: number; holder: Principal | undefined; at: Instant },
): Promise<void> {
  const { sha256, sizeBytes, holder, at } = given;
  await pool.query({
    name: 'keep-blob',
    text: `with kept as (
        insert into blobs (sha256, size_bytes, stored_at) values ($1, $2, $3)
        on conflict (sha256) do update set quarantined_at = null where blobs.quarantined_at is not null
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
