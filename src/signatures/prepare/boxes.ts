import { AppError } from '../../shared/errors.ts';
import { BOX_NAMES, type BoxName, type BoxShifts, type Places } from '../../shared/signature/places.ts';
import { say } from '../../shared/words/vi.ts';
import type { Place } from '../sign/target.ts';
import type { FoundPlacement, PageSize, Placement, TextPlace } from './placement.ts';
import { linesOf, type TextItem } from './text-lines.ts';

/** A line of 13 points needs this much; a picture less than this cannot be made out. */
const SIDE_MIN: Readonly<Record<BoxName, number>> = { number: 18, date: 18, person: 28, seal: 28 };
/** Two boxes that only touch do not hide each other. */
const OVERLAP_TOLERANCE = 1;
const SHIFT_KEPT_MIN = 0.5;
const LETTERS_TOLD_MAX = 40;
/** What number and date may lie over: the blank that they fill. */
const BLANK = /^(?:[\s.…_:/-]|ngày|tháng|năm|số|\d{2,4}(?=[….\s]*$))*$/iu;

type Page = { readonly items: readonly TextItem[]; readonly pages: readonly PageSize[] };

const overlap = (a: Place, b: Place): boolean =>
  a.page === b.page &&
  Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x) > OVERLAP_TOLERANCE &&
  Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y) > OVERLAP_TOLERANCE;

/** A box as large as it may be, wholly on its page. Throws `signing.page-missing`. */
function clamped(name: BoxName, box: Place, pages: readonly PageSize[]): Place {
  const page = pages[box.page - 1];
  if (!page) throw new AppError('signing.page-missing', { page: box.page });
  const width = Math.min(Math.max(SIDE_MIN[name], box.width), page.width);
  const height = Math.min(Math.max(SIDE_MIN[name], box.height), page.height);
  const x = Math.min(Math.max(0, box.x), page.width - width);
  const y = Math.min(Math.max(0, box.y), page.height - height);
  return { page: box.page, x, y, width, height };
}

/** The words of the page that a box would cover, cut to its width. */
function wordsUnder(box: Place, items: readonly TextItem[]): string {
  const lines = linesOf(items.filter(({ page }) => page === box.page));
  const under = lines.flatMap((line) => {
    const middle = line.y + line.height * 0.33;
    if (middle < box.y || middle > box.y + box.height) return [];
    return [...line.text].filter((_, index) => {
      const centre = (line.leftOf(index) + line.leftOf(index + 1)) / 2;
      return centre > box.x + OVERLAP_TOLERANCE && centre < box.x + box.width - OVERLAP_TOLERANCE;
    });
  });
  return under.join('').replace(/\s+/gu, ' ').trim();
}

function demandClear(places: Places, { items }: Page): void {
  for (const name of ['number', 'date'] as const) {
    const box = places[name];
    if (!box) continue;
    const words = wordsUnder(box, items);
    if (!BLANK.test(words))
      throw new AppError('signing.box-covers-text', {
        box: say(`signing.box-${name}`),
        text: words.slice(0, LETTERS_TOLD_MAX),
      });
    const other = BOX_NAMES.find((each) => {
      const second = each === name ? undefined : places[each];
      return second !== undefined && overlap(box, second);
    });
    if (other)
      throw new AppError('signing.box-overlaps', {
        box: say(`signing.box-${name}`),
        other: say(`signing.box-${other}`),
      });
  }
}

/** A moved line keeps its size of letters; over printed dots it hides them, wherever it now stands. */
const textPlace = (found: TextPlace, box: Place, items: readonly TextItem[]): TextPlace => ({
  ...box,
  height: found.height,
  fontSize: found.fontSize,
  coversText: wordsUnder(box, items) !== '',
});

/**
 * The placement that a person wants: his boxes, kept on their pages. Number and date may lie over the blank that they fill and over nothing else; no other
 * box may lie over them. Signature and seal may touch title and name, as ink does. Pure. Throws `signing.page-missing`, `signing.box-covers-text`,
 * `signing.box-overlaps`.
 */
export function placementFrom(found: FoundPlacement, moved: Places, page: Page): Placement {
  const box = (name: BoxName, given: Place) => clamped(name, given, page.pages);
  const person = box('person', moved.person);
  // The seal has its real size (decree 30/2020, Annex I, part I, II.8a): it is moved, never stretched.
  const seal = box('seal', { ...moved.seal, width: found.seal.width, height: found.seal.height });
  const number =
    found.number && textPlace(found.number, box('number', moved.number ?? found.number), page.items);
  const date = found.date && textPlace(found.date, box('date', moved.date ?? found.date), page.items);
  demandClear({ ...(number && { number }), ...(date && { date }), person, seal }, page);
  return { ...(number && { number }), ...(date && { date }), person, seal };
}

const placeOnly = ({ page, x, y, width, height }: Place): Place => ({ page, x, y, width, height });

/** The boxes that the page's own text proposes. */
export const proposedPlaces = ({ number, date, person, seal }: FoundPlacement): Places => ({
  ...(number && { number: placeOnly(number) }),
  ...(date && { date: placeOnly(date) }),
  person: placeOnly(person),
  seal: placeOnly(seal),
});

/** How far each box was moved; boxes that stayed, or went to another page, are not remembered. */
export function shiftsBetween(proposed: Places, moved: Places): BoxShifts {
  return Object.fromEntries(
    BOX_NAMES.flatMap((name) => {
      const [from, to] = [proposed[name], moved[name]];
      if (!from || !to || from.page !== to.page) return [];
      const [dx, dy] = [to.x - from.x, to.y - from.y];
      const [width, height] = [to.width - from.width, to.height - from.height];
      const isMoved = [dx, dy, width, height].some((value) => Math.abs(value) >= SHIFT_KEPT_MIN);
      return isMoved ? [[name, { dx, dy, width, height }]] : [];
    }),
  );
}

/** The proposal moved as papers of this kind were before, kept on its pages. */
export function shifted(proposed: Places, shifts: BoxShifts, pages: readonly PageSize[]): Places {
  const moved = (name: BoxName): Place | undefined => {
    const [from, shift] = [proposed[name], shifts[name]];
    if (!from || !shift) return from;
    const { dx, dy, width, height } = shift;
    const box = { x: from.x + dx, y: from.y + dy, width: from.width + width, height: from.height + height };
    return clamped(name, { page: from.page, ...box }, pages);
  };
  const [number, date] = [moved('number'), moved('date')];
  return {
    ...(number && { number }),
    ...(date && { date }),
    person: moved('person') ?? proposed.person,
    seal: moved('seal') ?? proposed.seal,
  };
}
