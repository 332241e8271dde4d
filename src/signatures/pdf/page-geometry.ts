import { asArray, asNumber, type PdfDict, type PdfObject } from './objects.ts';
import { inheritedOf } from './pages.ts';
import type { PdfView } from './view.ts';

export type Size = { readonly width: number; readonly height: number };
/** A rectangle as a reader sees the page: points from the lower left corner of what is shown, turned upright. */
export type Box = Size & { readonly x: number; readonly y: number };
/** Left, bottom, right, top in the page's own units (/Rect). */
export type Corners = readonly [number, number, number, number];

/** How large a drawing appears, and, on a page that is turned or scaled, how it is put into its box so that it stands upright. */
export type Canvas = Size & {
  readonly turned?: { readonly box: Size; readonly matrix: readonly number[] };
};

/**
 * The way between what a reader sees and a page's own space (ISO 32000-2 §7.7.3.3, §8.3.2.3): the visible box may begin anywhere, the page may be
 * turned by quarters, and its unit may be other than a point.
 */
export type PageGeometry = Size & {
  readonly toPage: (box: Box) => Corners;
  readonly toShown: (corners: Corners) => Box;
  /** The canvas of a widget with these corners. */
  readonly canvasOf: (corners: Corners) => Canvas;
};

const A4: Corners = [0, 0, 595.28, 841.89];
/** ISO 32000-2 annex C: sides of a page in its own units. */
const SIDE_MAX = 14_400;
const USER_UNIT_MAX = 1000;

export function cornersOf(view: PdfView, object: PdfObject): Corners | undefined {
  const items = asArray(object)?.items.map((item) => asNumber(view.resolve(item))) ?? [];
  const [a, b, c, d] = items;
  if (a === undefined || b === undefined || c === undefined || d === undefined) return undefined;
  if (![a, b, c, d].every(Number.isFinite)) return undefined;
  return [Math.min(a, c), Math.min(b, d), Math.max(a, c), Math.max(b, d)];
}

const isUsable = ([left, bottom, right, top]: Corners): boolean =>
  right - left > 1 && top - bottom > 1 && right - left <= SIDE_MAX && top - bottom <= SIDE_MAX;

/** The crop box within the media box; a box that is missing or absurd is taken as A4, as viewers do. */
export function visibleBox(view: PdfView, page: PdfDict): Corners {
  const media = cornersOf(view, inheritedOf(view, page, 'MediaBox'));
  const whole = media && isUsable(media) ? media : A4;
  const crop = cornersOf(view, inheritedOf(view, page, 'CropBox'));
  if (!crop) return whole;
  const cut: Corners = [
    Math.max(whole[0], crop[0]),
    Math.max(whole[1], crop[1]),
    Math.min(whole[2], crop[2]),
    Math.min(whole[3], crop[3]),
  ];
  return isUsable(cut) ? cut : whole;
}

function quartersOf(view: PdfView, page: PdfDict): 0 | 1 | 2 | 3 {
  const degrees = asNumber(inheritedOf(view, page, 'Rotate')) ?? 0;
  const quarters = ((Math.round(degrees / 90) % 4) + 4) % 4;
  return (degrees % 90 === 0 ? quarters : 0) as 0 | 1 | 2 | 3;
}

function unitOf(view: PdfView, page: PdfDict): number {
  const unit = asNumber(view.get(page, 'UserUnit')) ?? 1;
  return unit > 0.01 && unit <= USER_UNIT_MAX ? unit : 1;
}

/** From a point of the page to a point that is seen; /Rotate turns clockwise. */
const turns = [
  ([l, b]: Corners, x: number, y: number) => [x - l, y - b],
  ([, b, r]: Corners, x: number, y: number) => [y - b, r - x],
  ([, , r, t]: Corners, x: number, y: number) => [r - x, t - y],
  ([l, , , t]: Corners, x: number, y: number) => [t - y, x - l],
] as const;

/** And back. */
const turnsBack = [
  ([l, b]: Corners, x: number, y: number) => [l + x, b + y],
  ([, b, r]: Corners, x: number, y: number) => [r - y, b + x],
  ([, , r, t]: Corners, x: number, y: number) => [r - x, t - y],
  ([l, , , t]: Corners, x: number, y: number) => [l + y, t - x],
] as const;

const around = (a: readonly number[], b: readonly number[]): Corners => [
  Math.min(a[0] ?? 0, b[0] ?? 0),
  Math.min(a[1] ?? 0, b[1] ?? 0),
  Math.max(a[0] ?? 0, b[0] ?? 0),
  Math.max(a[1] ?? 0, b[1] ?? 0),
];

/** From the drawing's points to the box of the form, whose corner is its origin. */
function matrixOf(quarters: number, { width, height }: Size, scale: number): readonly number[] {
  switch (quarters) {
    case 1:
      return [0, scale, -scale, 0, width, 0];
    case 2:
      return [-scale, 0, 0, -scale, width, height];
    case 3:
      return [0, -scale, scale, 0, 0, height];
  }
  return [scale, 0, 0, scale, 0, 0];
}

/** Reads a page's boxes, turn and unit. Total: absurd values fall back to what viewers take. */
export function geometryOf(view: PdfView, page: PdfDict): PageGeometry {
  const visible = visibleBox(view, page);
  const quarters = quartersOf(view, page);
  const unit = unitOf(view, page);
  const [left, bottom, right, top] = visible;
  const sides = [(right - left) * unit, (top - bottom) * unit] as const;
  const [width, height] = quarters % 2 === 0 ? sides : [sides[1], sides[0]];
  const shown = (x: number, y: number) => turns[quarters](visible, x, y).map((value) => value * unit);
  const own = (x: number, y: number) => turnsBack[quarters](visible, x / unit, y / unit);
  return {
    width,
    height,
    toPage: (box) => around(own(box.x, box.y), own(box.x + box.width, box.y + box.height)),
    toShown: ([x0, y0, x1, y1]) => {
      const [l, b, r, t] = around(shown(x0, y0), shown(x1, y1));
      return { x: l, y: b, width: r - l, height: t - b };
    },
    canvasOf: ([x0, y0, x1, y1]) => {
      const box = { width: x1 - x0, height: y1 - y0 };
      if (quarters === 0 && unit === 1) return box;
      const points = { width: box.width * unit, height: box.height * unit };
      const size = quarters % 2 === 0 ? points : { width: points.height, height: points.width };
      return { ...size, turned: { box, matrix: matrixOf(quarters, box, 1 / unit) } };
    },
  };
}
