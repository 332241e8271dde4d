import type { OutgoingRow, OutgoingView } from '../../shared/contract/outgoing.ts';
import { RowVerdict } from '../../shared/contract/shapes.ts';
import type { Instant } from '../../shared/domain/core/values.ts';
import { outgoingStates } from '../../shared/domain/outgoing/outgoing.ts';
import { BEGINNING, type Cursor } from '../document/cursor.ts';
import { personIn } from '../document/people.ts';
import { awaitedSql, pendingSql, syncFrom } from '../document/row-state.ts';
import type { ReadDb } from '../store/handles.ts';

type Maybe<Name extends 'issuedOn' | 'dueOn'> = OutgoingRow[Name] | null;

/** A row as the database gives it. */
export type StoredRow = Pick<
  OutgoingRow,
  'documentId' | 'state' | 'reference' | 'subject' | 'typeName' | 'urgency' | 'recipientsText' | 'fileCount'
> & {
  readonly rowId: number;
  readonly sortKey: number;
  readonly number: number | null;
  readonly issuedOn: Maybe<'issuedOn'>;
  readonly dueOn: Maybe<'dueOn'>;
  readonly sha256: string | null;
  readonly verdict: string | null;
  readonly isHere: number;
  readonly drafterId: string;
  readonly drafterName: string | null;
  readonly drafterPosition: string | null;
  readonly signerId: string;
  readonly signerName: string | null;
  readonly signerPosition: string | null;
  readonly pending: number | null;
  readonly isWaiting: number;
};

export const columns = `
  r.row_id as rowId, r.sort_key as sortKey, r.document_id as documentId, r.state, r.number, r.reference,
  r.issued_on as issuedOn, r.subject, r.type_name as typeName, r.urgency, r.recipients_text as recipientsText,
  r.due_on as dueOn, r.sha256, fact.verdict, kept.sha256 is not null as isHere, r.file_count as fileCount,
  r.drafter_id as drafterId, drafter.full_name as drafterName, drafter.position as drafterPosition,
  r.signer_id as signerId, signer.full_name as signerName, signer.position as signerPosition,
  ${pendingSql("'outgoing'", 'r.document_id')} as pending,
  ${awaitedSql('outgoing.takeNumber', "'outgoing'", 'r.document_id')} as isWaiting`;
export const joins = `
  left join file_fact as fact on fact.sha256 = r.sha256
  left join kept_file as kept on kept.sha256 = r.sha256
  left join office_official as drafter on drafter.official_id = r.drafter_id
  left join office_official as signer on signer.official_id = r.signer_id`;

type Totals = Record<'sent' | 'arrived' | 'received' | 'notTaken' | 'refused', number>;
const NOTHING: Totals = { sent: 0, arrived: 0, received: 0, notTaken: 0, refused: 0 };

const totalsOf = (db: ReadDb, documentId: string, since: Instant): Totals =>
  db
    .prepare<[string, string], Totals>(
      `select count(*) as sent, coalesce(sum(is_arrived), 0) as arrived, coalesce(sum(is_received), 0) as received,
         coalesce(sum(is_open = 1 and sent_at <= ?), 0) as notTaken, coalesce(sum(is_refused), 0) as refused
       from outgoing_delivery where document_id = ?`,
    )
    .get(since, documentId) ?? NOTHING;

/** A row of the contract; deliveries are counted only where there can be any. */
export function readRow(db: ReadDb, stored: StoredRow, since: Instant): OutgoingRow {
  const { sent, arrived, received, notTaken, refused } =
    stored.state === 'dispatched' ? totalsOf(db, stored.documentId, since) : NOTHING;
  const drafter = personIn(stored.drafterId, stored.drafterName, stored.drafterPosition);
  const signer = personIn(stored.signerId, stored.signerName, stored.signerPosition);
  return {
    documentId: stored.documentId,
    state: stored.state,
    isWaitingForNumber: stored.isWaiting === 1 && stored.number === null,
    ...(stored.number !== null && { number: stored.number }),
    reference: stored.reference,
    ...(stored.issuedOn !== null && { issuedOn: stored.issuedOn }),
    subject: stored.subject,
    typeName: stored.typeName,
    urgency: stored.urgency,
    recipientsText: stored.recipientsText,
    ...(stored.dueOn !== null && { dueOn: stored.dueOn }),
    verdict:
      stored.sha256 === null
        ? 'unsigned'
        : stored.verdict === null
          ? 'unchecked'
          : RowVerdict.parse(stored.verdict),
    fileCount: stored.fileCount,
    ...(stored.sha256 !== null && stored.isHere === 0 && { isFileAway: true }),
    ...(drafter && { drafter }),
    ...(signer && { signer }),
    deliveryCount: sent,
    arrivedCount: arrived,
    receivedCount: received,
    notTakenCount: notTaken,
    refusedCount: refused,
    sync: syncFrom(stored.pending),
  };
}

export type PageOf = {
  readonly view: OutgoingView;
  readonly after: Cursor | undefined;
  readonly limit: number;
  /** What was sent then or before should have been taken in. */
  readonly since: Instant;
};

const late = 'from outgoing_delivery where is_open = 1 and sent_at <= :since';
const conditionOf = (view: OutgoingView): string => {
  if (view === 'all') return '';
  return `r.state = :state and ${view === 'notTaken' ? `r.document_id in (select document_id ${late}) and ` : ''}`;
};

/** The SQL of one page: a range of one index, newest first by day then number. */
export const pageSql = (view: OutgoingView): string => `
  select ${columns} from outgoing_row as r ${joins}
  where ${conditionOf(view)}(r.sort_key, r.row_id) < (:key, :tie)
  order by r.sort_key desc, r.row_id desc limit :limit`;

export function readPage(
  db: ReadDb,
  { view, after, limit, since }: PageOf,
): { readonly rows: readonly StoredRow[]; readonly next: Cursor | undefined } {
  const found = db.prepare<[Record<string, unknown>], StoredRow>(pageSql(view)).all({
    key: after?.key ?? BEGINNING,
    tie: after ? Number(after.tie) : BEGINNING,
    limit: limit + 1,
    ...(view !== 'all' && { state: view === 'notTaken' ? 'dispatched' : view }),
    ...(view === 'notTaken' && { since }),
  });
  const rows = found.slice(0, limit);
  const last = rows.at(-1);
  return {
    rows,
    next:
      found.length > limit && last !== undefined ? { key: last.sortKey, tie: String(last.rowId) } : undefined,
  };
}

export const findRow = (db: ReadDb, documentId: string): StoredRow | undefined =>
  db
    .prepare<[{ documentId: string }], StoredRow>(
      `select ${columns} from outgoing_row as r ${joins} where r.document_id = :documentId`,
    )
    .get({ documentId });

/** How many documents stand in each state, from the counters that the store keeps. */
export function countViews(db: ReadDb, since: Instant): Record<OutgoingView, number> {
  const counts = new Map(
    db
      .prepare<[], { state: string; documents: number }>('select state, documents from outgoing_count')
      .all()
      .map(({ state, documents }) => [state, documents]),
  );
  const count = (state: string): number => counts.get(state) ?? 0;
  return {
    draft: count('draft'),
    submitted: count('submitted'),
    signed: count('signed'),
    numbered: count('numbered'),
    sealed: count('sealed'),
    dispatched: count('dispatched'),
    returned: count('returned'),
    void: count('void'),
    notTaken:
      db
        .prepare<[{ since: Instant }], number>(`select count(distinct document_id) ${late}`)
        .pluck()
        .get({ since }) ?? 0,
    all: outgoingStates.reduce((sum, state) => sum + count(state), 0),
  };
}
