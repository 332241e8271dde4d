import { addDays, addMonths, daysBetween } from '../../text/day.ts';
import type { LocalDate } from '../core/values.ts';
import type { Recurrence, Task } from './task.ts';

/** How a task stands against its deadline, as reports count it. */
export const standings = [
  'done-in-time',
  'done-late',
  'waiting-in-time',
  'waiting-late',
  'open-in-time',
  'open-due-soon',
  'open-late',
  'open-without-limit',
  'cancelled',
] as const;
export type Standing = (typeof standings)[number];

/** Days before its deadline from which a task is told as due soon. */
export const DUE_SOON_DAYS = 3;

type Told = Pick<Task, 'state' | 'dueOn' | 'doneOn' | 'reportedOn'>;

/** Where a task stands on a day. It was in time when it was reported by the end of its day, however late it is confirmed. */
export function standingOf({ state, dueOn, doneOn, reportedOn }: Told, today: LocalDate): Standing {
  if (state === 'cancelled') return 'cancelled';
  const finishedOn = reportedOn ?? doneOn;
  const isLate = dueOn !== undefined && (finishedOn ?? today) > dueOn;
  if (state === 'done') return isLate ? 'done-late' : 'done-in-time';
  if (state === 'reported') return isLate ? 'waiting-late' : 'waiting-in-time';
  if (dueOn === undefined) return 'open-without-limit';
  if (isLate) return 'open-late';
  return daysBetween(today, dueOn) <= DUE_SOON_DAYS ? 'open-due-soon' : 'open-in-time';
}

/** How many days a task is late, by its report or by today; 0 where it is not. */
export const daysLate = ({ dueOn, reportedOn, doneOn }: Told, today: LocalDate): number =>
  dueOn === undefined ? 0 : Math.max(0, daysBetween(dueOn, reportedOn ?? doneOn ?? today));

export type TaskCounts = Readonly<Record<Standing, number>>;

/** How many tasks stand in each way. */
export function countTasks(tasks: readonly Told[], today: LocalDate): TaskCounts {
  const counts = Object.fromEntries(standings.map((standing) => [standing, 0])) as Record<Standing, number>;
  for (const task of tasks) counts[standingOf(task, today)] += 1;
  return counts;
}

/**
 * The share done in time, 0 to 1: done in time ÷ (done + not done and late); undefined where nothing was to be done yet. What waits for
 * confirmation counts as neither.
 */
export function inTimeShare(counts: TaskCounts): number | undefined {
  const whole = counts['done-in-time'] + counts['done-late'] + counts['open-late'];
  return whole === 0 ? undefined : counts['done-in-time'] / whole;
}

/** The deadline of the next one of a task that comes again: the same day of the next period, or its month's last. */
export function nextDueOn(dueOn: LocalDate, recurrence: Recurrence): LocalDate {
  if (recurrence === 'week') return addDays(dueOn, 7);
  return addMonths(dueOn, { month: 1, quarter: 3, year: 12 }[recurrence]);
}
