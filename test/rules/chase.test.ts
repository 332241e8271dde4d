import { describe, expect, test } from 'vitest';
import { calendarOf } from '../../src/shared/domain/calendar/working-days.ts';
import { LocalDate, OfficialId } from '../../src/shared/domain/core/values.ts';
import { chaseDays } from '../../src/shared/domain/incoming/attention.ts';
import { reminderKey, reminderOf } from '../../src/shared/domain/task/reminder.ts';
import type { TaskState } from '../../src/shared/domain/task/task.ts';
import { uuid } from '../support/world.ts';

const day = (text: string): LocalDate => LocalDate.parse(text);
const calendar = calendarOf();

describe('III.1.l: an office chases by working days', () => {
  test.each([
    ['on a Friday', '2026-11-20', '2026-11-19', '2026-11-25'],
    ['on a Monday: what came on Saturday is today’s', '2026-11-23', '2026-11-20', '2026-11-26'],
    ['on a Sunday: nothing of the weekend is late', '2026-11-22', '2026-11-20', '2026-11-25'],
    ['behind Tết: the days off count for nobody', '2027-02-11', '2027-02-04', '2027-02-16'],
  ])('%s', (_why, today, handOnBefore, dueSoonUntil) => {
    expect(chaseDays(day(today), calendar)).toEqual({ handOnBefore, dueSoonUntil });
  });
});

describe('III.1.m: a task reminds whoever has to do something', () => {
  const [lead, giver, other] = [uuid(), uuid(), uuid()].map((id) => OfficialId.parse(id)) as [
    OfficialId,
    OfficialId,
    OfficialId,
  ];
  const today = day('2026-11-20');
  const task = (state: TaskState, dueOn: string | undefined, isAsked = false) => ({
    ...{ state, leadId: lead, givenBy: giver, isAsked },
    ...(dueOn && { dueOn: day(dueOn) }),
  });

  test.each([
    ['its lead, three days before', task('given', '2026-11-23'), lead, 'due-soon'],
    ['nobody, four days before', task('given', '2026-11-24'), lead, undefined],
    ['its lead, on the day itself', task('in-progress', '2026-11-20'), lead, 'due-soon'],
    ['its lead, a day behind', task('in-progress', '2026-11-19'), lead, 'late'],
    ['nobody, where it has no limit', task('given', undefined), lead, undefined],
    ['its giver, once it is reported', task('reported', '2026-11-19'), giver, 'reported'],
    ['no longer its lead, once it is reported', task('reported', '2026-11-19'), lead, undefined],
    ['its giver, where more time is asked for', task('given', '2026-11-30', true), giver, 'asked'],
    ['nobody, once it is done', task('done', '2026-11-19'), giver, undefined],
    ['nobody, once it was called back', task('cancelled', '2026-11-19', true), giver, undefined],
    ['nobody else', task('in-progress', '2026-11-19'), other, undefined],
  ])('%s', (_who, given, official, kind) => {
    expect(reminderOf(given, official, today)).toBe(kind);
  });

  test('once for a deadline: put off, it is told anew', () => {
    const keys = ['2026-11-20', '2026-11-25'].map((each) => reminderKey('t', 'due-soon', day(each)));
    expect(new Set(keys).size).toBe(2);
  });
});
