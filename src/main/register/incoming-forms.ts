import type { Incoming } from '../../shared/domain/incoming/incoming.ts';
import { type Assignment, hasOpened, isLive } from '../../shared/domain/incoming/parts.ts';
import { numberOnPage } from '../../shared/domain/outgoing/on-page.ts';
import { formatReference } from '../../shared/domain/outgoing/outgoing.ts';
import type { SheetRow } from '../../shared/sheet/sheet.ts';
import { dayOf, formatDay } from '../../shared/text/day.ts';
import { say } from '../../shared/words/vi.ts';
import { personOf } from '../document/people.ts';
import type { QueryContext } from '../handler.ts';
import { partsOf } from '../store/entities.ts';
import type { ReadDb } from '../store/handles.ts';
import type { BookEntry } from './book-entries.ts';
import { type BookForm, countNotes, type FormColumn, sayWithout } from './book-sheet.ts';

type Context = Pick<QueryContext, 'db' | 'read' | 'today'>;
type Entries = readonly BookEntry<Incoming>[];
type Root = { readonly kind: 'incoming'; readonly id: string };

const REGISTER: readonly FormColumn[] = [
  ['book.incoming.arrivedOn', 27, 'date'],
  ['book.incoming.number', 16, 'number'],
  ['book.incoming.organ', 34],
  ['book.reference', 37],
  ['book.issuedOn', 27, 'date'],
  ['book.subject', 60],
  ['book.incoming.to', 36],
  ['book.handedOn', 27, 'date'],
  ['book.signedFor', 26],
  ['book.note', 30],
];

/** Sổ đăng ký văn bản đến (NĐ 30/2020 annex IV.VI): its ten columns in their order. */
export const incomingRegister = (context: Context, entries: Entries): BookForm => ({
  title: say('book.incoming.title'),
  columns: REGISTER,
  rows: entries.map((entry) => registerRow(context, entry)),
  notes: countNotes(entries, 0),
});

function registerRow(context: Context, entry: BookEntry<Incoming>): SheetRow {
  const { number } = entry;
  if (entry.what !== 'document') return withoutDocument(entry, 10, 1);
  const { body } = entry;
  const root: Root = { kind: 'incoming', id: entry.id };
  const shares = sharesOf(context, root);
  return {
    ...struckIf(body),
    cells: [
      body.arrivedOn,
      number,
      body.organName,
      formatReference(body.codeNumber, body.codeNotation),
      body.issuedOn ?? '',
      typeAndSubject(body),
      namesOf(context, shares),
      handedOn(context, root),
      signedFor(context, root, shares),
      notesOf(context, root, body),
    ],
  };
}

const FOLLOW_UP: readonly FormColumn[] = [
  ['book.incoming.number', 16, 'number'],
  ['book.followUp.document', 92],
  ['book.incoming.to', 46],
  ['book.followUp.dueOn', 27, 'date'],
  ['book.followUp.progress', 34],
  ['book.followUp.answer', 34],
  ['book.note', 40],
];

/** Sổ theo dõi giải quyết văn bản đến (annex IV.VIII): its seven columns in their order. */
export function followUpRegister(context: Context, entries: Entries): BookForm {
  const answers = answersOf(context.db);
  return {
    title: say('book.followUp.title'),
    columns: FOLLOW_UP,
    rows: entries.map((entry) => {
      if (entry.what !== 'document') return withoutDocument(entry, 7, 0);
      const { body, number } = entry;
      const root: Root = { kind: 'incoming', id: entry.id };
      const dueOn = body.dueOn ?? '';
      const isLate =
        dueOn !== '' && body.state !== 'done' && body.state !== 'recalled' && dueOn < context.today();
      return {
        ...struckIf(body),
        cells: [
          number,
          documentLine(body),
          namesOf(context, sharesOf(context, root)),
          dueOn,
          `${say(`incoming.state.${body.state}`)}${isLate ? `; ${say('book.followUp.late')}` : ''}`,
          (answers.get(entry.id) ?? []).join('; '),
          [body.note ?? '', body.recalled ? recalledNote(body.recalled) : ''].filter(Boolean).join('; '),
        ],
      };
    }),
  };
}

/** Tên loại, số, ký hiệu, ngày, tháng và tên cơ quan ban hành văn bản. */
function documentLine(body: Incoming): string {
  const { typeName, codeNumber, codeNotation, issuedOn, organName } = body;
  const reference = formatReference(codeNumber, codeNotation);
  return [
    [typeName, reference === '' ? '' : say('book.form.reference', { reference })].filter(Boolean).join(' '),
    issuedOn ? say('book.form.dated', { day: formatDay(issuedOn) }) : '',
    organName === '' ? '' : say('book.form.of', { organ: organName }),
  ]
    .filter(Boolean)
    .join(' ');
}

export const typeAndSubject = ({ typeName, subject }: Pick<Incoming, 'typeName' | 'subject'>): string =>
  typeName === '' ? subject : `${typeName}: ${subject}`;

const sharesOf = ({ db }: Context, root: Root): readonly Assignment[] =>
  partsOf(db, 'assignment', root)
    .map(({ body }) => body)
    .filter(isLive);

/** Who it was given to, the lead first; a unit by its name. */
function namesOf({ db, read }: Context, shares: readonly Assignment[]): string {
  const order = ['lead', 'supporting', 'information'];
  const names = [...shares]
    .sort((a, b) => order.indexOf(a.part) - order.indexOf(b.part))
    .map(
      ({ unitId, officialId }) =>
        (unitId && read('unit', unitId)?.name) || personOf(db, officialId)?.fullName,
    );
  return [...new Set(names.filter((name) => name !== undefined))].join('; ');
}

/** The day of the first directive: from then on it is in the hands of whoever works on it. */
const handedOn = ({ db }: Context, root: Root): string =>
  partsOf(db, 'directive', root)
    .map(({ body }) => dayOf(body.doneAt))
    .sort()[0] ?? '';

/** Instead of a signature on paper: whether the lead has opened it, and when. */
function signedFor({ db }: Context, root: Root, shares: readonly Assignment[]): string {
  const lead = shares.find(({ part }) => part === 'lead');
  const reading = partsOf(db, 'reading', root).find(({ body }) => body.officialId === lead?.officialId)?.body;
  if (!lead || !hasOpened(reading)) return '';
  return reading?.openedAt
    ? say('book.form.openedOn', { day: formatDay(dayOf(reading.openedAt)) })
    : say('book.form.opened');
}

/** What its sender took back stands in the book, struck, and the last column says so (annex VI part I, III.8). */
const struckIf = ({ recalled }: Incoming): Pick<SheetRow, 'tone'> => (recalled ? { tone: 'struck' } : {});

const recalledNote = ({ on, reason }: NonNullable<Incoming['recalled']>): string =>
  say('book.form.recalled', { day: formatDay(on), reason });

/** The clerk's note, what was corrected from what, and whether its sender took it back. */
function notesOf({ db }: Context, root: Root, { note, recalled, correctionCount }: Incoming): string {
  const corrections =
    correctionCount === 0
      ? []
      : partsOf(db, 'correction', root).map(({ body }) =>
          say('book.form.corrected', {
            field: say(`field.${body.field}`).toLocaleLowerCase('vi'),
            old: body.oldValue,
            new: body.newValue,
            day: formatDay(dayOf(body.doneAt)),
          }),
        );
  return [note ?? '', ...corrections, recalled ? recalledNote(recalled) : ''].filter(Boolean).join('; ');
}

/** References of the agency's own answers by the document that they answer. */
function answersOf(db: ReadDb): ReadonlyMap<string, readonly string[]> {
  const found = db
    .prepare<[], { to: string; reference: string }>(
      `select coalesce(e.overlay, e.body) ->> 'replyTo' as "to", r.reference from outgoing_row r
       join entities e on e.kind = 'outgoing' and e.id = r.document_id and e.is_readable = 1
       where r.number is not null and r.state <> 'void' and coalesce(e.overlay, e.body) ->> 'replyTo' is not null
       order by r.issued_on, r.number`,
    )
    .all();
  const answers = new Map<string, string[]>();
  for (const { to, reference } of found) answers.set(to, [...(answers.get(to) ?? []), reference]);
  return answers;
}

/** The number in its column, what became of it in the last, nothing between; struck where it counts no more. */
export function withoutDocument(
  entry: Exclude<BookEntry<unknown>, { what: 'document' }>,
  count: number,
  at: number,
): SheetRow {
  const cells = Array.from({ length: count }, (_, index): string | number =>
    index === at ? (at === 1 || count === 7 ? entry.number : numberOnPage(entry.number)) : '',
  );
  cells[count - 1] = sayWithout(entry);
  return { cells, ...(entry.what === 'void' && { tone: 'struck' }) };
}
