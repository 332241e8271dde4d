import type { Gone } from '../../shared/protocol/rows.ts';
import type { Pool } from '../store/pool.ts';
import type { StoredRow } from './rows.ts';

/** How much of the feed one page looks at: an official who sees little must not make the server read the agency's whole year for 500 rows. */
export const WINDOW_SEQS_MAX = 5_000;
/** Farther behind, a snapshot is cheaper than the changes (cursor older than retention). */
export const SPAN_SEQS_MAX = 100_000;

export type ChangesAsked = {
  readonly agencyId: string;
  readonly officialId: string;
  readonly principals: readonly string[];
  readonly since: number;
  readonly limit: number;
};
export type ChangesPage = {
  readonly head: number;
  readonly next: number;
  readonly entities: readonly StoredRow[];
  readonly gone: readonly Gone[];
};

type FeedRow = { readonly at: number } & (
  | ({ readonly type: 'entity' } & StoredRow)
  | { readonly type: 'gone'; readonly rootKind: string; readonly rootId: string }
);

/**
 * $1 agency, $2 principals, $3 since, $4 up to. Three ways into a page, each by its own index: changed while visible all along;
 * the whole tree of a root whose access began; a root whose access ended and is not open by another way.
 */
const windowOfFeed = `
select 'entity' as type, e.seq as at, e.kind, e.id, e.root_kind as "rootKind", e.root_id as "rootId", e.seq, e.body
from entities e
where e.agency_id = $1 and e.seq > $3 and e.seq <= $4
  and exists (select 1 from access a where a.root_kind = e.root_kind and a.root_id = e.root_id
    and a.to_seq is null and a.principal = any ($2) and a.from_seq <= $3)
union all
select 'entity', greatest(e.seq, begun.at), e.kind, e.id, e.root_kind, e.root_id, e.seq, e.body
from (
  select a.root_kind, a.root_id, min(a.from_seq) as at from access a
  where a.agency_id = $1 and a.principal = any ($2) and a.to_seq is null and a.from_seq > $3 and a.from_seq <= $4
    and not exists (select 1 from access b where b.root_kind = a.root_kind and b.root_id = a.root_id
      and b.to_seq is null and b.principal = any ($2) and b.from_seq <= $3)
  group by a.root_kind, a.root_id
) begun
join entities e on e.agency_id = $1 and e.root_kind = begun.root_kind and e.root_id = begun.root_id and e.seq <= $4
union all
select 'gone', max(a.to_seq), null, null, a.root_kind, a.root_id, null, null
from access a
where a.agency_id = $1 and a.principal = any ($2) and a.to_seq > $3 and a.to_seq <= $4
  and not exists (select 1 from access b where b.root_kind = a.root_kind and b.root_id = a.root_id
    and b.to_seq is null and b.principal = any ($2))
group by a.root_kind, a.root_id
order by at`;

const feedState = `
select f.head, coalesce(m.changed_seq, 0) as "changedSeq"
from feeds f left join memberships m on m.official_id = $2
where f.agency_id = $1`;

/**
 * A page of what became visible, changed or left after `since`; `undefined` when that cannot be said and only a snapshot helps: a cursor of
 * another history or too far behind, or the official's own roles or unit changed.
 */
export async function readChanges(pool: Pool, asked: ChangesAsked): Promise<ChangesPage | undefined> {
  const { agencyId, officialId, principals, since, limit } = asked;
  const { rows: states } = await pool.query<{ head: number; changedSeq: number }>({
    name: 'feed-state',
    text: feedState,
    values: [agencyId, officialId],
  });
  const { head, changedSeq } = states[0] ?? { head: 0, changedSeq: 0 };
  if (since > head || since < changedSeq || head - since > SPAN_SEQS_MAX) return undefined;
  let from = since;
  while (from < head) {
    const upTo = Math.min(head, from + WINDOW_SEQS_MAX);
    const { rows } = await pool.query<FeedRow>({
      name: 'feed-window',
      text: windowOfFeed,
      values: [agencyId, principals, from, upTo],
    });
    if (rows.length > 0) return pageOf(rows, limit, upTo, head);
    from = upTo;
  }
  return { head, next: head, entities: [], gone: [] };
}

/** The first `limit` rows, and the rest of the operation that the limit cuts: a page holds whole operations. */
function pageOf(rows: readonly FeedRow[], limit: number, upTo: number, head: number): ChangesPage {
  const last = rows[limit - 1];
  const next = last && rows.length > limit ? last.at : upTo;
  const inPage = rows.filter(({ at }) => at <= next);
  return {
    head,
    next,
    entities: inPage
      .filter((row) => row.type === 'entity')
      .map(({ kind, id, rootKind, rootId, seq, body }) => ({ kind, id, rootKind, rootId, seq, body })),
    gone: inPage
      .filter((row) => row.type === 'gone')
      .map(({ rootKind, rootId }) => ({ kind: rootKind, id: rootId })),
  };
}
