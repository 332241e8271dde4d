import type { IncomingRow, IncomingView } from '../../shared/contract/incoming.ts';
import { RowVerdict } from '../../shared/contract/shapes.ts';
import type { IncomingId, OfficialId, Urgency } from '../../shared/domain/core/values.ts';
import { BEGINNING, BEGINNING_ID, type Cursor } from '../document/cursor.ts';
import { personIn } from '../document/people.ts';
import { pendingSql, syncFrom } from '../document/row-state.ts';
import type { ReadDb } from '../store/handles.ts';

/** A row as the database gives it; `readRow` makes the contract's row of it. */
export type StoredRow = {
  readonly rowId: number;
  readonly sortKey: number;
  readonly documentId: IncomingId;
  readonly state: IncomingRow['state'];
  readonly arrivalNumber: number | null;
  readonly arrivedOn: IncomingRow['arrivedOn'];
  readonly organName: string;
  readonly reference: string;
  readonly subject: string;
  readonly typeName: string;
  readonly urgency: Urgency;
  readonly issuedOn: IncomingRow['issuedOn'] | null;
  readonly dueOn: IncomingRow['dueOn'] | null;
  readonly sha256: string | null;
  readonly verdict: string | null;
  readonly isHere: number;
  readonly fileCount: number;
  readonly correctionCount: number;
  readonly holderId: string | null;
  readonly fullName: string | null;
  readonly position: string | null;
  readonly isRead: number | null;
  readonly isFlagged: number | null;
  readonly sentBack: number;
  readonly pending: number | null;
};

export const columns = `
  r.row_id as rowId, r.sort_key as sortKey, r.document_id as documentId, r.state, r.arrival_number as arrivalNumber,
  r.arrived_on as arrivedOn, r.organ_name as organName, r.reference, r.subject, r.type_name as typeName, r.urgency,
  r.issued_on as issuedOn, r.due_on as dueOn, r.sha256, fact.verdict, kept.sha256 is not null as isHere, r.file_count as fileCount,
  r.correction_count as correctionCount, r.holder_id as holderId, holder.full_name as fullName, holder.position,
  reading.is_read as isRead, reading.is_flagged as isFlagged, r.sent_back as sentBack, ${pendingSql("'incoming'", 'r.document_id')} as pending`;
export const joins = `
  left join file_fact as fact on fact.sha256 = r.sha256
  left join kept_file as kept on kept.sha256 = r.sha256
  left join office_official as holder on holder.official_id = r.holder_id
  left join incoming_reading as reading on reading.document_id = r.document_id and reading.official_id = :officialId`;

/** A row of the contract from a row of the database. */
export function readRow(stored: StoredRow): IncomingRow {
  const holder = personIn(stored.holderId, stored.fullName, stored.position);
  return {
    documentId: stored.documentId,
    state: stored.state,
    ...(stored.arrivalNumber !== null && { arrivalNumber: stored.arrivalNumber }),
    arrivedOn: stored.arrivedOn,
    organName: stored.organName,
    reference: stored.reference,
    subject: stored.subject,
    typeName: stored.typeName,
    urgency: stored.urgency,
    ...(stored.issuedOn !== null && { issuedOn: stored.issuedOn }),
    ...(stored.dueOn !== null && { dueOn: stored.dueOn }),
    verdict:
      stored.sha256 === null
        ? 'paper'
        : stored.verdict === null
          ? 'unchecked'
          : RowVerdict.parse(stored.verdict),
    fileCount: stored.fileCount,
    ...(stored.sha256 !== null && stored.isHere === 0 && { isFileAway: true }),
    correctionCount: stored.correctionCount,
    ...(holder && { holder }),
    isRead: stored.isRead === 1,
    ...(stored.isFlagged === 1 && { isFlagged: true }),
    ...(stored.sentBack === 1 && { isSentBack: true }),
    sync: syncFrom(stored.pending),
  };
}

export type PageOf = {
  readonly view: IncomingView;
  readonly urgency: Urgency | undefined;
  readonly after: Cursor | undefined;
  readonly limit: number;
  readonly officialId: OfficialId;
};

/** The SQL of one page: always a range of one index, newest first by day then number. */
export function pageSql({ view, urgency }: Pick<PageOf, 'view' | 'urgency'>): string {
  if (view === 'mine') return mineSql(urgency !== undefined);
  const conditions = [
    ...(view === 'all' ? [] : ['r.tab = :tab']),
    ...(urgency === undefined ? [] : ['r.urgency = :urgency']),
    // Without these words the partial index of the urgent ones cannot be used.
    ...(urgency === undefined || urgency === 'normal' ? [] : [`r.urgency <> 'normal'`]),
    '(r.sort_key, r.row_id) < (:key, :tie)',
  ];
  return `select ${columns} from incoming_row as r ${joins} where ${conditions.join(' and ')}
    order by r.sort_key desc, r.row_id desc limit :limit`;
}

/** What is assigned to the official and not finished, in any part; once, however often it was assigned. */
const mineSql = (isFiltered: boolean): string => `
  select ${columns} from incoming_assignment as a cross join incoming_row as r on r.document_id = a.document_id ${joins}
  where a.official_id = :officialId and a.is_open = 1 and (a.sort_key, a.document_id) < (:key, :tie)
    ${isFiltered ? 'and r.urgency = :urgency' : ''}
  group by a.sort_key, a.document_id
  order by a.sort_key desc, a.document_id desc limit :limit`;

/** One page, with one row more than asked where there is more. */
export function readPage(
  db: ReadDb,
  page: PageOf,
): { readonly rows: readonly StoredRow[]; readonly next: Cursor | undefined } {
  const { view, urgency, after, limit, officialId } = page;
  const tie = view === 'mine' ? (after?.tie ?? BEGINNING_ID) : after ? Number(after.tie) : BEGINNING;
  const found = db.prepare<[Record<string, unknown>], StoredRow>(pageSql(page)).all({
    officialId,
    key: after?.key ?? BEGINNING,
    tie,
    limit: limit + 1,
    ...(view !== 'mine' && view !== 'all' && { tab: view }),
    ...(urgency !== undefined && { urgency }),
  });
  const rows = found.slice(0, limit);
  const last = rows.at(-1);
  const isMore = found.length > limit && last !== undefined;
  return {
    rows,
    next: isMore
      ? { key: last.sortKey, tie: view === 'mine' ? last.documentId : String(last.rowId) }
      : undefined,
  };
}

/** One document's row; undefined where this replica has none. */
export const findRow = (db: ReadDb, documentId: string, officialId: OfficialId): StoredRow | undefined =>
  db
    .prepare<[Record<string, unknown>], StoredRow>(
      `select ${columns} from incoming_row as r ${joins} where r.document_id = :documentId`,
    )
    .get({ documentId, officialId });

/** How many documents stand in each view: counters kept by the store, and one narrow range for what is mine. */
export function countViews(db: ReadDb, officialId: OfficialId): Record<IncomingView, number> {
  const counts = new Map(
    db
      .prepare<[], { tab: string; documents: number }>('select tab, documents from incoming_count')
      .all()
      .map(({ tab, documents }) => [tab, documents]),
  );
  const count = (tab: string): number => counts.get(tab) ?? 0;
  const mine = db
    .prepare<[string], { documents: number }>(
      'select count(distinct document_id) as documents from incoming_assignment where official_id = ? and is_open = 1',
    )
    .get(officialId);
  return {
    arrived: count('arrived'),
    registered: count('registered'),
    mine: mine?.documents ?? 0,
    'in-progress': count('in-progress'),
    done: count('done'),
    all: [...counts.values()].reduce((sum, each) => sum + each, 0),
  };
}

/** Duplicates offered to the clerk; more would not be looked at. */
export const DUPLICATES_MAX = 20;

/** Documents with the same số, ký hiệu and cơ quan (annex VI III.1h). */
export const withReference = (db: ReadDb, key: string, officialId: OfficialId): readonly StoredRow[] =>
  key === ''
    ? []
    : db
        .prepare<[Record<string, unknown>], StoredRow>(
          `select ${columns} from incoming_row as r ${joins}
           where r.reference_key = :key and r.reference_key <> '' order by r.sort_key desc limit :limit`,
        )
        .all({ key, officialId, limit: DUPLICATES_MAX });
