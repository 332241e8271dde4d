import type { Person } from '../../shared/contract/shapes.ts';
import type { LocalDate, Month } from '../../shared/domain/core/values.ts';
import { type ClassifiedCount, monthsWithin } from '../../shared/domain/report/classified-count.ts';
import { personOf } from '../document/people.ts';
import { allOf } from '../store/entities.ts';
import type { ReadDb } from '../store/handles.ts';

/** Everything that was typed in, the last first. */
const typedIn = (db: ReadDb): readonly ClassifiedCount[] =>
  allOf(db, 'classifiedCount')
    .map(({ body }) => body)
    .sort((a, b) => (a.at < b.at ? 1 : -1));

/** The whole months of a period with the last number typed in for each, where there is one. */
export function classifiedIn(db: ReadDb, from: LocalDate, to: LocalDate): { month: Month; count?: number }[] {
  const all = typedIn(db);
  return monthsWithin(from, to).map((month) => {
    const last = all.find((each) => each.month === month);
    return { month, ...(last && { count: last.count }) };
  });
}

/** What was typed in for a month, by whom and when, the last first. */
export const historyOf = (
  db: ReadDb,
  month: Month,
): { count: number; by?: Person; at: ClassifiedCount['at'] }[] =>
  typedIn(db)
    .filter((each) => each.month === month)
    .map(({ count, by, at }) => {
      const person = personOf(db, by);
      return { count, at, ...(person && { by: person }) };
    });
