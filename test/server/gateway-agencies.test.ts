import { randomUUID } from 'node:crypto';
import { chmod, writeFile } from 'node:fs/promises';
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { runServerCommand } from '../../src/server/command-line.ts';
import { dispatch } from '../support/dispatching.ts';
import { fromG22, makeConnectedProvince } from '../support/gateways.ts';

type Connected = Awaited<ReturnType<typeof makeConnectedProvince>>;
let world: Connected;
let { axis, hub, province, agencyId, turn, take, copies, deliveryOf, inbox, statusesTold, tell, deposit } =
  {} as Connected;
const later = (ms: number): void => void vi.setSystemTime(Date.now() + ms);
const HOUR = 3_600_000;

beforeAll(async () => {
  // The clock alone: what the server and the devices call now is moved together.
  vi.useFakeTimers({ toFake: ['Date'], now: Date.parse('2026-11-23T03:00:00.000Z') });
  world = await makeConnectedProvince();
  ({ axis, hub, province, agencyId, turn, take, copies, deliveryOf, inbox, statusesTold, tell, deposit } =
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

test('the directory keeps an agency’s id when its code changes, and ends who is there no more', async () => {
  const before = await agencyId('G22');
  const was = axis.agencies;
  axis.agencies = [
    { code: 'G22.00', oldCode: 'G22', name: 'Văn phòng Chính phủ (mẫu)' },
    { code: 'g90', name: 'Bộ mới' },
  ];
  later(24 * HOUR);
  await province.server.gateways?.takeDirectories();
  expect(await agencyId('G22.00')).toBe(before);
  const listed = async () =>
    (await province.ask('select code, gateway from agencies_elsewhere where is_listed'))
      .map(({ code, gateway }) => `${String(code)} ${String(gateway)}`)
      .sort();
  expect(await listed()).toEqual(['G22.00 truc', 'H14.05 tinh', 'H14.90 tinh', 'g90 truc']);
  axis.agencies = [];
  later(24 * HOUR);
  await province.server.gateways?.takeDirectories();
  expect(await listed()).toHaveLength(4);
  axis.agencies = was;
  later(24 * HOUR);
  await province.server.gateways?.takeDirectories();
  expect(await listed()).toEqual(['G22 truc', 'H14.05 truc', 'H14.90 tinh']);
  expect(await agencyId('G22')).toBe(before);
});

test('a desk holds the agencies elsewhere that are in use, and finds the others at the server', async () => {
  const clerk = await province.device(province.a.clerk);
  const codesAt = async (url: string): Promise<readonly string[]> => {
    const { agencies } = JSON.parse((await clerk.send('GET', url)).text) as { agencies: { code: string }[] };
    return agencies.map(({ code }) => code).sort();
  };
  await province.ask('update agencies_elsewhere set is_used = false');
  await dispatch(province, [await agencyId('G22')]);
  await turn();
  expect(await codesAt('/v1/directory')).toEqual(expect.arrayContaining(['G22', 'H56.A', 'H56.B']));
  expect(await codesAt('/v1/directory')).not.toContain('H14.90');
  expect(await codesAt(`/v1/directory/search?text=${encodeURIComponent('phường MAU ubnd')}`)).toEqual([
    'H14.90',
  ]);
  expect(await codesAt('/v1/directory/search?text=h14.05')).toEqual(['H14.05']);
  expect((await clerk.send('GET', '/v1/directory/search')).status).toBe(400);
});

describe('the keeper of the server', () => {
  const ask = async (gatewaysFile: string) => {
    const lines: string[] = [];
    const say = (line: string): void => void lines.push(line);
    const config = {
      ...{ dataDir: province.dataDir, host: '127.0.0.1', port: 0, poolSize: 2, gatewaysFile },
      databaseUrl: province.server.databaseUrl,
    };
    return {
      status: await runServerCommand(['gateways'], config, { out: say, err: say }, () => undefined),
      lines,
    };
  };

  test('IV.3: asks each gateway how it is, what waits for it, and whether it spoke for others', async () => {
    deposit(fromG22(), hub);
    await take();
    axis.faults.down = true;
    hub.faults.lockedAccount = 'H56.B';
    await dispatch(province, [await agencyId('G22')]);
    await turn();
    expect(await ask(world.gatewaysFile)).toEqual({
      status: 1,
      lines: [
        expect.stringMatching(/^truc: KHÔNG trả lời \(no-answer.*1 gói chờ gửi \(lâu nhất từ \d\d\/11\/2026/),
        expect.stringMatching(
          /^tinh: KHÔNG trả lời \(H56\.B: http-401.*0 gói chờ gửi, 1 gói để riêng, 1 cơ quan/,
        ),
        expect.stringMatching(/^tinh: 1 gói để riêng vì nhân danh cơ quan thuộc cổng khác/),
      ],
    });
  });

  test('is told by its place what is wrong in the file, never by its value; others may not read it', async () => {
    const file = `${world.gatewaysFile}.sai`;
    const gateway = {
      name: 'truc',
      type: 'axis',
      endpoint: 'http://axis.example',
      systemId: 'a',
      secret: 'bi-mat',
    };
    await writeFile(file, JSON.stringify({ gateways: [gateway] }), { mode: 0o600 });
    await expect(ask(file)).rejects.toMatchObject({
      code: 'gateway.file-unusable',
      detail: { path: file, where: 'gateways.0.endpoint' },
    });
    await writeFile(file, '{"secret":"bi-mat"');
    const problem: unknown = await ask(file).catch((thrown: unknown) => thrown);
    expect(problem).toMatchObject({ code: 'gateway.file-unusable' });
    expect(JSON.stringify([problem, String((problem as Error).cause)])).not.toContain('bi-mat');
    await chmod(file, 0o640);
    await expect(ask(file)).rejects.toMatchObject({ code: 'gateway.file-open' });
  });
});

test('no hub speaks for the agencies of another: neither of what that one carried, nor with a package', async () => {
  const { documentId, deliveryIds } = await dispatch(province, [await agencyId('G22')]);
  await turn();
  const clerk = await province.device(province.a.clerk);
  const requests = [{ requestId: randomUUID(), deliveryId: deliveryIds[0] }];
  await clerk.perform('outgoing.recall', { documentId, reason: 'Sai nội dung', requests });
  await turn();
  const [real, forged] = [fromG22(), fromG22()];
  deposit(real);
  await take();
  const before = await deliveryOf(deliveryIds[0]);
  const logged = province.events.length;
  const [sent] = await province.ask('select hub_id from gateway_sent where delivery_id = $1', [
    deliveryIds[0],
  ]);
  const about = { documentId: String(sent?.['hub_id']) };
  for (const status of ['01', '02', '06', '15', '16'] as const) tell(status, 'Giả', about, hub);
  tell('13', 'Giả', { documentId: real.documentId }, hub);
  deposit(forged, hub);
  await take();
  expect(await deliveryOf(deliveryIds[0])).toEqual(before);
  const [entry] = await inbox(real.documentId);
  expect([
    await inbox(forged.documentId),
    await province.ask(`select id from entities where kind = 'recallRequest' and root_id = $1`, [entry?.id]),
    statusesTold().filter(({ responseFor }) => responseFor.documentId === forged.documentId),
  ]).toEqual([[], [], []]);
  const said = province.events.slice(logged);
  expect(
    said.filter(
      ({ event, detail }) => event === 'gateway.put-aside' && detail['problem'] === 'of-another-gateway',
    ),
  ).toHaveLength(7);
  expect(said).toContainEqual({
    event: 'gateway.sender-of-another',
    detail: { gateway: 'tinh', servedBy: 'truc', code: 'G22' },
  });
  tell('03', '', about);
  await take();
  expect(await deliveryOf(deliveryIds[0])).toMatchObject({ status: '03' });
});

test('one account whose token ran out holds up no other, and goes on when it has a new one', async () => {
  hub.faults.lockedAccount = 'H56.A';
  const logged = province.events.length;
  const { deliveryIds } = await dispatch(province, [await agencyId('H14.90')]);
  const from = { organId: 'H14.90', organName: 'UBND phường' };
  const [forA, forB] = [fromG22({ from }), fromG22({ from, to: [{ organId: 'H56.B', organName: 'Sở' }] })];
  deposit(forA, hub);
  deposit(forB, hub);
  for (const _ of [1, 2, 3]) {
    await take();
    later(HOUR);
  }
  expect([(await inbox(forA.documentId)).length, (await inbox(forB.documentId)).length]).toEqual([0, 1]);
  expect(copies('status', hub).map(({ from: by }) => by)).toEqual(['H56.B']);
  expect(await deliveryOf(deliveryIds[0])).not.toHaveProperty('status');
  expect(await province.ask(`select attempts from queue where topic = 'message' and lane = 'tinh'`)).toEqual([
    { attempts: 0 },
  ]);
  await province.server.gateways?.takeDirectories();
  const said = province.events.slice(logged);
  expect(said.filter(({ event }) => event === 'gateway.away').map(({ detail }) => detail)).toEqual([
    { gateway: 'tinh', code: 'http-401', account: 'H56.A' },
  ]);
  expect(said.map(({ event }) => event)).not.toContain('gateway.directory-failed');
  hub.faults.lockedAccount = '';
  later(HOUR);
  await take();
  expect(copies('edoc', hub).filter(({ from: by }) => by === 'H56.A')).toHaveLength(1);
  expect(await inbox(forA.documentId)).toHaveLength(1);
});
