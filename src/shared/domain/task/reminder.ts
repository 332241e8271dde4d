import { daysBetween } from '../../text/day.ts';
import type { LocalDate, OfficialId } from '../core/values.ts';
import { DUE_SOON_DAYS } from './standing.ts';
import type { Task } from './task.ts';

/** Why somebody is reminded: his deadline is near or over, or he was asked after it; a report or a wish for more time waits for him. */
export const reminderKinds = ['due-soon', 'late', 'chased', 'reported', 'asked'] as const;
export type ReminderKind = (typeof reminderKinds)[number];

type Told = Pick<Task, 'state' | 'dueOn' | 'leadId' | 'givenBy' | 'chasedOn'> & {
  readonly isAsked: boolean;
};

/** Of what the official is reminded on a day; undefined where he has nothing to do. */
export function reminderOf(task: Told, officialId: OfficialId, today: LocalDate): ReminderKind | undefined {
  const { state, dueOn, leadId, givenBy, chasedOn, isAsked } = task;
  const isOpen = state === 'given' || state === 'in-progress';
  if (leadId === officialId && isOpen && chasedOn !== undefined) return 'chased';
  if (leadId === officialId && isOpen && dueOn !== undefined) {
    if (today > dueOn) return 'late';
    if (daysBetween(today, dueOn) <= DUE_SOON_DAYS) return 'due-soon';
  }
  if (givenBy !== officialId) return undefined;
  if (state === 'reported') return 'reported';
  return isAsked && isOpen ? 'asked' : undefined;
}

/** What a reminder is told once by: the same task is told anew when its deadline was put off, it became late, or it was asked after on another day. */
export const reminderKey = (
  taskId: string,
  kind: ReminderKind,
  dueOn: LocalDate | undefined,
  chasedOn?: LocalDate,
): string => `${taskId}:${kind}:${(kind === 'chased' ? chasedOn : dueOn) ?? ''}`;
