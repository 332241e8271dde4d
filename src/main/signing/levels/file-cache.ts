import { createHash, randomUUID } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { readdir, readFile, rename, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type AnswerCache, CACHE_LIMITS, type CacheLimits } from '../../../signatures/revocation/cache.ts';

/** Eight bytes in front of an answer: until when it counts, in milliseconds. */
const HEAD_BYTES = 8;

/**
 * A cache of revocation answers in a folder, so that a restart asks nobody again. A file that cannot be read or written is as if it were not there:
 * the answer is asked for once more. What was not used for longest goes first.
 */
export function fileCache(folder: string, now: () => Date, limits: CacheLimits = CACHE_LIMITS): AnswerCache {
  mkdirSync(folder, { recursive: true });
  const pathOf = (key: string): string => join(folder, createHash('sha256').update(key).digest('hex'));
  return {
    get: async (key) => {
      const path = pathOf(key);
      const bytes = await orNothing(readFile(path));
      if (!bytes || bytes.length < HEAD_BYTES) return undefined;
      if (Number(bytes.readBigUInt64BE()) <= now().getTime()) {
        await orNothing(rm(path));
        return undefined;
      }
      await orNothing(utimes(path, now(), now()));
      return bytes.subarray(HEAD_BYTES);
    },
    put: async (key, bytes, until) => {
      if (bytes.length > limits.bytesMax) return;
      const fresh = join(folder, `${randomUUID()}.part`);
      const head = Buffer.alloc(HEAD_BYTES);
      head.writeBigUInt64BE(BigInt(until.getTime()));
      await orNothing(writeFile(fresh, Buffer.concat([head, bytes])));
      await orNothing(utimes(fresh, now(), now()));
      await orNothing(rename(fresh, pathOf(key)));
      await orNothing(shrink(folder, limits));
    },
  };
}

/** A cache has no faults of its own: what the disk refuses is asked for again. */
const orNothing = <T>(work: Promise<T>): Promise<T | undefined> =>
  work.catch((fault: unknown) => {
    if (fault instanceof Error && 'code' in fault) return undefined;
    throw fault;
  });

async function shrink(folder: string, { entriesMax, bytesMax }: CacheLimits): Promise<void> {
  const files = await Promise.all(
    (await readdir(folder)).map(async (name) => {
      const path = join(folder, name);
      const { size, mtimeMs } = await stat(path);
      return { path, size, mtimeMs };
    }),
  );
  let [entries, bytes] = [files.length, files.reduce((sum, { size }) => sum + size, 0)];
  for (const { path, size } of files.toSorted((a, b) => a.mtimeMs - b.mtimeMs)) {
    if (entries <= entriesMax && bytes <= bytesMax) return;
    await rm(path);
    entries -= 1;
    bytes -= size;
  }
}
