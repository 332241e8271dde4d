import { expect, test } from 'vitest';
import { LocalDate } from '../core/values.ts';
import { datePhrase } from './on-page.ts';

test.each([
  ['2026-01-05', 'ngày 05 tháng 01 năm 2026'],
  ['2026-02-28', 'ngày 28 tháng 02 năm 2026'],
  ['2026-03-09', 'ngày 09 tháng 3 năm 2026'],
  ['2026-11-20', 'ngày 20 tháng 11 năm 2026'],
])('%s is written as annex I wants: %s', (day, phrase) => {
  expect(datePhrase(LocalDate.parse(day))).toBe(phrase);
});
