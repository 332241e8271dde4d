import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  DelegationId,
  DossierId,
  IncomingId,
  LocalDate,
  OutgoingId,
  TaskId,
} from '../../src/shared/domain/core/values.ts';
import { readingId } from '../../src/shared/domain/incoming/parts.ts';
import { groupOf } from '../../src/shared/domain/notice/notice.ts';
import { incomingFields, outgoingFields } from '../support/documents.ts';
import { makeOffice, type Office } from '../support/office.ts';
import { type OfficeApp, openOfficeApp, sentenceOf } from '../support/office-app.ts';
import { uuid } from '../support/world.ts';

let office: Office;
let specialist: OfficeApp;
let clerk: OfficeApp;
let administrator: OfficeApp;
const day = (text: string): LocalDate => LocalDate.parse(text);
/** Today is Friday, 20 November 2026. */
const today = day('2026-11-20');

/** A document of which the specialist has a share. */
function share(subject: string, some: { readonly dueOn?: LocalDate; readonly urgency?: 'express' } = {}) {
  const documentId = IncomingId.parse(uuid());
  const { leader, specialist: his } = office.people;
  const { dueOn, ...rest } = some;
  office.server.put('incoming', documentId, {
    ...{
      v: 1,
      agencyId: office.agencyId,
      state: 'assigned',
      source: 'paper',
      ...incomingFields({ subject }),
    },
    ...{ attachmentCount: 0, correctionCount: 0, arrivedOn: day('2026-11-19'), leadId: his.id },
    ...rest,
  });
  office.server.put('assignment', uuid(), {
    ...{ v: 1, documentId, officialId: his.id, part: 'lead', by: leader.id, state: 'given' },
    ...(dueOn && { dueOn }),
  });
  return documentId;
}

beforeAll(async () => {
  office = makeOffice();
  const { agencyId, server } = office;
  const { leader, specialist: his, administrator: keeper, clerk: records } = office.people;
  share('Hỏa tốc, chưa mở', { urgency: 'express' });
  share('Mới giao');
  // The share's own deadline counts, not the document's.
  const opened = share('Đã mở, mai đến hạn', { dueOn: day('2026-11-23') });
  server.put('reading', readingId(opened, his.id), {
    ...{ v: 1, documentId: opened, officialId: his.id, isRead: true },
  });
  server.put('task', TaskId.parse(uuid()), {
    ...{ v: 1, agencyId, state: 'in-progress', content: 'Việc quá hạn', percent: 10 },
    ...{ givenBy: leader.id, givenOn: day('2026-11-01'), dueOn: day('2026-11-18') },
    ...{ leadId: his.id, supporterIds: [] },
  });
  server.put('task', TaskId.parse(uuid()), {
    ...{ v: 1, agencyId, state: 'given', content: 'Việc của người khác', percent: 0 },
    ...{ givenBy: leader.id, givenOn: today, leadId: records.id, supporterIds: [] },
  });
  server.put('outgoing', OutgoingId.parse(uuid()), {
    ...{ v: 1, agencyId, state: 'returned', attachmentCount: 0, drafterId: his.id },
    ...outgoingFields(leader.id, { subject: 'Dự thảo' }),
    returnedReason: 'Thiếu căn cứ',
  });
  server.put('outgoing', OutgoingId.parse(uuid()), {
    ...{ v: 1, agencyId, state: 'submitted', attachmentCount: 0, drafterId: records.id },
    ...outgoingFields(his.id, { subject: 'Trình ký TUQ.' }),
  });
  server.put('delegation', DelegationId.parse(uuid()), {
    ...{ v: 1, agencyId, officialId: his.id, form: 'TUQ.', typeNames: [], from: day('2026-09-01') },
    ...{ to: day('2026-10-31'), basis: 'Giấy ủy quyền số 07', by: leader.id, doneAt: office.clock },
  });
  server.put('delegation', DelegationId.parse(uuid()), {
    ...{ v: 1, agencyId, officialId: records.id, form: 'TL.', typeNames: [], from: day('2026-01-01') },
    ...{ to: day('2026-11-25'), basis: 'Quy chế làm việc', by: leader.id, doneAt: office.clock },
  });
  server.put('dossier', DossierId.parse(uuid()), {
    ...{ v: 1, agencyId, state: 'closed', year: 2025, notation: '01.TL', title: 'Hồ sơ thủy lợi' },
    ...{ retention: 'permanent', group: 'ordinary', isRestricted: false, startedOn: day('2025-01-02') },
    ...{ endedOn: day('2025-12-20'), ownerId: his.id, helperIds: [], itemCount: 1, nextOrdinal: 2 },
  });
  server.put('officeEvent', `${his.id}/1`, {
    ...{ v: 1, agencyId, of: { kind: 'official', id: his.id }, changed: [{ field: 'roles', now: 'clerk' }] },
    ...{ by: keeper.id, at: office.clock, needsConfirming: true },
  });
  [specialist, clerk, administrator] = await Promise.all([
    openOfficeApp(office, 'specialist'),
    openOfficeApp(office, 'clerk'),
    openOfficeApp(office, 'administrator'),
  ]);
  await specialist.synchronise();
});
afterAll(async () => {
  await Promise.all([specialist, clerk, administrator].map((each) => each.close()));
  office.close();
});

const told = async (app: OfficeApp) =>
  (await app.ask('notice.list', {})).notices.map(({ kind, title }) => [kind, title]);

test('III.1.i, III.5.b, III.3.c: an official is told what is new, due and changed for him, what presses first', async () => {
  expect(await told(specialist)).toEqual([
    ['urgent', 'Hỏa tốc, chưa mở'],
    ['draft-returned', 'Dự thảo'],
    ['task-late', 'Việc quá hạn'],
    ['document-near', 'Đã mở, mai đến hạn'],
    ['to-sign', 'Trình ký TUQ.'],
    ['document-given', 'Mới giao'],
    ['delegation-ended', 'TUQ. Giấy ủy quyền số 07'],
    ['own-rights-changed', office.people.specialist.fullName],
    ['dossier-near', '01.TL Hồ sơ thủy lợi'],
  ]);
  const { notices } = await specialist.ask('notice.list', {});
  const byKind = new Map(notices.map((each) => [each.kind, each]));
  expect(byKind.get('draft-returned')).toMatchObject({ detail: 'Thiếu căn cứ', place: { to: 'outgoing' } });
  expect(byKind.get('delegation-ended')).toMatchObject({
    detail: '1 văn bản đang chờ bạn ký',
    on: '2026-10-31',
  });
  expect(byKind.get('dossier-near')).toMatchObject({ on: '2026-12-20', place: { to: 'dossier' } });
  expect(byKind.get('document-near')).toMatchObject({ on: '2026-11-23' });
});

test('a delegation that ends is told to who signs by it and to the administrator, and to nobody else', async () => {
  const ends = async (app: OfficeApp) =>
    (await told(app)).filter(([kind]) => groupOf[kind as keyof typeof groupOf] === 'authority');
  expect(await ends(clerk)).toEqual([['delegation-ends', 'TL. Quy chế làm việc']]);
  const { fullName } = office.people.clerk;
  expect(await ends(administrator)).toEqual([['delegation-ends', `TL. ${fullName}: Quy chế làm việc`]]);
});

test('what the server refused is told with its sentence, until it is put aside', async () => {
  const documentId = OutgoingId.parse(uuid());
  // Decided here and refused there: the signer left meanwhile, and this desk has not heard of it.
  clerk.line.cut = 'before';
  await clerk.ask('outgoing.draft', {
    documentId,
    fields: outgoingFields(office.people.leader.id),
    secrecy: 'normal',
    attachments: [],
  });
  office.server.put('official', office.people.clerk.id, {
    ...bodyOf(office.people.clerk),
    roles: ['administrator'],
  });
  clerk.line.cut = 'no';
  await clerk.until(async () => {
    await clerk.invoke('sync.tryNow', {});
    return (await told(clerk)).some(([kind]) => kind === 'push-refused');
  });
  const refused = (await clerk.ask('notice.list', {})).notices.find(({ kind }) => kind === 'push-refused');
  expect(refused?.place.to).toBe('sync');
  expect(refused?.detail).toMatch(/\.$/);
});

test('what was read stays read on this machine, also behind the next start; nobody else’s is touched', async () => {
  const before = await specialist.ask('notice.list', {});
  expect(before.unreadCount).toBe(before.notices.length);
  const [first, ...rest] = before.notices.map(({ key }) => key);
  await specialist.ask('notice.markRead', { keys: [first ?? ''] });
  const { dataDir } = specialist;
  await specialist.close();
  specialist = await openOfficeApp(office, 'specialist', { dataDir });
  const after = await specialist.ask('notice.list', {});
  expect(after.unreadCount).toBe(rest.length);
  expect(after.notices.find(({ key }) => key === first)?.isRead).toBe(true);
  await specialist.ask('notice.markRead', { keys: rest });
  expect((await specialist.ask('notice.list', {})).unreadCount).toBe(0);
});

test('quiet hours are the official’s own; hours that end before they begin are refused', async () => {
  expect(await clerk.ask('notice.list', {})).toMatchObject({ isQuiet: false });
  const refused = await clerk.invoke('notice.setQuietHours', { isOn: true, from: '17:00', to: '07:00' });
  expect(sentenceOf(refused)).toContain('Giờ bắt đầu (17:00) phải trước giờ kết thúc (07:00)');
  await clerk.ask('notice.setQuietHours', { isOn: true, from: '13:00', to: '17:00' });
  expect(await clerk.ask('notice.list', {})).toMatchObject({
    isQuiet: true,
    hours: { isOn: true, from: '13:00', to: '17:00' },
  });
  expect(await specialist.ask('notice.list', {})).toMatchObject({ isQuiet: false });
});

const bodyOf = ({ id: _id, ...body }: Office['people']['clerk']) => body;
