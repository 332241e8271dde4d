import { randomUUID } from 'node:crypto';
import type { AgencyId, Instant, OfficialId } from '../../shared/domain/core/values.ts';
import type { DatabaseClient } from '../store/pool.ts';
import type { Exported } from './export-agency.ts';

type Who = { readonly agencyId: AgencyId; readonly officialId?: OfficialId; readonly at: () => Instant };

/** Notes an export before its first byte and how it ended: what leaves is in the history whatever becomes of it. */
export async function noted(
  client: Pick<DatabaseClient, 'query'>,
  { agencyId, officialId, at }: Who,
  work: () => Promise<Exported>,
): Promise<Exported> {
  const exportId = randomUUID();
  await client.query(
    'insert into agency_exports (export_id, agency_id, official_id, begun_at) values ($1, $2, $3, $4)',
    [exportId, agencyId, officialId ?? null, at()],
  );
  const end = (outcome: 'made' | 'failed', made?: Exported) =>
    client.query(
      'update agency_exports set ended_at = $2, outcome = $3, seq = $4, files = $5, size_bytes = $6 where export_id = $1',
      [exportId, at(), outcome, made?.seq ?? null, made?.files ?? null, made?.sizeBytes ?? null],
    );
  try {
    const made = await work();
    await end('made', made);
    return made;
  } catch (problem) {
    await end('failed');
    throw problem;
  }
}
