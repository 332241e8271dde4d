import type { LocalDate } from '../../../shared/domain/core/values.ts';
import { daysBetween } from '../../../shared/text/day.ts';
import { say, type WordKey } from '../../../shared/words/vi.ts';
import type { GridItem } from '../../ui/grid.tsx';

const groups: readonly (readonly [WordKey, number])[] = [
  ['group.today', 0],
  ['group.yesterday', 1],
  ['group.week', 7],
  ['group.month', 30],
  ['group.earlier', Number.POSITIVE_INFINITY],
];
const groupOf = (day: LocalDate, today: LocalDate): WordKey => {
  const age = daysBetween(day, today);
  return groups.find(([, days]) => age <= days)?.[0] ?? 'group.earlier';
};

/** Rows, newest first, under the names of their days; a group still being read shows no count, for it would be wrong. */
export function groupByDay<Row extends { readonly documentId: string }>(
  rows: readonly Row[],
  dayOfRow: (row: Row) => LocalDate,
  today: LocalDate,
  isWhole: boolean,
): readonly GridItem<Row>[] {
  const names = rows.map((row) => groupOf(dayOfRow(row), today));
  const lastName = names.at(-1);
  return rows.flatMap((row, index): readonly GridItem<Row>[] => {
    const item = { type: 'row', key: row.documentId, row } as const;
    const name = names[index];
    if (name === undefined || name === names[index - 1]) return [item];
    const count = names.filter((each) => each === name).length;
    const isCounted = isWhole || name !== lastName;
    return [
      { type: 'group', key: `${name}:${String(index)}`, label: say(name), ...(isCounted && { count }) },
      item,
    ];
  });
}
