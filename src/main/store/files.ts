import { existsSync, mkdirSync } from 'node:fs';
import { copyFile, open, rename, rm, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { AppError } from '../../shared/errors.ts';
import { orFullDisk } from './full-disk.ts';

/** The file operations whose rules differ between systems; tests put faults in here. */
export type FilePort = {
  readonly exists: (path: string) => boolean;
  readonly makeDir: (path: string) => void;
  readonly rename: (from: string, to: string) => Promise<void>;
  readonly remove: (path: string) => Promise<void>;
  readonly copy: (from: string, to: string) => Promise<void>;
  /** Forces a file's or folder's contents to the disk. */
  readonly sync: (path: string) => Promise<void>;
  readonly pause: (ms: number) => Promise<void>;
};

export const nodeFiles: FilePort = {
  exists: existsSync,
  makeDir: (path) => void mkdirSync(path, { recursive: true }),
  rename,
  remove: (path) => rm(path, { force: true }),
  copy: copyFile,
  sync: syncPath,
  pause: async (ms) => {
    await pause(ms);
  },
};

/** Windows knows no fsync of a folder and opens none for reading: there NTFS journals the rename itself. */
async function syncPath(path: string): Promise<void> {
  let handle: Awaited<ReturnType<typeof open>> | undefined;
  try {
    handle = await open(path, 'r+').catch(() => open(path, 'r'));
    await handle.sync();
  } catch (problem) {
    if (!isCode(problem, ['EISDIR', 'EPERM', 'EACCES', 'EINVAL']) || process.platform !== 'win32')
      throw problem;
  } finally {
    await handle?.close();
  }
}

/** Windows' classic limit of a path is 260; some room stays for a suffix. */
export const PATH_LENGTH_MAX = 240;
/** A virus scanner or a backup holds a file for moments: 10, 20, 40 … ms, about 5 s in all. */
export const LOCKED_RETRIES_MAX = 9;
const LOCKED_PAUSE_MS = 10;

const isCode = (problem: unknown, codes: readonly string[]): boolean =>
  problem instanceof Error && 'code' in problem && codes.includes(String(problem.code));

/** Throws `file.path-too-long` for a path that Windows could not open. */
export function assertPathFits(path: string): void {
  if (path.length > PATH_LENGTH_MAX) throw new AppError('file.path-too-long', { limit: PATH_LENGTH_MAX });
}

async function whileLocked<Result>(files: FilePort, work: () => Promise<Result>): Promise<Result> {
  for (let attempt = 0; ; attempt++) {
    try {
      return await work();
    } catch (problem) {
      if (!isCode(problem, ['EBUSY', 'EPERM', 'EACCES'])) throw orFullDisk(problem);
      if (attempt >= LOCKED_RETRIES_MAX)
        throw new AppError('file.locked', {}, { cause: problem, retryable: true });
      await files.pause(LOCKED_PAUSE_MS * 2 ** attempt);
    }
  }
}

/** Removes a file, waiting out a short lock; one that is not there is no fault. */
export const removeFile = (files: FilePort, path: string): Promise<void> =>
  whileLocked(files, () => files.remove(path));

/**
 * Gives a finished temporary file its lasting name, durable in its folder. Never renames over a file, which Windows refuses while somebody reads
 * it: a name that exists already holds the same content, and the temporary one goes.
 */
export async function settleFile(files: FilePort, from: string, to: string): Promise<void> {
  assertPathFits(to);
  if (files.exists(to)) return removeFile(files, from);
  files.makeDir(dirname(to));
  await whileLocked(files, async () => {
    if (files.exists(to)) await files.remove(from);
    else await files.rename(from, to);
  });
  await files.sync(dirname(to));
}

/**
 * Puts a finished file in the place of another, durable in its folder before this returns. For the few files that have one name and are written anew: only a rename
 * leaves the old or the new one at every instant, so a reader that holds the old one (Windows) is waited out. Throws `file.locked` and leaves the old one.
 */
export async function replaceFile(files: FilePort, from: string, to: string): Promise<void> {
  await files.sync(from);
  await whileLocked(files, () => files.rename(from, to));
  await files.sync(dirname(to));
}

/** Writes a small file of one name whole or not at all, for its owner alone. */
export async function writeWhole(files: FilePort, path: string, text: string): Promise<void> {
  const fresh = `${path}.new`;
  await removeFile(files, fresh);
  try {
    await writeFile(fresh, text, { flag: 'wx', mode: 0o600 });
  } catch (problem) {
    throw orFullDisk(problem);
  }
  await replaceFile(files, fresh, path);
}
