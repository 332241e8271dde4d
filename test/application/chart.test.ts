import { afterEach, beforeEach, expect, test } from 'vitest';
import { IncomingId, LocalDate, type OfficialId, UnitId } from '../../src/shared/domain/core/values.ts';
import type { Role } from '../../src/shared/domain/office/official.ts';
import { incomingFields } from '../support/documents.ts';
import { makeOffice, type Office } from '../support/office.ts';
import { type OfficeApp, openOfficeApp } from '../support/office-app.ts';
import { uuid } from '../support/world.ts';

let office: Office;
let opened: OfficeApp[];
beforeEach(() => {
  office = makeOffice();
  opened = [];
});
afterEach(async () => {
  await Promise.all(opened.map((each) => each.close()));
  office.close();
});
const openAs = async (role: Role) => {
  const app = await openOfficeApp(office, role);
  opened.push(app);
  return app;
};
const unitId = UnitId.parse(uuid());

/** The administrator founds a unit and puts the specialist there as its clerk. */
async function placed(administrator: OfficeApp): Promise<OfficialId> {
  const { agencyId } = office;
  const unit = { v: 1 as const, agencyId, name: 'Phòng Kinh tế', notation: 'KT' };
  await administrator.ask('office.foundUnit', { unitId, unit });
  const { id, ...official } = office.people.specialist;
  const roles = ['specialist' as const, 'clerk' as const];
  await administrator.ask('office.appoint', { officialId: id, official: { ...official, unitId, roles } });
  await administrator.ask('office.appointHead', { unitId, headId: id });
  return id;
}

test('III.3.c: a change of rights is pointed out to who may confirm it, and to him whom it concerns, until it is confirmed', async () => {
  const administrator = await openAs('administrator');
  const id = await placed(administrator);
  await administrator.synchronise();
  const { fullName } = office.people.specialist;
  const eventId = `${id}/1` as never;
  expect(
    (await administrator.ask('office.listEvents', {})).events.find((each) => each.eventId === eventId),
  ).toMatchObject({
    subject: fullName,
    isWaiting: true,
    whyNot: 'office.not-own-change',
  });

  const leader = await openAs('leader');
  const { events, waitingCount } = await leader.ask('office.listEvents', {});
  expect(waitingCount).toBe(2);
  const told = events.find((each) => each.eventId === eventId);
  expect(told).toMatchObject({ by: { fullName: office.people.administrator.fullName }, isWaiting: true });
  expect(told?.changed).toEqual([
    { field: 'unit', was: '', now: 'Phòng Kinh tế' },
    { field: 'roles', was: 'Chuyên viên', now: 'Văn thư, Chuyên viên' },
  ]);
  expect(told?.whyNot).toBeUndefined();
  await leader.ask('office.confirmChange', { eventId });
  await leader.synchronise();
  expect((await leader.ask('office.listEvents', {})).waitingCount).toBe(1);

  const his = await (await openAs('specialist')).ask('office.listEvents', {});
  expect(his.events.map((each) => [each.eventId, each.isWaiting, each.whyNot])).toEqual([
    [eventId, false, 'office.only-others-confirm'],
  ]);
  expect(his.events[0]?.confirmedBy?.fullName).toBe(office.people.leader.fullName);
});

test('the chart shows each unit with its head and its people; closed, it is offered to nobody', async () => {
  const administrator = await openAs('administrator');
  await placed(administrator);
  const [shown] = (await administrator.ask('office.listChart', {})).units;
  expect(shown).toMatchObject({
    unitId,
    memberCount: 1,
    head: { fullName: office.people.specialist.fullName },
  });
  expect(await administrator.ask('office.listUnits', {})).toHaveLength(1);
  await administrator.ask('office.closeUnit', { unitId });
  expect(await administrator.ask('office.listUnits', {})).toEqual([]);
  expect((await administrator.ask('office.listChart', {})).units[0]).toMatchObject({
    unit: { closedOn: '2026-11-20' },
    memberCount: 1,
  });
  const refused = await administrator.invoke('office.renameUnit', { unitId, name: 'Phòng', notation: '' });
  expect(refused).toMatchObject({ error: { code: 'office.unit-closed' } });
  expect(await (await openAs('clerk')).ask('office.listChart', {})).toMatchObject({
    whyNot: 'office.only-administrator',
  });
});

test('deadlines follow the year’s calendar that the administrator entered, on every machine', async () => {
  const day = (text: string) => LocalDate.parse(text);
  // Today is Friday, 20 November 2026: due on Thursday is not due soon, unless the Monday between is off.
  office.server.put('incoming', IncomingId.parse(uuid()), {
    ...{ v: 1, agencyId: office.agencyId, state: 'in-progress', source: 'paper', ...incomingFields() },
    ...{ attachmentCount: 0, correctionCount: 0, arrivedOn: day('2026-11-16'), dueOn: day('2026-11-26') },
    leadId: office.people.specialist.id,
  });
  const [administrator, clerk] = [await openAs('administrator'), await openAs('clerk')];
  await clerk.synchronise();
  const dueSoon = async () => (await clerk.ask('incoming.countAttention', {}))['due-soon'];
  expect(await dueSoon()).toBe(0);
  expect((await clerk.ask('office.getWorkingYear', { year: 2026 })).entered).toBeUndefined();
  await administrator.ask('office.setWorkingYear', {
    ...{ agencyId: office.agencyId, year: 2026, workedOn: [], basis: 'Thông báo số 10/TB-BNV' },
    daysOff: [{ on: day('2026-11-23'), name: 'Nghỉ bù' }],
  });
  await administrator.synchronise();
  await clerk.synchronise();
  expect(await dueSoon()).toBe(1);
  expect(await clerk.ask('office.getWorkingYear', { year: 2026 })).toMatchObject({
    daysOff: [{ on: '2026-11-23' }],
    entered: { by: { fullName: office.people.administrator.fullName } },
    whyNot: 'office.only-administrator',
  });
});
