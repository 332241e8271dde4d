import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Instant, LocalDate } from '../../src/shared/domain/core/values.ts';
import {
  countTasks,
  daysLate,
  inTimeShare,
  nextDueOn,
  standingOf,
} from '../../src/shared/domain/task/standing.ts';
import {
  nextTaskState,
  Recurrence,
  type Task,
  taskActions,
  taskStates,
} from '../../src/shared/domain/task/task.ts';
import { given } from '../support/task-cases.ts';
import { makeWorld, person, uuid, type World } from '../support/world.ts';

const day = (text: string) => LocalDate.parse(text);

test('every transition of a task, and every refusal', () => {
  const table = taskStates.map((state) => [
    state,
    taskActions.filter((action) => nextTaskState(state, action)).join(' '),
  ]);
  expect(table).toEqual([
    ['given', 'start note report askExtension answerExtension transfer chase cancel'],
    ['in-progress', 'note report askExtension answerExtension transfer chase cancel'],
    ['reported', 'confirm giveBack cancel'],
    ['done', ''],
    ['cancelled', ''],
  ]);
});

describe('III.1.l, III.1.m: how tasks are counted', () => {
  type Told = Pick<Task, 'state' | 'dueOn' | 'doneOn' | 'reportedOn'>;
  const told = (
    state: Task['state'],
    more: Partial<Record<'dueOn' | 'doneOn' | 'reportedOn', string>> = {},
  ) => ({ state, ...more }) as Told;

  test.each([
    ['before its day', told('given', { dueOn: '2026-11-30' }), 'open-in-time', 0],
    ['three days before', told('in-progress', { dueOn: '2026-11-23' }), 'open-due-soon', 0],
    ['on its very day', told('in-progress', { dueOn: '2026-11-20' }), 'open-due-soon', 0],
    ['a day behind', told('in-progress', { dueOn: '2026-11-19' }), 'open-late', 1],
    ['without a limit', told('given'), 'open-without-limit', 0],
    [
      'reported in time, not confirmed',
      told('reported', { dueOn: '2026-11-18', reportedOn: '2026-11-18' }),
      'waiting-in-time',
      0,
    ],
    ['reported late', told('reported', { dueOn: '2026-11-18', reportedOn: '2026-11-20' }), 'waiting-late', 2],
    [
      'reported in time and confirmed late',
      told('done', { dueOn: '2026-11-10', reportedOn: '2026-11-10', doneOn: '2026-11-20' }),
      'done-in-time',
      0,
    ],
    [
      'done late',
      told('done', { dueOn: '2026-11-10', reportedOn: '2026-11-15', doneOn: '2026-11-16' }),
      'done-late',
      5,
    ],
    ['called back', told('cancelled', { dueOn: '2026-11-10' }), 'cancelled', 10],
  ] as const)('%s', (_what, task, standing, late) => {
    expect(standingOf(task, day('2026-11-20'))).toBe(standing);
    expect(daysLate(task, day('2026-11-20'))).toBe(late);
  });

  test('the share in time is done in time ÷ (done + late and not done); what waits is neither', () => {
    const counts = countTasks(
      [
        ...Array.from({ length: 6 }, () => told('done', { dueOn: '2026-11-10', reportedOn: '2026-11-09' })),
        ...Array.from({ length: 2 }, () => told('done', { dueOn: '2026-11-10', reportedOn: '2026-11-12' })),
        ...Array.from({ length: 2 }, () => told('given', { dueOn: '2026-11-10' })),
        ...Array.from({ length: 5 }, () =>
          told('reported', { dueOn: '2026-11-10', reportedOn: '2026-11-12' }),
        ),
        told('given', { dueOn: '2026-12-10' }),
      ],
      day('2026-11-20'),
    );
    expect(inTimeShare(counts)).toBe(0.6);
    expect(inTimeShare(countTasks([], day('2026-11-20')))).toBeUndefined();
  });

  test('every task stands in one way', () => {
    const someDay = fc.integer({ min: 1, max: 28 }).map((n) => `2026-11-${String(n).padStart(2, '0')}`);
    fc.assert(
      fc.property(
        fc.array(
          fc.record({
            state: fc.constantFrom(...taskStates),
            dueOn: fc.option(someDay, { nil: undefined }),
            reportedOn: fc.option(someDay, { nil: undefined }),
          }),
        ),
        (tasks) => {
          const counts = countTasks(tasks as never, day('2026-11-15'));
          expect(Object.values(counts).reduce((sum, each) => sum + each, 0)).toBe(tasks.length);
        },
      ),
    );
  });
});

describe('tasks that come again', () => {
  test.each([
    ['2026-11-20', 'week', '2026-11-27'],
    ['2026-01-31', 'month', '2026-02-28'],
    ['2026-11-30', 'quarter', '2027-02-28'],
    ['2028-02-29', 'year', '2029-02-28'],
  ] as const)('%s by the %s: %s', (from, recurrence, to) => {
    expect(nextDueOn(day(from), recurrence)).toBe(to);
    expect(Recurrence.options).toContain(recurrence);
  });
});

/** A task from the leader to the specialist, with whatever happens to it. */
function office(more: object = {}) {
  const world = makeWorld();
  const args = given(world, more);
  const taskId = args.taskId;
  const ok = (name: string, rest: object, who: Parameters<World['give']>[2]) =>
    expect([name, world.give(name, { taskId, ...rest }, who)]).toEqual([name, 'ok']);
  ok('task.give', args, 'leader');
  const told = (rest: object = {}) => ({ eventId: uuid(), ...rest });
  return { world, taskId, ok, told, task: () => world.get('task', taskId) };
}

describe('the way of a task', () => {
  test('given, begun by its first note, reported, given back, reported again, confirmed', () => {
    const { ok, told, task } = office();
    ok('task.note', told({ text: 'Đã có số liệu', percent: 30 }), 'specialist');
    expect(task()).toMatchObject({ state: 'in-progress', percent: 30 });
    ok('task.report', told({ text: 'Đã gửi' }), 'specialist');
    ok('task.giveBack', told({ reason: 'Thiếu phụ lục' }), 'leader');
    expect(task()).toMatchObject({ state: 'in-progress', percent: 99, givenBackReason: 'Thiếu phụ lục' });
    expect(task().reportedOn).toBeUndefined();
    ok('task.report', told({ text: 'Đã bổ sung' }), 'specialist');
    ok('task.confirm', {}, 'leader');
    expect(task()).toMatchObject({
      state: 'done',
      percent: 100,
      reportedOn: '2026-11-20',
      doneOn: '2026-11-20',
    });
  });

  test('put off only when it is asked for and granted; the first deadline stays to be seen', () => {
    const { world, taskId, ok, told, task } = office();
    const answer = (isGranted: boolean) => told({ isGranted, text: '' });
    expect(world.give('task.answerExtension', { taskId, ...answer(true) }, 'leader')).toBe(
      'task.nothing-asked',
    );
    const ask = (dueOn: string) => told({ dueOn, reason: 'Chờ số liệu' });
    expect(world.give('task.askExtension', { taskId, ...ask('2026-11-30') }, 'specialist')).toBe(
      'task.extension-not-later',
    );
    ok('task.askExtension', ask('2026-12-10'), 'specialist');
    ok('task.answerExtension', answer(false), 'leader');
    expect(task().dueOn).toBe('2026-11-30');
    ok('task.askExtension', ask('2026-12-10'), 'specialist');
    ok('task.answerExtension', answer(true), 'leader');
    ok('task.askExtension', ask('2026-12-20'), 'specialist');
    ok('task.answerExtension', answer(true), 'leader');
    expect(task()).toMatchObject({ dueOn: '2026-12-20', firstDueOn: '2026-11-30' });
  });

  test('reported behind its day, it says why', () => {
    const { world, taskId, ok, told, task } = office();
    world.at = Instant.parse('2026-12-02T03:00:00.000Z');
    expect(world.give('task.report', { taskId, ...told({ text: '' }) }, 'specialist')).toBe(
      'task.late-without-reason',
    );
    ok('task.report', told({ text: '', lateReason: 'Các xã gửi chậm' }), 'specialist');
    expect(task()).toMatchObject({ state: 'reported', lateReason: 'Các xã gửi chậm' });
  });

  test('one that comes again is given anew when it is confirmed, by its first deadline', () => {
    const { world, ok, told } = office({ recurrence: 'month' });
    ok('task.askExtension', told({ dueOn: '2026-12-05', reason: 'bận' }), 'specialist');
    ok('task.answerExtension', told({ isGranted: true, text: '' }), 'leader');
    ok('task.report', told({ text: '' }), 'specialist');
    const nextTaskId = uuid();
    ok('task.confirm', { nextTaskId }, 'leader');
    expect(world.get('task', nextTaskId)).toMatchObject({
      state: 'given',
      dueOn: '2026-12-30',
      recurrence: 'month',
      percent: 0,
    });
  });

  test('who leads parts it for others; who only supports does not', () => {
    const { world, taskId } = office();
    const { id: leadId, ...official } = person(world.agencyId, 'specialist');
    world.put('official', leadId, official);
    const part = given(world, { taskId: uuid(), parentId: taskId, leadId });
    expect(world.give('task.give', part, 'specialist')).toBe('ok');
    expect(world.give('task.give', { ...part, taskId: uuid() }, 'clerk')).toBe('task.only-leader-gives');
  });

  test('transferred it begins anew, its history stays', () => {
    const { world, ok, told, task } = office();
    ok('task.note', told({ text: 'một', percent: 50 }), 'specialist');
    ok('task.transfer', told({ leadId: world.people.clerk.id, reason: 'Đi học' }), 'leader');
    expect(task()).toMatchObject({ state: 'given', leadId: world.people.clerk.id });
    expect(world.all('taskEvent').map(({ what }) => what)).toEqual(['note', 'transfer']);
  });

  test.each([
    ['the day is over', { dueOn: '2026-11-19' }, 'task.due-in-the-past'],
    ['it recurs without a day', { dueOn: undefined, recurrence: 'week' }, 'task.recurs-without-day'],
    ['its lead is nobody of ours', { leadId: uuid() }, 'task.person-not-ours'],
    ['its document is not here', { of: { kind: 'incoming', id: uuid() } }, 'task.document-not-found'],
  ])('not given: %s', (_what, more, code) => {
    const world = makeWorld();
    expect(world.give('task.give', given(world, more), 'leader')).toBe(code);
  });
});
