import { expect, test } from 'vitest';
import { readPdfDate } from './pdf-date.ts';

test.each([
  ["D:20261123100000+07'00'", '2026-11-23T03:00:00.000Z'],
  ['D:20261123030000Z', '2026-11-23T03:00:00.000Z'],
  ["D:20261123030000-05'30", '2026-11-23T08:30:00.000Z'],
  ['D:2026', '2026-01-01T00:00:00.000Z'],
])('%s is an instant', (text, instant) => {
  expect(readPdfDate(text)?.toISOString()).toBe(instant);
});

test.each(['23/11/2026', 'D:20269999', ''])('%s is no date', (text) => {
  expect(readPdfDate(text)).toBeUndefined();
});
