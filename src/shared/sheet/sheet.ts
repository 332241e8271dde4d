import { z } from 'zod';
import { LocalDate } from '../domain/core/values.ts';

/** Rows of one sheet: a year's book of the largest agency, several times over. */
export const SHEET_ROWS_MAX = 100_000;
/** Rows that are set in pages: some three hundred pages, more than anybody binds in one volume. */
export const PAGED_ROWS_MAX = 5_000;
export const SHEET_COLUMNS_MAX = 30;
/** Letters of one cell: what a spreadsheet can hold. */
export const CELL_LETTERS_MAX = 32_000;

export const SheetFormat = z.enum(['xlsx', 'docx', 'pdf']);
export type SheetFormat = z.infer<typeof SheetFormat>;

/** A text; a number; a day as `2026-11-20` where the column's kind is `date`. Empty: ''. */
export const SheetCell = z.union([z.string().max(CELL_LETTERS_MAX), z.number()]);
export type SheetCell = z.infer<typeof SheetCell>;

export const SheetColumn = z.object({
  title: z.string().max(200),
  /** Neighbours of the same group stand under one head. */
  group: z.string().max(200).optional(),
  kind: z.enum(['text', 'number', 'date']),
  /** Width in millimetres on paper; together they are stretched or pressed to the width of the page. */
  widthMm: z.number().positive().max(400),
  /** Left out: text at the start, numbers at the end, days in the middle. */
  align: z.enum(['start', 'centre', 'end']).optional(),
});
export type SheetColumn = z.infer<typeof SheetColumn>;

export const SheetRow = z.object({
  /** One for each column; of a `section` the first alone, set across. */
  cells: z.array(SheetCell).max(SHEET_COLUMNS_MAX),
  /** `struck`: stands in the book and counts no more. `section`: a heading between rows. `heading`: a heading in the cell of its own column. */
  tone: z.enum(['struck', 'section', 'heading']).optional(),
});
export type SheetRow = z.infer<typeof SheetRow>;

const Lines = z.array(z.string().max(1000)).max(40);

const Signer = z.object({
  position: z.string().max(200),
  /** In brackets under the position: how it is signed. */
  hint: z.string().max(200).optional(),
  name: z.string().max(200).optional(),
});
/** Who signs under a form, side by side; `placeAndDay` stands above the last of them. */
export const SheetSigned = z.object({
  placeAndDay: z.string().max(200).optional(),
  signers: z.array(Signer).min(1).max(3),
});
export type SheetSigned = z.infer<typeof SheetSigned>;

/** A page of its own before or after the table: the cover of a book, its first page, its closing. */
export const SheetLeaf = z.object({
  title: z.string().max(300),
  lines: Lines,
  /** Who signs under it, by position; `name` where it is known. */
  signers: z
    .array(z.object({ position: z.string().max(200), name: z.string().max(200).optional() }))
    .max(4)
    .optional(),
});
export type SheetLeaf = z.infer<typeof SheetLeaf>;

/**
 * A table as it leaves the program: the one value from which a spreadsheet, a Word file and printed pages are made, so that all three say the same. Words and
 * numbers only: nothing in it is ever markup or a formula.
 */
export const Sheet = z.object({
  /** What the file is called, without its ending. */
  name: z.string().min(1).max(200),
  title: z.string().min(1).max(300),
  /** Period, book, conditions: what the table is of. */
  subtitle: z.array(z.string().max(500)).max(6).optional(),
  /** At the top left, one under the other: the superior agency, the agency. */
  agency: z.array(z.string().max(300)).max(3),
  /** Place and day (`Lam Giang, ngày 20 tháng 11 năm 2026`): with it the national name and motto stand at the right, as in a report (annex I part I, II.1); empty, they stand without it. */
  placeAndDay: z.string().max(200).optional(),
  orientation: z.enum(['portrait', 'landscape']),
  columns: z.array(SheetColumn).min(1).max(SHEET_COLUMNS_MAX),
  /** A line (1) (2) (3) under the heads, as the decree's forms have it. */
  isNumbered: z.boolean().optional(),
  rows: z.array(SheetRow).max(SHEET_ROWS_MAX),
  totals: z.array(SheetCell).max(SHEET_COLUMNS_MAX).optional(),
  notes: Lines.optional(),
  /** Below the notes, on the same page where there is room. */
  signed: SheetSigned.optional(),
  before: z.array(SheetLeaf).max(4).optional(),
  after: z.array(SheetLeaf).max(4).optional(),
});
export type Sheet = z.infer<typeof Sheet>;

/** Heads of one row: each over `span` columns. Without any group there is no such row. */
export type HeadGroup = { readonly title: string | undefined; readonly span: number };

/** The upper row of a two-row head; empty where no column has a group. */
export function headGroupsOf(columns: readonly SheetColumn[]): readonly HeadGroup[] {
  if (columns.every(({ group }) => group === undefined)) return [];
  const groups: { title: string | undefined; span: number }[] = [];
  for (const { group } of columns) {
    const last = groups.at(-1);
    if (last && group !== undefined && last.title === group) last.span += 1;
    else groups.push({ title: group, span: 1 });
  }
  return groups;
}

/** Where a column's cells stand. */
export const alignOf = ({ align, kind }: SheetColumn): 'start' | 'centre' | 'end' =>
  align ?? (kind === 'text' ? 'start' : kind === 'number' ? 'end' : 'centre');

/** The day of a cell in a column of days; undefined where it holds none. */
export const dayIn = ({ kind }: SheetColumn, cell: SheetCell): LocalDate | undefined =>
  kind === 'date' && typeof cell === 'string' ? LocalDate.safeParse(cell).data : undefined;
