import type { Input, Output } from '../../shared/contract/contract.ts';
import type { DocumentGroup, UnitChoice } from '../../shared/contract/report.ts';
import type { LocalDate } from '../../shared/domain/core/values.ts';
import type { IncomingState } from '../../shared/domain/incoming/incoming.ts';
import type { OutgoingState } from '../../shared/domain/outgoing/outgoing.ts';
import {
  countOf,
  type DocumentCounts,
  type DocumentStanding,
  type Grouping,
  groupings,
  incomingStanding,
  noDocuments,
  outgoingStanding,
  withOne,
} from '../../shared/domain/report/document-figures.ts';
import { say } from '../../shared/words/vi.ts';
import type { QueryContext } from '../handler.ts';
import { demandPeriod, type Period } from './period.ts';
import { unitsIn } from './units-in.ts';

export type ReportBook = 'incoming' | 'outgoing';
type Stored = {
  readonly documentId: string;
  readonly reference: string;
  readonly day: LocalDate;
  readonly subject: string;
  readonly typeName: string;
  readonly state: string;
  readonly dueOn: LocalDate | null;
  readonly personId: string | null;
};
type Fact = Stored & {
  readonly standing: DocumentStanding;
  readonly key: Readonly<Record<Grouping, string>>;
};

/** Whoever has it; nobody has what is finished any more, and it counts for who led it. */
const incomingSql = `select document_id as documentId, reference, arrived_on as day, subject, type_name as typeName, state, due_on as dueOn,
    coalesce(holder_id, (select coalesce(e.overlay, e.body) ->> 'leadId' from entities as e where e.kind = 'incoming' and e.id = document_id))
      as personId
  from incoming_row where arrival_number is not null and arrived_on between ? and ? order by sort_key desc, row_id desc`;
const outgoingSql = `select document_id as documentId, reference, issued_on as day, subject, type_name as typeName, state,
    due_on as dueOn, drafter_id as personId
  from outgoing_row where number is not null and issued_on between ? and ? order by sort_key desc, row_id desc`;

/** Documents of the period in a book, by the day of arrival or of issue, each with its standing and the groups that it is in. Throws `report.wrong-period`. */
function factsOf({ db, today }: QueryContext, book: ReportBook, { from, to }: Period): readonly Fact[] {
  demandPeriod({ from, to });
  const { unitOf } = unitsIn(db);
  const sql = book === 'incoming' ? incomingSql : outgoingSql;
  return db
    .prepare<[string, string], Stored>(sql)
    .all(from, to)
    .map((row) => ({
      ...row,
      standing:
        book === 'incoming'
          ? incomingStanding({ state: row.state as IncomingState, dueOn: row.dueOn ?? undefined }, today())
          : outgoingStanding(row.state as OutgoingState),
      key: {
        type: row.typeName,
        unit: row.personId === null ? 'none' : unitOf(row.personId),
        state: row.state,
      },
    }));
}

/** How many documents of the period there are in both books, whole and by type, unit and state. */
export const countDocuments = (
  context: QueryContext,
  period: Period,
): Omit<Output<'report.countDocuments'>, 'asOf'> => ({
  incoming: bookOf(context, 'incoming', period),
  outgoing: bookOf(context, 'outgoing', period),
});

function bookOf(context: QueryContext, book: ReportBook, period: Period) {
  const facts = factsOf(context, book, period);
  const nameOf = nameReader(book, unitsIn(context.db));
  const by = (grouping: Grouping): DocumentGroup[] => {
    const groups = new Map<string, DocumentCounts>();
    for (const { key, standing } of facts)
      groups.set(key[grouping], withOne(groups.get(key[grouping]) ?? noDocuments, standing));
    return [...groups]
      .map(([key, counts]) => ({ key, name: nameOf(grouping, key), counts }))
      .sort((a, b) => countOf(b.counts) - countOf(a.counts) || a.name.localeCompare(b.name, 'vi'));
  };
  return {
    whole: facts.reduce<DocumentCounts>((counts, { standing }) => withOne(counts, standing), noDocuments),
    by: Object.fromEntries(groupings.map((each) => [each, by(each)])) as Record<Grouping, DocumentGroup[]>,
  };
}

const nameReader =
  (book: ReportBook, units: ReturnType<typeof unitsIn>) =>
  (grouping: Grouping, key: string): string => {
    if (grouping === 'type') return key === '' ? say('documents.noType') : key;
    if (grouping === 'unit') return units.nameOf(key as UnitChoice) ?? say('figures.unit.none');
    return book === 'incoming'
      ? say(`incoming.state.${key as IncomingState}`)
      : say(`outgoing.state.${key as OutgoingState}`);
  };

/** The documents behind one count, the newest first. */
export function listDocuments(
  context: QueryContext,
  { book, grouping, key, standing, limit, ...period }: Input<'report.listDocuments'>,
): Output<'report.listDocuments'> {
  const found = factsOf(context, book, period).filter(
    (fact) =>
      (standing === undefined || fact.standing === standing) &&
      (grouping === undefined || key === undefined || fact.key[grouping] === key),
  );
  return {
    rows: found.slice(0, limit).map(({ documentId, reference, day, subject, typeName, standing: how }) => ({
      ...{ documentId, reference, day, subject, typeName, standing: how },
    })),
    count: found.length,
  };
}
