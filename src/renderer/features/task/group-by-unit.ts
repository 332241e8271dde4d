import type { TaskRow } from '../../../shared/contract/task.ts';
import type { GridItem } from '../../ui/grid.tsx';

/** Rows under the units of who leads them, each unit where its first row stands; a list still being read shows no counts, for they would be wrong. */
export function groupByUnit(
  rows: readonly TaskRow[],
  unitOf: (row: TaskRow) => string,
  isWhole: boolean,
): readonly GridItem<TaskRow>[] {
  const units = Map.groupBy(rows, unitOf);
  return [...units].flatMap(([label, of]): readonly GridItem<TaskRow>[] => [
    { type: 'group', key: `unit:${label}`, label, ...(isWhole && { count: of.length }) },
    ...of.map((row) => ({ type: 'row', key: row.taskId, row }) as const),
  ]);
}
