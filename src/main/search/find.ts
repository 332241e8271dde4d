import type { SearchHit } from '../../shared/contract/search.ts';
import type { ReadDb } from '../store/handles.ts';
import { exactnessOf, hitsOf } from './hits.ts';
import { matchAdjacent, matchOfText, phrasesOf } from './match.ts';
import { finderOf } from './snippet.ts';

/** Ranking looks at the newest of the hits only. */
export const RANKED_HITS_MAX = 2_000;
/** The best of those, whose own words are read to put exact diacritics first. */
export const RERANKED_MAX = 200;

type Found = { readonly hits: readonly SearchHit[]; readonly isMore: boolean };
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

const sinceSql =
  'select rowid as rankId from search_index where search_index match :match and rowid >= :oldest';

/** Documents that hold every phrase of the text, the newest day first. */
export function findNewest(db: ReadDb, text: string, limit: number): Found {
  const match = matchOfText(text, 'everything');
  if (match === undefined) return NOTHING;
  const found = newestHits(db, match, limit + 1);
  return {
    hits: hitsOf(db, found.slice(0, limit), finderOf(phrasesOf(text))),
    isMore: found.length > limit,
  };
}

/** The newest hits by how well they match; those that bear the query's own diacritics stand before those that only fold to it. */
export function findRanked(db: ReadDb, text: string, limit: number): Found {
  const match = matchOfText(text, 'everything');
  if (match === undefined) return NOTHING;
  const newest = newestHits(db, match, RANKED_HITS_MAX);
  const scores = scoresOf(db, text, match, newest);
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
  return { hits: hitsOf(db, best, finderOf(phrasesOf(text))), isMore: newest.length > limit };
}

function newestHits(db: ReadDb, match: string, limit: number): readonly number[] {
  return db
    .prepare<[{ match: string; limit: number }], { rankId: number }>(newestSql)
    .all({ match, limit })
    .map(({ rankId }) => rankId);
}

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
