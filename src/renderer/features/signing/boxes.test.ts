import { expect, test } from 'vitest';
import { movedBy, onPage, STEP, snapped } from './boxes.ts';

const A4 = { width: 595, height: 842 };
const box = (x: number, y: number, width = 100, height = 50) => ({ page: 1, x, y, width, height });
const places = {
  number: box(100, 720, 40, 18),
  person: box(350, 300, 128, 60),
  seal: box(290, 280, 102, 102),
};

test('a box moved by the keys stays on its page', () => {
  expect(movedBy(box(10, 10), STEP, -STEP, A4)).toMatchObject({ x: 10 + STEP, y: 10 - STEP });
  expect(movedBy(box(10, 10), -500, 5000, A4)).toMatchObject({ x: 0, y: 792 });
});

test('a box taken to a smaller page fits onto it', () => {
  expect(onPage(box(480, 780), 2, { width: 420, height: 595 })).toMatchObject({ page: 2, x: 320, y: 545 });
});

test('a box let go near another’s line stands on it, and far from any stays', () => {
  const near = snapped('person', { ...places.person, x: 389, y: 200 }, places, places);
  expect([near.x, near.y]).toEqual([392, 200]);
  const far = snapped('person', { ...places.person, x: 30, y: 500 }, places, places);
  expect([far.x, far.y]).toEqual([30, 500]);
});

test('a box let go near to where it was proposed goes back there', () => {
  const back = snapped('seal', { ...places.seal, x: 292, y: 277 }, { ...places, person: box(0, 0) }, places);
  expect(back).toEqual(places.seal);
});

test('boxes of other pages draw nobody', () => {
  const other = { ...places, seal: { ...places.seal, page: 2 } };
  expect(snapped('person', { ...places.person, x: 389, y: 200 }, other, other).x).toBe(389);
});
