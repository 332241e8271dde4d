import { createHash, randomUUID } from 'node:crypto';
import {
  appendFile,
  chmod,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  rm,
  unlink,
  writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { runCommandLine } from '../../src/main/hosts/terminal/command-line.ts';
import { runServerCommand } from '../../src/server/command-line.ts';
import type { ServerConfig } from '../../src/server/config.ts';
import { createServer } from '../../src/server/server.ts';
import { AppError } from '../../src/shared/errors.ts';
import { instantOf } from '../../src/shared/text/day.ts';
import { faults } from '../../src/shared/words/vi.ts';
import { receiving, registering } from '../support/papers.ts';
import { besides, newDatabase, POSTGRES_SETTINGS } from '../support/postgres.ts';
import { makeProvince, type Province } from '../support/province.ts';

let province: Province;
let places: string;
beforeAll(async () => {
  [province, places] = await Promise.all([makeProvince(), mkdtemp(join(tmpdir(), 'hamrong-backup-'))]);
});
afterAll(async () => {
  await province.close();
  await rm(places, { recursive: true, force: true });
});

const ports = {
  now: () => instantOf(Date.now()),
  newId: randomUUID,
  log: () => undefined,
  failpoint: () => undefined,
};
const configOf = (dataDir: string, databaseUrl?: string): ServerConfig => ({
  dataDir,
  host: '127.0.0.1',
  port: 0,
  poolSize: 4,
  postgresSettings: [...POSTGRES_SETTINGS],
  ...(databaseUrl !== undefined && { databaseUrl }),
});
const running = () => configOf(province.dataDir, province.server.databaseUrl);

type Ran = { readonly status: number; readonly out: readonly string[]; readonly err: readonly string[] };
async function run(args: readonly string[], config: ServerConfig): Promise<Ran> {
  const [out, err]: [string[], string[]] = [[], []];
  const lines = { out: (line: string) => void out.push(line), err: (line: string) => void err.push(line) };
  return { status: await runServerCommand(args, config, lines, ports.log), out, err };
}
const faultOf = async (work: Promise<unknown>): Promise<string> => {
  const problem: unknown = await work.then(
    () => undefined,
    (fault: unknown) => fault,
  );
  return problem instanceof AppError ? problem.code : String(problem);
};

/** Every row of every table as text, in an order of its own, without the epoch that a restore changes. */
async function everythingIn(url: string): Promise<Record<string, readonly string[]>> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const tables = await client.query<{ name: string }>(
      `select tablename as name from pg_tables where schemaname = 'public' and tablename not in ('province', 'schema_versions') order by 1`,
    );
    const all: Record<string, readonly string[]> = {};
    for (const { name } of tables.rows) {
      const rows = await client.query<{ row: string }>(`select t::text as row from "${name}" t order by 1`);
      all[name] = rows.rows.map(({ row }) => row);
    }
    return all;
  } finally {
    await client.end();
  }
}

/** Documents with a file whose text no naive format would carry. */
async function work(count: number): Promise<void> {
  const clerk = await province.device(province.a.clerk);
  for (let n = 0; n < count; n += 1) {
    const documentId = randomUUID();
    await province.keep(`tệp \\N \t ${documentId}`, province.a.clerk);
    const given = receiving(documentId);
    const verdicts = await clerk.push(
      clerk.operation('incoming.receive', given),
      clerk.operation('incoming.register', registering(province.a, documentId)),
    );
    expect(verdicts.verdicts.map(({ status }) => status)).toEqual(['accepted', 'accepted']);
  }
}

async function takenBackup(folder: string): Promise<string> {
  const { status, out } = await run(['backup', folder], running());
  expect([status, out.length]).toEqual([0, 1]);
  const [name] = (await readdir(folder)).filter((each) => each !== 'blobs');
  return join(folder, name ?? '');
}

test('III.5.g: a backup of a working server restored elsewhere is the same to the byte, under an epoch that no replica knows', async () => {
  await work(3);
  await province.ask(`insert into sign_in_records (model, id, payload) values ('RefreshToken', 'x', '{}')`);
  const source = await takenBackup(join(places, 'one'));
  const { sign_in_records: signedIn, ...before } = await everythingIn(province.server.databaseUrl);
  expect(signedIn).toHaveLength(1);
  await work(1);

  const dataDir = await mkdtemp(join(tmpdir(), 'hamrong-restored-'));
  await chmod(dataDir, 0o755);
  const database = await newDatabase();
  const elsewhere = configOf(dataDir, database?.url);
  try {
    expect((await run(['restore', source], elsewhere)).status).toBe(0);
    const server = await createServer(elsewhere, ports);
    try {
      // Nobody stays signed in: a token that was used since would count twice.
      expect(await everythingIn(server.databaseUrl)).toEqual({ ...before, sign_in_records: [] });
      const address = await server.listen();
      const hashes = (before['blobs'] ?? []).map((row) => row.slice(1, 65));
      expect(hashes.length).toBeGreaterThan(2);
      for (const sha256 of hashes) {
        const bytes = await readFile(server.blobs.files.pathOf(sha256 as never));
        expect(createHash('sha256').update(bytes).digest('hex')).toBe(sha256);
      }
      const client = new pg.Client({ connectionString: server.databaseUrl });
      await client.connect();
      const { rows } = await client.query<{ epoch: number }>('select epoch from province');
      await client.end();
      expect(rows[0]?.epoch).toBeGreaterThan(1);
      expect((await fetch(`${address}/readyz`)).status).toBe(200);
    } finally {
      await server.close();
    }
    const again = await run(['restore', source], elsewhere).catch((fault: AppError) => fault.code);
    expect(again).toBe('backup.target-not-empty');
  } finally {
    await database?.drop();
    await rm(dataDir, { recursive: true, force: true });
  }
});

test('a second backup of the same place copies no file again, and one that exists is not written over', async () => {
  const folder = join(places, 'twice');
  await takenBackup(folder);
  const count = async () => (await readdir(join(folder, 'blobs'), { recursive: true })).length;
  const files = await count();
  expect((await run(['backup', folder], running())).status).toBe(0);
  expect([(await readdir(folder)).length, await count()]).toEqual([3, files]);
});

test.each([
  [
    'a changed row',
    async (source: string) => appendFile(join(source, 'entities.copy'), 'x'),
    'backup.damaged',
  ],
  ['a missing table', async (source: string) => unlink(join(source, 'claims.copy')), 'backup.damaged'],
  [
    'a changed list of files',
    async (source: string) => appendFile(join(source, 'blobs.list'), '\n'),
    'backup.damaged',
  ],
  [
    'a manifest that is none',
    async (source: string) => writeFile(join(source, 'manifest.json'), '{'),
    'backup.unreadable',
  ],
  [
    'a manifest that leads elsewhere',
    async (source: string) => {
      const path = join(source, 'manifest.json');
      await writeFile(path, (await readFile(path, 'utf8')).replace('"claims"', '"../../claims"'));
    },
    'backup.unreadable',
  ],
  [
    'a backup of a newer program',
    async (source: string) => {
      const path = join(source, 'manifest.json');
      await writeFile(path, (await readFile(path, 'utf8')).replace(/"schema": \d+/, '"schema": 9999'));
    },
    'backup.newer',
  ],
  ['no backup at all', async (source: string) => rm(source, { recursive: true }), 'backup.unreadable'],
])('%s is refused before anything is written', async (_what, spoil, code) => {
  const folder = join(places, randomUUID());
  const source = await takenBackup(folder);
  await spoil(source);
  const client = new pg.Client({ connectionString: province.server.databaseUrl });
  await client.connect();
  const name = `spoilt_${randomUUID().replaceAll('-', '')}`;
  await client.query(`create database ${name}`);
  const url = besides(province.server.databaseUrl, name);
  try {
    expect(await faultOf(run(['restore', source], configOf(join(folder, 'data'), url)))).toBe(code);
    expect(faults).toHaveProperty([code]);
    expect(await everythingIn(url)).toEqual({});
  } finally {
    await client.query(`drop database ${name}`);
    await client.end();
  }
});

test('a running server is not restored over', async () => {
  const source = await takenBackup(join(places, 'running'));
  expect(await faultOf(run(['restore', source], running()))).toBe('server.is-running');
});

test('II.4: a file that is damaged on the server is told by its hash, and the rest is kept', async () => {
  const sha256 = await province.keep('sẽ hỏng', province.a.clerk);
  await writeFile(province.server.blobs.files.pathOf(sha256), 'đã hỏng');
  const folder = join(places, 'damaged');
  await mkdir(folder);
  const { status, err } = await run(['backup', folder], running());
  expect([status, err.join(' ')]).toEqual([3, expect.stringContaining(sha256)]);
  await province.ask('delete from blobs where sha256 = $1', [sha256]);
});

test.each([
  [
    'a changed argument',
    `update operation_log set args = replace(args, 'incoming', 'outgoing') where seq = 12`,
    12,
    'args',
  ],
  [
    'an official put in for another',
    `update operation_log set official_id = 'ai khác' where seq = 11`,
    11,
    'chain',
  ],
  [
    'a time that the device did not sign',
    `with signed as (select operation_id from operation_log where seq = 11)
     update operation_signatures s set done_at = '2026-01-01T00:00:00.000Z' from signed
     where s.operation_id = signed.operation_id`,
    11,
    'signature',
  ],
  ['a removed operation', 'delete from operation_log where seq = 10', 11, 'gap'],
  [
    'a log cut at its end',
    `delete from operation_log where seq > (select max(seq) - 1 from operation_log l where l.agency_id = operation_log.agency_id)`,
    undefined,
    'head',
  ],
])('III.5.d: the audit finds %s', async (_what, harm, seq, what) => {
  await work(1);
  const { agencyId } = province.a;
  const whole = await run(['audit', '--json'], running());
  expect([whole.status, whole.out.length]).toEqual([0, 2]);
  const admin = new pg.Client({ connectionString: province.server.databaseUrl });
  await admin.connect();
  await admin.query('create table kept as select * from operation_log');
  await admin.query('create table kept_signatures as select * from operation_signatures');
  try {
    await admin.query(harm.replace(/where/, `where agency_id = '${agencyId}' and`));
    const { status, out } = await run(['audit', '--json'], running());
    const found = out.map((line) => JSON.parse(line) as { agencyId: string; problem?: unknown });
    expect(status).toBe(1);
    expect(found.filter(({ problem }) => problem !== undefined)).toEqual([
      expect.objectContaining({ agencyId, problem: { seq: seq ?? expect.any(Number), what } }),
    ]);
  } finally {
    await admin.query('delete from operation_log');
    await admin.query('insert into operation_log select * from kept');
    await admin.query('drop table kept');
    await admin.query('delete from operation_signatures');
    await admin.query('insert into operation_signatures select * from kept_signatures');
    await admin.query('drop table kept_signatures');
    await admin.end();
  }
});

test('arguments that the law orders purged leave the chain whole', async () => {
  await work(1);
  await province.ask(`update operation_log set args = null where agency_id = $1`, [province.a.agencyId]);
  const { status, out } = await run(['audit'], running());
  expect([status, out.every((line) => line.includes('chuỗi khớp'))]).toEqual([0, true]);
});

test('`hamrong audit verify` says the same from a terminal, with the status of what it found', async () => {
  const out: string[] = [];
  const terminal = {
    out: (line: string) => void out.push(line),
    err: () => undefined,
    now: () => new Date(),
    serverProgram: join(import.meta.dirname, '../../src/server/main.ts'),
  };
  vi.stubEnv('HAMRONG_DATA', province.dataDir).stubEnv('DATABASE_URL', province.server.databaseUrl);
  await province.ask(`update feeds set chain = 'x' where agency_id = $1`, [province.b.agencyId]);
  try {
    expect(await runCommandLine(['audit', 'verify', '--json'], terminal)).toBe(1);
    expect(out).toEqual((await run(['audit', '--json'], running())).out);
    expect(await runCommandLine(['audit', 'rewrite'], terminal)).toBe(2);
  } finally {
    vi.unstubAllEnvs();
  }
});

test('unusable words of the command line are told with the usage', async () => {
  for (const args of [['backup'], ['restore', 'a', 'b'], ['xyz']]) {
    const { status, err } = await run(args, running());
    expect([status, err.at(-1)]).toEqual([2, expect.stringContaining('Cách dùng')]);
  }
});
