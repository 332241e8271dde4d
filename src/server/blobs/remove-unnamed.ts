import type { Instant, Sha256 } from '../../shared/domain/core/values.ts';
import type { ServerPorts } from '../ports.ts';
import type { Pool, PoolClient } from '../store/pool.ts';
import type { BlobFiles } from './blob-files.ts';

type Parts = {
  readonly pool: Pool;
  readonly files: BlobFiles;
  readonly ports: Pick<ServerPorts, 'failpoint'>;
};

/**
 * Takes one file away for good, unless a document names it; with `unnamedBefore`, also unless it was named or brought since, or somebody is bringing it. The references are
 * asked and the row goes in one transaction that has the row to itself: a batch that may name the file holds it (migration 0007), so that either the batch commits first and
 * its reference is seen here, or it comes behind and is told that the file is missing. The bytes go after the commit: cut off there, they are a stray that the next rounds find.
 */
export const removeUnnamed = (
  { pool, files, ports }: Parts,
  sha256: Sha256,
  unnamedBefore?: Instant,
): Promise<'removed' | 'kept'> =>
  files.alone(sha256, async () => {
    const client = await pool.connect();
    try {
      await client.query('begin');
      const isGone = await deleteRow(client, sha256, unnamedBefore);
      if (isGone) ports.failpoint('collect.before-commit');
      await client.query(isGone ? 'commit' : 'rollback');
      if (!isGone) return 'kept';
    } catch (problem) {
      await client.query('rollback').catch(() => undefined);
      throw problem;
    } finally {
      client.release();
    }
    ports.failpoint('collect.after-commit');
    await files.remove(sha256);
    return 'removed';
  });

/** Each statement sees what was committed while the one before it waited (READ COMMITTED). */
async function deleteRow(client: PoolClient, sha256: Sha256, unnamedBefore?: Instant): Promise<boolean> {
  const held = await client.query(
    `select 1 from blobs where sha256 = $1 and ($2::timestamptz is null or (unnamed_since < $2 and stored_at < $2)) for update`,
    [sha256, unnamedBefore ?? null],
  );
  if (unnamedBefore && held.rowCount === 0) return false;
  const wanted = await client.query(
    `select 1 from blob_refs where sha256 = $1
     union all select 1 from uploads where sha256 = $1 and finalised_at is null and $2 limit 1`,
    [sha256, unnamedBefore !== undefined],
  );
  if (wanted.rowCount !== 0) return false;
  await client.query('delete from blob_holders where sha256 = $1', [sha256]);
  await client.query('delete from uploads where sha256 = $1 and finalised_at is not null', [sha256]);
  await client.query('delete from blobs where sha256 = $1', [sha256]);
  return true;
}
