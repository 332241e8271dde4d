import type { Gone } from '../../shared/protocol/rows.ts';
import type { FeedRow, FeedStore, StoredRow } from '../store/feed-store.ts';

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

/**
 * A page of what became visible, changed or left after `since`; `undefined` when that cannot be said and only a snapshot helps: a cursor of
 * another history or too far behind, or the official's own roles or unit changed.
 */
export async function readChanges(feed: FeedStore, asked: ChangesAsked): Promise<ChangesPage | undefined> {
  const { agencyId, officialId, principals, since, limit } = asked;
  const { head, changedSeq } = await feed.state(agencyId, officialId);
  if (since > head || since < changedSeq || head - since > SPAN_SEQS_MAX) return undefined;
  let from = since;
  while (from < head) {
    const upTo = Math.min(head, from + WINDOW_SEQS_MAX);
    const rows = await feed.window({ agencyId, principals, since: from, upTo });
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
      .map(({ rootKind, rootId, isContained }) => ({
        kind: rootKind,
        id: rootId,
        ...(isContained && { isContained: true }),
      })),
  };
}
