import type { SearchHit } from '../../shared/contract/search.ts';
import type { ReadDb } from '../store/handles.ts';
import { exactnessFor, hitsOf } from './hits.ts';
import { matchOfText, phrasesOf } from './match.ts';
import { finderOf } from './snippet.ts';

/** Ranking looks at the newest of the hits only: bm25 over all of a common word takes a second (DESIGN §8). */
export const RANKED_HITS_MAX = 2_000;
/** The best of those, whose own words are read to put exact diacritics first. */
export const RERANKED_MAX = 200;

type Found = { readonly hits: readonly SearchHit[]; readonly isMore: boolean };
const NOTHING: Found = { hits: [], isMore: false };

/** Where a word stands decides what it is worth: number, subject, agency, signer, note, text of files. */
const WEIGHTS = '10.0, 6.0, 3.0, 3.0, 1.0, 1.0';

/** In the order of days, as the index itself stands. */
const newestSql = `
  select rowid as rankId from search_index where search_index match :match order by rowid desc limit :limit`;

/** Scores are worked out row by row as the index walks back in time, so the limit bounds the work. */
const rankedSql = `
  select rowid as rankId, bm25(search_index, ${WEIGHTS}) as score from search_index
  where search_index match :match order by rowid desc limit ${RANKED_HITS_MAX}`;

/** Documents that hold every phrase of the text, the newest day first. */
export function findNewest(db: ReadDb, text: string, limit: number): Found {
  const match = matchOfText(text, 'everything');
  if (match === undefined) return NOTHING;
  const found = db
    .prepare<[{ match: string; limit: number }], { rankId: number }>(newestSql)
    .all({ match, limit: limit + 1 })
    .map(({ rankId }) => rankId);
  return {
    hits: hitsOf(db, found.slice(0, limit), finderOf(phrasesOf(text))),
    isMore: found.length > limit,
  };
}

/** The newest hits by how well they match; those that bear the query's own diacritics stand before those that only fold to it. */
export function findRanked(db: ReadDb, text: string, limit: number): Found {
  const match = matchOfText(text, 'everything');
  if (match === undefined) return NOTHING;
  const scored = db
    .prepare<[{ match: string }], { rankId: number; score: number }>(rankedSql)
    .all({ match })
    .sort((a, b) => a.score - b.score || b.rankId - a.rankId);
  const exactness = exactnessFor(db, text);
  const best = scored
    .slice(0, Math.max(RERANKED_MAX, limit))
    .map((each) => ({ ...each, exact: exactness(each.rankId) }))
    .sort((a, b) => b.exact - a.exact || a.score - b.score || b.rankId - a.rankId)
    .slice(0, limit)
    .map(({ rankId }) => rankId);
  return { hits: hitsOf(db, best, finderOf(phrasesOf(text))), isMore: scored.length > limit };
}
