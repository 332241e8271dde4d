import { createHash, randomUUID } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { axisTable } from '../../src/server/gateway/axis-table.ts';
import { makeFolderGateway } from '../../src/server/gateway/folder-gateway.ts';
import { makeHttpGateway } from '../../src/server/gateway/http-gateway.ts';
import { hubTable } from '../../src/server/gateway/hub-table.ts';
import {
  type Gateway,
  GatewayFault,
  type MessageKind,
  type Outbound,
} from '../../src/server/gateway/port.ts';
import { writePackage } from '../../src/shared/edxml/write.ts';
import { aPackage } from '../support/dispatching.ts';
import { AXIS_SECRET, AXIS_SYSTEM, type FakeHub, HUB_TOKEN, startFakeHub } from '../support/fake-hub.ts';
import { calm } from '../support/fake-hub-mail.ts';
import { type FolderAgent, makeFolderAgent } from '../support/folder-agent.ts';

let hub: FakeHub;
let agent: FolderAgent;
let folder: string;
beforeAll(async () => {
  hub = await startFakeHub();
  folder = await mkdtemp(join(tmpdir(), 'hamrong-gateway-'));
});
afterAll(async () => {
  await hub.close();
  await rm(folder, { recursive: true, force: true });
});

beforeEach(async () => {
  agent = await makeFolderAgent(hub);
  Object.assign(hub.faults, calm);
  hub.messages.length = 0;
  hub.clients.clear();
  hub.clients.add('H56.A');
  hub.agencies = [
    { code: 'G22', oldCode: '000.00.00.G22', name: 'Văn phòng mẫu "G22"' },
    { code: 'H14.05', name: 'Sở [mẫu] {Nội vụ}' },
  ];
});

const axis = (secret = AXIS_SECRET): Gateway =>
  makeHttpGateway(axisTable({ endpoint: hub.axis, systemId: AXIS_SYSTEM, secret }, () => new Date()));
const provincial = (token = HUB_TOKEN): Gateway =>
  makeHttpGateway(hubTable({ endpoint: hub.hub, accounts: [{ organId: 'H56.A', token }] }));
const gateways: readonly (readonly [string, () => Gateway])[] = [
  ['the national axis', () => axis()],
  ['a provincial hub', () => provincial()],
  ['folders', () => makeFolderGateway(agent.root)],
];
const overHttp = gateways.slice(0, 2);
const lines = [
  ['the national axis', () => axis('sai')],
  ['a provincial hub', () => provincial('sai')],
] as const;

const listed = (gateway: Gateway, kind: MessageKind) => gateway.list(kind, gateway.accounts[0] ?? '');
const bytesFor = (to: string): Uint8Array =>
  writePackage(aPackage(randomUUID(), { to: [{ organId: to, organName: 'Nơi nhận' }] }));
async function outbound(to: string, kind: MessageKind = 'edoc'): Promise<Outbound> {
  const [bytes, file] = [bytesFor(to), join(folder, randomUUID())];
  await writeFile(file, bytes);
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  return {
    kind,
    id: randomUUID(),
    from: 'H56.A',
    to,
    documentId: 'H56.A,2026/11/23,05/UBND-VP',
    reference: '05/UBND-VP',
    file,
    sha256,
  };
}
const faultOf = (act: Promise<unknown>) =>
  act.then(
    () => 'none',
    (problem: unknown) => (problem instanceof GatewayFault ? problem.kind : problem),
  );

afterEach(() => agent.close());

describe.each(gateways)('%s', (_name, open) => {
  test('III.2.c: carries a package there, and knows it when it is asked again', async () => {
    const [gateway, message] = [open(), await outbound('G22')];
    expect(await gateway.sent(message)).toEqual([]);
    await gateway.send(message);
    expect(await gateway.sent(message)).toHaveLength(1);
    await agent.carry();
    expect(await gateway.sent(message)).toHaveLength(1);
    const [there, ...others] = hub.messages;
    expect([there?.to, others]).toEqual(['G22', []]);
    expect(there?.bytes.equals(await readFile(message.file))).toBe(true);
  });

  test('brings what waits, byte for byte, until it is acknowledged', async () => {
    const bytes = Buffer.from(bytesFor('H56.A'));
    hub.accept('edoc', bytes);
    await agent.carry();
    const gateway = open();
    const [pending, ...others] = await listed(gateway, 'edoc');
    expect([pending?.kind, others, await listed(gateway, 'status')]).toEqual(['edoc', [], []]);
    if (!pending) throw new Error('nothing waits');
    const file = join(folder, randomUUID());
    await gateway.get(pending, file);
    expect((await readFile(file)).equals(bytes)).toBe(true);
    await gateway.acknowledge(pending, 'done');
    await gateway.acknowledge(pending, 'done');
    await agent.carry();
    expect([await listed(gateway, 'edoc'), hub.messages[0]?.state]).toEqual([[], 'done']);
  });

  test('tells its directory one agency after another', async () => {
    await agent.carry();
    const found = [];
    for await (const each of open().agencies()) found.push(each);
    expect(found.map(({ code, name }) => ({ code, name }))).toEqual(
      hub.agencies.map(({ code, name }) => ({ code, name })),
    );
  });
});

describe.each(overHttp)('%s', (_name, open) => {
  test('says of each fault whether it concerns the gateway, this try, or the message for good', async () => {
    const [gateway, message] = [open(), await outbound('G22')];
    const when = async (faults: Partial<typeof calm>, given = message) => {
      Object.assign(hub.faults, calm, faults);
      return faultOf(gateway.send(given));
    };
    expect({
      down: await when({ down: true }),
      refused: await when({ refusing: true }),
      broken: await when({ failEvery: 1 }),
      hash: await when({ wrongHash: true }),
      locked: await when({ locked: true }),
      nobody: await when({}, await outbound('X.99')),
      calm: await when({}),
    }).toEqual({
      down: 'unreachable',
      refused: 'permanent',
      broken: 'transient',
      hash: 'transient',
      locked: 'unreachable',
      nobody: 'permanent',
      calm: 'none',
    });
  });

  test('finds a package again whose answer was lost, whatever the hub’s clock says', async () => {
    const [gateway, message] = [open(), await outbound('G22')];
    Object.assign(hub.faults, { loseSends: 1, skewMs: -86_400_000 });
    expect(await faultOf(gateway.send(message))).toBe('unreachable');
    expect(await gateway.sent(message)).toHaveLength(1);
    expect(await gateway.sent({ ...message, reference: '06/UBND-VP' })).toEqual([]);
  });

  test('a message that was lost at the hub is a fault, not an empty file', async () => {
    const pending = { kind: 'edoc', hubId: randomUUID(), account: 'H56.A' } as const;
    expect(await faultOf(open().get(pending, join(folder, randomUUID())))).toBe('transient');
  });
});

test.each(lines)(
  '%s refuses wrong credentials, and what is thrown does not hold them',
  async (_name, open) => {
    const problem = await listed(open(), 'edoc').catch((thrown: unknown) => thrown);
    expect(problem).toMatchObject({ kind: 'unreachable' });
    expect(JSON.stringify([problem, (problem as Error).stack])).not.toMatch(/sai"|bi-mat|the-cua/);
  },
);

test('folders whose share is away are unreachable, and nothing is written beneath', async () => {
  const gateway = makeFolderGateway(join(folder, 'không-có'));
  expect(await faultOf(gateway.send(await outbound('G22')))).toBe('unreachable');
  expect(await faultOf(listed(gateway, 'edoc'))).toBe('unreachable');
});

test('a file without its name is not taken: the agent is still writing it', async () => {
  await writeFile(join(agent.root, 'in', 'edoc', 'dang-ghi.edxml.part'), 'x');
  expect(await listed(makeFolderGateway(agent.root), 'edoc')).toEqual([]);
});
