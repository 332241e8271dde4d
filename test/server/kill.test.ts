import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createServer } from '../../src/server/server.ts';
import { type Embedded, startEmbedded } from '../../src/server/store/embedded.ts';
import { officialPrincipal } from '../../src/shared/domain/core/principal.ts';
import { type ServerFailpoint, serverFailpoints } from '../../src/shared/failpoints.ts';
import { instantOf } from '../../src/shared/text/day.ts';
import { enrolDevice, type TestDevice } from '../support/device.ts';
import { readyToDispatch } from '../support/dispatching.ts';
import { incomingFields, receiving } from '../support/papers.ts';
import { foundOffice, type Office } from '../support/province.ts';
import { type ServerProcess, startServerProcess } from '../support/server-process.ts';

/**
 * The server is killed with SIGKILL at every failpoint and started again; what was acknowledged is there, what was repeated is there once
 * (invariant 3). PostgreSQL outlives it here; its own end is the process tests' matter.
 */
let dataDir: string;
let embedded: Embedded;
let database: pg.Pool;
let server: ServerProcess;
let clerk: TestDevice;
let [a, b]: Office[] = [];
const dispatches: Awaited<ReturnType<typeof readyToDispatch>>[] = [];

const ask = async (sql: string, values: readonly unknown[] = []) =>
  (await database.query<Record<string, unknown>>(sql, [...values])).rows;
const start = (failpoint = ''): Promise<ServerProcess> =>
  startServerProcess(dataDir, { DATABASE_URL: embedded.url, HAMRONG_FAILPOINT: failpoint });

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'hamrong-kill-'));
  await chmod(dataDir, 0o755);
  const settings = ['fsync=off', 'synchronous_commit=off'];
  embedded = await startEmbedded({ dataDir, settings, log: () => undefined });
  database = new pg.Pool({ connectionString: embedded.url, max: 2 });
  database.on('error', () => undefined);
  const made = await createServer(
    { dataDir, host: '127.0.0.1', port: 0, poolSize: 4, databaseUrl: embedded.url },
    { now: () => instantOf(Date.now()), newId: randomUUID, log: () => undefined, failpoint: () => undefined },
  );
  [a, b] = [await foundOffice(made, 'Cơ quan A', 'A'), await foundOffice(made, 'Cơ quan B', 'B')];
  const desk = {
    a,
    ask,
    keep: (bytes: string | Uint8Array, official: Office['clerk']) =>
      made.blobs.keep(Buffer.from(bytes), officialPrincipal(official)),
  };
  for (let index = 0; index < 4; index += 1) dispatches.push(await readyToDispatch(desk, [b.agencyId]));
  const code = await made.devices.issueCode(a.agencyId, a.clerk);
  const address = await made.listen();
  clerk = await enrolDevice(() => server?.address ?? address, code);
  await made.close();
});
afterAll(async () => {
  await database.end();
  await embedded.stop();
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
  'purge.after-log': () => purgeAt('purge.after-log'),
  'purge.after-files': () => purgeAt('purge.after-files'),
};

test.each(serverFailpoints)('killed at %s, the server goes on as if nothing had happened', (failpoint) =>
  kills[failpoint](),
);
