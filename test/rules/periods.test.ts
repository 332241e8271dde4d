import { expect, test } from 'vitest';
import { type PeriodName, periodOf } from '../../src/shared/domain/calendar/periods.ts';
import { LocalDate } from '../../src/shared/domain/core/values.ts';

test.each([
  ['this-month', '2026-11-20', '2026-11-01', '2026-11-30'],
  ['this-month', '2028-02-29', '2028-02-01', '2028-02-29'],
  ['last-month', '2026-01-31', '2025-12-01', '2025-12-31'],
  ['this-quarter', '2026-11-20', '2026-10-01', '2026-12-31'],
  ['last-quarter', '2026-02-10', '2025-10-01', '2025-12-31'],
  ['this-half', '2026-07-01', '2026-07-01', '2026-12-31'],
  ['this-half', '2026-06-30', '2026-01-01', '2026-06-30'],
  ['this-year', '2026-11-20', '2026-01-01', '2026-12-31'],
  ['last-year', '2026-01-01', '2025-01-01', '2025-12-31'],
] as const)('%s as of %s goes from %s to %s', (name: PeriodName, today, from, to) => {
  expect(periodOf(name, LocalDate.parse(today))).toEqual({ from, to });
});
