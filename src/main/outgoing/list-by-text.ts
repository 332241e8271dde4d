import type { OutgoingRow } from '../../shared/contract/outgoing.ts';
import { BEGINNING, type Cursor } from '../document/cursor.ts';
import { matchOfText } from '../search/match.ts';
import type { ReadDb } from '../store/handles.ts';
import { columns, joins, type PageOf, readRow, type StoredRow } from './store.ts';

/** Hits looked at for one page; a page that ends here is short and goes on from its cursor. */
export const HITS_SCANNED_MAX = 5_000;

type Hit = StoredRow & { readonly rankId: number; readonly documentId: StoredRow['documentId'] | null };

const sql = `
  select hits.rank_id as rankId, ${columns}
  from (
    select search_index.rowid as rank_id from search_index
    where search_index match :match and search_index.rowid < :before order by search_index.rowid desc limit :scanned
  ) as hits
  cross join search_document as d on d.rank_id = hits.rank_id
  left join outgoing_row as r on r.document_id = d.document_id and d.kind = 'outgoing' ${joins}
  order by hits.rank_id desc`;

/** Rows of a view whose own words (not their files') contain the text; newest day first, in the order of the index. */
export function listByText(
  db: ReadDb,
  { view, after, limit, since }: PageOf,
  text: string,
): { rows: OutgoingRow[]; next: Cursor | undefined } {
  const match = matchOfText(text, 'fields');
  if (match === undefined) return { rows: [], next: undefined };
  const hits = db
    .prepare<[Record<string, unknown>], Hit>(sql)
    .all({ match, before: BigInt(after?.key ?? BEGINNING), scanned: HITS_SCANNED_MAX });
  const rows: OutgoingRow[] = [];
  for (const [index, hit] of hits.entries()) {
    if (rows.length === limit) return { rows, next: { key: hits[index - 1]?.rankId ?? 0, tie: '0' } };
    if (hit.documentId === null) continue;
    const row = readRow(db, hit, since);
    if (view === 'all' || row.state === view || (view === 'notTaken' && row.notTakenCount > 0))
      rows.push(row);
  }
  const last = hits.at(-1);
  return {
    rows,
    next: hits.length < HITS_SCANNED_MAX || !last ? undefined : { key: last.rankId, tie: '0' },
  };
}
