import type { TaskGrouping, TaskWithin } from '../../shared/contract/task.ts';
import type { LocalDate } from '../../shared/domain/core/values.ts';
import { DUE_SOON_DAYS, type Standing } from '../../shared/domain/task/standing.ts';
import { addDays } from '../../shared/text/day.ts';
import { allOf } from '../store/entities.ts';
import type { ReadDb } from '../store/handles.ts';

const LATE = `coalesce(coalesce(r.reported_on, r.done_on, :today) > r.due_on, 0)`;
const OPEN = `r.state in ('given', 'in-progress')`;

/** `standingOf` as conditions on rows; a test holds both against each other. */
export const standingConditions: Readonly<Record<Standing, string>> = {
  'done-in-time': `r.state = 'done' and not ${LATE}`,
  'done-late': `r.state = 'done' and ${LATE}`,
  'waiting-in-time': `r.state = 'reported' and not ${LATE}`,
  'waiting-late': `r.state = 'reported' and ${LATE}`,
  'open-in-time': `${OPEN} and not ${LATE} and r.due_on > :soon`,
  'open-due-soon': `${OPEN} and not ${LATE} and r.due_on <= :soon`,
  'open-late': `${OPEN} and r.due_on is not null and ${LATE}`,
  'open-without-limit': `${OPEN} and r.due_on is null`,
  cancelled: `r.state = 'cancelled'`,
};

/** The condition of each grouping for one of its keys; of a unit, `:leads` are the ids of its people. */
const groupConditions: Readonly<Record<TaskGrouping, string>> = {
  lead: 'r.lead_id = :groupKey',
  giver: 'r.giver_id = :groupKey',
  field: 'r.field = :groupKey',
  month: 'substr(r.given_on, 1, 7) = :groupKey',
  unit: 'r.lead_id in (select value from json_each(:leads))',
};

/** Conditions and values by which a list shows the tasks behind one figure. */
export function withinSql(
  db: ReadDb,
  within: TaskWithin | undefined,
  today: LocalDate,
): { readonly conditions: readonly string[]; readonly values: Readonly<Record<string, string>> } {
  if (!within) return { conditions: [], values: {} };
  const { from, to, by, key, standing } = within;
  const grouping = key === undefined ? undefined : (by ?? 'lead');
  return {
    conditions: [
      'r.given_on between :from and :to',
      ...(grouping ? [groupConditions[grouping]] : []),
      ...(standing ? [standingConditions[standing]] : []),
    ],
    values: {
      ...{ from, to, soon: addDays(today, DUE_SOON_DAYS) },
      ...(key !== undefined && { groupKey: key }),
      ...(grouping === 'unit' && { leads: JSON.stringify(peopleOf(db, key ?? '')) }),
    },
  };
}

/** Everyone of a unit; the empty key stands for those who are of none. */
const peopleOf = (db: ReadDb, unitId: string): readonly string[] =>
  allOf(db, 'official')
    .filter(({ body }) => (body.unitId ?? '') === unitId)
    .map(({ id }) => id);
