import { z } from 'zod';
import type { Sha256 } from '../../shared/domain/core/values.ts';
import type { BlobFiles } from '../blobs/blob-files.ts';
import type { ServerPorts } from '../ports.ts';
import type { Pool } from '../store/pool.ts';

/** A queue row of topic `purge`. */
export const PurgePayload = z.object({ kind: z.enum(['incoming', 'outgoing']), id: z.uuid() });
export type PurgePayload = z.infer<typeof PurgePayload>;

/** Rows of the log that one statement looks through, so that no lock lasts. */
const LOG_ROWS = 20_000;

export type Scrub = (payload: PurgePayload) => Promise<void>;
type Parts = { readonly pool: Pool; readonly files: BlobFiles; readonly ports: ServerPorts };

/**
 * What a containment leaves to do after its commit: arguments that tell of the document leave the log, whose chain stands over their digests; its files
 * leave the store, but for those that another document carries. Each step may be cut off and comes again.
 */
export const makeScrub =
  ({ pool, files, ports }: Parts): Scrub =>
  async ({ kind, id }) => {
    const { rows } = await pool.query<{ agencyId: string; seq: number; ids: string[] }>(
      `select agency_id as "agencyId", seq, entity_ids as ids from containments where root_kind = $1 and root_id = $2`,
      [kind, id],
    );
    const [containment] = rows;
    if (!containment) return;
    await clearLog(pool, containment);
    ports.failpoint('purge.after-log');
    await removeFiles(pool, files, kind, id);
    ports.failpoint('purge.after-files');
    await pool.query(
      'update containments set scrubbed_at = $3 where root_kind = $1 and root_id = $2 and scrubbed_at is null',
      [kind, id, ports.now()],
    );
    ports.log('secrecy.scrubbed', { kind });
  };

type Containment = { readonly agencyId: string; readonly seq: number; readonly ids: readonly string[] };

/** The containment's own arguments name the document and nothing else; they stay. */
async function clearLog(pool: Pool, { agencyId, seq, ids }: Containment): Promise<void> {
  const patterns = ids.map((each) => `%${each}%`);
  for (let from = 0; from < seq; from += LOG_ROWS)
    await pool.query(
      `update operation_log set args = null
       where agency_id = $1 and seq > $2 and seq <= $3 and args like any ($4) and name <> 'secrecy.contain'`,
      [agencyId, from, from + LOG_ROWS, patterns],
    );
}

async function removeFiles(pool: Pool, files: BlobFiles, kind: string, id: string): Promise<void> {
  const { rows } = await pool.query<{ sha256: Sha256 }>(
    `select c.sha256 from containment_blobs c where c.root_kind = $1 and c.root_id = $2
       and not exists (select 1 from blob_refs r where r.sha256 = c.sha256)`,
    [kind, id],
  );
  for (const { sha256 } of rows) {
    await pool.query('delete from blob_holders where sha256 = $1', [sha256]);
    await pool.query('delete from blobs where sha256 = $1', [sha256]);
    await files.remove(sha256);
  }
}
