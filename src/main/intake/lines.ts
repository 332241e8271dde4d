import type { TextItem } from './page-text.ts';

/** Pieces whose base lines differ by less stand on one line (superscripts, mixed faces). */
const BASE_TOLERANCE = 3;
/** A gap wider than this many letter heights parts two columns: the head of a paper has the agency at the left, the motto and the date at the right. */
const COLUMN_GAP_HEIGHTS = 1.6;
const HEIGHT_MIN = 6;

/** One line of a page; a tab stands between columns. */
export function textLines(items: readonly TextItem[]): readonly string[] {
  const inked = items.filter(({ str }) => str.trim() !== '');
  const sorted = inked.toSorted((a, b) => a.page - b.page || b.y - a.y || a.x - b.x);
  const rows: TextItem[][] = [];
  for (const item of sorted) {
    const row = rows.at(-1);
    const base = row?.[0];
    if (row && base?.page === item.page && base.y - item.y <= BASE_TOLERANCE) row.push(item);
    else rows.push([item]);
  }
  return rows.map((row) => joined(row.toSorted((a, b) => a.x - b.x)));
}

function joined(row: readonly TextItem[]): string {
  let line = '';
  let end = Number.NaN;
  for (const { str, x, width, height } of row) {
    const gap = x - end;
    if (gap > COLUMN_GAP_HEIGHTS * Math.max(height, HEIGHT_MIN)) line += '\t';
    else if (gap > height * 0.1 && !line.endsWith(' ') && !str.startsWith(' ')) line += ' ';
    line += str;
    end = x + width;
  }
  return line.replace(/ {2,}/g, ' ').trim();
}

/** The text of whole pages, for search: lines, and a form feed between pages. */
export function plainText(items: readonly TextItem[], charsMax: number): string {
  const pages = new Map<number, TextItem[]>();
  for (const item of items) {
    const page = pages.get(item.page);
    if (page) page.push(item);
    else pages.set(item.page, [item]);
  }
  return [...pages.values()]
    .map((page) => textLines(page).join('\n'))
    .join('\f')
    .slice(0, charsMax);
}
