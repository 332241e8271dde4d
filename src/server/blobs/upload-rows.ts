import type { AgencyId, DeviceId, Instant, Sha256 } from '../../shared/domain/core/values.ts';
import type { Pool } from '../store/pool.ts';

export type NewUpload = {
  readonly id: string;
  readonly sha256: Sha256;
  readonly sizeBytes: number;
  readonly agencyId: AgencyId;
  readonly deviceId: DeviceId;
  readonly at: Instant;
};

/** How much may be under way: begun, or brought and not named by a document yet. */
export type UploadQuota = {
  readonly deviceBytes: number;
  readonly agencyBytes: number;
  /** Begun and not finished, of one device. */
  readonly deviceUploads: number;
};

/** Notes an upload that begins, unless it is more than its device or agency may have under way; two that begin at once do not both take the last room. */
export async function noteUpload(
  pool: Pool,
  { id, sha256, sizeBytes, agencyId, deviceId, at }: NewUpload,
  quota: UploadQuota,
): Promise<'noted' | 'too-much'> {
  const client = await pool.connect();
  try {
    await client.query('begin');
    await client.query(`select pg_advisory_xact_lock(hashtext('uploads'), hashtext($1))`, [agencyId]);
    const { rows } = await client.query<{ agency: number; device: number; open: number }>({
      name: 'uploads-under-way',
      text: `select coalesce(sum(size_bytes), 0)::float8 as agency, coalesce(sum(size_bytes) filter (where device_id = $2), 0)::float8 as device,
          count(*) filter (where device_id = $2 and finalised_at is null) as open
        from uploads u where agency_id = $1
          and (finalised_at is null or not exists (select 1 from blob_refs r where r.sha256 = u.sha256))`,
      values: [agencyId, deviceId],
    });
    const [now] = rows;
    const isTooMuch =
      !now ||
      now.agency + sizeBytes > quota.agencyBytes ||
      now.device + sizeBytes > quota.deviceBytes ||
      now.open >= quota.deviceUploads;
    if (!isTooMuch)
      await client.query(
        'insert into uploads (id, sha256, size_bytes, agency_id, device_id, opened_at) values ($1, $2, $3, $4, $5, $6)',
        [id, sha256, sizeBytes, agencyId, deviceId, at],
      );
    await client.query('commit');
    return isTooMuch ? 'too-much' : 'noted';
  } catch (problem) {
    await client.query('rollback').catch(() => undefined);
    throw problem;
  } finally {
    client.release();
  }
}

export const noteFinalised = (pool: Pool, id: string, at: Instant): Promise<unknown> =>
  pool.query('update uploads set finalised_at = $2 where id = $1 and finalised_at is null', [id, at]);

export const forgetUpload = (pool: Pool, id: string): Promise<unknown> =>
  pool.query('delete from uploads where id = $1', [id]);

/** What is under way no longer once a document names the file. */
export const forgetNamed = (pool: Pool): Promise<unknown> =>
  pool.query(
    `delete from uploads u where finalised_at is not null and exists (select 1 from blob_refs r where r.sha256 = u.sha256)`,
  );

/** When the unfinished uploads began. */
export async function openUploads(pool: Pool): Promise<ReadonlyMap<string, Date>> {
  const { rows } = await pool.query<{ id: string; openedAt: Date }>(
    'select id, opened_at as "openedAt" from uploads where finalised_at is null',
  );
  return new Map(rows.map(({ id, openedAt }) => [id, openedAt]));
}

/** Unfinished uploads and their bytes, for the keeper of the server. */
export async function countOpen(pool: Pool): Promise<{ readonly count: number; readonly bytes: number }> {
  const { rows } = await pool.query<{ count: number; bytes: number }>(
    'select count(*) as count, coalesce(sum(size_bytes), 0)::float8 as bytes from uploads where finalised_at is null',
  );
  return rows[0] ?? { count: 0, bytes: 0 };
}
