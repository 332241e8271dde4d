import { expect, test } from 'vitest';
import type { Places } from '../../shared/signature/places.ts';
import { placementFrom, proposedPlaces, shifted, shiftsBetween } from './boxes.ts';
import { findPlacement, type TextItem } from './placement.ts';

const A4 = { width: 595, height: 842 };
const item = (str: string, x: number, y: number, width: number): TextItem => ({
  page: 1,
  str,
  x,
  y,
  width,
  height: 13,
});
const items: readonly TextItem[] = [
  item('UBND XÃ VÂN KHÁNH THƯỢNG', 75, 755, 180),
  item('Số: ........../UBND-VP', 105, 728, 130),
  item('Lam Giang,', 315, 728, 59),
  item('Kính gửi: Sở Nội vụ', 170, 660, 120),
  item('CHỦ TỊCH', 385, 420, 60),
  item('Phạm Văn Thạo', 375, 330, 80),
];
const page = { items, pages: [A4] };
const found = findPlacement({ ...page, signerName: 'Phạm Văn Thạo' });
const proposed = proposedPlaces(found);
const moved = (some: Partial<Places>) => placementFrom(found, { ...proposed, ...some }, page);
const at = (name: 'number' | 'date' | 'person' | 'seal', dx: number, dy: number) => {
  const place = proposed[name];
  if (!place) throw new Error(`the page has room for the ${name}`);
  return { ...place, x: place.x + dx, y: place.y + dy };
};

test('what nobody moved is what the page proposed', () => {
  const { notation: _, certain: _certain, ...placement } = found;
  expect(moved({})).toEqual(placement);
});

test.each([
  ['left and below', -2000, -2000, [0, 0]],
  ['right and above', 2000, 2000, [A4.width, A4.height]],
])('a box pushed off the page to the %s stops at its edge', (_where, dx, dy, [x, y]) => {
  const { person } = moved({ person: at('person', dx, dy) });
  const corner = dx < 0 ? [person.x, person.y] : [person.x + person.width, person.y + person.height];
  expect(corner).toEqual([x, y]);
});

test('the seal keeps its real size, a signature may be made larger, a line keeps its letters', () => {
  const stretched = moved({
    seal: { ...at('seal', 0, 0), width: 300, height: 20 },
    person: { ...at('person', 0, 0), width: 200 },
    number: { ...at('number', 4, 0), height: 60 },
  });
  expect([stretched.seal.width, stretched.seal.height]).toEqual([found.seal.width, found.seal.height]);
  expect(stretched.person.width).toBe(200);
  expect([stretched.number?.height, stretched.number?.fontSize]).toEqual([18, found.number?.fontSize]);
});

test('a number moved off the dots no longer hides them', () => {
  expect(found.number?.coversText).toBe(true);
  expect(moved({ number: at('number', 0, -40) }).number?.coversText).toBe(false);
});

test.each<[string, Partial<Places>, string]>([
  ['the number lies over the agency’s name', { number: at('number', 0, 27) }, 'signing.box-covers-text'],
  ['the date lies over the addressee', { date: at('date', -180, -68) }, 'signing.box-covers-text'],
  [
    'the seal lies over the number',
    { seal: { ...at('seal', 0, 0), x: 100, y: 690 } },
    'signing.box-overlaps',
  ],
  [
    'the signature lies over the date',
    { person: { ...at('person', 0, 0), x: 380, y: 700 } },
    'signing.box-overlaps',
  ],
  [
    'a box stands on a page that is not there',
    { person: { ...at('person', 0, 0), page: 2 } },
    'signing.page-missing',
  ],
])('is refused when %s', (_why, some, code) => {
  expect(() => moved(some)).toThrow(expect.objectContaining({ code }));
});

test('signature and seal may touch title and name, as ink does', () => {
  expect(() => moved({ person: at('person', 0, -20), seal: at('seal', 30, 0) })).not.toThrow();
});

test('what is remembered is how far a box was moved, and is found again on a longer paper of the kind', () => {
  const shifts = shiftsBetween(proposed, {
    ...proposed,
    person: at('person', 10, -4),
    number: at('number', 0, 0.2),
  });
  expect(shifts).toEqual({ person: { dx: 10, dy: -4, width: 0, height: 0 } });
  const longer = items.map((one) => (one.y < 500 ? { ...one, y: one.y - 200 } : one));
  const other = proposedPlaces(findPlacement({ items: longer, pages: [A4], signerName: 'Phạm Văn Thạo' }));
  const again = shifted(other, shifts, [A4]);
  expect([again.person.x - other.person.x, again.person.y - other.person.y]).toEqual([10, -4]);
  expect(again.seal).toEqual(other.seal);
});

test('what is remembered never leaves the page', () => {
  const far = shifted(proposed, { seal: { dx: -9999, dy: 9999, width: 0, height: 0 } }, [A4]);
  expect([far.seal.x, far.seal.y + far.seal.height]).toEqual([0, A4.height]);
});
