import type { AgencyId, Month, OfficialId } from '../../shared/domain/core/values.ts';
import {
  OPENINGS_OFFICIALS_MAX,
  type OpeningCounts,
  type OpeningsPeriod,
} from '../../shared/protocol/openings.ts';
import { addDays, instantAt, instantOf } from '../../shared/text/day.ts';
import type { Pool } from '../store/pool.ts';

type Counts = OpeningCounts['whole'];

/** Counts an agency's access log over a period, by month and by official. */
export async function countOpenings(
  pool: Pool,
  agencyId: AgencyId,
  { from, to }: OpeningsPeriod,
): Promise<OpeningCounts> {
  const values = [agencyId, instantAt(from, '00:00'), instantAt(addDays(to, 1), '00:00')];
  const { rows: whole } = await pool.query<Counts>(`select ${counted} ${within}`, values);
  const { rows: byMonth } = await pool.query<Counts & { month: Month }>(byMonthSql, values);
  const { rows: byOfficial } = await pool.query<Counts & { officialId: OfficialId; lastAt: Date }>(
    byOfficialSql,
    values,
  );
  return {
    whole: whole[0] ?? { openingCount: 0, fileCount: 0, documentCount: 0, officialCount: 0 },
    byMonth,
    byOfficial: byOfficial.map(({ lastAt, ...counts }) => ({
      ...counts,
      lastAt: instantOf(lastAt.getTime()),
    })),
  };
}

const counted = `count(*)::int as "openingCount", count(sha256)::int as "fileCount",
  count(distinct (root_kind, root_id))::int as "documentCount", count(distinct official_id)::int as "officialCount"`;
const within =
  'from openings where agency_id = $1 and opened_at >= $2::timestamptz and opened_at < $3::timestamptz';
const byMonthSql = `select to_char(opened_at at time zone 'Asia/Ho_Chi_Minh', 'YYYY-MM') as month, ${counted} ${within}
  group by 1 order by 1`;
const byOfficialSql = `select official_id as "officialId", max(opened_at) as "lastAt", ${counted} ${within}
  group by official_id order by "openingCount" desc, official_id limit ${String(OPENINGS_OFFICIALS_MAX)}`;
