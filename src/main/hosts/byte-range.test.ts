import { expect, test } from 'vitest';
import { wantedRange } from './byte-range.ts';

test.each([
  [null, 'whole'],
  ['bytes=0-', { start: 0, end: 99 }],
  ['bytes=10-19', { start: 10, end: 19 }],
  ['bytes=90-500', { start: 90, end: 99 }],
  ['bytes=-10', { start: 90, end: 99 }],
  ['bytes=-500', { start: 0, end: 99 }],
  ['bytes=-0', 'unsatisfiable'],
  ['bytes=100-', 'unsatisfiable'],
  ['bytes=9-3', 'whole'],
  ['bytes=0-1,5-6', 'whole'],
  ['lines=0-1', 'whole'],
  ['bytes=-', 'whole'],
] as const)('%s of 100 bytes asks for %o', (header, wanted) => {
  expect(wantedRange(header, 100)).toEqual(wanted);
});

test('of an empty file there is no part', () => {
  expect(wantedRange('bytes=0-', 0)).toBe('unsatisfiable');
});
