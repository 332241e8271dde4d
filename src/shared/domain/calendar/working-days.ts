import { addDays } from '../../text/day.ts';
import type { LocalDate } from '../core/values.ts';
import { isWeekend, statutoryDays, type YearDays } from './holidays.ts';

/** Which days offices work. Total: a year that nobody entered follows the law as far as it is known. */
export type Calendar = {
  readonly isWorkingDay: (day: LocalDate) => boolean;
  /** The name of a day off that is no plain weekend; undefined for any other day. */
  readonly nameOf: (day: LocalDate) => string | undefined;
};

/** Longer than any row of days off: a search for a working day ends. */
const STEPS_MAX = 4_000;

/** The calendar of an agency from the years that its administrator entered; every other year is the statutory one. */
export function calendarOf(entered: ReadonlyMap<number, YearDays> = new Map()): Calendar {
  const years = new Map<
    number,
    { readonly off: ReadonlyMap<string, string>; readonly worked: ReadonlySet<string> }
  >();
  const yearOf = (day: LocalDate) => {
    const year = Number(day.slice(0, 4));
    const known = years.get(year);
    if (known) return known;
    const { daysOff, workedOn } = entered.get(year) ?? statutoryDays(year);
    const made = { off: new Map(daysOff.map(({ on, name }) => [on, name])), worked: new Set(workedOn) };
    years.set(year, made);
    return made;
  };
  return {
    isWorkingDay: (day) => {
      const { off, worked } = yearOf(day);
      return worked.has(day) || !(isWeekend(day) || off.has(day));
    },
    nameOf: (day) => yearOf(day).off.get(day),
  };
}

/** The first working day behind `day`. */
export const nextWorkingDay = (day: LocalDate, calendar: Calendar): LocalDate =>
  addWorkingDays(day, 1, calendar);

/** `day` itself where it is worked, else the first working day behind it. */
export const workingDayFrom = (day: LocalDate, calendar: Calendar): LocalDate =>
  calendar.isWorkingDay(day) ? day : nextWorkingDay(day, calendar);

/** The day `count` working days behind `day`, before it where `count` is negative; 0 gives `day` itself. */
export function addWorkingDays(day: LocalDate, count: number, calendar: Calendar): LocalDate {
  const direction = Math.sign(count);
  let current = day;
  for (let left = Math.abs(count), step = 0; left > 0 && step < STEPS_MAX; step++) {
    current = addDays(current, direction);
    if (calendar.isWorkingDay(current)) left -= 1;
  }
  return current;
}

/** How many working days lie behind `from`, up to and with `to`; negative where `to` is earlier. */
export function workingDaysBetween(from: LocalDate, to: LocalDate, calendar: Calendar): number {
  if (to < from) return -workingDaysBetween(to, from, calendar);
  let count = 0;
  for (let day = from, step = 0; day < to && step < STEPS_MAX; step++) {
    day = addDays(day, 1);
    if (calendar.isWorkingDay(day)) count += 1;
  }
  return count;
}
