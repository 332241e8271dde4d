import { createHash, randomUUID } from 'node:crypto';
import { createReadStream, existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { type FileHandle, open, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { Sha256 } from '../../shared/domain/core/values.ts';
import { AppError } from '../../shared/errors.ts';
import { assertPathFits, type FilePort, nodeFiles, removeFile, settleFile } from './files.ts';
import { orFullDisk } from './full-disk.ts';

/** Files by content, beside the database. */
export type Blobs = {
  readonly has: (sha256: Sha256) => boolean;
  /** Where the bytes stand; throws `file.not-here` when they do not. */
  readonly pathOf: (sha256: Sha256) => string;
  /** Reads a whole file; at most `bytesMax`. */
  readonly read: (sha256: Sha256, bytesMax: number) => Promise<Uint8Array>;
  /** Writes to a temporary file, hashes, fsyncs and renames; the same content twice is one file. */
  readonly put: (
    bytes: Uint8Array | Readable,
    bytesMax: number,
  ) => Promise<{ sha256: Sha256; sizeBytes: number }>;
};

/** What sync needs besides: files on their way in. */
export type BlobStore = Blobs & {
  readonly sizeOf: (sha256: Sha256) => Promise<number>;
  /** Where a download grows; it survives a restart and is taken up again at its length. */
  readonly partPath: (sha256: Sha256) => string;
  /** Hashes the download; true when it became the file, false when its content was another and it was thrown away. */
  readonly adoptPart: (sha256: Sha256) => Promise<boolean>;
  /** Takes the file away, and what was fetched of it; one that is not here is no fault. */
  readonly remove: (sha256: Sha256) => Promise<void>;
};

/** Opens the files of a profile: `files/sha256/ab/cd/<hash>`, downloads under `files/parts`, half-written ones under `files/new`, which is emptied. */
export function openBlobs(dataDir: string, files: FilePort = nodeFiles): BlobStore {
  const base = join(dataDir, 'files');
  const [fresh, parts] = [join(base, 'new'), join(base, 'parts')];
  assertPathFits(join(base, 'sha256', 'ab', 'cd', '0'.repeat(64)));
  for (const folder of [fresh, parts]) mkdirSync(folder, { recursive: true });
  for (const name of readdirSync(fresh)) rmSync(join(fresh, name), { force: true });

  const placeOf = (sha256: Sha256): string =>
    join(base, 'sha256', sha256.slice(0, 2), sha256.slice(2, 4), sha256);
  const partPath = (sha256: Sha256): string => join(parts, sha256);

  const pathOf = (sha256: Sha256): string => {
    const path = placeOf(sha256);
    if (!existsSync(path)) throw new AppError('file.not-here');
    return path;
  };
  return {
    has: (sha256) => existsSync(placeOf(sha256)),
    pathOf,
    partPath,
    remove: async (sha256) => {
      await removeFile(files, partPath(sha256));
      await removeFile(files, placeOf(sha256));
    },
    sizeOf: async (sha256) => (await stat(pathOf(sha256))).size,
    read: async (sha256, bytesMax) => {
      const path = pathOf(sha256);
      if ((await stat(path)).size > bytesMax) throw tooLarge(bytesMax);
      return readFile(path);
    },
    put: async (bytes, bytesMax) => {
      const path = join(fresh, randomUUID());
      try {
        const written = await writeHashed(path, bytes, bytesMax);
        await settleFile(files, path, placeOf(written.sha256));
        return written;
      } catch (problem) {
        await removeFile(files, path);
        throw problem;
      }
    },
    adoptPart: async (sha256) => {
      const part = partPath(sha256);
      if ((await hashFile(part)) !== sha256) {
        await removeFile(files, part);
        return false;
      }
      await files.sync(part);
      await settleFile(files, part, placeOf(sha256));
      return true;
    },
  };
}

const tooLarge = (bytesMax: number): AppError =>
  new AppError('file.too-large', { limitMb: Math.floor(bytesMax / (1024 * 1024)) });

async function writeHashed(path: string, bytes: Uint8Array | Readable, bytesMax: number) {
  let file: FileHandle | undefined;
  try {
    file = await open(path, 'wx', 0o600);
    const hash = createHash('sha256');
    let sizeBytes = 0;
    for await (const chunk of bytes instanceof Uint8Array ? [bytes] : bytes) {
      const piece =
        Buffer.isBuffer(chunk) || chunk instanceof Uint8Array ? chunk : Buffer.from(String(chunk));
      sizeBytes += piece.length;
      if (sizeBytes > bytesMax) throw tooLarge(bytesMax);
      hash.update(piece);
      await file.writeFile(piece);
    }
    await file.sync();
    return { sha256: Sha256.parse(hash.digest('hex')), sizeBytes };
  } catch (problem) {
    throw orFullDisk(problem);
  } finally {
    await file?.close();
  }
}

/** SHA-256 of a file, read in pieces. */
export async function hashFile(path: string): Promise<Sha256> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(path, { highWaterMark: 1024 * 1024 })) hash.update(chunk);
  return Sha256.parse(hash.digest('hex'));
}
