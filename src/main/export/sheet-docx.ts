import {
  type ISectionOptions,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  VerticalAlignTable,
  WidthType,
} from 'docx';
import { cellText } from '../../shared/sheet/cell-text.ts';
import {
  alignOf,
  headGroupsOf,
  type Sheet,
  type SheetColumn,
  type SheetLeaf,
  type SheetRow,
} from '../../shared/sheet/sheet.ts';
import { MARGIN, PAGE, paragraph, section, signedParts, topParts, twips, wordFile } from './docx-parts.ts';

/** The sheet as a Word file: one section a leaf, the table with its head on each page, page numbers at the foot. */
export function sheetDocx(sheet: Sheet): Promise<Uint8Array> {
  const { before = [], after = [], title } = sheet;
  return wordFile(title, [
    ...before.map((leaf) => section(sheet, leafParagraphs(sheet, leaf), true)),
    section(sheet, tableParts(sheet), false),
    ...after.map((leaf) => section(sheet, leafParagraphs(sheet, leaf), true)),
  ]);
}

function tableParts(sheet: Sheet): ISectionOptions['children'] {
  const { title, subtitle = [], notes = [], signed } = sheet;
  return [
    ...topParts(sheet),
    paragraph(title, { size: 14, bold: true, after: 3 }),
    ...subtitle.map((line) => paragraph(line, { italics: true })),
    paragraph(''),
    theTable(sheet),
    ...notes.map((line) => paragraph(line, { align: 'start' })),
    ...(signed ? signedParts(signed) : []),
  ];
}

function theTable(sheet: Sheet): Table {
  const { columns, rows, totals, orientation } = sheet;
  const room = (orientation === 'landscape' ? PAGE.long : PAGE.short) - MARGIN.left - MARGIN.right;
  const whole = columns.reduce((sum, { widthMm }) => sum + widthMm, 0);
  return new Table({
    layout: TableLayoutType.FIXED,
    columnWidths: columns.map(({ widthMm }) => twips((widthMm / whole) * room)),
    width: { size: twips(room), type: WidthType.DXA },
    margins: { left: twips(1.2), right: twips(1.2), top: twips(0.5), bottom: twips(0.5) },
    rows: [
      ...headRows(sheet),
      ...rows.map((row) => bodyRow(columns, row)),
      ...(totals ? [bodyRow(columns, { cells: [...totals] }, true)] : []),
    ],
  });
}

type Spans = { readonly columnSpan?: number; readonly rowSpan?: number };
const headCell = (text: string, spans: Spans = {}): TableCell =>
  new TableCell({
    ...spans,
    verticalAlign: VerticalAlignTable.CENTER,
    children: [paragraph(text, { bold: true })],
  });
const headRow = (cells: readonly TableCell[]): TableRow =>
  new TableRow({ tableHeader: true, cantSplit: true, children: [...cells] });

function headRows({ columns, isNumbered }: Sheet): readonly TableRow[] {
  const groups = headGroupsOf(columns);
  const numbers = columns.map(
    (_, index) =>
      new TableCell({ children: [paragraph(`(${String(index + 1)})`, { italics: true, size: 10 })] }),
  );
  const numbered = isNumbered ? [headRow(numbers)] : [];
  if (groups.length === 0) return [headRow(columns.map(({ title }) => headCell(title))), ...numbered];
  let at = 0;
  const upper = groups.map(({ title, span }) => {
    const first = columns[at];
    at += span;
    return title === undefined
      ? headCell(first?.title ?? '', { rowSpan: 2 })
      : headCell(title, { columnSpan: span });
  });
  const lower = columns.filter(({ group }) => group !== undefined).map(({ title }) => headCell(title));
  return [headRow(upper), headRow(lower), ...numbered];
}

function bodyRow(columns: readonly SheetColumn[], { cells, tone }: SheetRow, isBold = false): TableRow {
  if (tone === 'section') {
    const title = paragraph(String(cells[0] ?? ''), { bold: true, align: 'start' });
    return new TableRow({
      cantSplit: true,
      children: [new TableCell({ columnSpan: columns.length, children: [title] })],
    });
  }
  const style = { bold: isBold || tone === 'heading', strike: tone === 'struck' };
  return new TableRow({
    cantSplit: true,
    children: columns.map(
      (column, index) =>
        new TableCell({
          children: [
            paragraph(cellText(column, cells[index] ?? ''), {
              ...style,
              // The last column says why it is struck.
              strike: style.strike && index < columns.length - 1,
              align: alignOf(column),
            }),
          ],
        }),
    ),
  });
}

function leafParagraphs(
  { agency }: Sheet,
  { title, lines, signers = [] }: SheetLeaf,
): ISectionOptions['children'] {
  return [
    ...agency.map((name, index) => paragraph(name, { size: 14, bold: index === agency.length - 1 })),
    paragraph('', { after: 60 }),
    paragraph(title, { size: 24, bold: true, after: 24 }),
    ...lines.map((line) => paragraph(line, { size: 14, after: 8 })),
    ...signers.flatMap(({ position, name = '' }) => [
      paragraph(position, { size: 13, bold: true, align: 'end', after: 60 }),
      paragraph(name, { size: 13, bold: true, align: 'end' }),
    ]),
  ];
}
