import type { LocalDate, OfficialId, TaskId } from '../../shared/domain/core/values.ts';
import { noticesOfTask } from '../../shared/domain/notice/notice.ts';
import { personOf } from '../document/people.ts';
import { seen } from '../store/entities.ts';
import { OF_ONE_SORT_MAX, type Telling, type Told } from './told.ts';

/** What is new of the official's tasks: led, supported or given by him. */
export function fromTasks({ db, me, today, calendar }: Telling): readonly Told[] {
  const taskIds = db
    .prepare<[Record<string, unknown>], TaskId>(
      `select task_id from task_row
       where (state in ('given', 'in-progress') and (lead_id = :me or (giver_id = :me and is_asked = 1)))
          or (state = 'reported' and giver_id = :me) or (state = 'given' and instr(supporter_ids, :me) > 0)
       order by sort_key, row_id limit :max`,
    )
    .pluck()
    .all({ me: me.id, max: OF_ONE_SORT_MAX * 2 });
  return taskIds.flatMap((taskId) => {
    const task = seen(db, 'task', taskId);
    if (!task) return [];
    const told = noticesOfTask({ ...task, isAsked: task.asked !== undefined }, me.id, today, calendar);
    return told.map(({ kind, mark }): Told => {
      const detail = kind === 'task-returned' ? task.givenBackReason : other(task.givenBy, task.leadId);
      const on: LocalDate | undefined = kind === 'extension-asked' ? task.asked?.dueOn : task.dueOn;
      return {
        key: `${taskId}:${kind}:${mark.slice(0, 100)}`,
        ...{ kind, title: task.content, place: { to: 'task', id: taskId } },
        ...(detail !== undefined && { detail }),
        ...(on && { on }),
      };
    });
  });

  /** The one of the two that he is not. */
  function other(givenBy: OfficialId, leadId: OfficialId): string | undefined {
    const one = givenBy === me.id ? leadId : givenBy;
    return one === me.id ? undefined : personOf(db, one)?.fullName;
  }
}
