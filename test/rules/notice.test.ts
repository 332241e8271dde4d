import { describe, expect, test } from 'vitest';
import { calendarOf } from '../../src/shared/domain/calendar/working-days.ts';
import { Instant, LocalDate, OfficialId } from '../../src/shared/domain/core/values.ts';
import {
  archiveStage,
  byPressure,
  deadlineStage,
  type NoticeKind,
  noticesOfTask,
  periodStage,
} from '../../src/shared/domain/notice/notice.ts';
import { isQuiet, maySound, USUAL_HOURS } from '../../src/shared/domain/notice/quiet-hours.ts';
import type { Task } from '../../src/shared/domain/task/task.ts';
import { uuid } from '../support/world.ts';

const day = (text: string): LocalDate => LocalDate.parse(text);
const calendar = calendarOf();

describe('III.1.l: a deadline is near one working day before it', () => {
  test.each([
    ['due tomorrow', '2026-11-18', '2026-11-19', 'near'],
    ['due today', '2026-11-19', '2026-11-19', 'near'],
    ['due in two working days', '2026-11-18', '2026-11-20', undefined],
    ['due on Monday, told on Friday', '2026-11-20', '2026-11-23', 'near'],
    ['due on Tuesday, not told on Friday', '2026-11-20', '2026-11-24', undefined],
    ['due on Sunday, told on Friday', '2026-11-20', '2026-11-22', 'near'],
    ['due behind Tết, told before it', '2027-02-04', '2027-02-10', 'near'],
    ['due yesterday', '2026-11-20', '2026-11-19', 'late'],
    ['without a limit', '2026-11-20', undefined, undefined],
  ])('%s', (_what, today, dueOn, stage) => {
    expect(deadlineStage(dueOn === undefined ? undefined : day(dueOn), day(today), calendar)).toBe(stage);
  });
});

describe('III.5.b: a dossier is told from the thirtieth day before it is due at the archive', () => {
  test.each([
    ['31 days before', '2026-11-29', undefined],
    ['30 days before', '2026-11-30', 'near'],
    ['on the day', '2026-12-30', 'near'],
    ['a day late', '2026-12-31', 'late'],
  ])('%s', (_when, today, stage) => {
    expect(archiveStage(day('2026-12-30'), day(today))).toBe(stage);
  });
});

describe('article 13: a delegation is told 30, 7 and 1 days before it begins and ends, and once it has ended', () => {
  const whole = { from: '2026-12-01', to: '2027-03-31' };
  test.each([
    ['long before', whole, '2026-10-31', false, undefined],
    ['30 days before it begins', whole, '2026-11-01', false, ['begins', '2026-12-01', 30]],
    ['a week before', whole, '2026-11-24', false, ['begins', '2026-12-01', 7]],
    ['the day before', whole, '2026-11-30', false, ['begins', '2026-12-01', 1]],
    ['on its first day', whole, '2026-12-01', false, ['begins', '2026-12-01', 1]],
    ['while it runs', whole, '2027-01-15', false, undefined],
    ['30 days before it ends', whole, '2027-03-01', false, ['ends', '2027-03-31', 30]],
    ['on its last day', whole, '2027-03-31', false, ['ends', '2027-03-31', 1]],
    ['a week behind it', whole, '2027-04-07', false, ['ended', '2027-03-31', 0]],
    ['later', whole, '2027-04-08', false, undefined],
    ['later, while something waits under it', whole, '2027-06-01', true, ['ended', '2027-03-31', 0]],
    ['without an end', { from: '2026-01-01' }, '2027-06-01', true, undefined],
    [
      'taken back before it began',
      { from: '2026-12-01', to: '2026-11-19' },
      '2026-11-20',
      false,
      ['ended', '2026-11-19', 0],
    ],
  ] as const)('%s', (_when, { from, ...rest }, today, isWaitedFor, told) => {
    const to = 'to' in rest ? day(rest.to) : undefined;
    const found = periodStage({ from: day(from), to }, day(today), isWaitedFor);
    expect(found && [found.stage, found.on, found.mark]).toEqual(told);
  });
});

describe('III.1.m: who is told of a task', () => {
  const [lead, giver, helper, other] = [uuid(), uuid(), uuid(), uuid()].map((id) => OfficialId.parse(id)) as [
    OfficialId,
    OfficialId,
    OfficialId,
    OfficialId,
  ];
  const today = day('2026-11-20');
  const task = (state: Task['state'], some: Partial<Task> & { readonly isAsked?: boolean } = {}) => ({
    ...{ state, leadId: lead, givenBy: giver, supporterIds: [helper], isAsked: false },
    ...some,
  });
  const late = { dueOn: day('2026-11-19') };
  test.each([
    ['its lead, that it is new', task('given'), lead, ['task-given']],
    ['who helps, too', task('given'), helper, ['task-given']],
    ['nobody, that he gave it to himself', task('given', { givenBy: lead }), lead, []],
    ['its lead, that it is new and near', task('given', { dueOn: today }), lead, ['task-given', 'task-near']],
    ['its lead, that it is late', task('in-progress', late), lead, ['task-late']],
    ['its lead, that he was asked after it', task('in-progress', { chasedOn: today }), lead, ['task-chased']],
    [
      'its lead, that it came back',
      task('in-progress', { givenBackReason: 'Thiếu biểu' }),
      lead,
      ['task-returned'],
    ],
    ['its giver, that it is reported', task('reported', late), giver, ['task-reported']],
    ['no longer its lead', task('reported', late), lead, []],
    ['its giver, that more time is asked for', task('given', { isAsked: true }), giver, ['extension-asked']],
    ['nobody, once it is done', task('done', late), giver, []],
    ['nobody, once it was called back', task('cancelled', { ...late, isAsked: true }), giver, []],
    ['nobody else', task('in-progress', late), other, []],
  ] as const)('%s', (_who, given, official, kinds) => {
    expect(noticesOfTask(given, official, today, calendar).map(({ kind }) => kind)).toEqual(kinds);
  });

  test('put off, or asked after on another day, it is told anew', () => {
    const marks = ['2026-11-18', '2026-11-19'].map(
      (dueOn) => noticesOfTask(task('in-progress', { dueOn: day(dueOn) }), lead, today, calendar)[0]?.mark,
    );
    expect(new Set(marks).size).toBe(2);
  });
});

describe('4.2c: what is urgent sounds at whatever hour, everything else in working hours', () => {
  test.each([
    ['Friday, 10:00', '2026-11-20T03:00:00.000Z', 'task-given', true],
    ['Friday, 06:59', '2026-11-19T23:59:00.000Z', 'task-given', false],
    ['Friday, 07:00', '2026-11-20T00:00:00.000Z', 'task-given', true],
    ['Friday, 17:30', '2026-11-20T10:30:00.000Z', 'task-given', false],
    ['Saturday, 10:00', '2026-11-21T03:00:00.000Z', 'document-late', false],
    ['a Saturday that is worked in exchange, 10:00', '2026-08-22T03:00:00.000Z', 'task-given', true],
    ['National Day, 10:00', '2026-09-02T03:00:00.000Z', 'to-sign', false],
    ['Saturday night, urgent', '2026-11-21T16:00:00.000Z', 'urgent', true],
  ] as const)('%s', (_when, at, kind, sounds) => {
    expect(maySound(kind, isQuiet(USUAL_HOURS, Instant.parse(at), calendar))).toBe(sounds);
  });

  test('who wants no quiet hours hears everything', () => {
    const at = Instant.parse('2026-11-21T16:00:00.000Z');
    expect(isQuiet({ ...USUAL_HOURS, isOn: false }, at, calendar)).toBe(false);
  });
});

test('what presses most comes first, in each group what is new, then the nearest day', () => {
  const told = (kind: NoticeKind, isRead: boolean, on?: string) => ({
    ...{ kind, isRead, key: kind },
    ...(on !== undefined && { on: day(on) }),
  });
  const sorted = [
    told('push-refused', false),
    told('task-given', false),
    told('task-near', false, '2026-11-20'),
    told('task-late', true, '2026-11-01'),
    told('document-late', false, '2026-11-18'),
    told('urgent', true),
  ].sort(byPressure);
  expect(sorted.map(({ kind }) => kind)).toEqual([
    ...['urgent', 'document-late', 'task-near', 'task-late', 'task-given', 'push-refused'],
  ]);
});
