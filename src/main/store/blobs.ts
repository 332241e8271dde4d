import { createHash, randomUUID } from 'node:crypto';
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { Sha256 } from '../../shared/domain/core/values.ts';
import { AppError } from '../../shared/errors.ts';
import { emptied, type FileKeys, found, placesFor, placeUnder } from './file-places.ts';
import { type FilePort, nodeFiles, removeFile, settleFile } from './files.ts';
import { orFullDisk } from './full-disk.ts';
import { createKept, type KeptFile, type KeptWriter, keptSize, readKept, streamKept } from './kept-file.ts';

/** Files by content, beside the database. */
export type Blobs = {
  readonly has: (sha256: Sha256) => boolean;
  /** What the bytes are read from; throws `file.not-here` when they are not here. */
  readonly fileOf: (sha256: Sha256) => KeptFile;
  /** Reads a whole file; at most `bytesMax`. */
  readonly read: (sha256: Sha256, bytesMax: number) => Promise<Uint8Array>;
  /** Writes to a temporary file, hashes, fsyncs and renames; the same content twice is one file. */
  readonly put: (bytes: Uint8Array | Readable, bytesMax: number) => Promise<Hashed>;
  /** As `put`, with time to look at the file before it is kept. One that was not kept is gone when the profile is opened next, or with `drop`. */
  readonly stage: (bytes: Uint8Array | Readable, bytesMax: number) => Promise<Staged>;
};
export type Hashed = { readonly sha256: Sha256; readonly sizeBytes: number };
export type Staged = Hashed & {
  readonly file: KeptFile;
  readonly keep: () => Promise<void>;
  readonly drop: () => Promise<void>;
};

/** What sync needs besides: files on their way in. */
export type BlobStore = Blobs & {
  /** Where a download grows; it survives a restart and is taken up again at its length. */
  readonly partOf: (sha256: Sha256) => KeptFile;
  /** Hashes the download; true when it became the file, false when its content was another and it was thrown away. */
  readonly adoptPart: (sha256: Sha256) => Promise<boolean>;
  /** Takes the file away, and what was fetched of it; one that is not here is no fault. */
  readonly remove: (sha256: Sha256) => Promise<void>;
  /** Every file that is here, with the room that it takes. */
  readonly list: () => AsyncIterable<Hashed>;
};

/**
 * Opens the files of a profile: `files/sha256/ab/cd/<hash>`, downloads under `files/parts`, half-written ones under `files/new`, which is emptied. With `keys` they are
 * written sealed, each key's under a folder of its own; what could not be sealed yet, or is under the older key, is still found.
 */
export function openBlobs(dataDir: string, files: FilePort = nodeFiles, keys?: FileKeys): BlobStore {
  const places = placesFor(dataDir, keys);
  const { fresh, ownPlace, sources } = places;
  emptied(places, dataDir);
  const find = (sha256: Sha256): KeptFile | undefined => found(sources, sha256);
  const fileOf = (sha256: Sha256): KeptFile => {
    const file = find(sha256);
    if (file === undefined) throw new AppError('file.not-here');
    return file;
  };
  const partPath = (sha256: Sha256): string => join(places.parts, sha256);
  const stage = async (bytes: Uint8Array | Readable, bytesMax: number): Promise<Staged> => {
    const path = join(fresh, randomUUID());
    const drop = () => removeFile(files, path);
    try {
      const written = await writeHashed(places.writing(path), bytes, bytesMax);
      const keep = () => settleFile(files, path, ownPlace(written.sha256));
      return { ...written, file: places.kept(path, written.sha256), keep, drop };
    } catch (problem) {
      await drop();
      throw problem;
    }
  };
  return {
    has: (sha256) => find(sha256) !== undefined,
    fileOf,
    partOf: (sha256) => places.kept(partPath(sha256), sha256),
    remove: async (sha256) => {
      await removeFile(files, partPath(sha256));
      for (const { folder } of sources) await removeFile(files, placeUnder(folder, sha256));
    },
    read: async (sha256, bytesMax) => {
      const file = fileOf(sha256);
      if (keptSize(file) > bytesMax) throw tooLarge(bytesMax);
      return readKept(file);
    },
    stage,
    put: async (bytes, bytesMax) => {
      const { sha256, sizeBytes, keep, drop } = await stage(bytes, bytesMax);
      try {
        await keep();
        return { sha256, sizeBytes };
      } catch (problem) {
        await drop();
        throw problem;
      }
    },
    adoptPart: async (sha256) => {
      const part = partPath(sha256);
      if ((await hashOrNothing(places.kept(part, sha256))) !== sha256) {
        await removeFile(files, part);
        return false;
      }
      await files.sync(part);
      await settleFile(files, part, ownPlace(sha256));
      return true;
    },
    list: () => listUnder(sources.map(({ folder }) => folder)),
  };
}

/** Folder by folder, so that nothing waits long for a large store. */
async function* listUnder(folders: readonly string[]): AsyncGenerator<Hashed> {
  for (const folder of folders)
    for (const outer of await namesIn(folder))
      for (const inner of await namesIn(join(folder, outer)))
        for (const name of await namesIn(join(folder, outer, inner))) {
          const sha256 = Sha256.safeParse(name);
          const found =
            sha256.success && (await stat(join(folder, outer, inner, name)).catch(() => undefined));
          if (found && sha256.success) yield { sha256: sha256.data, sizeBytes: found.size };
        }
}

async function namesIn(folder: string): Promise<readonly string[]> {
  try {
    return await readdir(folder);
  } catch (problem) {
    if (
      problem instanceof Error &&
      'code' in problem &&
      (problem.code === 'ENOENT' || problem.code === 'ENOTDIR')
    )
      return [];
    throw problem;
  }
}

/** A sealed download that the line or the program ended at its last piece cannot be read: like one of other content, it is fetched anew. */
async function hashOrNothing(part: KeptFile): Promise<Sha256 | undefined> {
  try {
    return await hashFile(part);
  } catch (problem) {
    if (problem instanceof AppError && problem.code === 'file.seal-broken') return undefined;
    throw problem;
  }
}

const tooLarge = (bytesMax: number): AppError =>
  new AppError('file.too-large', { limitMb: Math.floor(bytesMax / (1024 * 1024)) });

async function writeHashed(
  to: Parameters<typeof createKept>[0],
  bytes: Uint8Array | Readable,
  bytesMax: number,
): Promise<Hashed> {
  let file: KeptWriter | undefined;
  try {
    file = await createKept(to);
    const hash = createHash('sha256');
    let sizeBytes = 0;
    for await (const chunk of bytes instanceof Uint8Array ? [bytes] : bytes) {
      const piece =
        Buffer.isBuffer(chunk) || chunk instanceof Uint8Array ? chunk : Buffer.from(String(chunk));
      sizeBytes += piece.length;
      if (sizeBytes > bytesMax) throw tooLarge(bytesMax);
      hash.update(piece);
      await file.write(piece);
    }
    const sha256 = Sha256.parse(hash.digest('hex'));
    await file.finish(sha256);
    return { sha256, sizeBytes };
  } catch (problem) {
    throw orFullDisk(problem);
  } finally {
    await file?.close();
  }
}

/** SHA-256 of a file, read in pieces. */
export async function hashFile(file: KeptFile): Promise<Sha256> {
  const hash = createHash('sha256');
  for await (const chunk of streamKept(file)) hash.update(chunk);
  return Sha256.parse(hash.digest('hex'));
}
