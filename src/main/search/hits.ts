import type { SearchHit } from '../../shared/contract/search.ts';
import { LocalDate } from '../../shared/domain/core/values.ts';
import { fold } from '../../shared/text/fold.ts';
import type { ReadDb } from '../store/handles.ts';
import { PER_DAY } from './index-document.ts';
import { type Finder, hasAll, snippetOf } from './snippet.ts';

type Shown = {
  readonly kind: 'incoming' | 'outgoing';
  readonly documentId: string;
  readonly reference: string;
  readonly subject: string;
  readonly organName: string;
};
type Stored = Shown & { readonly rankId: number };

/** One statement for all hits of a page: beginning a statement costs more than reading a row. */
const shownSql = `
  select d.rank_id as rankId, d.kind, d.document_id as documentId,
    coalesce(i.reference, o.reference) as reference, coalesce(i.subject, o.subject) as subject,
    coalesce(i.organ_name, o.recipients_text) as organName
  from json_each(?) as wanted cross join search_document as d on d.rank_id = wanted.value
  left join incoming_row as i on d.kind = 'incoming' and i.document_id = d.document_id
  left join outgoing_row as o on d.kind = 'outgoing' and o.document_id = d.document_id`;

const shownOf = (db: ReadDb, rankIds: readonly number[]): readonly Stored[] =>
  db.prepare<[string], Stored>(shownSql).all(JSON.stringify(rankIds));

/** Texts of the files of several documents, read one after another and never gathered: each may be long. */
const textsSql = `
  select document_file.document_id as documentId, file_text.text
  from json_each(?) as wanted cross join document_file on document_file.document_id = wanted.value
  join file_text using (sha256)`;

/** The first hit in the files of each document. */
function snippetsInFiles(
  db: ReadDb,
  documentIds: readonly string[],
  finder: Finder,
): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  if (documentIds.length === 0) return found;
  const texts = db
    .prepare<[string], { documentId: string; text: string }>(textsSql)
    .iterate(JSON.stringify(documentIds));
  for (const { documentId, text } of texts) {
    const snippet = found.has(documentId) ? undefined : snippetOf(text, finder);
    if (snippet !== undefined) found.set(documentId, snippet);
  }
  return found;
}

const DAY_MS = 86_400_000;
const dayOfRank = (rankId: number): LocalDate =>
  LocalDate.parse(new Date(Math.floor(rankId / PER_DAY) * DAY_MS).toISOString().slice(0, 10));

const ownWords = ({ subject, reference, organName }: Shown): string =>
  [subject, reference, organName].filter((part) => part !== '').join(' · ');

/**
 * The rows of the hits, in the order given; one that left in between is passed over. The snippet is from the document's own words where every phrase is
 * there, else from its files, else whatever has a hit.
 */
export function hitsOf(db: ReadDb, rankIds: readonly number[], finder: Finder): SearchHit[] {
  const byRank = new Map(shownOf(db, rankIds).map((each) => [each.rankId, each]));
  const shown = rankIds.flatMap((rankId) => byRank.get(rankId) ?? []);
  const elsewhere = shown.filter((each) => !hasAll(finder, ownWords(each)));
  const inFiles = snippetsInFiles(
    db,
    elsewhere.map(({ documentId }) => documentId),
    finder,
  );
  return shown.map(({ rankId, ...hit }) => ({
    ...hit,
    day: dayOfRank(rankId),
    snippet: inFiles.get(hit.documentId) ?? snippetOf(ownWords(hit), finder) ?? hit.subject,
  }));
}

const wordsWithMarks = (text: string): readonly string[] =>
  text
    .normalize('NFC')
    .toLocaleLowerCase('vi')
    .match(/[\p{L}\p{N}]+/gu) ?? [];

/** How many of the query's words with diacritics each document bears exactly so; a query without any asks for none. */
export function exactnessOf(
  db: ReadDb,
  text: string,
  rankIds: readonly number[],
): ReadonlyMap<number, number> {
  const marked = wordsWithMarks(text).filter((word) => fold(word) !== word);
  if (marked.length === 0) return new Map();
  return new Map(
    shownOf(db, rankIds).map((shown) => {
      const present = new Set(wordsWithMarks(ownWords(shown)));
      return [shown.rankId, marked.filter((word) => present.has(word)).length];
    }),
  );
}
