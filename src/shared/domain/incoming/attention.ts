import { addWorkingDays, type Calendar } from '../calendar/working-days.ts';
import type { LocalDate } from '../core/values.ts';

/**
 * The lists by which an office chases its incoming documents (NĐ 30/2020 articles 4.2, 23, 24; annex VI part I, III.1.l, m): not put before anybody by the
 * end of its day, urgent and not opened by who has it, overdue, due soon, given back; directed by a paper of the official's own that a clerk typed in and that
 * he has not looked at since; and what an official flagged for himself.
 */
export const attentions = [
  'urgent-unopened',
  'not-handed-on',
  'overdue',
  'due-soon',
  'sent-back',
  'recorded',
  'flagged',
] as const;
export type Attention = (typeof attentions)[number];

/** Working days before a deadline from which a document is told as due soon. */
export const DUE_SOON_WORKING_DAYS = 3;

/** The days that the lists are measured by, as of `today`. */
export type ChaseDays = {
  /** What arrived up to this day should have been handed on: the office has been open for it a whole day. */
  readonly handOnBefore: LocalDate;
  /** Up to this day a deadline is soon. */
  readonly dueSoonUntil: LocalDate;
};

/** What arrives on a day off belongs to the next working day, so the last working day before today is the bound (article 4.2c; urgent ones have none). */
export const chaseDays = (today: LocalDate, calendar: Calendar): ChaseDays => ({
  handOnBefore: addWorkingDays(today, -1, calendar),
  dueSoonUntil: addWorkingDays(today, DUE_SOON_WORKING_DAYS, calendar),
});
