import type { Task } from '../../src/shared/domain/task/task.ts';
import { addDays } from '../../src/shared/text/day.ts';
import { type Found, type Given, on, oneOf, seen, type Work } from './desk.ts';
import type { Device, World } from './story.ts';

const OPEN = ['given', 'in-progress'] as const;
type State = Task['state'];

/** Tasks from whoever gives them to whoever confirms them. */
export const taskWork = {
  give,
  start: (world, device) => on(led(world, device, ['given']), ({ id }) => ['task.start', { taskId: id }]),
  note: (world, device) =>
    on(led(world, device, OPEN), ({ id }) => [
      'task.note',
      { taskId: id, eventId: world.random.uuid(), text: 'Đang làm', percent: world.random.below(100) },
    ]),
  report: (world, device) =>
    on(led(world, device, OPEN), ({ id }) => [
      'task.report',
      {
        taskId: id,
        eventId: world.random.uuid(),
        text: 'Xong',
        ...(world.random.chance(0.8) && { lateReason: 'Chờ số liệu' }),
      },
    ]),
  confirm: (world, device) =>
    on(givenByMe(world, device, ['reported']), ({ id, body }) => [
      'task.confirm',
      { taskId: id, ...(body.recurrence && { nextTaskId: world.random.uuid() }) },
    ]),
  giveBack: (world, device) =>
    on(givenByMe(world, device, ['reported']), ({ id }) => [
      'task.giveBack',
      { taskId: id, eventId: world.random.uuid(), reason: 'Chưa đủ' },
    ]),
  askExtension: (world, device) =>
    on(led(world, device, OPEN), ({ id, body }) => [
      'task.askExtension',
      {
        taskId: id,
        eventId: world.random.uuid(),
        dueOn: addDays(body.dueOn ?? device.test.replica.today(), 1 + world.random.below(9)),
        reason: 'Chờ số liệu',
      },
    ]),
  answerExtension: (world, device) =>
    on(
      oneOf(
        world,
        seen(device, 'task').filter(({ body }) => body.asked && body.givenBy === device.officialId),
      ),
      ({ id }) => [
        'task.answerExtension',
        { taskId: id, eventId: world.random.uuid(), isGranted: world.random.chance(0.7), text: '' },
      ],
    ),
  transfer: (world, device) =>
    on(givenByMe(world, device, OPEN), ({ id }) => [
      'task.transfer',
      { taskId: id, eventId: world.random.uuid(), leadId: device.agency.people.aide, reason: 'Đi học' },
    ]),
  chase: (world, device) =>
    on(givenByMe(world, device, OPEN), ({ id }) => [
      'task.chase',
      { taskId: id, eventId: world.random.uuid(), text: 'Đề nghị khẩn trương' },
    ]),
  cancel: (world, device) =>
    on(world.random.chance(0.3) ? givenByMe(world, device, OPEN) : undefined, ({ id }) => [
      'task.cancel',
      { taskId: id, eventId: world.random.uuid(), reason: 'Không còn cần' },
    ]),
} as const satisfies Record<string, Work>;

const where = (
  device: Device,
  states: readonly State[],
  isHis: (task: Task) => boolean,
): readonly Found<Task>[] =>
  seen(device, 'task').filter(({ body }) => states.includes(body.state) && isHis(body));

/** Mostly one that he leads. */
const led = (world: World, device: Device, states: readonly State[]) =>
  oneOf(
    world,
    where(device, states, ({ leadId }) => leadId === device.officialId || world.random.chance(0.05)),
  );
const givenByMe = (world: World, device: Device, states: readonly State[]) =>
  oneOf(
    world,
    where(device, states, ({ givenBy }) => givenBy === device.officialId || world.random.chance(0.05)),
  );

function give({ random }: World, device: Device): Given {
  const { specialist, aide, clerk } = device.agency.people;
  const today = device.test.replica.today();
  return [
    'task.give',
    {
      taskId: random.uuid(),
      content: 'Báo cáo tình hình thực hiện',
      leadId: random.pick([specialist, specialist, aide, clerk]),
      supporterIds: random.chance(0.3) ? [aide] : [],
      ...(random.chance(0.9) && { dueOn: addDays(today, random.below(4)) }),
      ...(random.chance(0.2) && { recurrence: 'week' }),
    },
  ];
}
