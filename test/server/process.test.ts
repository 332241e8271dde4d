import { createHash } from 'node:crypto';
import { chmod, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { FALLBACK_ROOT } from '../../src/server/store/postgres-home.ts';
import { type ServerProcess, startServerProcess } from '../support/server-process.ts';

const isRoot = process.getuid?.() === 0;

let dataDir: string;
const started: ServerProcess[] = [];
const start = async (): Promise<ServerProcess> => {
  const server = await startServerProcess(dataDir);
  started.push(server);
  return server;
};
beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'hamrong-process-'));
  await chmod(dataDir, 0o755);
});
afterEach(async () => {
  // Only what a failed test left running; an ended one answers at once.
  await Promise.all(started.splice(0).map((each) => each.stop()));
  await rm(dataDir, { recursive: true, force: true });
});

const clusterOf = async (): Promise<string> => {
  if ((await readdir(dataDir)).includes('postgres')) return join(dataDir, 'postgres');
  return join(FALLBACK_ROOT, `cluster-${createHash('sha256').update(dataDir).digest('hex').slice(0, 16)}`);
};
const pidFile = async (): Promise<readonly string[]> =>
  (await readFile(join(await clusterOf(), 'postmaster.pid'), 'utf8')).split('\n');
const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
};
const urlOf = async (): Promise<string> => {
  const password = (await readFile(join(dataDir, 'postgres-password'), 'utf8')).trim();
  const [, , , port] = await pidFile();
  return `postgres://postgres:${password}@127.0.0.1:${port ?? ''}/hamrong`;
};
async function ask(sql: string): Promise<readonly Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: await urlOf() });
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(sql)).rows;
  } finally {
    await client.end();
  }
}

test('SIGTERM, Ctrl+C and the end of standard input stop PostgreSQL too and leave no lock; the next start finds the data', async () => {
  for (const [round, how] of (['SIGTERM', 'SIGINT', 'stdin'] as const).entries()) {
    const server = await start();
    expect(await ask('select epoch from province')).toEqual([{ epoch: round + 1 }]);
    await ask('update province set epoch = epoch + 1');
    const [pid] = await pidFile();
    expect((await stat(join(dataDir, 'postgres-password'))).mode & 0o777).toBe(0o600);
    expect([how, await server.stop(how)]).toEqual([how, 0]);
    expect(isAlive(Number(pid))).toBe(false);
    await expect(pidFile()).rejects.toThrow('ENOENT');
  }
});

test('after kill -9 of the server the next start takes its PostgreSQL over; after kill -9 of both it recovers', async () => {
  const first = await start();
  const [pid] = await pidFile();
  await ask('update province set epoch = 8');
  await first.stop('SIGKILL');
  const second = await start();
  expect(second.events.find(({ event }) => event === 'postgres.started')).toMatchObject({ wasRunning: true });
  expect((await pidFile())[0]).toBe(pid);
  await second.stop('SIGKILL');
  process.kill(Number(pid), 'SIGKILL');
  const third = await start();
  expect(await ask('select epoch from province')).toEqual([{ epoch: 8 }]);
  expect(await third.stop()).toBe(0);
});

test('a server whose PostgreSQL is killed ends too, for its keeper to start it anew', async () => {
  const first = await start();
  const [pid] = await pidFile();
  await ask('update province set epoch = 8');
  process.kill(Number(pid), 'SIGKILL');
  expect(await first.ended).toBe(1);
  await start();
  expect(await ask('select epoch from province')).toEqual([{ epoch: 8 }]);
});

test('a pid file that a killed PostgreSQL left, naming a process that is somebody else, stops nothing', async () => {
  const first = await start();
  const lines = [...(await pidFile())];
  await first.stop();
  await writeFile(
    join(await clusterOf(), 'postmaster.pid'),
    [String(process.pid), ...lines.slice(1)].join('\n'),
  );
  const second = await start();
  expect(second.events.map(({ event }) => event)).toContain('postgres.stale-pid-file');
  expect(await second.stop()).toBe(0);
});

test('a second server on the same data folder is turned away, and the first goes on', async () => {
  const first = await start();
  await expect(start()).rejects.toThrow('another server works on this database');
  expect((await fetch(`${first.address}/readyz`)).status).toBe(200);
  expect(await first.stop()).toBe(0);
});

test.runIf(isRoot)(
  'as root under a folder that nobody else may enter, PostgreSQL lives elsewhere and says so',
  async () => {
    await chmod(dataDir, 0o700);
    const server = await start();
    expect(server.events.find(({ event }) => event === 'postgres.elsewhere')).toMatchObject({
      cluster: expect.stringMatching(/^\/var\/lib\/hamrong\/cluster-[0-9a-f]{16}$/),
    });
    await ask(`update province set epoch = 9`);
    expect(await server.stop()).toBe(0);
    const again = await start();
    expect(await ask('select epoch from province')).toEqual([{ epoch: 9 }]);
    await again.stop();
    await rm(await clusterOf(), { recursive: true, force: true });
  },
);
