import { expect } from 'vitest';
import type { Role } from '../../src/shared/domain/office/official.ts';
import type { taskCommands } from '../../src/shared/domain/task/commands.ts';
import { type Case, person, uuid, type World } from './world.ts';

const taskId = uuid();

/** The leader gives it to the specialist, until the end of the month. */
export const given = (world: World, more: object = {}) => ({
  taskId,
  content: 'Báo cáo tình hình chuyển đổi số quý IV năm 2026',
  leadId: world.people.specialist.id,
  supporterIds: [],
  dueOn: '2026-11-30',
  ...more,
});

type Step = readonly [name: string, args: object, who: Role];
const reported = () => ({ taskId, eventId: uuid(), text: 'Đã gửi báo cáo' });
const asked = () => ({ taskId, eventId: uuid(), dueOn: '2026-12-10', reason: 'Chờ số liệu' });

function after(world: World, ...steps: readonly Step[]): void {
  for (const [name, args, who] of [['task.give', given(world), 'leader'] as Step, ...steps])
    expect([name, world.give(name, args, who)]).toEqual([name, 'ok']);
}
const isGiven = (world: World): void => after(world);
const isReported = (world: World): void => after(world, ['task.report', reported(), 'specialist']);

const colleagueId = uuid();
/** Somebody of the agency to whom a task may go. */
function hasColleague(world: World): void {
  const { id: _id, ...official } = person(world.agencyId, 'specialist');
  world.put('official', colleagueId, official);
}

/** Every command about tasks, on what it wants. */
export const taskCases: Record<keyof typeof taskCommands, Case> = {
  'task.give': { prepare: hasColleague, args: (world) => given(world, { leadId: colleagueId }) },
  'task.start': { prepare: isGiven, args: () => ({ taskId }) },
  'task.note': {
    prepare: isGiven,
    args: () => ({ taskId, eventId: uuid(), text: 'Đang tổng hợp', percent: 40 }),
  },
  'task.report': { prepare: isGiven, args: reported },
  'task.confirm': { prepare: isReported, args: () => ({ taskId }) },
  'task.giveBack': {
    prepare: isReported,
    args: () => ({ taskId, eventId: uuid(), reason: 'Thiếu phụ lục' }),
  },
  'task.askExtension': { prepare: isGiven, args: asked },
  'task.answerExtension': {
    prepare: (world) => after(world, ['task.askExtension', asked(), 'specialist']),
    args: () => ({ taskId, eventId: uuid(), isGranted: true, text: '' }),
  },
  'task.transfer': {
    prepare: (world) => {
      hasColleague(world);
      isGiven(world);
    },
    args: () => ({ taskId, eventId: uuid(), leadId: colleagueId, reason: 'Đi học' }),
  },
  'task.chase': { prepare: isGiven, args: () => ({ taskId, eventId: uuid(), text: 'Khẩn trương báo cáo' }) },
  'task.cancel': { prepare: isGiven, args: () => ({ taskId, eventId: uuid(), reason: 'Không còn cần' }) },
};
