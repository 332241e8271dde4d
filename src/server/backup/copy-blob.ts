import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { Sha256 } from '../../shared/domain/core/values.ts';
import { blobPath, hashFile, isAbsent, statOf } from '../blobs/blob-files.ts';

type Wanted = { readonly folder: string; readonly sha256: Sha256; readonly sizeBytes: number };

/**
 * Copies a file to its place by content, hashing it on the way; answers whether what stands there now is what its name says. A copy that is there already is
 * hashed and not copied again.
 */
export async function copyBlob(from: string, { folder, sha256, sizeBytes }: Wanted): Promise<boolean> {
  const to = blobPath(folder, sha256);
  const there = await statOf(to);
  if (there?.size === sizeBytes && (await hashFile(to)) === sha256) return true;
  await mkdir(dirname(to), { recursive: true, mode: 0o700 });
  const half = `${to}.half`;
  const hash = createHash('sha256');
  try {
    await pipeline(
      createReadStream(from, { highWaterMark: 1024 * 1024 }),
      async function* (chunks: AsyncIterable<Buffer>) {
        for await (const chunk of chunks) {
          hash.update(chunk);
          yield chunk;
        }
      },
      createWriteStream(half, { mode: 0o600, flush: true }),
    );
  } catch (problem) {
    await rm(half, { force: true });
    if (isAbsent(problem)) return false;
    throw problem;
  }
  if (hash.digest('hex') !== sha256) {
    await rm(half, { force: true });
    return false;
  }
  await rename(half, to);
  return true;
}
