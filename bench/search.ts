import { findNewest, findRanked } from '../src/main/search/find.ts';
import { matchOfText } from '../src/main/search/match.ts';
import { type Budget, type Line, measure } from './line.ts';
import type { ManyDocuments } from './many-documents.ts';

const newest: Budget = { text: 'newest 50 ≤ 1 ms in the store', msMax: 1 };
const ranked: Budget = { text: 'ranked 50 ≤ 10 ms in the store', msMax: 10 };
const PAGE = 50;

/** The floor asks the index alone for the same rows; ours adds the documents' words and a snippet a row. */
export function searchLines({ store }: ManyDocuments): readonly Line[] {
  const db = store.read;
  const bare = db.prepare(
    `select rowid from search_index where search_index match ? order by rowid desc limit ${PAGE + 1}`,
  );
  const bareRanked = db.prepare(
    'select rowid, bm25(search_index) from search_index where search_index match ? order by rowid desc limit 2000',
  );
  const line = (what: string, text: string, order: 'newest' | 'ranked'): Line => {
    const match = matchOfText(text, 'everything');
    return order === 'newest'
      ? measure(
          `search newest: ${what}`,
          100,
          () => bare.all(match),
          () => findNewest(db, { text }, PAGE),
          newest,
        )
      : measure(
          `search ranked: ${what}`,
          30,
          () => bareRanked.all(match),
          () => findRanked(db, { text }, PAGE),
          ranked,
        );
  };
  return [
    line('a common word', 'đất ', 'newest'),
    line('three words', 'quy hoạch đất ', 'newest'),
    line('an unfinished word', 'chuy', 'newest'),
    line('two letters', 'ch', 'newest'),
    line('a number', '4321/UBND-VP', 'newest'),
    line('a common word', 'đất ', 'ranked'),
    line('three words', 'quy hoạch đất ', 'ranked'),
    line('an unfinished word', 'chuy', 'ranked'),
  ];
}
