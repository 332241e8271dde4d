import { chmodSync, mkdtempSync, readFileSync, rmSync, statfsSync } from 'node:fs';
import { freemem, tmpdir } from 'node:os';
import { join } from 'node:path';

const MEMORY = '/dev/shm';
const ROOM_BYTES = 4 * 1024 ** 3;

let room: string;

/**
 * Before all tests: one folder for whatever they write, gone after them. It is in memory where there is plenty: tests end processes and never the machine's
 * current, so waiting for a disk at each commit proves nothing.
 */
export function setup(): void {
  room = mkdtempSync(join(hasMemory() ? MEMORY : tmpdir(), 'hamrong-tests-'));
  // User postgres comes through here to the clusters, where the tests run as root.
  chmodSync(room, 0o755);
  process.env['TMPDIR'] = room;
}

/** After all tests. A process that is just ending may still write. */
export function teardown(): void {
  rmSync(room, { recursive: true, force: true, maxRetries: 5 });
}

function hasMemory(): boolean {
  if (process.platform !== 'linux') return false;
  const mount = /^\S+ \/dev\/shm tmpfs (\S+)/m.exec(readFileSync('/proc/mounts', 'utf8'))?.[1];
  // Some tests compile a token's library and load it.
  if (mount === undefined || mount.split(',').includes('noexec')) return false;
  const { bavail, bsize } = statfsSync(MEMORY);
  return Math.min(bavail * bsize, freemem()) >= ROOM_BYTES;
}
