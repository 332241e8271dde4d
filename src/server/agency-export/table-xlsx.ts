import { Zip, ZipDeflate } from 'fflate';
import { plainText } from '../../shared/sheet/cell-text.ts';
import { CELL_LETTERS_MAX, type SheetCell } from '../../shared/sheet/sheet.ts';
import { isDay } from './cells.ts';

/** Rows of one sheet; a spreadsheet holds 1,048,576. */
export const ROWS_OF_SHEET = 1_000_000;
/** Rows go into the file together, so that no more than these are held. */
const PIECE_LETTERS = 256 * 1024;
const DAY_MS = 24 * 60 * 60 * 1000;
/** Day 0 of a spreadsheet's calendar. */
const DAY_ZERO = Date.UTC(1899, 11, 30);
/** The same in every file: two exports of one state are the same bytes. */
export const ZIP_TIME = new Date(1980, 0, 1);

const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const RELATIONS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';
const TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml';
/** Text, head, day: the three looks of a cell. Text is format 49, so that nothing typed is ever a formula or a number. */
const STYLES = `${HEAD}<styleSheet xmlns="${MAIN}"><numFmts count="1"><numFmt numFmtId="164" formatCode="dd/mm/yyyy"/></numFmts><fonts count="2"><font><sz val="11"/><name val="Times New Roman"/></font><font><b/><sz val="11"/><name val="Times New Roman"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="4"><xf/><xf numFmtId="49" applyNumberFormat="1"/><xf numFmtId="49" fontId="1" applyFont="1" applyNumberFormat="1"/><xf numFmtId="164" applyNumberFormat="1"/></cellXfs></styleSheet>`;
const [TEXT, BOLD, DAY] = [1, 2, 3];

const ESCAPES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const escaped = (text: string): string =>
  plainText(text.toWellFormed()).replace(/[&<>"]/g, (letter) => ESCAPES[letter] ?? letter);

/** A, B … Z, AA, AB …; a table has some thirty columns. */
const LETTERS = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'];
const columnNames = ['', ...LETTERS].flatMap((first) => LETTERS.map((last) => `${first}${last}`));

function cellXml(at: string, cell: SheetCell, style: number): string {
  if (cell === '') return '';
  if (typeof cell === 'number') return `<c r="${at}"><v>${String(cell)}</v></c>`;
  if (style === TEXT && isDay(cell))
    return `<c r="${at}" s="${String(DAY)}"><v>${String((Date.parse(cell) - DAY_ZERO) / DAY_MS)}</v></c>`;
  const text = escaped(cell.slice(0, CELL_LETTERS_MAX));
  return `<c r="${at}" s="${String(style)}" t="inlineStr"><is><t xml:space="preserve">${text}</t></is></c>`;
}
function rowXml(number: number, cells: readonly SheetCell[], style = TEXT): string {
  const row = String(number);
  const all = cells.map((cell, at) => cellXml(`${columnNames[at] ?? ''}${row}`, cell, style));
  return `<row r="${row}">${all.join('')}</row>`;
}

/** The parts that say what the sheets are; the same for any table but for their number. */
function frame(sheets: number): Readonly<Record<string, string>> {
  const each = (part: (n: string) => string): string =>
    Array.from({ length: sheets }, (_, index) => part(String(index + 1))).join('');
  return {
    '[Content_Types].xml': `${HEAD}<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${TYPE}.sheet.main+xml"/><Override PartName="/xl/styles.xml" ContentType="${TYPE}.styles+xml"/>${each((n) => `<Override PartName="/xl/worksheets/sheet${n}.xml" ContentType="${TYPE}.worksheet+xml"/>`)}</Types>`,
    '_rels/.rels': `${HEAD}<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${RELATIONS}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    'xl/workbook.xml': `${HEAD}<workbook xmlns="${MAIN}" xmlns:r="${RELATIONS}"><sheets>${each((n) => `<sheet name="Bang ${n}" sheetId="${n}" r:id="rId${n}"/>`)}</sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `${HEAD}<Relationships xmlns="${PACKAGE}/relationships">${each((n) => `<Relationship Id="rId${n}" Type="${RELATIONS}/worksheet" Target="worksheets/sheet${n}.xml"/>`)}<Relationship Id="rId0" Type="${RELATIONS}/styles" Target="styles.xml"/></Relationships>`,
    'xl/styles.xml': STYLES,
  };
}

type Row = readonly SheetCell[];
/** The rows of one sheet, as XML in pieces. Answers whether there are more than it holds. */
async function* sheetXml(heads: Row, rows: AsyncIterator<Row>, first: Row | undefined) {
  let text = `${HEAD}<worksheet xmlns="${MAIN}"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><sheetFormatPr baseColWidth="20"/><sheetData>${rowXml(1, heads, BOLD)}`;
  let row = first;
  for (let count = 0; row !== undefined && count < ROWS_OF_SHEET; count += 1) {
    text += rowXml(count + 2, row);
    if (text.length >= PIECE_LETTERS) {
      yield text;
      text = '';
    }
    const next = await rows.next();
    row = next.done === true ? undefined : next.value;
  }
  yield `${text}</sheetData></worksheet>`;
  return row;
}

/** The bytes of a workbook of these rows, as they come: no more is held than a piece of it. A table that is longer than a sheet goes on in the next. */
export async function* tableXlsx(heads: Row, rows: AsyncIterable<Row>): AsyncGenerator<Uint8Array> {
  const ready: Uint8Array[] = [];
  const zip = new Zip((fault, piece) => {
    if (fault) throw fault;
    ready.push(piece);
  });
  const open = (path: string): ZipDeflate => {
    const part = new ZipDeflate(path, { level: 6 });
    part.mtime = ZIP_TIME;
    zip.add(part);
    return part;
  };
  const iterator = rows[Symbol.asyncIterator]();
  const begun = await iterator.next();
  let row = begun.done === true ? undefined : begun.value;
  let sheets = 0;
  do {
    sheets += 1;
    const part = open(`xl/worksheets/sheet${String(sheets)}.xml`);
    const pieces = sheetXml(heads, iterator, row);
    let piece = await pieces.next();
    for (; piece.done !== true; piece = await pieces.next()) {
      part.push(Buffer.from(piece.value));
      yield* ready.splice(0);
    }
    row = piece.value;
    part.push(new Uint8Array(), true);
  } while (row !== undefined);
  for (const [path, text] of Object.entries(frame(sheets))) open(path).push(Buffer.from(text), true);
  zip.end();
  yield* ready.splice(0);
}
