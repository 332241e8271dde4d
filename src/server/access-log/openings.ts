import type { DocumentRef } from '../../shared/domain/core/document-ref.ts';
import type { AgencyId, Instant } from '../../shared/domain/core/values.ts';
import {
  OPENINGS_KEPT_DAYS,
  OPENINGS_SHOWN_MAX,
  type Opening,
  type OpeningCounts,
  type OpeningsPeriod,
  type OpeningsReport,
} from '../../shared/protocol/openings.ts';
import { instantOf } from '../../shared/text/day.ts';
import type { Session } from '../auth/session.ts';
import type { Pool } from '../store/pool.ts';
import { countOpenings } from './count-openings.ts';

const DAY_MS = 24 * 60 * 60 * 1000;
/** Each batch takes more away than it brings, so that the log is no longer than its time however many write. */
const REMOVED_MAX = 1_000;

/** The access log: openings as desks tell them, kept for a year. */
export type Openings = {
  /** Keeps those of documents that the agency has or had; the others are nobody's to hear of. */
  readonly note: (openings: readonly Opening[], by: Session) => Promise<void>;
  readonly list: (asked: Asked) => Promise<OpeningsReport>;
  readonly count: (agencyId: AgencyId, period: OpeningsPeriod) => Promise<OpeningCounts>;
};
type Asked = {
  readonly agencyId: AgencyId;
  readonly of?: DocumentRef | undefined;
  readonly before?: string | undefined;
};

export const makeOpenings = (pool: Pool, now: () => Instant): Openings => ({
  count: (agencyId, period) => countOpenings(pool, agencyId, period),
  note: async (openings, { agencyId, officialId, deviceId }) => {
    const kept = instantOf(Date.parse(now()) - OPENINGS_KEPT_DAYS * DAY_MS);
    const rows = openings.map(({ of, ...rest }) => ({ ...rest, ...of }));
    await pool.query({
      name: 'note-openings',
      text: noteSql,
      values: [JSON.stringify(rows), agencyId, officialId, deviceId, now(), kept],
    });
  },
  list: async ({ agencyId, of, before }) => {
    const [openedAt = null, openingId = null] = before?.split('/') ?? [];
    const place = [of?.kind ?? null, of?.id ?? null, openedAt, openingId];
    const values = [agencyId, ...place, OPENINGS_SHOWN_MAX];
    const { rows } = await pool.query<Row>(listSql, values);
    const { rows: feeds } = await pool.query<OpeningsReport['chain']>(
      'select head as operations, chain as head from feeds where agency_id = $1',
      [agencyId],
    );
    const last = rows.length === OPENINGS_SHOWN_MAX ? rows.at(-1) : undefined;
    return {
      openings: rows.map(shown),
      ...(last && { before: `${instantOf(last.openedAt.getTime())}/${last.openingId}` }),
      chain: feeds[0] ?? { operations: 0, head: '' },
    };
  },
});

/** A device's clock may be wrong: nothing was opened after it was told. */
const noteSql = `
with old as (
  delete from openings where opening_id in (
    select opening_id from openings where noted_at < $6 order by noted_at limit ${String(REMOVED_MAX)} for update skip locked)
)
insert into openings (opening_id, agency_id, root_kind, root_id, sha256, official_id, device_id, opened_at, noted_at)
select o."openingId", $2, o.kind, o.id, o.sha256, $3, $4, least(o."openedAt", $5::timestamptz), $5
from jsonb_to_recordset($1::jsonb) as o ("openingId" text, kind text, id text, sha256 text, "openedAt" timestamptz)
where exists (select 1 from access a where a.root_kind = o.kind and a.root_id = o.id and a.agency_id = $2)
on conflict (opening_id) do nothing`;

const listSql = `
select o.opening_id as "openingId", o.root_kind as kind, o.root_id as id, o.sha256 is not null as "isFile", o.opened_at as "openedAt",
  o.noted_at as "notedAt", o.official_id as "officialId", d.name as "deviceName",
  coalesce(e.body::json ->> 'arrivalNumber', e.body::json ->> 'number') as number
from openings o join devices d on d.id = o.device_id
  left join entities e on e.kind = o.root_kind and e.id = o.root_id and e.agency_id = o.agency_id
where o.agency_id = $1 and ($2::text is null or (o.root_kind = $2 and o.root_id = $3))
  and ($4::timestamptz is null or (o.opened_at, o.opening_id) < ($4, $5))
order by o.opened_at desc, o.opening_id desc limit $6`;

type Row = {
  readonly openingId: string;
  readonly kind: DocumentRef['kind'];
  readonly id: string;
  readonly isFile: boolean;
  readonly openedAt: Date;
  readonly notedAt: Date;
  readonly officialId: OpeningsReport['openings'][number]['officialId'];
  readonly deviceName: string;
  readonly number: string | null;
};

const shown = ({
  kind,
  id,
  openedAt,
  notedAt,
  number,
  ...rest
}: Row): OpeningsReport['openings'][number] => ({
  ...rest,
  of: { kind, id } as DocumentRef,
  openedAt: instantOf(openedAt.getTime()),
  notedAt: instantOf(notedAt.getTime()),
  ...(number !== null && { number }),
});
