import { afterEach, beforeEach, expect, test } from 'vitest';
import {
  DelegationId,
  HandoverId,
  Instant,
  LocalDate,
  type OutgoingId,
} from '../../src/shared/domain/core/values.ts';
import { makeOffice, type Office } from '../support/office.ts';
import { type OfficeApp, openOfficeApp } from '../support/office-app.ts';
import { makeSigningOffice, PASSPHRASE } from '../support/signing-office.ts';
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
const HOUR_MS = 3_600_000;
const openAs = async (role: Parameters<typeof openOfficeApp>[1], dataDir?: string) => {
  const app = await openOfficeApp(office, role, dataDir === undefined ? {} : { dataDir });
  opened.push(app);
  return app;
};
const day = (text: string) => LocalDate.parse(text);
const delegated = (from: string, to?: string) => ({
  delegationId: DelegationId.parse(uuid()),
  officialId: office.people.specialist.id,
  form: 'TL.' as const,
  typeNames: ['Giấy mời'],
  from: day(from),
  ...(to !== undefined && { to: day(to) }),
  basis: 'Quy chế làm việc số 10/QC-SMM',
});
const held = async (app: OfficeApp) =>
  (await app.ask('office.listDelegations', {})).delegations.map(({ delegation, state }) => [
    delegation.from,
    state,
  ]);

test('what the head delegates is listed on every machine: in force first, then to come, then ended (article 13)', async () => {
  const leader = await openAs('leader');
  const running = delegated('2026-11-01');
  const coming = delegated('2026-12-01', '2026-12-31');
  for (const each of [delegated('2026-10-01', '2026-10-31'), coming, running])
    await leader.ask('office.delegate', each);
  await leader.synchronise();
  const clerk = await openAs('clerk');
  const listed = [
    ['2026-11-01', 'in-force'],
    ['2026-12-01', 'to-come'],
    ['2026-10-01', 'ended'],
  ];
  expect(await held(clerk)).toEqual(listed);
  const { fullName } = office.people.specialist;
  expect((await clerk.ask('office.listDelegations', {})).delegations[0]).toMatchObject({
    official: { fullName },
    by: { fullName: office.people.leader.fullName },
  });

  await leader.ask('office.endDelegation', { delegationId: coming.delegationId, lastDay: day('2026-11-30') });
  expect(await held(leader)).toEqual([listed[0], ['2026-12-01', 'ended'], listed[2]]);
  await leader.ask('office.endDelegation', {
    delegationId: running.delegationId,
    lastDay: day('2026-11-20'),
  });
  expect((await held(leader))[0]).toEqual(listed[0]);
  office.clock = Instant.parse('2026-11-20T17:00:00.000Z');
  expect(await held(leader)).toContainEqual(['2026-11-01', 'ended']);
});

test('only the head and the administrator may delegate, only the clerk hands the seal over, and the others are told so', async () => {
  const told = async (role: Parameters<typeof openOfficeApp>[1]) => {
    const app = await openAs(role);
    return [
      (await app.ask('office.listDelegations', {})).whyNot,
      (await app.ask('office.listHandovers', {})).whyNot,
    ];
  };
  expect(await told('leader')).toEqual([undefined, 'office.only-clerk-hands-over']);
  expect(await told('administrator')).toEqual([undefined, 'office.only-clerk-hands-over']);
  expect(await told('clerk')).toEqual(['office.only-head-delegates', undefined]);
});

test('the seal is shown in other hands from the first moment to the last, or until it came back (article 32.2b)', async () => {
  const clerk = await openAs('clerk');
  const handoverId = HandoverId.parse(uuid());
  await clerk.ask('office.handOverSeal', {
    handoverId,
    officialId: office.people.specialist.id,
    from: Instant.parse('2026-11-20T04:00:00.000Z'),
    to: Instant.parse('2026-11-21T04:00:00.000Z'),
    permission: 'Giấy ủy quyền số 12/GUQ-SMM',
    minutes: 'Biên bản số 03/BB-SMM',
  });
  const shown = async (app: OfficeApp) =>
    (await app.ask('office.listHandovers', {})).handovers.map(({ state, isReturnable }) => [
      state,
      isReturnable,
    ]);
  expect(await shown(clerk)).toEqual([['to-come', true]]);
  await clerk.synchronise();
  const [holder, leader] = [await openAs('specialist'), await openAs('leader')];
  for (const [at, state] of [
    ['2026-11-20T04:00:00.000Z', 'running'],
    ['2026-11-21T03:59:59.999Z', 'running'],
  ] as const) {
    office.clock = Instant.parse(at);
    expect([await shown(holder), await shown(leader)]).toEqual([[[state, true]], [[state, false]]]);
  }
  office.clock = Instant.parse('2026-11-21T04:00:00.000Z');
  expect(await shown(clerk)).toEqual([['over', true]]);
  office.clock = Instant.parse('2026-11-20T05:00:00.000Z');
  await holder.ask('office.takeBackSeal', { handoverId });
  expect(await shown(holder)).toEqual([['returned', false]]);
});

test('who was handed the seal sees what waits for it, seals, and sees it no longer when it is taken back', async () => {
  const lab = await makeSigningOffice();
  office.close();
  office = lab.office;
  lab.expectSeal();
  const drafterId = office.people.administrator.id;
  const numbered = { state: 'numbered', number: 7, issuedOn: lab.today, drafterId } as const;
  const [first, second] = [await lab.putSigned(numbered), await lab.putSigned(numbered)];
  const holder = await openAs('specialist', lab.folderWith('agency', lab.pki.agency));
  const clerk = await openAs('clerk');
  const waiting = async () => {
    const { rows } = await holder.ask('signing.listToSign', { role: 'agency' });
    return rows.filter(({ isHere, refusal }) => isHere && !refusal).map(({ documentId }) => documentId);
  };
  const sees = async (documentId: OutgoingId) => (await holder.invoke('outgoing.get', { documentId })).ok;
  expect([await waiting(), await sees(first)]).toEqual([[], false]);
  const handoverId = HandoverId.parse(uuid());
  const handedOver = (from: number, to: number) => ({
    from: Instant.parse(new Date(Date.parse(office.clock) + from).toISOString()),
    to: Instant.parse(new Date(Date.parse(office.clock) + to).toISOString()),
  });
  await clerk.ask('office.handOverSeal', {
    handoverId,
    officialId: office.people.specialist.id,
    ...handedOver(-HOUR_MS, 24 * HOUR_MS),
    permission: 'Giấy ủy quyền số 12/GUQ-SMM',
    minutes: 'Biên bản số 03/BB-SMM',
  });
  await clerk.synchronise();
  await holder.until(async () => (await waiting()).length === 2);
  const key = { keyId: 'agency', secret: PASSPHRASE };
  await holder.ask('signing.seal', { ...(await holder.shown(first)), ...key });
  await holder.synchronise();
  expect([office.server.body('outgoing', first)?.state, await waiting()]).toEqual(['sealed', [second]]);
  await clerk.ask('office.takeBackSeal', { handoverId });
  await clerk.synchronise();
  await holder.until(async () => !(await sees(second)));
  expect([await waiting(), await sees(first)]).toEqual([[], false]);
});

test('only the clerk is offered a copy of a paper that stands in the book (articles 25-27)', async () => {
  const lab = await makeSigningOffice();
  office.close();
  office = lab.office;
  const documentId = lab.putIncoming();
  const offered = async (role: 'clerk' | 'leader') =>
    (await (await openAs(role)).ask('incoming.get', { documentId })).allowed.find(
      ({ name }) => name === 'outgoing.makeCopy',
    );
  expect(await offered('clerk')).toEqual({ name: 'outgoing.makeCopy', isAllowed: true });
  expect((await offered('leader'))?.reason).toBe('outgoing.only-clerk-copies');
});
