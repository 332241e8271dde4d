import { BOX_NAMES, type BoxName, type Places } from '../../../shared/signature/places.ts';
import type { PlaceOnPage } from '../../../shared/signature/preflight.ts';

export type PageSize = { readonly width: number; readonly height: number };

const POINTS_PER_MM = 72 / 25.4;
/** An arrow key moves a box by a millimetre, with Shift by half a centimetre: what a ruler shows. */
export const STEP = POINTS_PER_MM;
export const LONG_STEP = 5 * POINTS_PER_MM;
/** A box let go this near to a line of another box, or to where it was proposed, comes to stand on it. */
export const SNAP_REACH = 4;

export const inMillimetres = (points: number): number => Math.round(points / POINTS_PER_MM);

const within = (value: number, most: number): number => Math.max(0, Math.min(value, Math.max(0, most)));

/** The box moved by this much, kept on its page. */
export const movedBy = (box: PlaceOnPage, dx: number, dy: number, page: PageSize): PlaceOnPage => ({
  ...box,
  x: within(box.x + dx, page.width - box.width),
  y: within(box.y + dy, page.height - box.height),
});

/** The box on another page, at the same height, kept on it. */
export const onPage = (box: PlaceOnPage, page: number, size: PageSize): PlaceOnPage =>
  movedBy({ ...box, page }, 0, 0, size);

const nearest = (value: number, lines: readonly number[]): number =>
  lines.reduce(
    (best, line) =>
      Math.abs(line - value) <= SNAP_REACH && Math.abs(line - value) < Math.abs(best - value) ? line : best,
    Number.POSITIVE_INFINITY,
  );

/** The start of a side whose start, middle or end is near to one of the lines; where none is, the side as it is. */
function snappedSide(start: number, length: number, lines: readonly number[]): number {
  const candidates = [0, length / 2, length].flatMap((offset) => {
    const line = nearest(start + offset, lines);
    return Number.isFinite(line) ? [line - offset] : [];
  });
  const distance = (value: number) => Math.abs(value - start);
  return candidates.reduce(
    (best, value) => (distance(value) < distance(best) ? value : best),
    candidates[0] ?? start,
  );
}

const linesOf = (start: number, length: number): readonly number[] => [
  start,
  start + length / 2,
  start + length,
];

/** The box laid onto the nearest lines of the other boxes of its page and of its own proposal, where it is near enough. */
export function snapped(name: BoxName, box: PlaceOnPage, places: Places, proposed: Places): PlaceOnPage {
  const others = BOX_NAMES.flatMap((each) => (each === name ? [proposed[each]] : [places[each]])).filter(
    (each) => each !== undefined && each.page === box.page,
  ) as readonly PlaceOnPage[];
  const vertical = others.flatMap(({ x, width }) => linesOf(x, width));
  const horizontal = others.flatMap(({ y, height }) => linesOf(y, height));
  return {
    ...box,
    x: snappedSide(box.x, box.width, vertical),
    y: snappedSide(box.y, box.height, horizontal),
  };
}
