import { createCipheriv, createDecipheriv, createHash, hkdfSync, randomBytes } from 'node:crypto';
import { createReadStream, statSync } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { z } from 'zod';
import { Sha256 } from '../../shared/domain/core/values.ts';
import { AppError } from '../../shared/errors.ts';

/**
 * A file of the profile as it stands on the disk: a path where it is plain, and with it the key and the content's SHA-256 where the profile is locked by a secret.
 * Crosses to helpers, so that nothing is ever laid down in plain for them to read.
 */
export type KeptFile = string | (Sealing & { readonly sha256: string });
/** Where a file is written that is sealed; what it will be is known at its end. */
type Sealing = { readonly path: string; readonly key: Uint8Array };
export const KeptFile: z.ZodType<KeptFile, KeptFile> = z.union([
  z.string(),
  z.object({ path: z.string(), key: z.instanceof(Uint8Array), sha256: Sha256 }),
]);

/**
 * A sealed file: `HRS2`, 16 random bytes, then pieces of 64 KiB, each under AES-256-GCM with its tag. The key is derived from the profile's and those bytes, so
 * it is each file's own; the nonce is the piece's place and whether it is the last, so that no piece can be moved, left out or cut off unnoticed. The last piece, which
 * is looked at before any other is given, is bound to the content's SHA-256 (as its associated data), so that no file can stand in another's place. `HRS1`, written
 * before that, is bound to nothing: it is hashed before any of it is given.
 */
const MAGIC = Buffer.from('HRS2');
const UNBOUND_MAGIC = Buffer.from('HRS1');
const SALT_BYTES = 16;
const HEAD_BYTES = MAGIC.length + SALT_BYTES;
export const PIECE_BYTES = 64 * 1024;
const TAG_BYTES = 16;
const SEALED_BYTES = PIECE_BYTES + TAG_BYTES;

const pathIn = (file: string | Sealing): string => (typeof file === 'string' ? file : file.path);
const broken = (cause?: unknown): AppError => new AppError('file.seal-broken', {}, { cause });
const pieceCount = (sealedBytes: number): number =>
  Math.max(1, Math.ceil((sealedBytes - HEAD_BYTES) / SEALED_BYTES));

/** How long the content is. */
export function keptSize(file: KeptFile): number {
  const { size } = statSync(pathIn(file));
  return typeof file === 'string' ? size : Math.max(0, size - HEAD_BYTES - pieceCount(size) * TAG_BYTES);
}

export type OpenKept = {
  readonly sizeBytes: number;
  /** Bytes from there on; fewer only at the end. */
  readonly read: (from: number, length: number) => Promise<Buffer>;
  readonly close: () => Promise<void>;
};

/** Opens a kept file to read any part of it. What was changed on the disk is refused with `file.seal-broken`. */
export async function openKept(file: KeptFile): Promise<OpenKept> {
  const handle = await open(pathIn(file), 'r');
  try {
    if (typeof file !== 'string') return await openSealed(handle, file);
    const { size } = await handle.stat();
    return {
      sizeBytes: size,
      read: (from, length) => bytesAt(handle, from, Math.max(0, Math.min(length, size - from))),
      close: () => handle.close(),
    };
  } catch (problem) {
    await handle.close();
    throw problem;
  }
}

async function openSealed(
  handle: FileHandle,
  { key: profileKey, sha256 }: { readonly key: Uint8Array; readonly sha256: string },
): Promise<OpenKept> {
  const { size } = await handle.stat();
  const { salt, isBound } = await headOf(handle);
  const key = fileKey(profileKey, salt);
  const count = pieceCount(size);
  const sizeBytes = size - HEAD_BYTES - count * TAG_BYTES;
  const open = async (index: number): Promise<Buffer> => {
    const at = HEAD_BYTES + index * SEALED_BYTES;
    const sealed = await bytesAt(handle, at, Math.min(SEALED_BYTES, size - at));
    const isLast = index === count - 1;
    return unsealed(key, sealed, nonceOf(index, isLast), isLast && isBound ? binding(sha256) : undefined);
  };
  // Whose file it is, that it is whole, and where it is empty all of it.
  const last = await open(count - 1);
  const pieceAt = async (index: number): Promise<Buffer> => (index === count - 1 ? last : open(index));
  if (!isBound) await demandContent(sha256, count, pieceAt);
  return {
    sizeBytes,
    read: async (from, length) => {
      const end = Math.min(from + length, sizeBytes);
      const parts: Buffer[] = [];
      for (let at = from; at < end; ) {
        const index = Math.floor(at / PIECE_BYTES);
        const start = index * PIECE_BYTES;
        const part = (await pieceAt(index)).subarray(at - start, end - start);
        parts.push(part);
        at += part.length;
      }
      return Buffer.concat(parts);
    },
    close: () => handle.close(),
  };
}

async function demandContent(
  sha256: string,
  count: number,
  pieceAt: (index: number) => Promise<Buffer>,
): Promise<void> {
  const hash = createHash('sha256');
  for (let index = 0; index < count; index++) hash.update(await pieceAt(index));
  if (hash.digest('hex') !== sha256) throw broken();
}

async function bytesAt(handle: FileHandle, from: number, length: number): Promise<Buffer> {
  const buffer = Buffer.alloc(length);
  let have = 0;
  while (have < length) {
    const { bytesRead } = await handle.read(buffer, have, length - have, from + have);
    if (bytesRead === 0) break;
    have += bytesRead;
  }
  return buffer.subarray(0, have);
}

async function headOf(handle: FileHandle): Promise<{ readonly salt: Buffer; readonly isBound: boolean }> {
  const head = await bytesAt(handle, 0, HEAD_BYTES);
  const magic = head.subarray(0, MAGIC.length);
  const isBound = magic.equals(MAGIC);
  if (head.length < HEAD_BYTES || !(isBound || magic.equals(UNBOUND_MAGIC))) throw broken();
  return { salt: head.subarray(MAGIC.length), isBound };
}

const binding = (sha256: string): Buffer => Buffer.from(sha256, 'hex');

const fileKey = (profileKey: Uint8Array, salt: Uint8Array): Buffer =>
  Buffer.from(hkdfSync('sha256', profileKey, salt, 'ham-rong file', 32));

function nonceOf(index: number, isLast: boolean): Buffer {
  const nonce = Buffer.alloc(12);
  nonce.writeUInt8(isLast ? 1 : 0, 0);
  nonce.writeUInt32BE(index, 8);
  return nonce;
}

function sealed(key: Buffer, piece: Buffer, nonce: Buffer, bound: Buffer | undefined): Buffer {
  const cipher = createCipheriv('aes-256-gcm', key, nonce);
  if (bound) cipher.setAAD(bound);
  return Buffer.concat([cipher.update(piece), cipher.final(), cipher.getAuthTag()]);
}

function unsealed(key: Buffer, piece: Buffer, nonce: Buffer, bound: Buffer | undefined): Buffer {
  const at = piece.length - TAG_BYTES;
  if (at < 0) throw broken();
  try {
    const decipher = createDecipheriv('aes-256-gcm', key, nonce);
    if (bound) decipher.setAAD(bound);
    decipher.setAuthTag(piece.subarray(at));
    return Buffer.concat([decipher.update(piece.subarray(0, at)), decipher.final()]);
  } catch (cause) {
    throw broken(cause);
  }
}

async function using<Result>(file: KeptFile, work: (opened: OpenKept) => Promise<Result>): Promise<Result> {
  const opened = await openKept(file);
  try {
    return await work(opened);
  } finally {
    await opened.close();
  }
}

/** The whole content. */
export const readKept = (file: KeptFile): Promise<Buffer> =>
  using(file, ({ sizeBytes, read }) => read(0, sizeBytes));

const STREAM_BYTES = 16 * PIECE_BYTES;

/** The content in pieces, from `start` to `end` inclusive. */
export function streamKept(
  file: KeptFile,
  part: { readonly start?: number; readonly end?: number } = {},
): Readable {
  if (typeof file === 'string') return createReadStream(file, { ...part, highWaterMark: STREAM_BYTES });
  return Readable.from(piecesOf(file, part.start ?? 0, part.end), { objectMode: false });
}

async function* piecesOf(file: KeptFile, start: number, end: number | undefined): AsyncGenerator<Buffer> {
  const opened = await openKept(file);
  try {
    const stop = Math.min(opened.sizeBytes, end === undefined ? opened.sizeBytes : end + 1);
    for (let at = start; at < stop; at += STREAM_BYTES)
      yield await opened.read(at, Math.min(STREAM_BYTES, stop - at));
  } finally {
    await opened.close();
  }
}

export type KeptWriter = {
  readonly write: (piece: Uint8Array) => Promise<void>;
  /** Writes the last piece, for a content of that SHA-256, and forces everything to the disk; without it a sealed file can be gone on with, but not read. */
  readonly finish: (sha256: string) => Promise<void>;
  readonly close: () => Promise<void>;
};

/** Begins a file; one that is there is refused. */
export const createKept = (file: string | Sealing): Promise<KeptWriter> => writerOf(file, 'wx', 0);

/** How much of an unfinished file is there and can be gone on from. */
export function partLength(file: KeptFile): number {
  const size = statSync(pathIn(file), { throwIfNoEntry: false })?.size ?? 0;
  if (typeof file === 'string') return size;
  return Math.max(0, Math.floor((size - HEAD_BYTES) / SEALED_BYTES)) * PIECE_BYTES;
}

/** Goes on with an unfinished file at `from`, which is 0 or its `partLength`. */
export const appendKept = (file: KeptFile, from: number): Promise<KeptWriter> =>
  writerOf(file, from === 0 ? 'w' : 'r+', from);

async function writerOf(file: string | Sealing, flags: string, from: number): Promise<KeptWriter> {
  const handle = await open(pathIn(file), flags, 0o600);
  try {
    if (typeof file !== 'string') return await sealingWriter(handle, file.key, from);
    let at = from;
    return {
      write: async (piece) => {
        await writeAt(handle, piece, at);
        at += piece.length;
      },
      finish: () => handle.sync(),
      close: () => handle.close(),
    };
  } catch (problem) {
    await handle.close();
    throw problem;
  }
}

/** All of it: a disk that fills up takes a part without a word, and says so only when it is asked for the rest. */
async function writeAt(handle: FileHandle, bytes: Uint8Array, at: number): Promise<void> {
  for (let done = 0; done < bytes.length; )
    done += (await handle.write(bytes, done, bytes.length - done, at + done)).bytesWritten;
}

async function sealingWriter(handle: FileHandle, profileKey: Uint8Array, from: number): Promise<KeptWriter> {
  const salt = from === 0 ? randomBytes(SALT_BYTES) : (await headOf(handle)).salt;
  const key = fileKey(profileKey, salt);
  let index = from / PIECE_BYTES;
  if (from === 0) await writeAt(handle, Buffer.concat([MAGIC, salt]), 0);
  await handle.truncate(HEAD_BYTES + index * SEALED_BYTES);
  let waiting: Buffer = Buffer.alloc(0);
  const put = async (piece: Buffer, sha256?: string): Promise<void> => {
    const nonce = nonceOf(index, sha256 !== undefined);
    const bound = sha256 === undefined ? undefined : binding(sha256);
    await writeAt(handle, sealed(key, piece, nonce, bound), HEAD_BYTES + index * SEALED_BYTES);
    index += 1;
  };
  return {
    write: async (piece) => {
      waiting = waiting.length === 0 ? Buffer.from(piece) : Buffer.concat([waiting, piece]);
      // The last piece is told from the others, so a full one waits until something follows it.
      while (waiting.length > PIECE_BYTES) {
        await put(waiting.subarray(0, PIECE_BYTES));
        waiting = waiting.subarray(PIECE_BYTES);
      }
    },
    finish: async (sha256) => {
      await put(waiting, sha256);
      await handle.sync();
    },
    close: () => handle.close(),
  };
}
