import { assert } from '../../shared/assert.ts';
import type { Pool } from './pool.ts';

/** What a restore from backup raises, so that every cursor from before it ends in a snapshot. */
export async function readEpoch(pool: Pool): Promise<number> {
  const { rows } = await pool.query<{ epoch: number }>('select epoch from province');
  const epoch = rows[0]?.epoch;
  assert(epoch !== undefined, 'the province has one row');
  return epoch;
}
