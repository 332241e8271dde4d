import type { Allowed } from '../../shared/contract/shapes.ts';
import type { CommandName } from '../../shared/domain/all-commands.ts';
import { TaskEventId, TaskId } from '../../shared/domain/core/values.ts';
import type { Task } from '../../shared/domain/task/task.ts';
import { addDays } from '../../shared/text/day.ts';
import { tryOut } from '../document/dry-run.ts';
import type { QueryContext } from '../handler.ts';

const NO_ID = '00000000-0000-4000-8000-000000000000';

/** What the official may do with this task now, each with the reason where not: the rules themselves are asked. */
export function allowedFor(context: QueryContext, taskId: TaskId, task: Task): Allowed[] {
  const today = context.today();
  const eventId = TaskEventId.parse(NO_ID);
  const [, later = today] = [task.dueOn ?? today, today].sort();
  const runs: readonly (readonly [CommandName, object])[] = [
    ['task.start', {}],
    ['task.note', { eventId, text: '.' }],
    ['task.report', { eventId, text: '', lateReason: '.' }],
    ['task.confirm', {}],
    ['task.giveBack', { eventId, reason: '.' }],
    ['task.askExtension', { eventId, dueOn: addDays(later, 1), reason: '.' }],
    ['task.answerExtension', { eventId, isGranted: true, text: '' }],
    ['task.chase', { eventId, text: '.' }],
    ['task.cancel', { eventId, reason: '.' }],
  ];
  const tried = runs.map(([command, args]) =>
    tryOut(context, { name: command, command, args: { taskId, ...args } }),
  );
  return [...tried, mayPart(context, taskId)];
}

/** A part of this task, given to himself. */
const mayPart = (context: QueryContext, parentId: TaskId): Allowed =>
  tryOut(context, {
    name: 'task.part',
    command: 'task.give',
    args: {
      taskId: TaskId.parse(NO_ID),
      content: '.',
      parentId,
      leadId: context.actor().id,
      supporterIds: [],
    },
  });
