import type { Gone } from '../../shared/protocol/rows.ts';
import type { FeedRow, FeedStore, StoredRow } from './feed-store.ts';
import type { Pool } from './pool.ts';

/**
 * $1 agency, $2 principals, $3 since, $4 up to. Four ways into a page, each by its own index: changed while visible all along;
 * the whole tree of a root whose access began; a root whose access ended and is not open by another way; a contained root, told to everybody in the agency, because a
 * device may still have what its official once saw by a role that he lost since.
 */
const windowOfFeed = `
select 'entity' as type, e.seq as at, e.kind, e.id, e.root_kind as "rootKind", e.root_id as "rootId", e.seq, e.body, null::boolean as "isContained"
from entities e
where e.agency_id = $1 and e.seq > $3 and e.seq <= $4
  and exists (select 1 from access a where a.root_kind = e.root_kind and a.root_id = e.root_id
    and a.to_seq is null and a.principal = any ($2) and a.from_seq <= $3)
union all
select 'entity', greatest(e.seq, begun.at), e.kind, e.id, e.root_kind, e.root_id, e.seq, e.body, null
from (
  select a.root_kind, a.root_id, min(a.from_seq) as at from access a
  where a.agency_id = $1 and a.principal = any ($2) and a.to_seq is null and a.from_seq > $3 and a.from_seq <= $4
    and not exists (select 1 from access b where b.root_kind = a.root_kind and b.root_id = a.root_id
      and b.to_seq is null and b.principal = any ($2) and b.from_seq <= $3)
  group by a.root_kind, a.root_id
) begun
join entities e on e.agency_id = $1 and e.root_kind = begun.root_kind and e.root_id = begun.root_id and e.seq <= $4
union all
select 'gone', max(a.to_seq), null, null, a.root_kind, a.root_id, null, null, false
from access a
where a.agency_id = $1 and a.principal = any ($2) and a.to_seq > $3 and a.to_seq <= $4
  and not exists (select 1 from access b where b.root_kind = a.root_kind and b.root_id = a.root_id
    and b.to_seq is null and b.principal = any ($2))
  and not exists (select 1 from containments c where c.root_kind = a.root_kind and c.root_id = a.root_id)
group by a.root_kind, a.root_id
union all
select 'gone', c.seq, null, null, c.root_kind, c.root_id, null, null, true
from containments c where c.agency_id = $1 and c.seq > $3 and c.seq <= $4
order by at`;

const feedState = `
select f.head, coalesce(m.changed_seq, 0) as "changedSeq"
from feeds f left join memberships m on m.official_id = $2
where f.agency_id = $1`;

const pageOfSnapshot = `
select e.kind, e.id, e.root_kind as "rootKind", e.root_id as "rootId", e.seq, e.body
from entities e
where e.agency_id = $1 and (e.root_kind, e.root_id, e.kind, e.id) > ($3, $4, $5, $6)
  and exists (select 1 from access a where a.root_kind = e.root_kind and a.root_id = e.root_id
    and a.to_seq is null and a.principal = any ($2))
order by e.root_kind, e.root_id, e.kind, e.id
limit $7`;

/** Who asks may name what is another agency's: access that his own agency has written to its id opens nothing. */
const currentRows = `
select e.kind, e.id, e.root_kind as "rootKind", e.root_id as "rootId", e.seq, e.body
from unnest($1::text[], $2::text[]) as r (kind, id)
join entities e on e.kind = r.kind and e.id = r.id
where exists (select 1 from access a where a.root_kind = e.root_kind and a.root_id = e.root_id
  and a.agency_id = e.agency_id and a.to_seq is null and a.principal = any ($3))`;

/** The pull side on PostgreSQL; each statement is named, so that its plan is kept. */
export const makeFeedStore = (pool: Pool): FeedStore => ({
  state: async (agencyId, officialId) => {
    const { rows } = await pool.query<{ head: number; changedSeq: number }>({
      name: 'feed-state',
      text: feedState,
      values: [agencyId, officialId],
    });
    return rows[0] ?? { head: 0, changedSeq: 0 };
  },
  window: async ({ agencyId, principals, since, upTo }) => {
    const { rows } = await pool.query<FeedRow>({
      name: 'feed-window',
      text: windowOfFeed,
      values: [agencyId, principals, since, upTo],
    });
    return rows;
  },
  snapshot: async (agencyId, principals, after, limit) => {
    const { rows } = await pool.query<StoredRow>({
      name: 'snapshot-page',
      text: pageOfSnapshot,
      values: [agencyId, principals, ...after, limit],
    });
    return rows;
  },
  contained: async (agencyId, limit) => {
    const { rows } = await pool.query<Gone>({
      name: 'contained',
      text: `select root_kind as kind, root_id as id, true as "isContained" from containments
        where agency_id = $1 order by seq desc limit $2`,
      values: [agencyId, limit],
    });
    return rows;
  },
  current: async (principals, refs) => {
    const { rows } = await pool.query<StoredRow>({
      name: 'read-current',
      text: currentRows,
      values: [refs.map(({ kind }) => kind), refs.map(({ id }) => id), principals],
    });
    return rows;
  },
});
