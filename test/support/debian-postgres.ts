import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { POSTGRES_SETTINGS } from './postgres.ts';

const DEBIAN = '/usr/lib/postgresql';
const HOST = '127.0.0.1';
const START_TRIES = 5;
/** Workers, each with some provinces of 10 connections. */
const CONNECTIONS_MAX = 200;
/** Sorting by a language's rules, as a database of the province's own may: nothing here may rely on the order of bytes. */
const LOCALE = ['--encoding=UTF8', '--locale=C.UTF-8', '--locale-provider=icu', '--icu-locale=vi'];

type RunAs = { readonly uid?: number; readonly gid?: number };
let running: { readonly cluster: string; readonly runAs: RunAs } | undefined;

/**
 * Before the server's tests run again: `DATABASE_URL` names a PostgreSQL that the program did not bring, through a role that may make databases and
 * nothing more. One that is given is used; else Debian's, as a cluster of its own in the tests' room, never the system's service.
 */
export async function setup(): Promise<void> {
  process.env['DATABASE_URL'] ??= await startCluster();
  const client = new pg.Client({ connectionString: process.env['DATABASE_URL'] });
  await client.connect();
  const { rows } = await client.query<{ version: string }>('select version()');
  await client.end();
  process.stdout.write(`${rows[0]?.version ?? ''}\n`);
}

/** After them. Nothing is worth a checkpoint. */
export function teardown(): void {
  if (!running) return;
  call('pg_ctl', ['stop', '-D', running.cluster, '-m', 'immediate', '-w'], running.runAs);
}

async function startCluster(): Promise<string> {
  const runAs = process.getuid?.() === 0 ? idsOf('postgres') : {};
  const room = mkdtempSync(join(tmpdir(), 'debian-postgres-'));
  chmodSync(room, 0o755);
  const [cluster, passwordFile] = [join(room, 'cluster'), join(room, 'password')];
  const password = randomBytes(24).toString('base64url');
  writeFileSync(passwordFile, password, { mode: 0o600 });
  if (runAs.uid !== undefined && runAs.gid !== undefined)
    for (const path of [room, passwordFile]) chownSync(path, runAs.uid, runAs.gid);
  const access = ['-U', 'postgres', '--auth=scram-sha-256', `--pwfile=${passwordFile}`];
  call('initdb', ['-D', cluster, ...access, ...LOCALE, '--no-sync'], runAs);
  const port = await startOnFreePort(cluster, runAs);
  running = { cluster, runAs };
  const client = new pg.Client({ host: HOST, port, user: 'postgres', password, database: 'postgres' });
  await client.connect();
  await client.query(`create role keeper login createdb password '${password}'`);
  await client.end();
  return `postgres://keeper:${password}@${HOST}:${String(port)}/postgres`;
}

/** Between finding a free port and PostgreSQL taking it, somebody else may; then another is tried. */
async function startOnFreePort(cluster: string, runAs: RunAs): Promise<number> {
  for (let attempt = 1; ; attempt += 1) {
    const port = await freePort();
    const settings = [
      ...[`port=${String(port)}`, `listen_addresses=${HOST}`, 'unix_socket_directories='],
      ...[`max_connections=${String(CONNECTIONS_MAX)}`, ...POSTGRES_SETTINGS],
    ];
    const options = settings.map((each) => `-c ${each}`).join(' ');
    try {
      call('pg_ctl', ['start', '-D', cluster, '-w', '-l', join(cluster, 'log'), '-o', options], runAs);
      return port;
    } catch (problem) {
      if (attempt === START_TRIES) throw problem;
    }
  }
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, HOST);
  await once(probe, 'listening');
  const address = probe.address();
  await new Promise((resolve) => probe.close(resolve));
  return address !== null && typeof address === 'object' ? address.port : 0;
}

/** Runs one of PostgreSQL's programs of the newest version that Debian has installed. */
function call(program: string, args: readonly string[], runAs: RunAs): void {
  const [newest] = existsSync(DEBIAN) ? readdirSync(DEBIAN).toSorted((a, b) => Number(b) - Number(a)) : [];
  if (newest === undefined) throw new Error('no PostgreSQL of Debian: apt-get install postgresql');
  // What pg_ctl leaves behind would hold a pipe open.
  const { status, error } = spawnSync(join(DEBIAN, newest, 'bin', program), args, {
    ...{ ...runAs, cwd: '/', stdio: ['ignore', 'ignore', 'inherit'] },
    env: { ...process.env, LC_ALL: 'C.UTF-8' },
  });
  if (status !== 0) throw error ?? new Error(`${program} ended with ${String(status)}`);
}

function idsOf(user: string): RunAs {
  const line = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .find((each) => each.startsWith(`${user}:`));
  const [, , uid, gid] = line?.split(':') ?? [];
  if (uid === undefined || gid === undefined) throw new Error(`there is no user ${user}`);
  return { uid: Number(uid), gid: Number(gid) };
}
