import type { Period } from '../../shared/domain/calendar/periods.ts';
import type { LocalDate } from '../../shared/domain/core/values.ts';
import type { BookEntry } from './book-entries.ts';

/**
 * What a book was given in a period. Numbers follow dates (NĐ 30/2020 article 15), so it is what stands between the first and the last of them, those whose day this
 * machine does not know among them.
 */
export function inPeriod<Body>(
  entries: readonly BookEntry<Body>[],
  dayOf: (body: Body) => LocalDate | undefined,
  period: Period | undefined,
): readonly BookEntry<Body>[] {
  if (!period) return entries;
  const isIn = (entry: BookEntry<Body>): boolean => {
    const day =
      entry.what === 'document' ? dayOf(entry.body) : entry.what === 'not-here' ? undefined : entry.on;
    return day !== undefined && day >= period.from && day <= period.to;
  };
  const first = entries.findIndex(isIn);
  return first < 0 ? [] : entries.slice(first, entries.findLastIndex(isIn) + 1);
}
