import { expect, test } from 'vitest';
import { LocalDate } from '../../shared/domain/core/values.ts';
import { parseDay } from './day-text.ts';

const today = LocalDate.parse('2026-11-23');

test.each([
  ['20/11/2026', '2026-11-20'],
  ['5/1/2027', '2027-01-05'],
  ['20-11-26', '2026-11-20'],
  ['20.11', '2026-11-20'],
  [' 2026-11-20 ', '2026-11-20'],
])('%s is read as a day', (text, day) => {
  expect(parseDay(text, today)).toBe(day);
});

test.each(['31/02/2026', '20/13/2026', 'mai', '', '20', '1/1/026'])('%s is no day', (text) => {
  expect(parseDay(text, today)).toBeUndefined();
});
