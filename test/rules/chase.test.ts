import { describe, expect, test } from 'vitest';
import { calendarOf } from '../../src/shared/domain/calendar/working-days.ts';
import { LocalDate } from '../../src/shared/domain/core/values.ts';
import { chaseDays } from '../../src/shared/domain/incoming/attention.ts';

const day = (text: string): LocalDate => LocalDate.parse(text);
const calendar = calendarOf();

describe('III.1.l: an office chases by working days', () => {
  test.each([
    ['on a Friday', '2026-11-20', '2026-11-19', '2026-11-25'],
    ['on a Monday: what came on Saturday is today’s', '2026-11-23', '2026-11-20', '2026-11-26'],
    ['on a Sunday: nothing of the weekend is late', '2026-11-22', '2026-11-20', '2026-11-25'],
    ['behind Tết: the days off count for nobody', '2027-02-11', '2027-02-04', '2027-02-16'],
  ])('%s', (_why, today, handOnBefore, dueSoonUntil) => {
    expect(chaseDays(day(today), calendar)).toEqual({ handOnBefore, dueSoonUntil });
  });
});
