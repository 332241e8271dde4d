import { textWidth, tinos } from '../appearance/tinos.ts';

/** A piece of page text as extracted: `x`, `y` is the start of its base line, in points from the lower left; pages count from 1. */
export type TextItem = {
  readonly page: number;
  readonly str: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
};

/** Pieces that a reader sees as one run of words. */
export type Line = {
  readonly page: number;
  readonly text: string;
  readonly x: number;
  readonly y: number;
  readonly height: number;
  readonly middle: number;
  /** Where the letter at an index of `text` begins. */
  readonly leftOf: (index: number) => number;
};

/** Pieces on one base line within this much belong together; superscripts do not matter to us. */
const BASE_TOLERANCE = 2.5;
/** A wider gap, in heights of the line, is the gutter between two columns (number left, date right). */
const GUTTER_HEIGHTS = 6;

/** Position of a letter inside a piece: widths of Times scaled to the piece, whatever font it has. */
function offsetIn(item: TextItem, index: number): number {
  const font = tinos('regular');
  const whole = textWidth(font, item.str, 1);
  return whole === 0 ? 0 : (textWidth(font, item.str.slice(0, index), 1) / whole) * item.width;
}

type Piece = { readonly item: TextItem; readonly start: number };

function lineOf(items: readonly TextItem[]): Line | undefined {
  const pieces: Piece[] = [];
  let text = '';
  let end = Number.NaN;
  for (const item of items) {
    if (item.x - end > 1 && !text.endsWith(' ') && !item.str.startsWith(' ')) text += ' ';
    pieces.push({ item, start: text.length });
    text += item.str;
    end = item.x + item.width;
  }
  const [first] = pieces;
  if (!first || text.trim() === '') return undefined;
  const leftOf = (index: number): number => {
    const piece = pieces.findLast(({ start }) => start <= index) ?? first;
    const inside = Math.min(index - piece.start, piece.item.str.length);
    return piece.item.x + offsetIn(piece.item, inside);
  };
  const isInk = ({ str }: TextItem) => str.trim() !== '';
  const [left, right] = [
    items.find(isInk)?.x ?? first.item.x,
    items.filter(isInk).map(({ x, width }) => x + width),
  ];
  const height = Math.max(...items.map((item) => item.height));
  const { page, y } = first.item;
  return { page, text, x: left, y, height, middle: (left + Math.max(...right)) / 2, leftOf };
}

/** Base lines from top to bottom, cut at wide gaps. */
export function linesOf(items: readonly TextItem[]): readonly Line[] {
  const sorted = items.toSorted((a, b) => a.page - b.page || b.y - a.y || a.x - b.x);
  const rows: TextItem[][] = [];
  for (const item of sorted) {
    const row = rows.at(-1);
    const base = row?.[0];
    if (row && base && base.page === item.page && base.y - item.y <= BASE_TOLERANCE) row.push(item);
    else rows.push([item]);
  }
  return rows
    .flatMap((row) => columnsOf(row.toSorted((a, b) => a.x - b.x)))
    .flatMap((column) => lineOf(column) ?? []);
}

function columnsOf(row: readonly TextItem[]): readonly TextItem[][] {
  const columns: TextItem[][] = [];
  let end = Number.NEGATIVE_INFINITY;
  for (const item of row.filter(({ str, width }) => str.trim() !== '' || width < GUTTER_HEIGHTS * 12)) {
    const column = columns.at(-1);
    if (column && item.x - end < GUTTER_HEIGHTS * Math.max(item.height, 8)) column.push(item);
    else columns.push([item]);
    end = Math.max(end, item.x + item.width);
  }
  return columns;
}
