import type { Fonts } from './fonts.ts';
import { breakLines, type Line } from './lines.ts';
import type { Appendix, Column, Face } from './paper.ts';
import { PAGE, type Sheet, TEXT_WIDTH } from './sheet.ts';

const SIZE = 12;
const LEADING = 15;
const PADDING = { x: 5, top: 4, bottom: 6 } as const;

type Cell = { readonly lines: readonly Line[]; readonly column: Column };
type Row = { readonly cells: readonly Cell[]; readonly height: number };

/** Draws a table from `top` downwards; `nextSheet` gives a new page and its first position, where the heading row stands again. */
export function drawTable(
  appendix: Appendix,
  fonts: Fonts,
  start: { readonly sheet: Sheet; readonly top: number },
  nextSheet: () => { readonly sheet: Sheet; readonly top: number },
): void {
  const { columns } = appendix;
  const heading = setRow(
    columns.map(({ title }) => title),
    columns.map((column) => ({ ...column, align: 'centre' })),
    fonts,
    'bold',
  );
  const rows = appendix.rows.map((texts) => setRow(texts, columns, fonts, 'regular'));
  let { sheet, top } = start;
  let y = drawRow(sheet, heading, top);
  for (const row of rows) {
    if (y - row.height < PAGE.bottom) {
      ({ sheet, top } = nextSheet());
      y = drawRow(sheet, heading, top);
    }
    y = drawRow(sheet, row, y);
  }
}

const widthOf = (column: Column) => column.share * TEXT_WIDTH;

function setRow(texts: readonly string[], columns: readonly Column[], fonts: Fonts, face: Face): Row {
  const cells = columns.map((column, index): Cell => {
    const width = widthOf(column) - 2 * PADDING.x;
    const setting = { size: SIZE, width, indent: 0, justified: false };
    return { column, lines: breakLines([{ text: texts[index] ?? '', face }], fonts, setting) };
  });
  const lines = Math.max(1, ...cells.map((cell) => cell.lines.length));
  return { cells, height: lines * LEADING + PADDING.top + PADDING.bottom };
}

function drawRow(sheet: Sheet, row: Row, top: number): number {
  const bottom = top - row.height;
  sheet.rule(PAGE.left, top, TEXT_WIDTH);
  sheet.rule(PAGE.left, bottom, TEXT_WIDTH);
  let x: number = PAGE.left;
  sheet.vertical(x, bottom, row.height);
  for (const { lines, column } of row.cells) {
    const width = widthOf(column);
    const free = row.height - lines.length * LEADING;
    // Short cells stand in the middle of a tall row.
    const first = top - free / 2 - SIZE + 0.5;
    lines.forEach((line, index) => {
      sheet.line(line, x + offset(line, width, column), first - index * LEADING, SIZE);
    });
    x += width;
    sheet.vertical(x, bottom, row.height);
  }
  return bottom;
}

function offset(line: Line, width: number, { align }: Column): number {
  if (align === 'centre') return (width - line.width) / 2;
  return align === 'right' ? width - PADDING.x - line.width : PADDING.x;
}
