import { Instant, LocalDate } from '../domain/core/values.ts';

/** Viet Nam has kept UTC+7 without summer time since 1975, so the day is plain arithmetic and the same on every runtime. */
const OFFSET_MS = 7 * 60 * 60 * 1000;
const DAY_MS = 24 * 60 * 60 * 1000;

/** The day in Asia/Ho_Chi_Minh at an instant. */
export const dayOf = (at: Instant): LocalDate =>
  LocalDate.parse(new Date(Date.parse(at) + OFFSET_MS).toISOString().slice(0, 10));

/** An instant from milliseconds since 1970. */
export const instantOf = (ms: number): Instant => Instant.parse(new Date(ms).toISOString());

/** Whole days from `from` to `to`; negative when `to` is earlier. */
export const daysBetween = (from: LocalDate, to: LocalDate): number =>
  Math.round((Date.parse(to) - Date.parse(from)) / DAY_MS);

/** The day `days` later. */
export const addDays = (day: LocalDate, days: number): LocalDate =>
  LocalDate.parse(new Date(Date.parse(day) + days * DAY_MS).toISOString().slice(0, 10));

/** The same day of the month `months` later, or that month's last where it is shorter. */
export function addMonths(day: LocalDate, months: number): LocalDate {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  const last = new Date(Date.UTC(year, month - 1 + months + 1, 0)).getUTCDate();
  const moved = new Date(Date.UTC(year, month - 1 + months, Math.min(date, last)));
  return LocalDate.parse(moved.toISOString().slice(0, 10));
}

/** Local time of day, `HH:mm`. */
export const timeOfDay = (at: Instant): string =>
  new Date(Date.parse(at) + OFFSET_MS).toISOString().slice(11, 16);

/** The instant of a local day and time of day, `HH:mm`. */
export const instantAt = (day: LocalDate, time: string): Instant =>
  instantOf(Date.parse(`${day}T${time}:00Z`) - OFFSET_MS);

/** `dd/MM/yyyy`; without the year when `shortIn` is its year. */
export function formatDay(day: LocalDate, shortIn?: number): string {
  const [year, month, date] = day.split('-');
  return Number(year) === shortIn ? `${date}/${month}` : `${date}/${month}/${year}`;
}

/** A moment as evidence shows it, with its whole date: `16:41, 20/11/2026`. */
export const formatMoment = (at: string): string => {
  const moment = instantOf(Date.parse(at));
  return `${timeOfDay(moment)}, ${formatDay(dayOf(moment))}`;
};
