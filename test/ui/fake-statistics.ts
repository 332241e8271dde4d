import type { Output } from '../../src/shared/contract/contract.ts';
import type { TaskGrouping } from '../../src/shared/contract/task.ts';
import { inTimeShare, type Standing, standings } from '../../src/shared/domain/task/standing.ts';
import { person } from './fake-people.ts';
import { units } from './fake-shares.ts';

type Counted = Output<'task.count'>;

/** Figures in the order of `standings`. */
function figures(...numbers: readonly number[]): Pick<Counted, 'counts' | 'inTimeShare'> {
  const counts = Object.fromEntries(standings.map((each, index) => [each, numbers[index] ?? 0])) as Record<
    Standing,
    number
  >;
  const share = inTimeShare(counts);
  return { counts, ...(share !== undefined && { inTimeShare: share }) };
}

export const noCount: Counted = { ...figures(), groups: [] };

const names: Readonly<Record<TaskGrouping, readonly string[]>> = {
  lead: [2, 3, 5].map((index) => person(index).fullName),
  giver: [1, 4].map((index) => person(index).fullName),
  unit: [...units.map(({ name }) => name), 'Không thuộc đơn vị'],
  field: ['Đất đai', 'Chưa ghi lĩnh vực'],
  month: ['Tháng 10/2026', 'Tháng 11/2026'],
};

/** A quarter of a commune: one with much that is late, one with little, one with nothing due. */
export function countBy(by: TaskGrouping): Counted {
  const rows = [
    figures(41, 6, 2, 1, 9, 3, 4, 0, 1),
    figures(118, 2, 5, 0, 14, 0, 0, 2, 0),
    figures(0, 0, 0, 0, 3, 1, 0, 5, 0),
  ];
  return {
    ...figures(159, 8, 7, 1, 26, 4, 4, 7, 1),
    groups: names[by].flatMap((name, index) => {
      const row = rows[index];
      return row ? [{ key: name, name, ...row }] : [];
    }),
  };
}
