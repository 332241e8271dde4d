import ExcelJS from 'exceljs';
import { numberText, plainText } from '../../shared/sheet/cell-text.ts';
import {
  alignOf,
  dayIn,
  headGroupsOf,
  type Sheet,
  type SheetCell,
  type SheetColumn,
  type SheetLeaf,
  type SheetSigned,
} from '../../shared/sheet/sheet.ts';
import { say } from '../../shared/words/vi.ts';

const FONT = 'Times New Roman';
/** A column's width is told in letters of the ordinary font. */
const MM_PER_LETTER = 2;
const DAY_FORMAT = 'dd/mm/yyyy';
/** Text stays text when somebody edits the cell: `=1+1` that was typed as a subject never becomes a formula. */
const TEXT_FORMAT = '@';
const NUMBER_FORMAT = '#,##0.##';
/** Number of a colour, alpha first. */
const HEAD_FILL = 'FFE8EDF3';
const line = { style: 'thin' as const };
const BORDER = { top: line, left: line, bottom: line, right: line };
const HORIZONTAL = { start: 'left', centre: 'center', end: 'right' } as const;

/** The sheet as an Excel workbook: numbers are numbers, days are days, everything else is text; the head stays in sight and on each printed page. */
export async function sheetXlsx(sheet: Sheet): Promise<Uint8Array> {
  const book = new ExcelJS.Workbook();
  for (const leaf of sheet.before ?? []) addLeaf(book, sheet, leaf);
  addTable(book, sheet);
  for (const leaf of sheet.after ?? []) addLeaf(book, sheet, leaf);
  return new Uint8Array(await book.xlsx.writeBuffer());
}

function addTable(book: ExcelJS.Workbook, sheet: Sheet): void {
  const { columns, rows, totals, notes = [] } = sheet;
  const page = book.addWorksheet(tabName(book, sheet.title), {
    pageSetup: {
      paperSize: 9,
      orientation: sheet.orientation,
      fitToPage: true,
      fitToWidth: 1,
      fitToHeight: 0,
      margins: { left: 0.79, right: 0.4, top: 0.6, bottom: 0.6, header: 0.3, footer: 0.3 },
    },
    headerFooter: { oddFooter: '&C&P / &N' },
  });
  page.columns = columns.map(({ widthMm }) => ({ width: widthMm / MM_PER_LETTER }));
  addHeading(page, sheet);
  const headBegins = page.rowCount + 1;
  const headEnds = addHead(page, sheet);
  for (const { cells, tone } of rows)
    if (tone === 'section') addSection(page, columns.length, String(cells[0] ?? ''));
    else addRow(page, columns, cells, { strike: tone === 'struck', bold: tone === 'heading' });
  if (totals) addRow(page, columns, totals, { bold: true });
  for (const note of notes) addLine(page, columns.length, note, { horizontal: 'left' });
  if (sheet.signed) addSigned(page, columns.length, sheet.signed);
  page.views = [{ state: 'frozen', ySplit: headEnds }];
  page.pageSetup.printTitlesRow = `${String(headBegins)}:${String(headEnds)}`;
}

/** What stands above the table, each line across all columns. */
function addHeading(
  page: ExcelJS.Worksheet,
  { agency, title, subtitle = [], columns, placeAndDay }: Sheet,
): void {
  const span = columns.length;
  if (placeAndDay !== undefined) {
    addLine(page, span, say('sheet.nation'), { bold: true });
    addLine(page, span, say('sheet.motto'), { bold: true });
  }
  for (const [index, name] of agency.entries())
    addLine(page, span, name, { horizontal: 'left', bold: index === agency.length - 1 });
  addLine(page, span, title, { bold: true, size: 14 });
  for (const each of subtitle) addLine(page, span, each, { italic: true });
  if (placeAndDay) addLine(page, span, placeAndDay, { italic: true, horizontal: 'right' });
  page.addRow([]);
}

type LineStyle = {
  readonly bold?: boolean;
  readonly italic?: boolean;
  readonly size?: number;
  readonly horizontal?: 'left' | 'center' | 'right';
};

function addLine(page: ExcelJS.Worksheet, span: number, said: string, style: LineStyle): void {
  const { horizontal = 'center', size = 12, ...font } = style;
  const row = page.addRow([plainText(said)]);
  if (span > 1) page.mergeCells(row.number, 1, row.number, span);
  const cell = row.getCell(1);
  cell.font = { name: FONT, size, ...font };
  cell.alignment = { horizontal, vertical: 'middle', wrapText: true };
  cell.numFmt = TEXT_FORMAT;
}

/** Answers the number of the head's last row. */
function addHead(page: ExcelJS.Worksheet, { columns, isNumbered }: Sheet): number {
  const groups = headGroupsOf(columns);
  if (groups.length > 0) {
    const upper = page.addRow(columns.map(({ group, title }) => plainText(group ?? title)));
    const lower = page.addRow(columns.map(({ title }) => plainText(title)));
    let at = 1;
    for (const { title, span } of groups) {
      const bottom = title === undefined ? lower.number : upper.number;
      if (span > 1 || title === undefined) page.mergeCells(upper.number, at, bottom, at + span - 1);
      at += span;
    }
    styleHead(upper, columns.length);
    styleHead(lower, columns.length);
  } else styleHead(page.addRow(columns.map(({ title }) => plainText(title))), columns.length);
  if (isNumbered) styleHead(page.addRow(columns.map((_, index) => `(${String(index + 1)})`)), columns.length);
  return page.rowCount;
}

function styleHead(row: ExcelJS.Row, count: number): void {
  for (let at = 1; at <= count; at++) {
    const cell = row.getCell(at);
    cell.font = { name: FONT, size: 11, bold: true };
    cell.alignment = { horizontal: 'center', vertical: 'middle', wrapText: true };
    cell.border = BORDER;
    cell.numFmt = TEXT_FORMAT;
    cell.fill = { type: 'pattern', pattern: 'solid', fgColor: { argb: HEAD_FILL } };
  }
}

function addRow(
  page: ExcelJS.Worksheet,
  columns: readonly SheetColumn[],
  cells: readonly SheetCell[],
  font: { readonly strike?: boolean; readonly bold?: boolean },
): void {
  const row = page.addRow(columns.map((column, index) => cellValue(column, cells[index] ?? '')));
  for (const [index, column] of columns.entries()) {
    const cell = row.getCell(index + 1);
    // The last column says why a row is struck.
    const strike = font.strike === true && index < columns.length - 1;
    cell.font = { name: FONT, size: 11, ...font, strike };
    cell.alignment = { horizontal: HORIZONTAL[alignOf(column)], vertical: 'top', wrapText: true };
    cell.border = BORDER;
    cell.numFmt = formatOf(column, cells[index] ?? '');
  }
}

/** A day is written by its date in UTC, because the file holds days without a zone. */
function cellValue(column: SheetColumn, cell: SheetCell): string | number | Date | null {
  if (typeof cell === 'number') return cell;
  if (cell === '') return null;
  const day = dayIn(column, cell);
  return day === undefined ? plainText(cell) : new Date(`${day}T00:00:00Z`);
}

function formatOf(column: SheetColumn, cell: SheetCell): string {
  if (typeof cell === 'number') return Number.isInteger(cell) ? '#,##0' : NUMBER_FORMAT;
  return dayIn(column, cell) === undefined ? TEXT_FORMAT : DAY_FORMAT;
}

function addSection(page: ExcelJS.Worksheet, span: number, title: string): void {
  addLine(page, span, title, { bold: true, horizontal: 'left', size: 11 });
  const row = page.lastRow;
  for (let at = 1; row && at <= span; at++) row.getCell(at).border = BORDER;
}

/** Who signs: side by side where the table has the columns for it. */
function addSigned(page: ExcelJS.Worksheet, span: number, { placeAndDay, signers }: SheetSigned): void {
  page.addRow([]);
  if (placeAndDay !== undefined) addLine(page, span, placeAndDay, { italic: true, horizontal: 'right' });
  const share = Math.max(1, Math.floor(span / signers.length));
  const lines: readonly ((of: SheetSigned['signers'][number]) => string)[] = [
    ({ position }) => position,
    ({ hint = '' }) => hint,
    () => '',
    () => '',
    ({ name = '' }) => name,
  ];
  for (const [index, line] of lines.entries()) {
    const row = page.addRow([]);
    for (const [at, signer] of signers.entries()) {
      const from = signers.length === 1 ? Math.ceil(span / 2) + 1 : at * share + 1;
      const to = at === signers.length - 1 ? span : from + share - 1;
      if (to > from) page.mergeCells(row.number, from, row.number, to);
      const cell = row.getCell(Math.min(from, span));
      cell.value = plainText(line(signer));
      cell.font = { name: FONT, size: 12, bold: index !== 1, italic: index === 1 };
      cell.alignment = { horizontal: 'center', wrapText: true };
      cell.numFmt = TEXT_FORMAT;
    }
  }
}

function addLeaf(book: ExcelJS.Workbook, { agency, orientation }: Sheet, leaf: SheetLeaf): void {
  const page = book.addWorksheet(tabName(book, leaf.title), { pageSetup: { paperSize: 9, orientation } });
  page.columns = [{ width: 100 }];
  for (const [index, name] of agency.entries()) addLine(page, 1, name, { bold: index === agency.length - 1 });
  page.addRow([]);
  addLine(page, 1, leaf.title, { bold: true, size: 18 });
  for (const said of leaf.lines) addLine(page, 1, said, { size: 13 });
  for (const { position, name } of leaf.signers ?? [])
    for (const said of ['', position, '', name ?? ''])
      addLine(page, 1, said, { bold: true, horizontal: 'right' });
}

/** Excel's own limits for the name of a sheet: 31 letters, none of `\ / ? * [ ] :`, each once whatever its case. */
function tabName(book: ExcelJS.Workbook, title: string): string {
  const plain =
    plainText(title)
      .replace(/[\\/?*[\]:\n]/g, ' ')
      .replace(/^'+|'+$/g, '')
      .trim() || '-';
  const names = new Set(book.worksheets.map(({ name }) => name.toLowerCase()));
  const free = (name: string): boolean => !names.has(name.toLowerCase());
  const short = plain.slice(0, 31).trim();
  if (free(short)) return short;
  const number = book.worksheets.length + 1;
  return `${plain.slice(0, 26).trim()} (${numberText(number)})`;
}
