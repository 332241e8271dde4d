import { z } from 'zod';
import { bodyOf } from '../core/schema.ts';
import { AgencyId, Instant, type LocalDate, Month, OfficialId } from '../core/values.ts';

/** More than any office issues in a month: a slip of the keyboard. */
export const CLASSIFIED_COUNT_MAX = 100_000;

/**
 * How many classified documents an agency issued in a month: a bare number out of the paper book, typed in so that a report can say what it leaves out. Nothing else of
 * them is here. Only ever added; the last one of a month counts.
 */
export const ClassifiedCount = bodyOf({
  v: z.literal(1),
  agencyId: AgencyId,
  month: Month,
  count: z.int().min(0).max(CLASSIFIED_COUNT_MAX),
  by: OfficialId,
  at: Instant,
});
export type ClassifiedCount = z.infer<typeof ClassifiedCount>;

/** The months that lie wholly within two days, in their order. */
export function monthsWithin(from: LocalDate, to: LocalDate): readonly Month[] {
  const months: Month[] = [];
  let [year = 0, month = 1] = from.split('-').map(Number);
  if (!from.endsWith('-01')) [year, month] = next(year, month);
  while (lastDayOf(year, month) <= to) {
    months.push(Month.parse(nameOf(year, month)));
    [year, month] = next(year, month);
  }
  return months;
}

const next = (year: number, month: number): [number, number] =>
  month === 12 ? [year + 1, 1] : [year, month + 1];
const nameOf = (year: number, month: number): string =>
  `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}`;
const lastDayOf = (year: number, month: number): string =>
  `${nameOf(year, month)}-${String(new Date(Date.UTC(year, month, 0)).getUTCDate())}`;
