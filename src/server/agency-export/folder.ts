import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, open, readdir, rm, rmdir } from 'node:fs/promises';
import { dirname, join, relative, sep } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Sha256 } from '../../shared/domain/core/values.ts';
import { AppError } from '../../shared/errors.ts';
import { hashFile, statOf } from '../blobs/blob-files.ts';

export const SUMS = 'SHA256SUMS';
/** Files of one export: more than an agency has in a lifetime. */
const FILES_MAX = 1_000_000;
const PIECE_BYTES = 1024 * 1024;

export type Written = { readonly sha256: string; readonly sizeBytes: number };

/** A folder that is being written. Its sums stand in it as `sha256sum -c` reads them. */
export type ExportFolder = {
  /** Writes a file of its own words. */
  readonly write: (
    path: string,
    pieces: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
  ) => Promise<Written>;
  /** Copies a kept file; one that lies there whole from a run before is not copied again. False where it is absent or not what its hash says. */
  readonly copy: (path: string, from: string, sha256: Sha256) => Promise<Written | undefined>;
  /** Takes away what an earlier run left and this one did not write, and closes the sums. */
  readonly finish: () => Promise<{ readonly count: number; readonly sizeBytes: number }>;
};

/** Why a write failed, where the disk is why. */
const orNoRoom = (problem: unknown, path: string): unknown =>
  problem instanceof Error && 'code' in problem && (problem.code === 'ENOSPC' || problem.code === 'EDQUOT')
    ? new AppError('agencyExport.disk-full', { path }, { cause: problem, retryable: true })
    : problem;

type Pieces = AsyncIterable<Uint8Array> | Iterable<Uint8Array>;

/** Writes a file and hashes it on the way; `goOn` throws where the work was stopped. */
async function writeHashed(target: string, pieces: Pieces, goOn: () => void): Promise<Written> {
  const hash = createHash('sha256');
  let sizeBytes = 0;
  const counted = async function* () {
    for await (const piece of pieces) {
      goOn();
      hash.update(piece);
      sizeBytes += piece.length;
      yield piece;
    }
  };
  await mkdir(dirname(target), { recursive: true, mode: 0o700 });
  const file = createWriteStream(target, { mode: 0o600, flush: true });
  await pipeline(Readable.from(counted(), { objectMode: false }), file);
  return { sha256: hash.digest('hex'), sizeBytes };
}

/** Begins to write, or goes on where an earlier run ended. Throws `agencyExport.cancelled`, `agencyExport.disk-full`, `agencyExport.too-many-files`. */
export function openFolder(root: string, signal: AbortSignal): ExportFolder {
  const sums = new Map<string, string>();
  let sizeBytes = 0;
  const goOn = (): void => {
    if (signal.aborted) throw new AppError('agencyExport.cancelled', { path: root });
    if (sums.size >= FILES_MAX) throw new AppError('agencyExport.too-many-files', { limit: FILES_MAX });
  };
  const put = async (path: string, pieces: Pieces): Promise<Written> => {
    goOn();
    try {
      return await writeHashed(join(root, ...path.split('/')), pieces, goOn);
    } catch (problem) {
      throw orNoRoom(problem, root);
    }
  };
  const note = (path: string, written: Written): Written => {
    sums.set(path, written.sha256);
    sizeBytes += written.sizeBytes;
    return written;
  };
  return {
    write: async (path, pieces) => note(path, await put(path, pieces)),
    copy: async (path, from, sha256) => {
      const target = join(root, ...path.split('/'));
      const [there, kept] = [await statOf(target), await statOf(from)];
      if (!kept) return undefined;
      goOn();
      if (there?.size === kept.size && (await hashFile(target)) === sha256)
        return note(path, { sha256, sizeBytes: kept.size });
      const written = await put(path, createReadStream(from, { highWaterMark: PIECE_BYTES }));
      if (written.sha256 === sha256) return note(path, written);
      await rm(target, { force: true });
      return undefined;
    },
    finish: async () => {
      await removeOthers(root, root, sums);
      const lines = [...sums].map(([path, sha256]) => Buffer.from(`${sha256}  ${path}\n`));
      await put(SUMS, lines);
      await syncFolder(root);
      return { count: sums.size, sizeBytes };
    },
  };
}

/** What is not of this export, folders that are then empty included. */
async function removeOthers(root: string, folder: string, kept: ReadonlyMap<string, string>): Promise<void> {
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) await removeOthers(root, path, kept);
    else if (!kept.has(relative(root, path).split(sep).join('/'))) await rm(path, { force: true });
  }
  if (folder !== root && (await readdir(folder)).length === 0) await rmdir(folder);
}

async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
