import type { Sha256 } from '../../shared/domain/core/values.ts';
import type { Pool } from './pool.ts';
import type { Contained, ScrubStore } from './scrub-store.ts';

/** Rows of the log that one statement looks through, so that no lock lasts. */
const LOG_ROWS = 20_000;

/** The scrub's side on PostgreSQL. */
export const makeScrubStore = (pool: Pool): ScrubStore => ({
  find: async ({ kind, id }) => {
    const { rows } = await pool.query<Contained>(
      `select agency_id as "agencyId", seq, entity_ids as ids from containments where root_kind = $1 and root_id = $2`,
      [kind, id],
    );
    return rows[0];
  },
  clearArguments: async ({ agencyId, seq, ids }) => {
    const patterns = ids.map((each) => `%${each}%`);
    for (let from = 0; from < seq; from += LOG_ROWS)
      await pool.query(
        `update operation_log set args = null
         where agency_id = $1 and seq > $2 and seq <= $3 and args like any ($4) and name <> 'secrecy.contain'`,
        [agencyId, from, from + LOG_ROWS, patterns],
      );
  },
  ownFiles: async ({ kind, id }) => {
    const { rows } = await pool.query<{ sha256: Sha256 }>(
      `select c.sha256 from containment_blobs c where c.root_kind = $1 and c.root_id = $2
         and not exists (select 1 from blob_refs r where r.sha256 = c.sha256)`,
      [kind, id],
    );
    return rows.map(({ sha256 }) => sha256);
  },
  noteDone: async ({ kind, id }, at) => {
    await pool.query(
      'update containments set scrubbed_at = $3 where root_kind = $1 and root_id = $2 and scrubbed_at is null',
      [kind, id, at],
    );
  },
});
