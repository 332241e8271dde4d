import { createHash, randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, open, readdir, readFile, rename, rm, stat, utimes } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { Sha256 } from '../../shared/domain/core/values.ts';

export type BlobFiles = {
  readonly root: string;
  readonly pathOf: (sha256: Sha256) => string;
  /** Moves a finished file to its place by content; both it and the folder are on disk when this answers. */
  readonly adopt: (file: string, sha256: Sha256) => Promise<void>;
  /** A name for a file that is not whole yet, beside those that are; what is left there is collected one day. */
  readonly fresh: () => Promise<string>;
  /** Writes bytes to their place by content. */
  readonly write: (bytes: Uint8Array, sha256: Sha256) => Promise<void>;
  /** Size in bytes when the file is here and its bytes are what its name says, hashing it once per process and change. */
  readonly check: (sha256: Sha256) => Promise<number | 'absent' | 'damaged'>;
  readonly read: (sha256: Sha256) => Promise<Uint8Array>;
  /** Takes a file away for good, with what was put aside of it; one that is not here is no fault. */
  readonly remove: (sha256: Sha256) => Promise<void>;
  /** Takes a damaged file out of the way; it is kept for whoever has to find out why. */
  readonly quarantine: (sha256: Sha256) => Promise<void>;
  /** Runs `work` while nobody else puts this file here or takes it away. One process has the folder: it holds the database's lock. */
  readonly alone: <Result>(sha256: Sha256, work: () => Promise<Result>) => Promise<Result>;
};

/** Where a file stands in a folder of files by content. */
export const blobPath = (folder: string, sha256: Sha256): string =>
  join(folder, 'sha256', sha256.slice(0, 2), sha256.slice(2, 4), sha256);

/** Files whose hash was checked and that have not changed since. */
const CHECKED_KEPT_MAX = 100_000;

/** The files of the province, by SHA-256, in `root`. A file that was put there never changes. */
export function makeBlobFiles(root: string): BlobFiles {
  const checked = new Map<Sha256, string>();
  const quarantined = join(root, 'quarantine');
  const pathOf = (sha256: Sha256): string => blobPath(root, sha256);
  const adopt = async (file: string, sha256: Sha256): Promise<void> => {
    const path = pathOf(sha256);
    await syncToDisk(file);
    await mkdir(dirname(path), { recursive: true, mode: 0o700 });
    await rename(file, path);
    await syncFolder(dirname(path));
    checked.delete(sha256);
  };
  const fresh = async (): Promise<string> => {
    const folder = join(root, 'incoming');
    await mkdir(folder, { recursive: true, mode: 0o700 });
    return join(folder, randomUUID());
  };
  return {
    root,
    pathOf,
    adopt,
    fresh,
    write: async (bytes, sha256) => {
      const temporary = await fresh();
      const handle = await open(temporary, 'wx', 0o600);
      try {
        await handle.writeFile(bytes);
      } finally {
        await handle.close();
      }
      await adopt(temporary, sha256);
    },
    check: async (sha256) => {
      const path = pathOf(sha256);
      const found = await statOf(path);
      if (!found) return 'absent';
      const mark = `${String(found.size)}/${String(found.mtimeMs)}`;
      if (checked.get(sha256) === mark) return found.size;
      if ((await hashFile(path)) !== sha256) return 'damaged';
      if (checked.size >= CHECKED_KEPT_MAX) checked.clear();
      checked.set(sha256, mark);
      return found.size;
    },
    read: async (sha256) => readFile(pathOf(sha256)),
    remove: async (sha256) => {
      checked.delete(sha256);
      await removeFile(pathOf(sha256));
      for (const name of await readdir(quarantined).catch(noneThere))
        if (name.startsWith(`${sha256}-`)) await removeFile(join(quarantined, name));
    },
    quarantine: async (sha256) => {
      const folder = quarantined;
      await mkdir(folder, { recursive: true, mode: 0o700 });
      // How long it is kept counts from now (collect.ts), not from when it came.
      await utimes(pathOf(sha256), new Date(), new Date());
      await rename(pathOf(sha256), join(folder, `${sha256}-${String(process.hrtime.bigint())}`));
      checked.delete(sha256);
    },
    alone: makeTurns(),
  };
}

/** Work on one file waits for the work before it, whatever became of that. */
function makeTurns(): BlobFiles['alone'] {
  const last = new Map<Sha256, Promise<unknown>>();
  return async (sha256, work) => {
    const turn = (last.get(sha256) ?? Promise.resolve()).then(work, work);
    last.set(sha256, turn);
    try {
      return await turn;
    } finally {
      if (last.get(sha256) === turn) last.delete(sha256);
    }
  };
}

const noneThere = (problem: unknown): readonly string[] => {
  if (isAbsent(problem)) return [];
  throw problem;
};

/** Size and time of a file, or undefined when there is none. */
export async function statOf(path: string): Promise<{ size: number; mtimeMs: number } | undefined> {
  try {
    return await stat(path);
  } catch (problem) {
    if (isAbsent(problem)) return undefined;
    throw problem;
  }
}

export const isAbsent = (problem: unknown): boolean =>
  problem instanceof Error && 'code' in problem && (problem.code === 'ENOENT' || problem.code === 'ENOTDIR');

/** The SHA-256 of a file's bytes, in hex. */
export async function hashFile(path: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(path, { highWaterMark: 1024 * 1024 }), hash);
  return hash.digest('hex');
}

export const removeFile = (path: string): Promise<void> => rm(path, { force: true });

async function syncToDisk(path: string): Promise<void> {
  const handle = await open(path, 'r+');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** A rename is durable when its folder is (POSIX); Windows has no such call and keeps the order itself. */
async function syncFolder(path: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await open(path, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
