import type { Reminder } from '../../shared/contract/task.ts';
import type { LocalDate, OfficialId, TaskId } from '../../shared/domain/core/values.ts';
import { reminderKey, reminderOf } from '../../shared/domain/task/reminder.ts';
import { DUE_SOON_DAYS } from '../../shared/domain/task/standing.ts';
import type { TaskState } from '../../shared/domain/task/task.ts';
import { addDays } from '../../shared/text/day.ts';
import type { ReadDb } from '../store/handles.ts';

/** Reminders that are shown; whoever has more goes to the list. */
const REMINDERS_MAX = 50;

type Row = {
  readonly taskId: TaskId;
  readonly content: string;
  readonly state: TaskState;
  readonly leadId: OfficialId;
  readonly givenBy: OfficialId;
  readonly dueOn: LocalDate | null;
  readonly chasedOn: LocalDate | null;
  readonly isAsked: number;
};

/** What the official is to be reminded of, the nearest deadline first. */
export const remindersFor = (db: ReadDb, officialId: OfficialId, today: LocalDate): Reminder[] =>
  db
    .prepare<[Record<string, unknown>], Row>(
      `select task_id as taskId, content, state, lead_id as leadId, giver_id as givenBy, due_on as dueOn,
         chased_on as chasedOn, is_asked as isAsked
       from task_row
       where (lead_id = :officialId and state in ('given', 'in-progress') and (due_on <= :soon or chased_on is not null))
          or (giver_id = :officialId and state in ('given', 'in-progress', 'reported') and (state = 'reported' or is_asked = 1))
       order by sort_key, row_id limit :max`,
    )
    .all({ officialId, soon: addDays(today, DUE_SOON_DAYS), max: REMINDERS_MAX })
    .flatMap(({ taskId, content, state, leadId, givenBy, dueOn, chasedOn, isAsked }) => {
      const [due, chased] = [dueOn ?? undefined, chasedOn ?? undefined];
      const told = {
        ...{ state, leadId, givenBy, isAsked: isAsked === 1 },
        ...(due && { dueOn: due }),
        ...(chased && { chasedOn: chased }),
      };
      const kind = reminderOf(told, officialId, today);
      return kind
        ? [{ key: reminderKey(taskId, kind, due, chased), taskId, kind, content, ...(due && { dueOn: due }) }]
        : [];
    });
