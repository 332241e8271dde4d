import { z } from 'zod';
import { fold } from '../../text/fold.ts';
import { ENTRIES_MAX, EntryFields, notationOf } from './list.ts';
import type { Retention } from './retention.ts';

/** A table as it was typed somewhere else: rows of cells as text. */
export type TextTable = readonly (readonly string[])[];

export const listColumns = [
  'notation',
  'title',
  'retention',
  'owner',
  'note',
  'heading',
  'subheading',
] as const;
export const ListColumn = z.enum(listColumns);
export type ListColumn = z.infer<typeof ListColumn>;

/** Rows and columns of a file that is read; an office's list has some hundreds of lines. */
export const TABLE_ROWS_MAX = 6_000;
export const TABLE_COLUMNS_MAX = 40;

/** Which column of the file holds what, counted from 0, under the heads in `headRow`. */
export const ListMapping = z.object({
  headRow: z.int().min(0).max(TABLE_ROWS_MAX),
  columns: z.partialRecord(
    ListColumn,
    z
      .int()
      .min(0)
      .max(TABLE_COLUMNS_MAX - 1),
  ),
});
export type ListMapping = z.infer<typeof ListMapping>;

/** Why a row cannot become a line of the list; each has its sentence. */
export const listProblems = [
  'notation',
  'title',
  'title-long',
  'retention',
  'owner',
  'note-long',
  'heading',
  'heading-long',
  'twice',
  'listed',
  'too-many',
] as const;
export const ListProblem = z.enum(listProblems);
export type ListProblem = z.infer<typeof ListProblem>;

/** `row` as a spreadsheet counts, from 1. */
export type RowProblem = { readonly row: number; readonly problem: ListProblem; readonly text: string };
export type ReadList = { readonly entries: readonly EntryFields[]; readonly problems: readonly RowProblem[] };

/** What is there already: the codes of the list's lines in small letters, and its big headings with their numbers. */
export type KnownList = {
  readonly codes: ReadonlySet<string>;
  readonly headings: ReadonlyMap<string, number>;
};

const HEADS: Readonly<Record<ListColumn, readonly string[]>> = {
  notation: [
    'so va ky hieu ho so',
    'so, ky hieu ho so',
    'so ky hieu ho so',
    'so va ky hieu',
    'so, ky hieu',
    'so ky hieu',
    'ma ho so',
  ],
  title: ['ten de muc va tieu de ho so', 'tieu de ho so', 'ten ho so', 'tieu de'],
  retention: ['thoi han bao quan', 'thoi han bao quan ho so', 'thbq'],
  owner: [
    'nguoi lap ho so',
    'nguoi lap',
    'nguoi phu trach',
    'don vi, nguoi lap ho so',
    'don vi/ nguoi lap ho so',
  ],
  note: ['ghi chu'],
  heading: ['de muc lon', 'de muc', 'linh vuc'],
  subheading: ['de muc nho'],
};
/** Heads stand near the top, below names and titles. */
const HEAD_ROWS_MAX = 40;

const plain = (text: string): string => fold(text).replace(/\s+/g, ' ').trim();
const squeezed = (text: string): string => text.normalize('NFC').replace(/\s+/g, ' ').trim();

/** The row whose cells look most like the heads of annex V, II, and what each column then is; undefined where no row has a code and a title. */
export function proposeMapping(table: TextTable): ListMapping | undefined {
  let best: ListMapping | undefined;
  for (const [headRow, cells] of table.slice(0, HEAD_ROWS_MAX).entries()) {
    const columns: Partial<Record<ListColumn, number>> = {};
    for (const name of listColumns) {
      const at = cells.findIndex((cell) => HEADS[name].includes(plain(cell)));
      if (at >= 0) columns[name] = at;
    }
    const isBetter = Object.keys(columns).length > Object.keys(best?.columns ?? {}).length;
    if (columns.notation !== undefined && columns.title !== undefined && isBetter)
      best = { headRow, columns };
  }
  return best;
}

/** `01.TCCB` as the annex has it; also with a stroke, a hyphen or a blank between, as it is often typed. */
export function readNotation(text: string): Pick<EntryFields, 'number' | 'headingNotation'> | undefined {
  const [, number, headingNotation] =
    /^0*(\d{1,6})\s*[./\- ]\s*([\p{L}\p{N}-]{1,20})$/u.exec(squeezed(text)) ?? [];
  if (number === undefined || headingNotation === undefined || Number(number) === 0) return undefined;
  return { number: Number(number), headingNotation };
}

/** Vĩnh viễn, VV, 20 năm, 20. */
export function readRetention(text: string): Retention | undefined {
  const said = plain(text);
  if (said === 'vinh vien' || said === 'vv') return 'permanent';
  const [, years] = /^0*(\d{1,2})(?: nam)?$/.exec(said) ?? [];
  return years === undefined || Number(years) === 0 ? undefined : Number(years);
}

const BIG = /^[IVXLC]{1,7}\s*[.)]\s*(.+)$/u;
const SMALL = /^\d{1,2}\s*[.)]\s*(.+)$/u;
/** Below the lines the form counts them. */
const END = /^danh muc ho so nay co/;
const COLUMN_NUMBERS = /^\(\d{1,2}\)$/;

type Reading = {
  readonly known: KnownList;
  readonly seen: Map<string, number>;
  readonly orders: Map<string, number>;
  heading: string;
  subheading: string;
};
type Cells = Readonly<Record<ListColumn, string>>;

/**
 * Reads the lines of a year's list from a table (NĐ 30/2020 annex V, II): big headings in Roman and small ones in Arabic figures between the lines, or in columns of their own. A
 * row that cannot become a line is told with its number; nothing is guessed. Pure.
 */
export function readList(table: TextTable, { headRow, columns }: ListMapping, known: KnownList): ReadList {
  const reading: Reading = {
    known,
    seen: new Map(),
    orders: new Map(known.headings),
    heading: '',
    subheading: '',
  };
  const entries: EntryFields[] = [];
  const problems: RowProblem[] = [];
  for (const [index, row] of table.entries()) {
    const cell = (name: ListColumn): string => squeezed(row[columns[name] ?? -1] ?? '');
    const cells = Object.fromEntries(listColumns.map((name) => [name, cell(name)])) as Cells;
    if (index <= headRow || isNoLine(row)) continue;
    if (END.test(plain(row.find((each) => each.trim() !== '') ?? ''))) break;
    if (takeHeading(reading, cells)) continue;
    const said = readLine(reading, cells, index + 1);
    if (typeof said === 'string') problems.push({ row: index + 1, problem: said, text: textOf(cells) });
    else entries.push(said);
  }
  if (entries.length + known.codes.size > ENTRIES_MAX)
    problems.push({ row: table.length, problem: 'too-many', text: String(entries.length) });
  return { entries, problems };
}

const isNoLine = (row: readonly string[]): boolean => {
  const full = row.map((cell) => cell.trim()).filter((cell) => cell !== '');
  return full.every((cell) => COLUMN_NUMBERS.test(cell));
};
const TEXT_SHOWN_MAX = 120;
const textOf = ({ notation, title }: Cells): string =>
  [notation, title].filter(Boolean).join(' ').slice(0, TEXT_SHOWN_MAX);

/** A row without a code, retention and maker whose text is numbered like a heading is one. */
function takeHeading(reading: Reading, { notation, title, retention, owner }: Cells): boolean {
  const text = title || notation;
  if ((title !== '' && notation !== '') || retention !== '' || owner !== '') return false;
  const [, big] = BIG.exec(text) ?? [];
  const [, small] = SMALL.exec(text) ?? [];
  if (big !== undefined) [reading.heading, reading.subheading] = [big, ''];
  else if (small !== undefined) reading.subheading = small;
  return big !== undefined || small !== undefined;
}

function readLine(reading: Reading, cells: Cells, row: number): EntryFields | ListProblem {
  const { seen, known } = reading;
  const [code, retention] = [readNotation(cells.notation), readRetention(cells.retention)];
  if (cells.heading !== '') [reading.heading, reading.subheading] = [cells.heading, ''];
  if (cells.subheading !== '') reading.subheading = cells.subheading;
  const { heading, subheading } = reading;
  if (!code) return 'notation';
  if (cells.title === '') return 'title';
  if (retention === undefined) return 'retention';
  if (cells.owner === '') return 'owner';
  if (heading === '') return 'heading';
  const fields = EntryFields.safeParse({
    ...code,
    ...{
      headingOrder: orderOf(reading, heading),
      heading,
      title: cells.title,
      retention,
      ownerName: cells.owner,
    },
    ...(subheading !== '' && { subheading }),
    ...(cells.note !== '' && { note: cells.note }),
  });
  if (!fields.success) return tooLong(String(fields.error.issues[0]?.path[0] ?? ''));
  const key = notationOf(fields.data).toLowerCase();
  if (seen.has(key)) return 'twice';
  if (known.codes.has(key)) return 'listed';
  seen.set(key, row);
  return fields.data;
}

const tooLong = (field: string): ListProblem => {
  if (field === 'title') return 'title-long';
  if (field === 'ownerName') return 'owner';
  return field === 'note' ? 'note-long' : 'heading-long';
};

/** A heading that is there keeps its number; a new one follows. */
function orderOf({ orders }: Reading, heading: string): number {
  const key = plain(heading);
  const order = orders.get(key) ?? Math.max(0, ...orders.values()) + 1;
  orders.set(key, order);
  return order;
}

/** How a big heading is known again, however it is typed. */
export const headingKey = plain;
