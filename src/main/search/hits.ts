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

const shownSql = `
  select d.kind, d.document_id as documentId,
    coalesce(i.reference, o.reference) as reference, coalesce(i.subject, o.subject) as subject,
    coalesce(i.organ_name, o.recipients_text) as organName
  from search_document as d
  left join incoming_row as i on d.kind = 'incoming' and i.document_id = d.document_id
  left join outgoing_row as o on d.kind = 'outgoing' and o.document_id = d.document_id
  where d.rank_id = ?`;

const shownOf = (db: ReadDb, rankId: number): Shown | undefined =>
  db.prepare<[number], Shown>(shownSql).get(rankId);

/** Files of one document that are looked through for a snippet; its main file first. */
const textsSql = `
  select file_text.text from document_file join file_text using (sha256)
  where document_id = ? order by owner_id <> document_id limit 20`;

const textsOf = (db: ReadDb, documentId: string): readonly string[] =>
  db
    .prepare<[string], { text: string }>(textsSql)
    .all(documentId)
    .map(({ text }) => text);

const DAY_MS = 86_400_000;
const dayOfRank = (rankId: number): LocalDate =>
  LocalDate.parse(new Date(Math.floor(rankId / PER_DAY) * DAY_MS).toISOString().slice(0, 10));

/** The rows of the hits, in the order given; one that left in between is passed over. */
export const hitsOf = (db: ReadDb, rankIds: readonly number[], finder: Finder): SearchHit[] =>
  rankIds.flatMap((rankId) => {
    const shown = shownOf(db, rankId);
    return shown ? [{ ...shown, day: dayOfRank(rankId), snippet: bestSnippet(db, shown, finder) }] : [];
  });

/** From the document's own words where every phrase is there, else from its files, else whatever has a hit. */
function bestSnippet(
  db: ReadDb,
  { documentId, subject, reference, organName }: Shown,
  finder: Finder,
): string {
  const own = [subject, reference, organName].filter((part) => part !== '').join(' · ');
  const inOwn = snippetOf(own, finder);
  if (inOwn !== undefined && hasAll(finder, own)) return inOwn;
  for (const content of textsOf(db, documentId)) {
    const found = snippetOf(content, finder);
    if (found !== undefined) return found;
  }
  return inOwn ?? subject;
}

const wordsWithMarks = (text: string): readonly string[] =>
  text
    .normalize('NFC')
    .toLocaleLowerCase('vi')
    .match(/[\p{L}\p{N}]+/gu) ?? [];

/** How many of the query's words with diacritics a document bears exactly so; a query without any asks for none. */
export function exactnessFor(db: ReadDb, text: string): (rankId: number) => number {
  const marked = wordsWithMarks(text).filter((word) => fold(word) !== word);
  if (marked.length === 0) return () => 0;
  return (rankId) => {
    const shown = shownOf(db, rankId);
    if (!shown) return 0;
    const present = new Set(wordsWithMarks(`${shown.subject} ${shown.organName} ${shown.reference}`));
    return marked.filter((word) => present.has(word)).length;
  };
}
