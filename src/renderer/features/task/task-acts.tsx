import {
  Alert20Regular,
  ArrowUndo20Regular,
  CalendarCancel20Regular,
  CalendarCheckmark20Regular,
  CalendarClock20Regular,
  CheckmarkCircle20Regular,
  DismissCircle20Regular,
  Play20Regular,
  SplitVertical20Regular,
  TaskListLtr20Regular,
  TextAddT20Regular,
} from '@fluentui/react-icons';
import type { TaskDetail } from '../../../shared/contract/task.ts';
import { TaskEventId, TaskId } from '../../../shared/domain/core/values.ts';
import type { TaskState } from '../../../shared/domain/task/task.ts';
import { formatDay } from '../../../shared/text/day.ts';
import { say } from '../../../shared/words/vi.ts';
import { announce } from '../../app/announce.ts';
import type { Act } from '../../app/document/acts.ts';
import { sayWhyNot } from '../../app/fault.ts';
import { useCommand } from '../../app/read.ts';
import type { TaskDialog } from './task-dialogs.tsx';

/** What leads a task on from each state. */
const leading: Readonly<Record<TaskState, string | undefined>> = {
  given: 'task.start',
  'in-progress': 'task.report',
  reported: 'task.confirm',
  done: undefined,
  cancelled: undefined,
};

type Named = Act & { readonly name: string };

/** What can be done with a task now: one primary by state, progress beside it, the rest in the menu. */
export function useTaskActs(detail: TaskDetail, onDialog: (dialog: TaskDialog) => void) {
  const { taskId, state } = detail.row;
  const { asked, recurrence } = detail.task;
  const start = useCommand('task.start');
  const confirm = useCommand('task.confirm');
  const answer = useCommand('task.answerExtension');
  const whyNot = (name: string): string | undefined => {
    const found = detail.allowed.find((each) => each.name === name);
    return found?.isAllowed === true ? undefined : sayWhyNot(found?.reason ?? '');
  };
  const grant = () =>
    asked &&
    answer.mutate(
      { taskId, eventId: TaskEventId.parse(crypto.randomUUID()), isGranted: true, text: '' },
      { onSuccess: () => announce(say('task.extend.granted', { day: formatDay(asked.dueOn) })) },
    );
  const confirmed = () =>
    confirm.mutate(
      { taskId, ...(recurrence && { nextTaskId: TaskId.parse(crypto.randomUUID()) }) },
      { onSuccess: () => announce(say('task.confirmed')) },
    );
  const act = (name: string, key: string, label: string, icon: Act['icon'], does: () => void): Named => ({
    ...{ name, key, label, act: does, whyNot: whyNot(name) },
    ...(icon && { icon }),
  });
  const all: readonly Named[] = [
    act('task.start', 'start', say('task.start'), <Play20Regular />, () => start.mutate({ taskId })),
    act('task.note', 'note', say('task.note'), <TextAddT20Regular />, () => onDialog('note')),
    act('task.report', 'report', say('task.report'), <TaskListLtr20Regular />, () => onDialog('report')),
    act('task.confirm', 'confirm', say('task.confirm'), <CheckmarkCircle20Regular />, confirmed),
    act('task.giveBack', 'giveBack', say('task.giveBack'), <ArrowUndo20Regular />, () =>
      onDialog('giveBack'),
    ),
    act('task.answerExtension', 'grant', say('task.extend.grant'), <CalendarCheckmark20Regular />, grant),
    act('task.answerExtension', 'refuse', say('task.extend.refuse'), <CalendarCancel20Regular />, () =>
      onDialog('refuseExtension'),
    ),
    act('task.askExtension', 'extend', say('task.extend'), <CalendarClock20Regular />, () =>
      onDialog('extend'),
    ),
    act('task.chase', 'chase', say('task.chase'), <Alert20Regular />, () => onDialog('chase')),
    act('task.part', 'part', say('task.part'), <SplitVertical20Regular />, () => onDialog('part')),
    act('task.cancel', 'cancel', say('task.cancel'), <DismissCircle20Regular />, () => onDialog('cancel')),
  ];
  const isFree = ({ whyNot: why }: Named) => why === undefined;
  const isAsked = all.some((each) => each.key === 'grant' && isFree(each));
  const primary = all.find((each) => (isAsked ? each.key === 'grant' : each.name === leading[state]));
  const others = all.filter(
    (each) => each !== primary && isFree(each) && ['note', 'report', 'giveBack', 'refuse'].includes(each.key),
  );
  return {
    primary,
    others: others.slice(0, 2),
    more: all.filter((each) => each !== primary && !others.slice(0, 2).includes(each)),
    error: start.error ?? confirm.error ?? answer.error,
  };
}
