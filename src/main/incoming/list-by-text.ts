import type { IncomingRow } from '../../shared/contract/incoming.ts';
import { BEGINNING, type Cursor } from '../document/cursor.ts';
import { matchOfText } from '../search/match.ts';
import type { ReadDb } from '../store/handles.ts';
import { columns, joins, type PageOf, readRow, type StoredRow } from './store.ts';

/** Hits looked at for one page; a page that ends here is short and goes on from its cursor. */
export const HITS_SCANNED_MAX = 5_000;

type Hit = StoredRow & { readonly rankId: number; readonly tab: string; readonly isMine: number };

const sql = `
  select hits.rank_id as rankId, r.tab, ${columns},
    exists (select 1 from incoming_assignment as a
      where a.document_id = r.document_id and a.official_id = :officialId and a.is_open = 1) as isMine
  from (
    select search_index.rowid as rank_id from search_index
    where search_index match :match and search_index.rowid < :before order by search_index.rowid desc limit :scanned
  ) as hits
  cross join search_document as d on d.rank_id = hits.rank_id
  left join incoming_row as r on r.document_id = d.document_id and d.kind = 'incoming' ${joins}
  order by hits.rank_id desc`;

/** Rows of a view whose own words (not their files') contain the text; newest day first, in the order of the index. */
export function listByText(
  db: ReadDb,
  { view, urgency, after, limit, officialId }: PageOf,
  text: string,
): { rows: IncomingRow[]; next: Cursor | undefined } {
  const match = matchOfText(text, 'fields');
  if (match === undefined) return { rows: [], next: undefined };
  const rows: IncomingRow[] = [];
  let last = 0;
  let scanned = 0;
  const found = db
    .prepare<[Record<string, unknown>], Hit>(sql)
    .iterate({ officialId, match, before: BigInt(after?.key ?? BEGINNING), scanned: HITS_SCANNED_MAX });
  for (const hit of found) {
    if (rows.length === limit) return { rows, next: { key: last, tie: '0' } };
    scanned++;
    last = hit.rankId;
    if (hit.documentId === null || hit.tab === null) continue;
    if (view === 'mine' ? !hit.isMine : view !== 'all' && hit.tab !== view) continue;
    if (urgency !== undefined && hit.urgency !== urgency) continue;
    rows.push(readRow(hit));
  }
  return { rows, next: scanned < HITS_SCANNED_MAX ? undefined : { key: last, tie: '0' } };
}
