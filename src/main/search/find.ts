import type { SearchHit } from '../../shared/contract/search.ts';
import { LocalDate } from '../../shared/domain/core/values.ts';
import { fold } from '../../shared/text/fold.ts';
import type { ReadDb } from '../store/handles.ts';
import { matchOfText, phrasesOf } from './match.ts';
import { type PhraseShown, snippetOf } from './snippet.ts';

/** Ranking looks at the newest of the hits only: bm25 over all of a common word takes a second (DESIGN §8). */
export const RANKED_HITS_MAX = 2_000;
/** The best of those, whose own words are read to put exact diacritics first. */
export const RERANKED_MAX = 200;

type Found = { readonly hits: readonly SearchHit[]; readonly isMore: boolean };

/** Where a word stands decides what it is worth: number, subject, agency, signer, note, text of files. */
const WEIGHTS = '10.0, 6.0, 3.0, 3.0, 1.0, 1.0';

/** In the order of days, as the index itself stands. */
const newestSql = `
  select rowid as rankId from search_index where search_index match :match order by rowid desc limit :limit`;

/** Scores are worked out row by row as the index walks back in time, so the limit bounds the work. */
const rankedSql = `
  select rowid as rankId, bm25(search_index, ${WEIGHTS}) as score from search_index
  where search_index match :match order by rowid desc limit ${RANKED_HITS_MAX}`;

export function findNewest(db: ReadDb, text: string, limit: number): Found {
  const match = matchOfText(text, 'everything');
  if (match === undefined) return { hits: [], isMore: false };
  const found = db
    .prepare<[{ match: string; limit: number }], { rankId: number }>(newestSql)
    .all({ match, limit: limit + 1 });
  const phrases = phrasesOf(text);
  return {
    hits: found.slice(0, limit).flatMap(({ rankId }) => hitOf(db, rankId, phrases) ?? []),
    isMore: found.length > limit,
  };
}

/** The newest hits by how well they match; those that bear the query's own diacritics stand before those that only fold to it. */
export function findRanked(db: ReadDb, text: string, limit: number): Found {
  const match = matchOfText(text, 'everything');
  if (match === undefined) return { hits: [], isMore: false };
  const scored = db.prepare<[{ match: string }], { rankId: number; score: number }>(rankedSql).all({ match });
  const best = scored
    .sort((a, b) => a.score - b.score || b.rankId - a.rankId)
    .slice(0, Math.max(RERANKED_MAX, limit));
  const phrases = phrasesOf(text);
  const reranked = best
    .map(({ rankId, score }) => ({ rankId, score, exact: exactness(db, rankId, text) }))
    .sort((a, b) => b.exact - a.exact || a.score - b.score || b.rankId - a.rankId);
  return {
    hits: reranked.slice(0, limit).flatMap(({ rankId }) => hitOf(db, rankId, phrases) ?? []),
    isMore: scored.length > limit,
  };
}

type Shown = {
  readonly kind: 'incoming' | 'outgoing';
  readonly documentId: string;
  readonly reference: string;
  readonly subject: string;
  readonly organName: string;
  readonly rankId: number;
};

const shownSql = `
  select d.kind, d.document_id as documentId, d.rank_id as rankId,
    coalesce(i.reference, o.reference) as reference, coalesce(i.subject, o.subject) as subject,
    coalesce(i.organ_name, o.recipients_text) as organName
  from search_document as d
  left join incoming_row as i on d.kind = 'incoming' and i.document_id = d.document_id
  left join outgoing_row as o on d.kind = 'outgoing' and o.document_id = d.document_id
  where d.rank_id = ?`;

const shownOf = (db: ReadDb, rankId: number): Shown | undefined =>
  db.prepare<[number], Shown>(shownSql).get(rankId);

const textsSql = `
  select file_text.text from document_file join file_text using (sha256) where document_id = ? order by owner_id <> document_id limit 20`;

const textsOf = (db: ReadDb, documentId: string): readonly string[] =>
  db
    .prepare<[string], { text: string }>(textsSql)
    .all(documentId)
    .map(({ text }) => text);

const DAY_MS = 86_400_000;
const PER_DAY = 1_000_000;
const dayOfRank = (rankId: number): LocalDate =>
  LocalDate.parse(new Date(Math.floor(rankId / PER_DAY) * DAY_MS).toISOString().slice(0, 10));

function hitOf(db: ReadDb, rankId: number, phrases: readonly PhraseShown[]): SearchHit | undefined {
  const shown = shownOf(db, rankId);
  if (!shown) return undefined;
  const { kind, documentId, reference, subject, organName } = shown;
  const snippet = bestSnippet([subject, reference, organName], () => textsOf(db, documentId), phrases);
  return { kind, documentId, reference, subject, organName, day: dayOfRank(rankId), snippet };
}

/** From the document's own words where every phrase is there, else from its files, else whatever has a hit. */
function bestSnippet(
  own: readonly string[],
  contents: () => readonly string[],
  phrases: readonly PhraseShown[],
): string {
  const whole = own.join(' · ');
  const inOwn = snippetOf(whole, phrases);
  const hasAll = phrases.every((phrase) => snippetOf(whole, [phrase]) !== undefined);
  if (inOwn !== undefined && hasAll) return inOwn;
  for (const content of contents()) {
    const found = snippetOf(content, phrases);
    if (found !== undefined) return found;
  }
  return inOwn ?? own[0] ?? '';
}

/** Words of the query that occur with the very diacritics typed; a query without any asks for none. */
function exactness(db: ReadDb, rankId: number, text: string): number {
  const words =
    text
      .normalize('NFC')
      .toLocaleLowerCase('vi')
      .match(/[\p{L}\p{N}]+/gu) ?? [];
  const marked = words.filter((word) => fold(word) !== word);
  if (marked.length === 0) return 0;
  const shown = shownOf(db, rankId);
  if (!shown) return 0;
  const own = `${shown.subject} ${shown.organName} ${shown.reference}`
    .normalize('NFC')
    .toLocaleLowerCase('vi');
  const present = new Set(own.match(/[\p{L}\p{N}]+/gu) ?? []);
  return marked.filter((word) => present.has(word)).length;
}
