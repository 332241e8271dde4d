import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Output } from '../../src/shared/contract/contract.ts';
import {
  AssignmentId,
  AttachmentId,
  DirectiveId,
  IncomingEventId,
  IncomingId,
  LocalDate,
  TaskId,
  UnitId,
} from '../../src/shared/domain/core/values.ts';
import { incomingFields } from '../support/documents.ts';
import { makeOffice, type Office } from '../support/office.ts';
import { type OfficeApp, openOfficeApp } from '../support/office-app.ts';
import { samplePdf } from '../support/sample-pdf.ts';
import { uuid } from '../support/world.ts';

let office: Office;
let clerk: OfficeApp;
let leader: OfficeApp;
let specialist: OfficeApp;
let documentId: IncomingId;
const unitId = UnitId.parse(uuid());
const eventId = () => IncomingEventId.parse(uuid());

beforeEach(async () => {
  office = makeOffice();
  const { agencyId, people } = office;
  const { id: headId, ...official } = people.specialist;
  office.server.put('official', headId, { ...official, unitId });
  office.server.put('unit', unitId, { v: 1, agencyId, name: 'Phòng Kinh tế', notation: 'KT', headId });
  [clerk, leader, specialist] = await Promise.all([
    openOfficeApp(office, 'clerk'),
    openOfficeApp(office, 'leader'),
    openOfficeApp(office, 'specialist'),
  ]);
  documentId = IncomingId.parse(uuid());
  const fields = incomingFields();
  await clerk.ask('incoming.receive', {
    documentId,
    source: 'paper',
    fields,
    secrecy: 'normal',
    attachments: [],
  });
  const registerId = office.book('incoming');
  await clerk.ask('incoming.register', { documentId, registerId, fields, secrecy: 'normal' });
  await together();
});
afterEach(async () => {
  await Promise.all([clerk.close(), leader.close(), specialist.close()]);
  office.close();
});

async function together(): Promise<void> {
  for (let turn = 0; turn < 2; turn++)
    for (const each of [clerk, leader, specialist]) await each.synchronise();
}
const get = (app: OfficeApp) => app.ask('incoming.get', { documentId });
const reasons = ({ allowed }: Output<'incoming.get'>, ...names: string[]) =>
  names.map((name) => {
    const found = allowed.find((each) => each.name === `incoming.${name}`);
    return found?.isAllowed ? 'ok' : found?.reason;
  });
const present = () =>
  clerk.ask('incoming.present', {
    documentId,
    eventId: eventId(),
    leaderId: office.people.leader.id,
    text: 'Đề nghị giao Phòng Kinh tế.',
  });
const direct = (taskId = TaskId.parse(uuid())) =>
  leader.ask('incoming.direct', {
    documentId,
    directiveId: DirectiveId.parse(uuid()),
    text: 'Phòng Kinh tế tham mưu.',
    assignments: [
      {
        assignmentId: AssignmentId.parse(uuid()),
        officialId: office.people.specialist.id,
        unitId,
        part: 'lead',
        dueOn: LocalDate.parse('2026-11-27'),
        taskId,
      },
    ],
  });

test('PL IV.VII: the phiếu giải quyết shows what clerk, leader and unit said, in the order of time', async () => {
  await present();
  await together();
  expect((await get(leader)).row.holder).toMatchObject({ officialId: office.people.leader.id });
  expect(reasons(await get(leader), 'direct', 'sendBack', 'present')).toEqual([
    'ok',
    'ok',
    'incoming.only-clerk-presents',
  ]);
  office.clock = '2026-11-20T04:00:00.000Z' as never;
  await direct();
  await together();
  const detail = await get(specialist);
  expect(reasons(detail, 'forward', 'handBack', 'giveOpinion')).toEqual([
    'incoming.forward-to-oneself',
    'ok',
    'ok',
  ]);
  office.clock = '2026-11-20T05:00:00.000Z' as never;
  const assignmentId = detail.ownAssignmentId;
  await specialist.ask('incoming.giveOpinion', {
    documentId,
    eventId: eventId(),
    text: 'Đề xuất trả lời.',
    ...(assignmentId && { assignmentId }),
  });
  await together();
  expect((await get(clerk)).sheet.map(({ level, what, text }) => [level, what, text])).toEqual([
    ['leader', 'present', 'Đề nghị giao Phòng Kinh tế.'],
    ['leader', 'directive', 'Phòng Kinh tế tham mưu.'],
    ['unit', 'opinion', 'Đề xuất trả lời.'],
  ]);
  expect((await get(clerk)).sheet[1]?.shares).toMatchObject([
    {
      unitName: 'Phòng Kinh tế',
      part: 'lead',
      dueOn: '2026-11-27',
      to: { officialId: office.people.specialist.id },
    },
  ]);
});

test('a directive on paper is told to who wrote it until he has looked, and its scan opens for who got it', async () => {
  const dropped = await clerk.drop('but-phe.pdf', Buffer.from(await samplePdf({ kind: 'table' })));
  if (!dropped.ok) throw new Error(dropped.error.code);
  expect(reasons(await get(clerk), 'recordDirective', 'direct')).toEqual([
    'ok',
    'incoming.only-leader-directs',
  ]);
  expect(reasons(await get(leader), 'recordDirective')).toEqual(['incoming.only-clerk-records']);
  await clerk.ask('incoming.recordDirective', {
    documentId,
    directiveId: DirectiveId.parse(uuid()),
    leaderId: office.people.leader.id,
    writtenOn: LocalDate.parse('2026-11-19'),
    text: 'Phòng Kinh tế chủ trì.',
    assignments: [
      {
        ...{ assignmentId: AssignmentId.parse(uuid()), officialId: office.people.specialist.id },
        ...{ unitId, part: 'lead' },
      },
    ],
    scan: { attachmentId: AttachmentId.parse(uuid()), file: dropped.value.file },
  });
  await together();
  expect((await leader.ask('incoming.countAttention', {})).recorded).toBe(1);
  const { sheet, files, assignments } = await get(leader);
  expect(sheet.at(-1)).toMatchObject({
    by: { officialId: office.people.leader.id },
    recorded: { writtenOn: '2026-11-19', by: { officialId: office.people.clerk.id } },
  });
  expect([assignments[0]?.isWithdrawable, files.map(({ file }) => file.name)]).toEqual([
    true,
    ['but-phe.pdf'],
  ]);
  await leader.ask('incoming.markRead', { documentId, isRead: true });
  expect((await leader.ask('incoming.countAttention', {})).recorded).toBe(0);
  expect((await get(specialist)).files).toMatchObject([{ isHere: true }]);
});

test('III.1.m: the document shows the task that its directive made, and how it stands', async () => {
  const taskId = TaskId.parse(uuid());
  await direct(taskId);
  await together();
  const [share] = (await get(specialist)).assignments;
  expect(share).toMatchObject({ unitName: 'Phòng Kinh tế', task: { taskId, standing: 'open-in-time' } });
  const tasks = await specialist.ask('task.ofDocument', { of: { kind: 'incoming', id: documentId } });
  expect(tasks).toMatchObject([{ taskId, content: 'Phòng Kinh tế tham mưu.' }]);
});

test('III.5.a: who opened it, and when first, is told to everybody who sees it', async () => {
  await clerk.ask('incoming.markRead', { documentId, isRead: true });
  office.clock = '2026-11-20T06:00:00.000Z' as never;
  await leader.ask('incoming.markRead', { documentId, isRead: true });
  await leader.ask('incoming.markRead', { documentId, isRead: false });
  await together();
  expect((await get(clerk)).readers.map(({ by }) => by?.fullName)).toEqual(['Người clerk', 'Người leader']);
});

test('a flag is one’s own, and goes again', async () => {
  await clerk.ask('incoming.flag', { documentId, isFlagged: true });
  await together();
  expect([(await get(clerk)).row.isFlagged, (await get(leader)).row.isFlagged]).toEqual([true, undefined]);
  await clerk.ask('incoming.flag', { documentId, isFlagged: false });
  expect((await get(clerk)).row.isFlagged).toBeUndefined();
});

test('III.1.m: offline a share is taken back at once; where its holder has opened it meanwhile, the server says so and it stays', async () => {
  await direct();
  await together();
  const [share] = (await get(leader)).assignments;
  expect(share?.isWithdrawable).toBe(true);
  leader.line.cut = 'before';
  const { ownAssignmentId } = await get(specialist);
  await specialist.ask('incoming.markRead', {
    documentId,
    isRead: true,
    ...(ownAssignmentId && { assignmentId: ownAssignmentId }),
  });
  await specialist.synchronise();
  await leader.ask('incoming.withdrawShare', {
    documentId,
    assignmentId: share?.assignmentId ?? AssignmentId.parse(uuid()),
    eventId: eventId(),
    reason: 'Giao nhầm',
  });
  expect((await get(leader)).row.state).toBe('registered');
  leader.line.cut = 'no';
  await together();
  expect((await get(leader)).row).toMatchObject({ state: 'assigned', sync: 'refused' });
  expect((await get(leader)).assignments).toMatchObject([{ state: 'given', isWithdrawable: false }]);
});

test('who gave his share back has the document no more; the others see that it was given back', async () => {
  await direct();
  await together();
  const { ownAssignmentId } = await get(specialist);
  await specialist.ask('incoming.handBack', {
    documentId,
    assignmentId: ownAssignmentId ?? AssignmentId.parse(uuid()),
    eventId: eventId(),
    reason: 'Không thuộc lĩnh vực',
  });
  await together();
  expect((await specialist.ask('incoming.list', { view: 'all', limit: 50 })).rows).toEqual([]);
  expect((await get(leader)).row).toMatchObject({ state: 'registered', isSentBack: true });
});

test('units are listed by name with who answers for them', async () => {
  expect(await leader.ask('office.listUnits', {})).toMatchObject([
    { unitId, name: 'Phòng Kinh tế', head: { officialId: office.people.specialist.id } },
  ]);
});
