import { addDays, addMonths } from '../../text/day.ts';
import { LocalDate } from '../core/values.ts';

/** The periods that reports are asked for, as of a day; quarters and halves of the calendar's year. */
export const periods = [
  'this-month',
  'last-month',
  'this-quarter',
  'last-quarter',
  'this-half',
  'this-year',
  'last-year',
] as const;
export type PeriodName = (typeof periods)[number];
export type Period = { readonly from: LocalDate; readonly to: LocalDate };

const lengths: Readonly<Record<PeriodName, readonly [months: number, back: number]>> = {
  'this-month': [1, 0],
  'last-month': [1, 1],
  'this-quarter': [3, 0],
  'last-quarter': [3, 1],
  'this-half': [6, 0],
  'this-year': [12, 0],
  'last-year': [12, 1],
};

/** The first and the last day of a period that `today` lies in, or of the one before. */
export function periodOf(name: PeriodName, today: LocalDate): Period {
  const [months, back] = lengths[name];
  const [year = 0, month = 1] = today.split('-').map(Number);
  const first = month - ((month - 1) % months);
  const begun = LocalDate.parse(`${String(year).padStart(4, '0')}-${String(first).padStart(2, '0')}-01`);
  const from = addMonths(begun, -months * back);
  return { from, to: addDays(addMonths(from, months), -1) };
}
