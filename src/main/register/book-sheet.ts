import type { LocalDate } from '../../shared/domain/core/values.ts';
import type { Agency } from '../../shared/domain/office/agency.ts';
import type { Register } from '../../shared/domain/office/register.ts';
import { numberOnPage } from '../../shared/domain/outgoing/on-page.ts';
import type { Sheet, SheetColumn, SheetLeaf, SheetRow } from '../../shared/sheet/sheet.ts';
import { formatDay } from '../../shared/text/day.ts';
import { saveName } from '../../shared/text/save-name.ts';
import { say, type WordKey } from '../../shared/words/vi.ts';
import { agencyLines } from '../export/agency-lines.ts';
import type { BookEntry } from './book-entries.ts';

/** A column of a form of annex IV: its head as printed, how wide, how its cells are read. */
export type FormColumn = readonly [title: WordKey, widthMm: number, kind?: SheetColumn['kind']];

const columnOf = ([title, widthMm, kind = 'text']: FormColumn): SheetColumn => ({
  title: say(title),
  widthMm,
  kind,
  ...(kind === 'number' && { align: 'centre' }),
});

export type BookForm = {
  /** As the annex prints it in capitals. */
  readonly title: string;
  readonly columns: readonly FormColumn[];
  readonly rows: readonly SheetRow[];
  readonly notes?: readonly string[];
};

/** A part of a book: from which day to which, and its first and last numbers where it has any. */
export type Extract = {
  readonly from: LocalDate;
  readonly to: LocalDate;
  readonly first: number | undefined;
  readonly last: number | undefined;
};

/** What the cover says of days and numbers: of the whole book, or of a part of it. */
function spanOf({ year, next, lastIssuedOn, closed }: Register, extract: Extract | undefined) {
  const numberOf = (number: number | undefined): string =>
    number === undefined ? '……' : numberOnPage(number);
  if (extract)
    return {
      ...{ from: formatDay(extract.from), to: formatDay(extract.to) },
      ...{ first: numberOf(extract.first), last: numberOf(extract.last) },
    };
  const isEmpty = next === 1;
  return {
    from: `01/01/${String(year)}`,
    to: isEmpty ? '…/…/……' : formatDay(closed?.on ?? lastIssuedOn),
    ...{ first: numberOf(isEmpty ? undefined : 1), last: numberOf(isEmpty ? undefined : next - 1) },
  };
}

/** A book of annex IV: cover, first page to be signed and sealed before use, the entries, and of a whole book once it is closed its last page. */
export function bookSheet(agency: Agency, book: Register, form: BookForm, extract?: Extract): Sheet {
  const { title, columns, rows, notes = [] } = form;
  const { year, closed } = book;
  const days = spanOf(book, extract);
  const lines = [
    say('book.form.year', { year }),
    say('book.form.days', days),
    say('book.form.numbers', days),
    say('book.form.volume', { volume: '01' }),
  ];
  const cover: SheetLeaf = { title, lines };
  return {
    name: saveName({ reference: '', subject: `${title} ${String(year)}`, fileName: 'so' }),
    title,
    subtitle: [say('book.form.year', { year }), ...(book.name === '' ? [] : [book.name])],
    agency: agencyLines(agency),
    orientation: 'landscape',
    columns: columns.map(columnOf),
    isNumbered: true,
    rows: [...rows],
    ...(notes.length > 0 && { notes: [...notes] }),
    before: [cover, { ...cover, signers: [{ position: say('book.form.head') }] }],
    ...(closed && !extract && { after: [closingLeaf(book)] }),
  };
}

function closingLeaf({ next, closed, lastIssuedOn }: Register): SheetLeaf {
  const last = closed?.last ?? next - 1;
  const number = last === 0 ? say('book.form.noNumber') : numberOnPage(last);
  const since = { from: numberOnPage(last + 1), to: numberOnPage(next - 1) };
  return {
    title: say('book.form.closed'),
    lines: [
      say('book.form.closed.on', { day: closed ? formatDay(closed.on) : '' }),
      say('book.form.closed.last', { number, day: formatDay(lastIssuedOn) }),
      ...(last < next - 1 ? [say(`book.form.closed.since${last === next - 2 ? '.one' : ''}`, since)] : []),
      say('book.form.closed.count', { count: next - 1 }),
      ...(closed?.note ? [closed.note] : []),
    ],
    signers: [{ position: say('book.form.clerk') }, { position: say('book.form.head') }],
  };
}

/** Lines for what is written by hand: the program keeps no record of it. */
export const BLANK_ROWS = 18;
export const blankRows = (columns: readonly FormColumn[]): SheetRow[] =>
  Array.from({ length: BLANK_ROWS }, () => ({ cells: columns.map(() => '') }));

/** How many numbers are void, contained or not here, said under the book so that nobody has to count. */
export function countNotes(entries: readonly BookEntry<unknown>[], voided: number): string[] {
  const count = (what: BookEntry<unknown>['what']): number =>
    entries.filter((each) => each.what === what).length;
  const [contained, away, voids] = [count('contained'), count('not-here'), count('void') + voided];
  return [
    say('book.form.count', { count: entries.length }),
    ...(voids > 0 ? [say('book.form.count.void', { count: voids })] : []),
    ...(contained > 0 ? [say('book.form.count.contained', { count: contained })] : []),
    ...(away > 0 ? [say('book.form.count.away', { count: away })] : []),
  ];
}

/** What is said of a number without a document, in the column of notes; the rest of its row stays empty. */
export function sayWithout(entry: Exclude<BookEntry<unknown>, { what: 'document' }>): string {
  if (entry.what === 'void') return say('book.form.void', { day: formatDay(entry.on), reason: entry.reason });
  return say(entry.what === 'contained' ? 'book.form.contained' : 'book.form.notHere');
}
