import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { openBlobs } from '../../src/main/store/blobs.ts';
import {
  assertPathFits,
  type FilePort,
  LOCKED_RETRIES_MAX,
  nodeFiles,
  PATH_LENGTH_MAX,
} from '../../src/main/store/files.ts';
import { Sha256 } from '../../src/shared/domain/core/values.ts';
import { AppError } from '../../src/shared/errors.ts';
import { temporaryFolders } from '../support/replica.ts';

const folders = temporaryFolders();
afterAll(folders.remove);
let dataDir: string;
beforeEach(() => {
  dataDir = folders.make();
});

const text = Buffer.from('văn bản');
const sha256 = Sha256.parse(createHash('sha256').update(text).digest('hex'));
const codeOf = async (work: () => Promise<unknown>): Promise<string> => {
  try {
    await work();
  } catch (problem) {
    if (problem instanceof AppError) return problem.code;
    throw problem;
  }
  return 'ok';
};
const leftovers = () => readdirSync(join(dataDir, 'files', 'new'));

/** A file system that fails as Windows does: so many times, with that code. */
const faulty = (fails: Partial<Record<'rename' | 'remove' | 'sync', { code: string; times: number }>>) => {
  const pauses: number[] = [];
  const failing =
    <Args extends readonly unknown[]>(name: keyof typeof fails, work: (...args: Args) => Promise<void>) =>
    async (...args: Args): Promise<void> => {
      const fault = fails[name];
      if (fault && fault.times-- > 0) throw Object.assign(new Error(fault.code), { code: fault.code });
      await work(...args);
    };
  const files: FilePort = {
    ...nodeFiles,
    rename: failing('rename', nodeFiles.rename),
    remove: failing('remove', nodeFiles.remove),
    sync: failing('sync', nodeFiles.sync),
    pause: async (ms) => void pauses.push(ms),
  };
  return { files, pauses };
};

describe('a file', () => {
  test('is kept under its hash, once, and read back', async () => {
    const blobs = openBlobs(dataDir);
    expect(await blobs.put(text, 100)).toEqual({ sha256, sizeBytes: text.length });
    expect(await blobs.put(Readable.from([text.subarray(0, 3), text.subarray(3)]), 100)).toEqual({
      sha256,
      sizeBytes: text.length,
    });
    expect([blobs.has(sha256), await blobs.read(sha256, 100), await blobs.sizeOf(sha256)]).toEqual([
      true,
      text,
      text.length,
    ]);
    expect(leftovers()).toEqual([]);
  });

  test('over the limit is refused and leaves nothing', async () => {
    const blobs = openBlobs(dataDir);
    expect(await codeOf(() => blobs.put(text, 3))).toBe('file.too-large');
    expect(await codeOf(() => blobs.read(sha256, 3))).toBe('file.not-here');
    expect(leftovers()).toEqual([]);
  });

  test('whose stream breaks off leaves nothing', async () => {
    const blobs = openBlobs(dataDir);
    const broken = Readable.from(
      (async function* () {
        yield text;
        throw new Error('cut');
      })(),
    );
    await expect(blobs.put(broken, 100)).rejects.toThrow('cut');
    expect(leftovers()).toEqual([]);
  });

  test('that an ended process left half written goes at the next start', () => {
    openBlobs(dataDir);
    writeFileSync(join(dataDir, 'files', 'new', 'half'), 'x');
    openBlobs(dataDir);
    expect(leftovers()).toEqual([]);
  });

  test('is waited for while a scanner holds it, with growing pauses', async () => {
    const { files, pauses } = faulty({ rename: { code: 'EBUSY', times: 3 } });
    await openBlobs(dataDir, files).put(text, 100);
    expect(pauses).toEqual([10, 20, 40]);
    expect(openBlobs(dataDir).has(sha256)).toBe(true);
  });

  test('that stays locked ends in a sentence, after a stated number of tries', async () => {
    const { files, pauses } = faulty({ rename: { code: 'EPERM', times: 1000 } });
    expect(await codeOf(() => openBlobs(dataDir, files).put(text, 100))).toBe('file.locked');
    expect(pauses).toHaveLength(LOCKED_RETRIES_MAX);
  });

  test('on a full disk ends in a sentence', async () => {
    const { files } = faulty({ rename: { code: 'ENOSPC', times: 1 } });
    expect(await codeOf(() => openBlobs(dataDir, files).put(text, 100))).toBe('store.full');
  });

  test('is never renamed over one that exists', async () => {
    await openBlobs(dataDir).put(text, 100);
    const { files } = faulty({ rename: { code: 'EEXIST', times: 1 } });
    await openBlobs(dataDir, files).put(text, 100);
    expect(leftovers()).toEqual([]);
  });
});

describe('a download', () => {
  test('becomes the file only when its content is what it should be', async () => {
    const blobs = openBlobs(dataDir);
    writeFileSync(blobs.partPath(sha256), 'gi');
    expect(await blobs.adoptPart(sha256)).toBe(false);
    expect([blobs.has(sha256), existsSync(blobs.partPath(sha256))]).toEqual([false, false]);
    writeFileSync(blobs.partPath(sha256), text);
    expect(await blobs.adoptPart(sha256)).toBe(true);
    expect(readFileSync(blobs.pathOf(sha256))).toEqual(text);
  });
});

test('a folder too deep for Windows is refused before anything is written', () => {
  expect(() => openBlobs(`/${'x'.repeat(PATH_LENGTH_MAX)}`)).toThrow();
  expect(() => assertPathFits('x'.repeat(PATH_LENGTH_MAX + 1))).toThrow('file.path-too-long');
  expect(() => assertPathFits('x'.repeat(PATH_LENGTH_MAX))).not.toThrow();
});
