import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Input } from '../../src/shared/contract/contract.ts';
import { LocalDate, TaskEventId, TaskId } from '../../src/shared/domain/core/values.ts';
import { makeOffice, type Office } from '../support/office.ts';
import { type OfficeApp, openOfficeApp, sentenceOf } from '../support/office-app.ts';
import { uuid } from '../support/world.ts';

let office: Office;
let leader: OfficeApp;
let specialist: OfficeApp;
beforeEach(async () => {
  office = makeOffice();
  [leader, specialist] = await Promise.all([
    openOfficeApp(office, 'leader'),
    openOfficeApp(office, 'specialist'),
  ]);
});
afterEach(async () => {
  await Promise.all([leader.close(), specialist.close()]);
  office.close();
});

const page = { limit: 50 } as const;
const day = (text: string) => LocalDate.parse(text);
const eventId = () => TaskEventId.parse(uuid());

async function given(more: Partial<Input<'task.give'>> = {}): Promise<TaskId> {
  const taskId = TaskId.parse(uuid());
  await leader.ask('task.give', {
    taskId,
    content: 'Báo cáo chuyển đổi số quý IV',
    leadId: office.people.specialist.id,
    supporterIds: [],
    dueOn: day('2026-11-30'),
    ...more,
  });
  return taskId;
}
const both = async () => {
  await leader.synchronise();
  await specialist.synchronise();
};

describe('a task', () => {
  test('III.1.l: goes from the leader’s desk to the specialist’s and back, in the views of both', async () => {
    const taskId = await given();
    await both();
    expect(await specialist.ask('task.countViews', {})).toMatchObject({ mine: 1, given: 0, waiting: 0 });
    await specialist.ask('task.note', { taskId, eventId: eventId(), text: 'Đang tổng hợp', percent: 40 });
    await specialist.ask('task.report', { taskId, eventId: eventId(), text: 'Đã gửi' });
    await specialist.synchronise();
    await leader.synchronise();
    const { rows } = await leader.ask('task.list', { view: 'waiting', ...page });
    expect(rows).toMatchObject([
      { taskId, state: 'reported', standing: 'waiting-in-time', percent: 100, sync: 'synced' },
    ]);
    const { events, allowed } = await leader.ask('task.get', { taskId });
    expect(events.map(({ what, percent }) => [what, percent])).toEqual([
      ['report', undefined],
      ['note', 40],
    ]);
    expect(allowed.filter(({ isAllowed }) => isAllowed).map(({ name }) => name)).toEqual([
      'task.confirm',
      'task.giveBack',
      'task.cancel',
      'task.part',
    ]);
    await leader.ask('task.confirm', { taskId });
    expect(await leader.ask('task.countViews', {})).toMatchObject({ given: 0, waiting: 0, done: 1, all: 1 });
  });

  test('is listed by its deadline, found without marks, page by page, what has no limit last', async () => {
    await given({ content: 'Rà soát hộ nghèo', dueOn: day('2026-12-20') });
    const taskId = TaskId.parse(uuid());
    const open = {
      taskId,
      content: 'Rà soát thường xuyên',
      leadId: office.people.specialist.id,
      supporterIds: [],
    };
    await leader.ask('task.give', open);
    await given({ content: 'Rà soát đất đai', dueOn: day('2026-11-25') });
    const contents: string[] = [];
    let after: string | undefined;
    do {
      const found = await leader.ask('task.list', {
        view: 'given',
        text: 'ra soat',
        limit: 1,
        ...(after !== undefined && { after }),
      });
      contents.push(...found.rows.map(({ content }) => content));
      after = found.next;
    } while (after !== undefined);
    expect(contents).toEqual(['Rà soát đất đai', 'Rà soát hộ nghèo', 'Rà soát thường xuyên']);
  });

  test('III.1.m: whoever gave it asks after it, and its lead is reminded anew until he tells how far it is', async () => {
    const taskId = await given();
    await both();
    const told = async () =>
      (await specialist.ask('notice.list', {})).notices
        .filter(({ place }) => place.to === 'task' && place.id === taskId)
        .map(({ kind }) => kind);
    expect(await told()).toEqual(['task-given']);
    await leader.ask('task.chase', { taskId, eventId: eventId(), text: 'Khẩn trương báo cáo' });
    await both();
    expect(await told()).toEqual(['task-chased']);
    const { events } = await specialist.ask('task.get', { taskId });
    expect(events.map(({ what, text }) => [what, text])).toEqual([['chase', 'Khẩn trương báo cáo']]);
    await specialist.ask('task.note', { taskId, eventId: eventId(), text: 'Đang làm', percent: 30 });
    expect(await told()).toEqual([]);
  });

  test('given of a document and parted by its lead, it leads to both', async () => {
    const parentId = await given();
    await both();
    const part = { taskId: TaskId.parse(uuid()), content: 'Lấy số liệu các xã', parentId, supporterIds: [] };
    await specialist.ask('task.give', { ...part, leadId: office.people.clerk.id, dueOn: day('2026-11-26') });
    const { parts } = await specialist.ask('task.get', { taskId: parentId });
    expect(parts.map(({ content, lead }) => [content, lead?.fullName])).toEqual([
      ['Lấy số liệu các xã', 'Người clerk'],
    ]);
  });

  test('III.1.m: counted whole and by lead, with the share in time', async () => {
    const first = await given();
    await given({ content: 'Hai' });
    await given({ content: 'Ba', leadId: office.people.clerk.id });
    await both();
    await specialist.ask('task.report', { taskId: first, eventId: eventId(), text: '' });
    await specialist.synchronise();
    await leader.synchronise();
    await leader.ask('task.confirm', { taskId: first });
    const counted = await leader.ask('task.count', { from: day('2026-11-01'), to: day('2026-11-30') });
    expect(counted).toMatchObject({ counts: { 'done-in-time': 1, 'open-in-time': 2 }, inTimeShare: 1 });
    expect(counted.groups.map(({ name, counts }) => [name, counts['open-in-time']])).toEqual(
      expect.arrayContaining([
        ['Người specialist', 1],
        ['Người clerk', 1],
      ]),
    );
    const none = await leader.ask('task.count', { from: day('2026-10-01'), to: day('2026-10-31') });
    expect([none.groups, none.inTimeShare]).toEqual([[], undefined]);
  });

  test('what may not be done says why and keeps everything', async () => {
    const taskId = await given();
    await both();
    const refused = await specialist.invoke('task.cancel', {
      taskId,
      eventId: eventId(),
      reason: 'Không muốn',
    });
    expect(sentenceOf(refused)).toContain('Chỉ người giao nhiệm vụ');
    expect((await specialist.ask('task.get', { taskId })).task.state).toBe('given');
  });
});
