import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { readMessage } from '../../src/shared/edxml/read.ts';
import { dispatch, PDF } from '../support/dispatching.ts';
import { AXIS_SECRET, HUB_TOKEN } from '../support/fake-hub.ts';
import { fromG22, makeConnectedProvince } from '../support/gateways.ts';
import { registering } from '../support/papers.ts';

type Connected = Awaited<ReturnType<typeof makeConnectedProvince>>;
let world: Connected;
let { axis, hub, province, agencyId, turn, take, deliveryOf, copies, statusesTold, inbox, deposit, tell } =
  {} as Connected;
const later = (ms: number): void => void vi.setSystemTime(Date.now() + ms);
const HOUR = 3_600_000;

beforeAll(async () => {
  // The clock alone: what the server and the devices call now is moved together.
  vi.useFakeTimers({ toFake: ['Date'], now: Date.parse('2026-11-23T03:00:00.000Z') });
  world = await makeConnectedProvince();
  ({ axis, hub, province, agencyId, turn, take, deliveryOf, copies, statusesTold, inbox, deposit, tell } =
    world);
});
afterAll(async () => {
  await world.close();
  vi.useRealTimers();
});
beforeEach(() => {
  world.calmDown();
  later(20 * 60_000);
});

test('a package goes through the gateway that serves each recipient, to him alone, once', async () => {
  const { deliveryIds } = await dispatch(province, [
    await agencyId('G22'),
    province.b.agencyId,
    await agencyId('H14.90'),
  ]);
  await turn();
  await turn();
  expect(copies().map(({ from, to }) => [from, to])).toEqual([['H56.A', 'G22']]);
  expect(copies('edoc', hub).map(({ from, to }) => [from, to])).toEqual([['H56.A', 'H14.90']]);
  const read = readMessage(copies()[0]?.bytes ?? new Uint8Array());
  expect([read.problems, read.attachments.map(({ name }) => name)]).toEqual([
    [],
    ['phu-luc.txt', 'van-ban.pdf'],
  ]);
  expect(Buffer.from(read.attachments[1]?.bytes ?? []).equals(PDF)).toBe(true);
  expect(await Promise.all(deliveryIds.map(async (id) => (await deliveryOf(id))['status']))).toEqual([
    undefined,
    '01',
    undefined,
  ]);
  expect(await province.ask('select id from queue')).toEqual([]);
});

test('III.1.o: statuses from elsewhere reach the sender, out of order and twice, and are joined', async () => {
  const { deliveryIds } = await dispatch(province, [await agencyId('G22')]);
  await turn();
  const documentId = (
    await province.ask('select document_id from gateway_sent where delivery_id = $1', [deliveryIds[0]])
  )[0]?.['document_id'];
  tell('03', '', { documentId: String(documentId) });
  tell('01');
  tell('03');
  await take();
  tell('01');
  tell('05');
  await take();
  expect(await deliveryOf(deliveryIds[0])).toMatchObject({ status: '05' });
  expect(axis.messages.filter(({ kind }) => kind === 'status').map(({ state }) => state)).toEqual(
    Array.from({ length: 5 }, () => 'done'),
  );
  tell('02', 'Chữ ký không hợp lệ');
  await take();
  expect(await deliveryOf(deliveryIds[0])).toMatchObject({ status: '05', contradiction: '02' });
});

test('a gateway that is down for a day is left alone, and what waited goes when it is back', async () => {
  const axisDown = axis;
  axisDown.faults.down = true;
  const { deliveryIds } = await dispatch(province, [await agencyId('G22'), province.b.agencyId]);
  const tries = 50;
  for (let count = 0; count < tries; count += 1) {
    await turn();
    later((24 * HOUR) / tries);
  }
  expect((await deliveryOf(deliveryIds[1]))['status']).toBe('01');
  expect(await deliveryOf(deliveryIds[0])).not.toHaveProperty('status');
  expect(axisDown.calls.get('/sendEdoc')).toBeLessThanOrEqual(tries);
  axisDown.faults.down = false;
  later(HOUR);
  await turn();
  expect(copies()).toHaveLength(1);
  expect(
    province.events
      .filter(({ event }) => event === 'gateway.away' || event === 'gateway.back')
      .map(({ event }) => event),
  ).toEqual(['gateway.away', 'gateway.back']);
});

test('a hub that answers 400 for ever is asked once, and the sender hears why', async () => {
  axis.faults.refusing = true;
  const { deliveryIds } = await dispatch(province, [await agencyId('G22')]);
  for (let count = 0; count < 5; count += 1) {
    await turn();
    later(HOUR);
  }
  expect(axis.calls.get('/sendEdoc')).toBe(1);
  expect(await deliveryOf(deliveryIds[0])).toMatchObject({
    status: '02',
    statusReason: expect.stringContaining('http-400'),
  });
});

test('a recipient whom the axis does not know ends as 02 after one try', async () => {
  const before = axis.agencies;
  axis.agencies = [];
  const { deliveryIds } = await dispatch(province, [await agencyId('H14.05')]);
  await turn();
  await turn();
  axis.agencies = before;
  expect(axis.calls.get('/sendEdoc')).toBe(1);
  expect(await deliveryOf(deliveryIds[0])).toMatchObject({
    status: '02',
    statusReason: expect.stringContaining('H14.05'),
  });
});

test.each([
  ['answers are lost', { loseSends: 3 }],
  ['it fails sometimes', { failEvery: 3 }],
  ['its clock is a day off and answers are lost', { loseSends: 1, skewMs: -24 * HOUR }],
  ['it is slow', { slowMs: 40 }],
])('where %s, a package still arrives exactly once', async (_name, faults) => {
  Object.assign(axis.faults, faults);
  const { deliveryIds } = await dispatch(province, [await agencyId('G22'), await agencyId('H14.05')]);
  for (let count = 0; count < 12; count += 1) {
    await turn();
    later(HOUR);
  }
  expect(
    copies()
      .map(({ to }) => to)
      .sort(),
  ).toEqual(['G22', 'H14.05']);
  expect(await province.ask('select id from queue')).toEqual([]);
  expect(await deliveryOf(deliveryIds[0])).not.toHaveProperty('status');
});

test('a wrong hash at the hub is tried again, and told to the sender only when it never ends', async () => {
  axis.faults.wrongHash = true;
  const { deliveryIds } = await dispatch(province, [await agencyId('G22')]);
  await turn();
  later(HOUR);
  await turn();
  expect(await deliveryOf(deliveryIds[0])).not.toHaveProperty('status');
  await province.ask('update queue set attempts = 300');
  later(HOUR);
  await turn();
  expect(await deliveryOf(deliveryIds[0])).toMatchObject({
    status: '02',
    statusReason: expect.stringContaining('sai mã băm'),
  });
});

test('a package from elsewhere reaches each office that it names once, and its sender hears 01, then what the office does', async () => {
  const given = fromG22({
    to: ['H56.A', '000.00.02.h56', 'H99.99'].map((organId) => ({ organId, organName: 'Nơi nhận' })),
  });
  axis.clients.add('H99.99');
  axis.faults.listsTwice = true;
  deposit(given);
  await take();
  await take();
  axis.clients.delete('H99.99');
  const arrived = await inbox(given.documentId);
  expect(arrived.map(({ agencyId: of }) => of)).toEqual([province.a.agencyId, province.b.agencyId]);
  expect(arrived[0]?.body).toMatchObject({
    state: 'arrived',
    source: 'exchange',
    organName: 'Văn phòng Chính phủ (mẫu)',
    codeNumber: '7816',
    codeNotation: 'VPCP-TTĐT',
    file: { name: 'van-ban.pdf', sizeBytes: PDF.length },
    attachmentCount: 1,
    exchange: { senderCode: '000.00.00.g22', senderAgencyId: await agencyId('G22'), via: 'truc' },
  });
  expect(
    statusesTold()
      .map(({ from, responseFor, status }) => [
        from.organId,
        responseFor.organId,
        responseFor.documentId,
        responseFor.code,
        status,
      ])
      .sort(),
  ).toEqual([
    ['H56.A', '000.00.00.g22', given.documentId, '7816/VPCP-TTĐT', '01'],
    ['H56.B', '000.00.00.g22', given.documentId, '7816/VPCP-TTĐT', '01'],
  ]);
  const clerk = await province.device(province.b.clerk);
  expect(
    await clerk.perform('incoming.register', registering(province.b, arrived[1]?.id ?? '')),
  ).toMatchObject({ status: 'accepted' });
  await turn();
  expect(statusesTold().at(-1)).toMatchObject({ from: { organId: 'H56.B' }, status: '03' });
  expect(copies().every(({ state }) => state === 'done')).toBe(true);
});

test('the same message through two gateways is one entry', async () => {
  const given = fromG22({
    from: { organId: 'H14.05', organName: 'Sở' },
  });
  deposit(given);
  deposit(given, hub);
  await take();
  expect(await inbox(given.documentId)).toHaveLength(1);
  expect([...copies(), ...copies('edoc', hub)].map(({ state }) => state)).toEqual(['done', 'done']);
});

test('a lost acknowledgement is given again, and nothing arrives twice', async () => {
  axis.faults.loseAcks = 1;
  const given = fromG22();
  deposit(given);
  await take();
  const [message] = copies();
  if (message) message.state = 'pending';
  later(HOUR);
  await take();
  expect([await inbox(given.documentId), copies()[0]?.state]).toMatchObject([[{}], 'done']);
});

test('a package that cannot be read twice over is kept, refused with its reason and acknowledged as of no use', async () => {
  const given = fromG22({
    files: [{ name: 'van-ban.pdf', contentType: 'application/pdf', bytes: Buffer.from('không phải PDF') }],
  });
  deposit(given);
  await take();
  expect(copies()[0]?.state).toBe('pending');
  await take();
  expect([copies()[0]?.state, await inbox(given.documentId)]).toEqual(['fail', []]);
  expect(statusesTold()).toMatchObject([
    {
      status: '02',
      responseFor: { documentId: given.documentId },
      description: expect.stringContaining('không đọc được'),
    },
  ]);
  expect(await readdir(join(province.dataDir, 'gateways', 'truc', 'quarantine'))).toHaveLength(1);
});

test('a message that the hub lists and cannot give holds up no other, and is given up in the end', async () => {
  const [lost, good] = [fromG22(), fromG22()];
  deposit(lost);
  deposit(good);
  axis.faults.missing = copies()[0]?.hubId ?? '';
  await take();
  expect([(await inbox(lost.documentId)).length, (await inbox(good.documentId)).length]).toEqual([0, 1]);
  await province.ask(`update gateway_received set attempts = 50 where state = 'taken'`);
  later(HOUR);
  await take();
  expect(copies().map(({ state }) => state)).toEqual(['fail', 'done']);
});

test('a message that a hub answers with 404 holds up no other, and no try is counted against it', async () => {
  const [lost, good] = [fromG22(), fromG22()];
  deposit(lost);
  deposit(good);
  Object.assign(axis.faults, { missing: copies()[0]?.hubId ?? '', missingIs404: true });
  for (const _ of [1, 2]) {
    await take();
    later(60_000);
  }
  expect([(await inbox(lost.documentId)).length, (await inbox(good.documentId)).length]).toEqual([0, 1]);
  expect(copies().map(({ state }) => state)).toEqual(['pending', 'done']);
  axis.faults.missing = '';
  later(HOUR);
  await take();
  expect((await inbox(lost.documentId)).length).toBe(1);
});

test('a hub that tells no ids takes no earlier message for one that is sent anew', async () => {
  const to = [await agencyId('H14.90')];
  await dispatch(province, to);
  await turn();
  hub.faults.down = true;
  await dispatch(province, to);
  await turn();
  hub.faults.down = false;
  later(HOUR);
  await turn();
  expect(copies('edoc', hub)).toHaveLength(2);
});

test('a line that damages a package once does no harm', async () => {
  const given = fromG22();
  deposit(given);
  axis.faults.corrupts = true;
  await take();
  axis.faults.corrupts = false;
  await take();
  expect([copies()[0]?.state, (await inbox(given.documentId)).length]).toEqual(['done', 1]);
});

test.each([
  [
    'speaks for an office of this server',
    { from: { organId: 'h56.a', organName: 'Giả' }, to: [{ organId: 'H56.B', organName: 'Sở' }] },
  ],
  ['is for nobody here', { to: [{ organId: 'H99.99', organName: 'Không ai' }] }],
])('a package that %s is put aside and arrives nowhere', async (_name, more) => {
  axis.clients.add('H99.99');
  const given = fromG22(more);
  deposit(given);
  await take();
  axis.clients.delete('H99.99');
  expect([copies()[0]?.state, await inbox(given.documentId), statusesTold()]).toEqual(['fail', [], []]);
});

test('an agency that nobody listed can write here and is answered, and cannot be chosen', async () => {
  axis.clients.add('X.01');
  const given = fromG22({
    from: { organId: 'X.01', organName: 'Ban mới lập' },
  });
  deposit(given);
  await take();
  axis.clients.delete('X.01');
  expect((await inbox(given.documentId))[0]?.body).toMatchObject({ organName: 'Ban mới lập' });
  expect(statusesTold()).toMatchObject([{ status: '01', responseFor: { organId: 'X.01' } }]);
  expect(await province.ask(`select is_listed from agencies_elsewhere where code = 'X.01'`)).toEqual([
    { is_listed: false },
  ]);
});

test('nothing of the credentials is in the log', () => {
  expect(JSON.stringify(province.events)).not.toMatch(new RegExp(`${AXIS_SECRET}|${HUB_TOKEN}`));
});
