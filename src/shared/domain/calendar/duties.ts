import { dayOf, instantAt } from '../../text/day.ts';
import type { Instant, LocalDate, Urgency } from '../core/values.ts';
import { type Calendar, nextWorkingDay, workingDayFrom } from './working-days.ts';

/** How long a duty may take: the same day, the next working day at the latest, or its morning; `at-once` bears no delay at all. */
export type Allowance = 'at-once' | 'same-day' | 'next-working-day' | 'next-working-morning';

/** A duty that a decree puts on the office: what an ordinary document allows, what an urgent one does; where that stands is in the words. */
export type Duty = { readonly ordinary: Allowance; readonly urgent: Allowance };

/** The duties of the records office (văn thư) and of whoever submits, as data. */
export const duties = {
  /** Receipt is told to the sender. */
  receipt: { ordinary: 'same-day', urgent: 'same-day' },
  register: { ordinary: 'next-working-day', urgent: 'at-once' },
  submit: { ordinary: 'next-working-day', urgent: 'at-once' },
  handOn: { ordinary: 'next-working-day', urgent: 'at-once' },
  /** On the day of the signature, else on the next working day; electronically by its morning. */
  dispatch: {
    ordinary: 'next-working-morning',
    urgent: 'at-once',
  },
} as const satisfies Readonly<Record<string, Duty>>;
export type DutyName = keyof typeof duties;

/** When a morning ends, local time. No text says the hour. */
const MORNING_ENDS = '12:00';
const DAY_ENDS = '23:59';

/** The instant up to which a duty is done in time, counted from `from`: a document's reception, or its signature. */
export function dutyEnds(name: DutyName, from: Instant, urgency: Urgency, calendar: Calendar): Instant {
  const { ordinary, urgent } = duties[name];
  const day = dayOf(from);
  switch (urgency === 'normal' ? ordinary : urgent) {
    case 'at-once':
      return from;
    case 'same-day':
      return endOf(day);
    // What comes on a day off belongs to the day on which the office opens, and has the day behind it as well.
    case 'next-working-day':
      return endOf(nextWorkingDay(workingDayFrom(day, calendar), calendar));
    case 'next-working-morning':
      return instantAt(nextWorkingDay(day, calendar), MORNING_ENDS);
  }
}

/** Urgent documents alarm from their arrival on, by night and on days off too (NĐ 30/2020 article 4.2c: ngay sau khi nhận được). */
export const isAlarming = (urgency: Urgency): boolean => urgency !== 'normal';

const endOf = (day: LocalDate): Instant => instantAt(day, DAY_ENDS);
