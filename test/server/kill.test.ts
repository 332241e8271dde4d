import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { blobPath, makeBlobFiles } from '../../src/server/blobs/blob-files.ts';
import { derivedId } from '../../src/server/exchange/derived-id.ts';
import { createServer } from '../../src/server/server.ts';
import { officialPrincipal } from '../../src/shared/domain/core/principal.ts';
import { Sha256 } from '../../src/shared/domain/core/values.ts';
import { writePackage } from '../../src/shared/edxml/write.ts';
import { type ServerFailpoint, serverFailpoints } from '../../src/shared/failpoints.ts';
import { instantOf } from '../../src/shared/text/day.ts';
import { enrolDevice, type TestDevice } from '../support/device.ts';
import { aPackage, readyToDispatch } from '../support/dispatching.ts';
import { AXIS_SECRET, AXIS_SYSTEM, type FakeHub, startFakeHub } from '../support/fake-hub.ts';
import { incomingFields, receiving } from '../support/papers.ts';
import { lastingDatabase, type TestDatabase } from '../support/postgres.ts';
import { foundOffice, type Office } from '../support/province.ts';
import { type ServerProcess, startServerProcess } from '../support/server-process.ts';

/**
 * The server is killed with SIGKILL at every failpoint and started again; what was acknowledged is there, what was repeated is there once
 * (invariant 3). PostgreSQL outlives it here; its own end is the process tests' matter.
 */
let dataDir: string;
let postgres: TestDatabase;
let database: pg.Pool;
let server: ServerProcess;
let clerk: TestDevice;
let [a, b]: Office[] = [];
const dispatches: Awaited<ReturnType<typeof readyToDispatch>>[] = [];
/** An agency behind a gateway, on a hub that outlives the server. */
const ELSEWHERE = derivedId('agency/g22');
const dispatchesElsewhere: typeof dispatches = [];
let hub: FakeHub;
let gatewaysFile: string;

const ask = async (sql: string, values: readonly unknown[] = []) =>
  (await database.query<Record<string, unknown>>(sql, [...values])).rows;
const start = (failpoint = ''): Promise<ServerProcess> =>
  startServerProcess(dataDir, {
    DATABASE_URL: postgres.url,
    HAMRONG_FAILPOINT: failpoint,
    HAMRONG_GATEWAYS: gatewaysFile,
  });

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'hamrong-kill-'));
  await chmod(dataDir, 0o755);
  postgres = await lastingDatabase(dataDir);
  database = new pg.Pool({ connectionString: postgres.url, max: 2 });
  database.on('error', () => undefined);
  const made = await createServer(
    { dataDir, host: '127.0.0.1', port: 0, poolSize: 4, databaseUrl: postgres.url },
    { now: () => instantOf(Date.now()), newId: randomUUID, log: () => undefined, failpoint: () => undefined },
  );
  [a, b] = [await foundOffice(made, 'Cơ quan A', 'A'), await foundOffice(made, 'Cơ quan B', 'B')];
  const desk = {
    a,
    ask,
    keep: (bytes: string | Uint8Array, official: Office['clerk']) =>
      made.blobs.keep(Buffer.from(bytes), officialPrincipal(official)),
  };
  for (let index = 0; index < 6; index += 1) dispatches.push(await readyToDispatch(desk, [b.agencyId]));
  for (let index = 0; index < 2; index += 1)
    dispatchesElsewhere.push(await readyToDispatch(desk, [ELSEWHERE]));
  hub = await startFakeHub();
  hub.clients.add('H56.A');
  hub.agencies = [{ code: 'G22', name: 'Văn phòng mẫu' }];
  gatewaysFile = join(dataDir, 'gateways.json');
  const axis = { name: 'truc', type: 'axis', endpoint: hub.axis, systemId: AXIS_SYSTEM, secret: AXIS_SECRET };
  await writeFile(gatewaysFile, JSON.stringify({ gateways: [axis] }), { mode: 0o600 });
  const code = await made.devices.issueCode(a.agencyId, a.clerk);
  const address = await made.listen();
  clerk = await enrolDevice(() => server?.address ?? address, code);
  await made.close();
});
afterAll(async () => {
  await hub.close();
  await database.end();
  await postgres.drop();
  await rm(dataDir, { recursive: true, force: true });
});

/** Does something at a server that is killed there, then goes on at a new one; the kill must really have happened. */
async function killedAt(
  failpoint: ServerFailpoint,
  act: () => Promise<unknown>,
  goOn: () => Promise<void>,
): Promise<void> {
  server = await start(failpoint);
  await act().catch(() => undefined);
  expect(await server.ended).toBe('SIGKILL');
  server = await start();
  await goOn();
  expect(await server.stop()).toBe(0);
}

const timesLogged = async (operationId: string): Promise<unknown> =>
  (await ask('select count(*)::int as n from operation_log where operation_id = $1', [operationId]))[0]?.[
    'n'
  ];

async function pushAt(failpoint: ServerFailpoint, before: number): Promise<void> {
  const operation = clerk.operation('incoming.receive', receiving(randomUUID()));
  await killedAt(
    failpoint,
    () => clerk.pushRaw([operation]),
    async () => {
      expect(await timesLogged(operation.operationId)).toBe(before);
      const [first, second] = [await clerk.push(operation), await clerk.push(operation)];
      expect(first.verdicts[0]).toMatchObject({ status: 'accepted' });
      expect(second.verdicts).toEqual(first.verdicts);
      expect(await timesLogged(operation.operationId)).toBe(1);
    },
  );
}

async function finaliseAt(failpoint: ServerFailpoint): Promise<void> {
  const bytes = randomBytes(10_000);
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  const tus = { 'tus-resumable': '1.0.0' };
  let address = '';
  const finalise = () => clerk.send('POST', `${address}/finalise`, { sha256, sizeBytes: bytes.length });
  await killedAt(
    failpoint,
    async () => {
      const metadata = `sha256 ${Buffer.from(sha256).toString('base64')}`;
      const opened = await clerk.send('POST', '/v1/uploads', undefined, {
        ...tus,
        'upload-length': '10000',
        'upload-metadata': metadata,
      });
      address = opened.headers.get('location') ?? '';
      await clerk.send('PATCH', address, bytes, {
        ...tus,
        'content-type': 'application/offset+octet-stream',
        'upload-offset': '0',
      });
      await finalise();
    },
    async () => {
      expect((await finalise()).status).toBe(200);
      expect(await ask('select size_bytes::int as size from blobs where sha256 = $1', [sha256])).toEqual([
        { size: 10_000 },
      ]);
    },
  );
}

async function dispatchAt(failpoint: ServerFailpoint): Promise<void> {
  const args = dispatches.pop();
  const operation = clerk.operation('outgoing.dispatch', args);
  await killedAt(
    failpoint,
    async () => {
      await clerk.pushRaw([operation]);
      await server.ended;
    },
    async () => {
      expect((await clerk.push(operation)).verdicts[0]).toMatchObject({ status: 'accepted' });
      const [delivery] = args?.deliveries ?? [];
      await until(async () => {
        const [row] = await ask(
          `select body::json ->> 'status' as status from entities where kind = 'delivery' and id = $1`,
          [delivery?.deliveryId],
        );
        return row?.['status'] === '01';
      });
      expect(
        await ask(
          `select name, count(*)::int as n from operation_log where name like 'exchange.%' and args like '%' || $1 || '%' group by name order by name`,
          [delivery?.deliveryId],
        ),
      ).toEqual([
        { name: 'exchange.arrive', n: 1 },
        { name: 'exchange.noteStatus', n: 1 },
      ]);
      expect(
        await ask(`select 1 from claims where space = 'inbox' and key like '%' || $1`, [args?.messageId]),
      ).toHaveLength(1);
      expect(await ask('select id from queue')).toEqual([]);
    },
  );
}

/** Whatever the axis had heard before the end, in the end it has the package once. */
async function sendElsewhereAt(failpoint: ServerFailpoint): Promise<void> {
  const args = dispatchesElsewhere.pop();
  const operation = clerk.operation('outgoing.dispatch', args);
  hub.messages.length = 0;
  await killedAt(
    failpoint,
    async () => {
      await until(async () => (await ask('select 1 from agencies_elsewhere where is_listed')).length > 0);
      await clerk.pushRaw([operation]);
      await server.ended;
    },
    async () => {
      expect((await clerk.push(operation)).verdicts[0]).toMatchObject({ status: 'accepted' });
      await until(async () => (await ask('select id from queue')).length === 0);
      expect(hub.messages.map(({ kind, to }) => [kind, to])).toEqual([['edoc', 'G22']]);
      const [delivery] = args?.deliveries ?? [];
      expect(
        await ask('select hub_id from gateway_sent where delivery_id = $1', [delivery?.deliveryId]),
      ).toEqual([{ hub_id: hub.messages[0]?.hubId }]);
    },
  );
}

/** A package from elsewhere waits at the axis until it is safe here; in the end it is here once, answered and acknowledged. */
async function takeAt(failpoint: ServerFailpoint): Promise<void> {
  const documentId = randomUUID();
  const organ = { organId: 'G22', organName: 'Văn phòng mẫu' };
  const given = aPackage('', { from: organ, to: [{ organId: 'H56.A', organName: 'A' }], documentId });
  hub.messages.length = 0;
  hub.accept('edoc', Buffer.from(writePackage(given)));
  await killedAt(
    failpoint,
    async () => void (await server.ended),
    async () => {
      await until(async () => hub.messages.length === 2 && hub.messages[0]?.state === 'done');
      expect(hub.messages[1]).toMatchObject({ kind: 'status', to: 'G22' });
      const [arrival] = await ask('select delivery_id from gateway_arrivals where document_id = $1', [
        documentId,
      ]);
      expect(
        await ask(
          `select name, count(*)::int as n from operation_log where name like 'exchange.%' and args like '%' || $1 || '%' group by name`,
          [arrival?.['delivery_id']],
        ),
      ).toEqual([{ name: 'exchange.arrive', n: 1 }]);
      await until(async () => (await ask('select id from queue')).length === 0);
    },
  );
}

/** A recall reaches its receiver once, however often the server ends on the way. */
async function recallAt(failpoint: ServerFailpoint): Promise<void> {
  const args = dispatches.pop();
  const [delivery] = args?.deliveries ?? [];
  const requestId = randomUUID();
  const dispatched = clerk.operation('outgoing.dispatch', args);
  const requests = [{ requestId, deliveryId: delivery?.deliveryId }];
  const recalled = clerk.operation('outgoing.recall', {
    documentId: args?.documentId,
    reason: 'Sai nội dung',
    requests,
  });
  await killedAt(
    failpoint,
    async () => {
      await clerk.pushRaw([dispatched, recalled]);
      await server.ended;
    },
    async () => {
      await until(async () => (await ask('select id from queue')).length === 0);
      expect(
        await ask(
          `select body::json -> 'recall' ->> 'requestId' as asked from entities where kind = 'incoming' and body::json -> 'exchange' ->> 'messageId' = $1`,
          [args?.messageId],
        ),
      ).toEqual([{ asked: requestId }]);
      expect(
        await ask(
          `select count(*)::int as n from operation_log where name = 'exchange.askRecall' and args like '%' || $1 || '%'`,
          [requestId],
        ),
      ).toEqual([{ n: 1 }]);
    },
  );
}

/** The document is gone with the commit; what the log and the store still hold of it goes however often the server ends. */
async function purgeAt(failpoint: ServerFailpoint): Promise<void> {
  const documentId = randomUUID();
  const word = `mat-${documentId.slice(0, 8)}`;
  await killedAt(
    failpoint,
    async () => {
      await clerk.pushRaw([
        clerk.operation('incoming.receive', { ...receiving(documentId), fields: incomingFields(word) }),
        clerk.operation('secrecy.contain', { of: { kind: 'incoming', id: documentId } }),
      ]);
      await server.ended;
    },
    async () => {
      await until(async () => {
        const [row] = await ask('select scrubbed_at from containments where root_id = $1', [documentId]);
        return row?.['scrubbed_at'] != null;
      });
      for (const table of ['entities', 'operation_log', 'verdicts', 'queue'])
        expect([table, await ask(`select 1 from ${table} t where t::text like $1`, [`%${word}%`])]).toEqual([
          table,
          [],
        ]);
    },
  );
}

/** A file that nothing names has gone its days before the server starts; its first round is ended, and the next one finishes it. */
async function collectAt(failpoint: ServerFailpoint): Promise<void> {
  const sha256 = await unnamedForLong();
  const path = blobPath(join(dataDir, 'blobs'), sha256);
  await killedAt(
    failpoint,
    () => server.ended,
    async () => {
      const isRowThere = failpoint === 'collect.before-commit';
      await until(async () => (await ask('select 1 from blobs where sha256 = $1', [sha256])).length === 0);
      // After the commit the bytes are a stray, which is looked for by its age.
      if (isRowThere) await until(async () => !existsSync(path));
      else expect([existsSync(path), hashOf(await readFile(path))]).toEqual([true, sha256]);
    },
  );
}

async function unnamedForLong(): Promise<Sha256> {
  const bytes = randomBytes(1_000);
  const sha256 = hashOf(bytes);
  await makeBlobFiles(join(dataDir, 'blobs')).write(bytes, sha256);
  await ask(
    `insert into blobs (sha256, size_bytes, stored_at, unnamed_since) values ($1, 1000, now() - interval '40 days', now() - interval '40 days')`,
    [sha256],
  );
  return sha256;
}
const hashOf = (bytes: Uint8Array): Sha256 => Sha256.parse(createHash('sha256').update(bytes).digest('hex'));

async function until(isSo: () => Promise<boolean>): Promise<void> {
  for (let attempt = 0; attempt < 400; attempt += 1) {
    if (await isSo()) return;
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
  throw new Error('it did not come about');
}

const kills: Record<ServerFailpoint, () => Promise<void>> = {
  'push.before-commit': () => pushAt('push.before-commit', 0),
  'push.after-commit': () => pushAt('push.after-commit', 1),
  'finalise.after-hash': () => finaliseAt('finalise.after-hash'),
  'finalise.after-rename': () => finaliseAt('finalise.after-rename'),
  'deliver.before-commit': () => dispatchAt('deliver.before-commit'),
  'deliver.after-commit': () => dispatchAt('deliver.after-commit'),
  'receipt.before-commit': () => dispatchAt('receipt.before-commit'),
  'receipt.after-commit': () => dispatchAt('receipt.after-commit'),
  'request.before-commit': () => recallAt('request.before-commit'),
  'request.after-commit': () => recallAt('request.after-commit'),
  'gateway.before-send': () => sendElsewhereAt('gateway.before-send'),
  'gateway.after-send': () => sendElsewhereAt('gateway.after-send'),
  'gateway.after-get': () => takeAt('gateway.after-get'),
  'gateway.before-settle': () => takeAt('gateway.before-settle'),
  'gateway.before-acknowledge': () => takeAt('gateway.before-acknowledge'),
  'purge.after-log': () => purgeAt('purge.after-log'),
  'purge.after-files': () => purgeAt('purge.after-files'),
  'collect.before-commit': () => collectAt('collect.before-commit'),
  'collect.after-commit': () => collectAt('collect.after-commit'),
};

test.each(serverFailpoints)('killed at %s, the server goes on as if nothing had happened', (failpoint) =>
  kills[failpoint](),
);
