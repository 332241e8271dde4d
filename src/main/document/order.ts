import { LocalDate } from '../../shared/domain/core/values.ts';

const DAY_MS = 86_400_000;
/** Numbers of one day's documents fit below this; what has no number yet stands above every number of its day. */
const NUMBERS_PER_DAY = 1_000_000_000;
const UNNUMBERED = NUMBERS_PER_DAY - 1;

/** Days since 1970, for keys that sort. */
export const dayNumber = (day: LocalDate): number => Math.round(Date.parse(day) / DAY_MS);

/** Newest first by day, then by number: one integer, so that a page is one range of one index. */
export const sortKey = (day: LocalDate, number: number | undefined): number =>
  dayNumber(day) * NUMBERS_PER_DAY + Math.min(number ?? UNNUMBERED, UNNUMBERED);

/** The day of a sort key. */
export const dayOfKey = (key: number): LocalDate =>
  LocalDate.parse(new Date(Math.floor(key / NUMBERS_PER_DAY) * DAY_MS).toISOString().slice(0, 10));

/** Bodies older than the day of drafting have none; they stand at the end. */
export const NO_DAY = '1970-01-01' as LocalDate;
