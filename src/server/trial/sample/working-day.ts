import { calendarOf } from '../../../shared/domain/calendar/working-days.ts';
import type { LocalDate } from '../../../shared/domain/core/values.ts';

const law = calendarOf();
const DAY_MS = 86_400_000;
const STEPS_MAX = 400;

/** Whether offices are open that day (YYYY-MM-DD). */
export const isWorkingDay = (day: string): boolean => law.isWorkingDay(day as LocalDate);

/** The day `days` calendar days after `day`; negative counts go back. */
export function addDays(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10);
}

/** The day `count` working days after `day`; 0 gives `day` itself, or the working day before it. */
export function addWorkingDays(day: string, count: number): string {
  let current = day;
  for (let step = 0; step < STEPS_MAX && !isWorkingDay(current); step++) current = addDays(current, -1);
  const direction = Math.sign(count);
  for (let left = Math.abs(count), step = 0; left > 0 && step < STEPS_MAX; step++) {
    current = addDays(current, direction);
    if (isWorkingDay(current)) left--;
  }
  return current;
}

/** The working days of the `span` calendar days up to and with `today`, oldest first. */
export function workingDaysBefore(today: string, span: number): string[] {
  return Array.from({ length: span }, (_, index) => addDays(today, index - span + 1)).filter(isWorkingDay);
}

/** "25/11/2026" as running text has it. */
export const shortDate = (day: string): string => day.split('-').toReversed().join('/');
