import type { SearchAsked, SearchHit } from '../../shared/contract/search.ts';
import { dayNumber } from '../document/order.ts';
import type { ReadDb } from '../store/handles.ts';
import { exactnessOf, hitsOf } from './hits.ts';
import { PER_DAY } from './index-document.ts';
import { matchAdjacent, matchOfSearch, matchOfText, phrasesOfSearch } from './match.ts';
import { finderOf } from './snippet.ts';

/** Ranking looks at the newest of the hits only. */
export const RANKED_HITS_MAX = 2_000;
/** The best of those, whose own words are read to put exact diacritics first. */
export const RERANKED_MAX = 200;

/** What is looked for: words, and what narrows them. */
export type Asked = Omit<SearchAsked, 'order'>;
export type Found = {
  readonly hits: readonly SearchHit[];
  readonly isMore: boolean;
  /** Where the next page of `findNewest` begins. */
  readonly before?: number;
};
const NOTHING: Found = { hits: [], isMore: false };

/**
 * What a hit is worth by where the whole query stands in it. All words of a query must occur, so their rarity, which bm25 would weigh, tells hits
 * apart but little; counting it costs a walk over the whole index (9 to 20 ms of 300,000 documents), these four only one over the newest hits.
 */
const tiers: readonly { readonly columns: string; readonly worth: number }[] = [
  { columns: 'reference', worth: 8 },
  { columns: 'subject', worth: 4 },
  { columns: 'reference subject organ signer', worth: 2 },
];
const ADJACENT_WORTH = 3;

/** In the order of days, as the index itself stands. */
const newestSql = `
  select rowid as rankId from search_index where search_index match :match order by rowid desc limit :limit`;
const narrowedSql = `
  select rowid as rankId from search_index where search_index match :match and rowid >= :first and rowid < :before
    and (:kind is null or exists (select 1 from search_document d where d.rank_id = search_index.rowid and d.kind = :kind))
  order by rowid desc limit :limit`;

const sinceSql =
  'select rowid as rankId from search_index where search_index match :match and rowid >= :oldest';

/** Documents that fit, the newest day first; from `before` on where a page before ended. */
export function findNewest(db: ReadDb, asked: Asked, limit: number, before?: number): Found {
  const match = matchOfSearch(asked);
  if (match === undefined) return NOTHING;
  const found = newestHits(db, { asked, match, limit: limit + 1, before });
  const shown = found.slice(0, limit);
  const last = shown.at(-1);
  return {
    hits: hitsOf(db, shown, finderOf(phrasesOfSearch(asked))),
    isMore: found.length > limit,
    ...(last !== undefined && { before: last }),
  };
}

/** The newest hits by how well they match; those that bear the query's own diacritics stand before those that only fold to it. */
export function findRanked(db: ReadDb, asked: Asked, limit: number): Found {
  const match = matchOfSearch(asked);
  if (match === undefined) return NOTHING;
  const { text } = asked;
  const newest = newestHits(db, { asked, match, limit: RANKED_HITS_MAX });
  const own = matchOfText(text, 'everything');
  const scores = own === undefined ? new Map<number, number>() : scoresOf(db, text, own, newest);
  const candidates = newest
    .map((rankId) => ({ rankId, score: scores.get(rankId) ?? 0 }))
    .sort((a, b) => b.score - a.score || b.rankId - a.rankId)
    .slice(0, Math.max(RERANKED_MAX, limit));
  const exact = exactnessOf(
    db,
    text,
    candidates.map(({ rankId }) => rankId),
  );
  const exactness = (rankId: number): number => exact.get(rankId) ?? 0;
  const best = candidates
    .sort((a, b) => exactness(b.rankId) - exactness(a.rankId) || b.score - a.score || b.rankId - a.rankId)
    .slice(0, limit)
    .map(({ rankId }) => rankId);
  return { hits: hitsOf(db, best, finderOf(phrasesOfSearch(asked))), isMore: newest.length > limit };
}

type Wanted = {
  readonly asked: Asked;
  readonly match: string;
  readonly limit: number;
  readonly before?: number | undefined;
};
function newestHits(db: ReadDb, { asked, match, limit, before }: Wanted): readonly number[] {
  const { kind, from, to } = asked;
  const isPlain = before === undefined && kind === undefined && from === undefined && to === undefined;
  const rows = isPlain
    ? db.prepare<[object], { rankId: number }>(newestSql).all({ match, limit })
    : db.prepare<[object], { rankId: number }>(narrowedSql).all({
        ...{ match, limit, kind: kind ?? null },
        first: BigInt(from === undefined ? 0 : dayNumber(from) * PER_DAY),
        before: BigInt(Math.min(before ?? LAST, to === undefined ? LAST : (dayNumber(to) + 1) * PER_DAY)),
      });
  return rows.map(({ rankId }) => rankId);
}
/** Above every place of the index. */
const LAST = Number.MAX_SAFE_INTEGER;

function scoresOf(
  db: ReadDb,
  text: string,
  match: string,
  newest: readonly number[],
): ReadonlyMap<number, number> {
  const oldest = BigInt(newest.at(-1) ?? 0);
  const scores = new Map<number, number>();
  const add = (asked: string, worth: number): void => {
    const found = db
      .prepare<[{ match: string; oldest: bigint }], { rankId: number }>(sinceSql)
      .all({ match: asked, oldest });
    for (const { rankId } of found) scores.set(rankId, (scores.get(rankId) ?? 0) + worth);
  };
  for (const { columns, worth } of tiers) add(`{${columns}} : (${match})`, worth);
  const adjacent = matchAdjacent(text);
  if (adjacent !== undefined) add(adjacent, ADJACENT_WORTH);
  return scores;
}
