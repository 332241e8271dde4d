import { useEffect, useState } from 'react';
import type { Instant, LocalDate } from '../../shared/domain/core/values.ts';
import { dayOf, daysBetween, formatDay, instantOf, timeOfDay } from '../../shared/text/day.ts';
import { say } from '../../shared/words/vi.ts';

const TICK_MS = 30_000;

/** Now, moving on twice a minute: enough for "2 phút trước". */
export function useNow(): Instant {
  const [now, setNow] = useState(() => instantOf(Date.now()));
  useEffect(() => {
    const timer = setInterval(() => setNow(instantOf(Date.now())), TICK_MS);
    return () => clearInterval(timer);
  }, []);
  return now;
}

/** How long ago, in the largest unit that says enough. */
export function sayAge(from: Instant, now: Instant): string {
  const minutes = Math.max(0, Math.floor((Date.parse(now) - Date.parse(from)) / 60_000));
  if (minutes < 1) return say('age.now');
  if (minutes < 60) return say('age.minutes', { count: minutes });
  if (minutes < 24 * 60) return say('age.hours', { count: Math.floor(minutes / 60) });
  return say('age.days', { count: Math.floor(minutes / (24 * 60)) });
}

/** How long something has lasted, in whole days or hours. */
export function sayLasting(from: Instant, now: Instant): string {
  const hours = Math.max(0, Math.floor((Date.parse(now) - Date.parse(from)) / 3_600_000));
  if (hours < 1) return say('lasting.short');
  return hours < 24
    ? say('lasting.hours', { count: hours })
    : say('lasting.days', { count: Math.floor(hours / 24) });
}

/** A moment for reading: the time alone today, else with its day; the year only when it is another. */
export function sayMoment(at: Instant, today: LocalDate): string {
  const day = dayOf(at);
  const time = timeOfDay(at);
  if (day === today) return say('moment.today', { time });
  return `${time}, ${formatDay(day, Number(today.slice(0, 4)))}`;
}

export const sayDay = (day: LocalDate, today: LocalDate): string => formatDay(day, Number(today.slice(0, 4)));

const weekdays = ['0', '1', '2', '3', '4', '5', '6'] as const;
/** "Thứ Hai, 23/11/2026". */
export const sayLongDay = (day: LocalDate): string =>
  `${say(`weekday.${weekdays[new Date(`${day}T00:00:00Z`).getUTCDay()] ?? '0'}`)}, ${formatDay(day)}`;

export type DueTone = 'late' | 'soon' | 'far';

/** The deadline's words and how it presses: late, today or within 3 days, or later. */
export function sayDue(
  dueOn: LocalDate,
  today: LocalDate,
): { readonly text: string; readonly tone: DueTone } {
  const days = daysBetween(today, dueOn);
  if (days < 0) return { text: say('due.late', { days: -days }), tone: 'late' };
  if (days === 0) return { text: say('due.today'), tone: 'soon' };
  return { text: say('due.left', { days }), tone: days <= 3 ? 'soon' : 'far' };
}
