import { daysBetween } from '../../text/day.ts';
import type { LocalDate, OfficialId } from '../core/values.ts';
import { DUE_SOON_DAYS } from './standing.ts';
import type { Task } from './task.ts';

/** Why somebody is reminded: his deadline is near or over; a report or a wish for more time waits for him. */
export const reminderKinds = ['due-soon', 'late', 'reported', 'asked'] as const;
export type ReminderKind = (typeof reminderKinds)[number];

type Told = Pick<Task, 'state' | 'dueOn' | 'leadId' | 'givenBy'> & { readonly isAsked: boolean };

/** Of what the official is reminded on a day; undefined where he has nothing to do. */
export function reminderOf(task: Told, officialId: OfficialId, today: LocalDate): ReminderKind | undefined {
  const { state, dueOn, leadId, givenBy, isAsked } = task;
  const isOpen = state === 'given' || state === 'in-progress';
  if (leadId === officialId && isOpen && dueOn !== undefined) {
    if (today > dueOn) return 'late';
    if (daysBetween(today, dueOn) <= DUE_SOON_DAYS) return 'due-soon';
  }
  if (givenBy !== officialId) return undefined;
  if (state === 'reported') return 'reported';
  return isAsked && isOpen ? 'asked' : undefined;
}

/** What a reminder is told once by: the same task is told anew when its deadline was put off or it became late. */
export const reminderKey = (taskId: string, kind: ReminderKind, dueOn: LocalDate | undefined): string =>
  `${taskId}:${kind}:${dueOn ?? ''}`;
