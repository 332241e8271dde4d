import { countViews, readPage, readRow } from '../src/main/incoming/store.ts';
import type { IncomingView } from '../src/shared/contract/incoming.ts';
import { type Budget, type Line, measure } from './line.ts';
import type { ManyDocuments } from './many-documents.ts';

const PAGE = 50;
const budget: Budget = { text: 'first page ≤ 2 ms in the store', msMax: 2 };

/** First pages and counts. The floor reads the same rows of the same table by the same index and nothing else. */
export function listLines({ store, officialId }: ManyDocuments): readonly Line[] {
  const db = store.read;
  const page = (view: IncomingView, urgency?: 'express') => () =>
    readPage(db, { view, urgency, after: undefined, limit: PAGE, officialId }).rows.map(readRow);
  const bare = (where: string, ...values: readonly string[]) => {
    const statement = db.prepare(
      `select * from incoming_row ${where} order by sort_key desc limit ${PAGE + 1}`,
    );
    return () => statement.all(...values);
  };
  const mine = db.prepare(
    `select r.* from incoming_assignment as a join incoming_row as r using (document_id)
     where a.official_id = ? and a.is_open = 1 order by a.sort_key desc limit ${PAGE + 1}`,
  );
  const counters = db.prepare('select * from incoming_count');
  return [
    measure('list: first page of all', 400, bare(''), page('all'), budget),
    measure('list: first page of a tab', 400, bare('where tab = ?', 'done'), page('done'), budget),
    measure('list: first page of what is mine', 400, () => mine.all(officialId), page('mine'), budget),
    measure(
      'list: first page of the urgent ones',
      400,
      bare(`where urgency = ? and urgency <> 'normal'`, 'express'),
      page('all', 'express'),
      budget,
    ),
    measure(
      'list: counts of the tabs',
      400,
      () => counters.all(),
      () => countViews(db, officialId),
      budget,
    ),
  ];
}
