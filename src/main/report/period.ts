import { PERIOD_DAYS_MAX } from '../../shared/contract/report.ts';
import type { LocalDate } from '../../shared/domain/core/values.ts';
import { AppError } from '../../shared/errors.ts';
import { daysBetween } from '../../shared/text/day.ts';

/** The days of a report, both of them in it. */
export type Period = { readonly from: LocalDate; readonly to: LocalDate };

/** Throws `report.wrong-period` where a period is none, or longer than `PERIOD_DAYS_MAX`. */
export function demandPeriod({ from, to }: Period): void {
  const days = daysBetween(from, to) + 1;
  if (days < 1 || days > PERIOD_DAYS_MAX)
    throw new AppError('report.wrong-period', { days: PERIOD_DAYS_MAX });
}
