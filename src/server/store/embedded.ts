import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chown, mkdir, mkdtemp, open, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Log } from '../ports.ts';
import { connect } from './pool.ts';
import { exists, findHome, type PostgresHome } from './postgres-home.ts';

const DATABASE = 'hamrong';
const USER = 'postgres';
const HOST = '127.0.0.1';
const START_TRIES = 5;
const START_TIMEOUT_MS = 60_000;
const ANSWER_WAIT_MS = 25;
const STOP_TIMEOUT_S = 30;
const OUTPUT_CHARS_MAX = 2_000;
const ENVIRONMENT = { ...process.env, LC_ALL: 'C', LC_MESSAGES: 'C' };

export type Embedded = {
  readonly url: string;
  /** True when the PostgreSQL of a killed server was still there and was taken over. */
  readonly wasRunning: boolean;
  readonly stop: () => Promise<void>;
};

type Asked = { readonly dataDir: string; readonly settings: readonly string[]; readonly log: Log };

/**
 * Starts the embedded PostgreSQL of a data folder: loopback only, random password in a file of mode 0600, making the cluster first when there is
 * none. It runs in a session of its own, so that Ctrl+C reaches it only through `stop`; after a kill -9 of the server the next start takes the
 * running one over, and a stale postmaster.pid is put away.
 */
export async function startEmbedded({ dataDir, settings, log }: Asked): Promise<Embedded> {
  await mkdir(dataDir, { recursive: true, mode: 0o755 });
  const home = await findHome(dataDir, log);
  const password = await readPassword(join(dataDir, 'postgres-password'));
  await makeCluster(home, password);
  const running = await takeOver(home, password, log);
  const { port, ...own } = running ?? (await startOnFreePort(home, password, settings));
  const urlOf = (database: string): string =>
    `postgres://${USER}:${password}@${HOST}:${String(port)}/${database}`;
  await makeDatabase(urlOf('postgres'));
  log('postgres.started', { port, wasRunning: running !== undefined });
  return { url: urlOf(DATABASE), wasRunning: running !== undefined, stop: () => stop(home, own) };
}

async function readPassword(path: string): Promise<string> {
  if (await exists(path)) return (await readFile(path, 'utf8')).trim();
  const password = randomBytes(24).toString('base64url');
  const half = `${path}.new`;
  await rm(half, { force: true });
  await writeFile(half, `${password}\n`, { mode: 0o600, flag: 'wx' });
  await rename(half, path);
  return password;
}

/** initdb into a folder beside, then one rename: a start that was killed in the middle leaves no half cluster. */
async function makeCluster({ binaries, cluster, runAs }: PostgresHome, password: string): Promise<void> {
  if (await exists(join(cluster, 'PG_VERSION'))) return;
  await mkdir(dirname(cluster), { recursive: true, mode: 0o755 });
  const room = await mkdtemp(`${cluster}.new-`);
  const [half, passwordFile] = [join(room, 'cluster'), join(room, 'password')];
  try {
    await writeFile(passwordFile, `${password}\n`, { mode: 0o600 });
    if (runAs) for (const path of [room, passwordFile]) await chown(path, runAs.uid, runAs.gid);
    const args = ['-D', half, '-U', USER, '--auth=scram-sha-256', `--pwfile=${passwordFile}`];
    await call(binaries.initdb, [...args, '--encoding=UTF8', '--locale=C', '--no-instructions'], runAs);
    await rm(cluster, { recursive: true, force: true });
    await rename(half, cluster);
  } finally {
    await rm(room, { recursive: true, force: true });
  }
}

/** A PostgreSQL that already runs on this cluster and knows our password; a stale pid file is put away. */
async function takeOver(home: PostgresHome, password: string, log: Log): Promise<Started | undefined> {
  const pidFile = join(home.cluster, 'postmaster.pid');
  if (!(await exists(pidFile))) return undefined;
  const [pid, , , port] = (await readFile(pidFile, 'utf8')).split('\n');
  const isAnswering = port ? await answers(urlOn(port, password)) : false;
  if (isAnswering) return { port: Number(port), ended: Promise.resolve() };
  if (await isPostgresOf(home.cluster, pid)) {
    log('postgres.stopping-silent-one', { pid: Number(pid) });
    await stop(home);
    return undefined;
  }
  log('postgres.stale-pid-file', { pid: Number(pid) });
  await rm(pidFile, { force: true });
  return undefined;
}

async function answers(url: string): Promise<boolean> {
  try {
    await (await connect(url)).end();
    return true;
  } catch {
    // Nobody there, or somebody else: not ours to use.
    return false;
  }
}

/** Whether the process of that id is a PostgreSQL on this cluster; where the system does not tell, pg_ctl's own check has to do. */
async function isPostgresOf(cluster: string, pid: string | undefined): Promise<boolean> {
  if (!pid) return false;
  if (process.platform !== 'linux') return isAlive(Number(pid));
  try {
    return (await readFile(`/proc/${pid}/cmdline`, 'utf8')).includes(cluster);
  } catch {
    // No such process.
    return false;
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    // ESRCH: gone. EPERM cannot be: it would run as this user.
    return false;
  }
}

type Started = { readonly port: number } & Running;
/** `signal` is there where PostgreSQL is our own child. */
type Running = { readonly ended: Promise<void>; readonly signal?: (name: 'SIGINT' | 'SIGQUIT') => void };

/** Between finding a free port and PostgreSQL taking it, somebody else may; then another is tried. */
async function startOnFreePort(
  home: PostgresHome,
  password: string,
  settings: readonly string[],
): Promise<Started> {
  for (let attempt = 1; ; attempt += 1) {
    const port = await freePort();
    const all = [`port=${String(port)}`, `listen_addresses=${HOST}`, 'unix_socket_directories=', ...settings];
    try {
      return { port, ...(await start(home, all, urlOn(port, password))) };
    } catch (problem) {
      if (attempt === START_TRIES) throw problem;
    }
  }
}

const urlOn = (port: number | string, password: string): string =>
  `postgres://${USER}:${password}@${HOST}:${String(port)}/postgres`;

/** Starts PostgreSQL and waits until it answers; the result resolves when it has ended. */
async function start(home: PostgresHome, settings: readonly string[], url: string): Promise<Running> {
  const { binaries, cluster, runAs } = home;
  const log = join(cluster, 'server.log');
  // On Windows PostgreSQL refuses an administrator's rights, and only pg_ctl knows how to lay them down.
  if (process.platform === 'win32') {
    const options = settings.map((each) => `-c ${each}`).join(' ');
    await call(binaries.pgCtl, ['start', '-D', cluster, '-w', '-l', log, '-o', options], runAs);
    return { ended: Promise.resolve() };
  }
  const output = await open(log, 'a', 0o600);
  if (runAs) await output.chown(runAs.uid, runAs.gid);
  const child = spawn(binaries.postgres, ['-D', cluster, ...settings.flatMap((each) => ['-c', each])], {
    ...runAs,
    cwd: '/',
    stdio: ['ignore', output.fd, output.fd],
    env: ENVIRONMENT,
    // A session of its own. It stays our child, so that nothing of it is left when it ends.
    detached: true,
  });
  let hasEnded = false;
  const ended = new Promise<void>((resolve) => {
    const end = (): void => {
      hasEnded = true;
      resolve();
    };
    child.once('exit', end).once('error', end);
  });
  child.unref();
  await output.close();
  for (let waited = 0; waited < START_TIMEOUT_MS && !hasEnded; waited += ANSWER_WAIT_MS) {
    if (await answers(url)) return { ended, signal: (name) => void child.kill(name) };
    await new Promise((resolve) => setTimeout(resolve, ANSWER_WAIT_MS));
  }
  throw new Error(`PostgreSQL did not start: ${(await readFile(log, 'utf8')).slice(-OUTPUT_CHARS_MAX)}`);
}

/** Ends the PostgreSQL of a cluster: our own child by its signals (fast, then immediate shutdown), another one through pg_ctl. */
async function stop({ binaries, cluster, runAs }: PostgresHome, own?: Running): Promise<void> {
  if (own?.signal) {
    const timer = setTimeout(() => own.signal?.('SIGQUIT'), STOP_TIMEOUT_S * 1000);
    own.signal('SIGINT');
    await own.ended;
    clearTimeout(timer);
    return;
  }
  const args = ['stop', '-D', cluster, '-w', '-t', String(STOP_TIMEOUT_S)];
  try {
    await call(binaries.pgCtl, [...args, '-m', 'fast'], runAs);
  } catch {
    // Not running any more, or not stopping in time: the second is dealt with here.
    if (await exists(join(cluster, 'postmaster.pid')))
      await call(binaries.pgCtl, [...args, '-m', 'immediate'], runAs);
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, HOST, () => {
      const address = server.address();
      server.close(() =>
        address && typeof address === 'object' ? resolve(address.port) : reject(new Error('no port')),
      );
    });
  });
}

async function makeDatabase(url: string): Promise<void> {
  const client = await connect(url);
  try {
    const { rowCount } = await client.query('select 1 from pg_database where datname = $1', [DATABASE]);
    if (rowCount === 0) await client.query(`create database ${DATABASE}`);
  } finally {
    await client.end();
  }
}

/**
 * Runs one of PostgreSQL's programs to its end; throws with the end of what it said. Its output goes to a file and not to a pipe: the
 * PostgreSQL that pg_ctl leaves behind would keep the pipe open.
 */
async function call(path: string, args: readonly string[], runAs: PostgresHome['runAs']): Promise<void> {
  const room = await mkdtemp(join(tmpdir(), 'hamrong-'));
  const said = join(room, 'said');
  const output = await open(said, 'w');
  try {
    const code = await new Promise<number | null>((resolve, reject) => {
      const child = spawn(path, args, {
        ...runAs,
        cwd: '/',
        stdio: ['ignore', output.fd, output.fd],
        env: ENVIRONMENT,
        windowsHide: true,
      });
      child.once('error', reject);
      child.once('exit', resolve);
    });
    if (code !== 0)
      throw new Error(
        `${path} ended with ${String(code)}: ${(await readFile(said, 'utf8')).slice(-OUTPUT_CHARS_MAX)}`,
      );
  } finally {
    await output.close();
    await rm(room, { recursive: true, force: true });
  }
}
