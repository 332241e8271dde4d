import { execFileSync } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { Readable } from 'node:stream';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { openBlobs } from '../../src/main/store/blobs.ts';
import {
  assertPathFits,
  type FilePort,
  LOCKED_RETRIES_MAX,
  nodeFiles,
  PATH_LENGTH_MAX,
  writeWhole,
} from '../../src/main/store/files.ts';
import {
  appendKept,
  type KeptFile,
  keptSize,
  openKept,
  PIECE_BYTES,
  partLength,
  readKept,
} from '../../src/main/store/kept-file.ts';
import { Sha256 } from '../../src/shared/domain/core/values.ts';
import { AppError } from '../../src/shared/errors.ts';
import { temporaryFolders } from '../support/replica.ts';
import { unboundFile } from '../support/unbound-file.ts';

const folders = temporaryFolders();
afterAll(folders.remove);
let dataDir: string;
beforeEach(() => {
  dataDir = folders.make();
});

const text = Buffer.from('văn bản');
const digest = (bytes: Uint8Array) => Sha256.parse(createHash('sha256').update(bytes).digest('hex'));
const sha256 = digest(text);
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
    expect([blobs.has(sha256), await blobs.read(sha256, 100), keptSize(blobs.fileOf(sha256))]).toEqual([
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
    writeFileSync(String(blobs.partOf(sha256)), 'gi');
    expect(await blobs.adoptPart(sha256)).toBe(false);
    expect([blobs.has(sha256), existsSync(String(blobs.partOf(sha256)))]).toEqual([false, false]);
    writeFileSync(String(blobs.partOf(sha256)), text);
    expect(await blobs.adoptPart(sha256)).toBe(true);
    expect(readFileSync(String(blobs.fileOf(sha256)))).toEqual(text);
  });
});

describe('under a key', () => {
  const key = randomBytes(32);
  /** Two full pieces and a bit, in words that would be found. */
  const long = Buffer.alloc(2 * PIECE_BYTES + 11, 'Nguyễn Văn Mẫu ');
  const pathOf = (file: KeptFile): string => (typeof file === 'string' ? file : file.path);
  const put = async (bytes: Buffer) => {
    const blobs = openBlobs(dataDir, nodeFiles, { own: key });
    const { sha256 } = await blobs.put(bytes, 1_000_000);
    return { blobs, sha256, file: blobs.fileOf(sha256) };
  };

  test.each([0, 1, PIECE_BYTES - 1, PIECE_BYTES, PIECE_BYTES + 1, 2 * PIECE_BYTES, long.length])(
    'a file of %i bytes comes back, whole and in part, and lies nowhere in plain',
    async (length) => {
      const bytes = long.subarray(0, length);
      const { blobs, sha256, file } = await put(bytes);
      expect(await blobs.read(sha256, 1_000_000)).toEqual(bytes);
      expect(keptSize(file)).toBe(length);
      const opened = await openKept(file);
      for (const [from, count] of [
        [0, 8],
        [PIECE_BYTES - 3, 7],
        [length - 1, 9],
      ] as const)
        if (from >= 0) expect(await opened.read(from, count)).toEqual(bytes.subarray(from, from + count));
      await opened.close();
      for (const entry of readdirSync(dataDir, { recursive: true, withFileTypes: true }))
        if (entry.isFile())
          expect(readFileSync(join(entry.parentPath, entry.name)).includes('Nguyễn')).toBe(false);
    },
  );

  test('that the disk takes only in part is never called finished', () => {
    const script = `
      import { createKept } from ${JSON.stringify(new URL('../../src/main/store/kept-file.ts', import.meta.url).href)};
      const writer = await createKept({ path: ${JSON.stringify(join(dataDir, 'cut'))}, key: Buffer.alloc(32, 7) });
      await writer.write(Buffer.alloc(40 * 1024));
      await writer.finish('0'.repeat(64)).then(() => console.log('finished'), ({ code }) => console.log(code));`;
    // The system takes 32 KiB of a file and no more, as a disk does that fills up in the middle of a write.
    const limit = 'resource.setrlimit(resource.RLIMIT_FSIZE, (32768, 32768))';
    const limited = `import os, resource, sys; ${limit}; os.execv(sys.argv[1], sys.argv[1:])`;
    const started = ['-c', limited, process.execPath, '--input-type=module', '-e', script];
    expect(execFileSync('python3', started, { encoding: 'utf8' })).toBe('EFBIG\n');
  });

  test('the same content twice is written differently, and with another key not read', async () => {
    const one = readFileSync(pathOf((await put(long)).file));
    dataDir = folders.make();
    const { file } = await put(long);
    expect(readFileSync(pathOf(file)).subarray(20, 60)).not.toEqual(one.subarray(20, 60));
    expect(
      await codeOf(() => readKept({ path: pathOf(file), key: randomBytes(32), sha256: digest(long) })),
    ).toBe('file.seal-broken');
  });

  const sealedPiece = PIECE_BYTES + 16;
  test.each<[string, (sealed: Buffer) => Buffer]>([
    [
      'one bit turned',
      (sealed) => {
        sealed.writeUInt8(sealed.readUInt8(9_000) ^ 1, 9_000);
        return sealed;
      },
    ],
    ['the last piece left out', (sealed) => sealed.subarray(0, 20 + 2 * sealedPiece)],
    ['the end cut off', (sealed) => sealed.subarray(0, sealed.length - 1)],
    [
      'two pieces exchanged',
      (sealed) => {
        const [first, second] = [20, 20 + sealedPiece].map((at) =>
          Buffer.from(sealed.subarray(at, at + sealedPiece)),
        );
        return Buffer.concat([
          sealed.subarray(0, 20),
          second ?? first,
          first,
          sealed.subarray(20 + 2 * sealedPiece),
        ] as Buffer[]);
      },
    ],
    ['plain bytes in its place', () => Buffer.from('%PDF-1.7')],
  ])('a file with %s is refused, not read', async (_what, change) => {
    const { file } = await put(long);
    writeFileSync(pathOf(file), change(readFileSync(pathOf(file))));
    expect(await codeOf(() => readKept(file))).toBe('file.seal-broken');
  });

  test('a whole file where another belongs is refused, also where both are as long and only the beginning is read', async () => {
    const other = Buffer.from(long).fill('Trần Thị Mẫu ');
    const [one, two] = [await put(long), await put(other)];
    const [a, b] = [readFileSync(pathOf(one.file)), readFileSync(pathOf(two.file))];
    writeFileSync(pathOf(one.file), b);
    writeFileSync(pathOf(two.file), a);
    for (const { file, blobs, sha256 } of [one, two]) {
      expect(await codeOf(() => openKept(file))).toBe('file.seal-broken');
      expect(await codeOf(() => blobs.read(sha256, 1_000_000))).toBe('file.seal-broken');
    }
    writeFileSync(pathOf(one.file), a);
    expect(await one.blobs.read(one.sha256, 1_000_000)).toEqual(long);
  });

  test('one from before files were bound is read, and refused where another belongs', async () => {
    const { blobs, sha256, file } = await put(long);
    writeFileSync(pathOf(file), unboundFile(key, long));
    expect(await blobs.read(sha256, 1_000_000)).toEqual(long);
    writeFileSync(pathOf(file), unboundFile(key, Buffer.from(long).fill('Trần Thị Mẫu ')));
    expect(await codeOf(() => openKept(file))).toBe('file.seal-broken');
    // What is bound is not let go of its content by calling it one of those.
    const bound = Buffer.from(readFileSync(pathOf((await put(text)).file)));
    bound.write('HRS1');
    writeFileSync(pathOf((await put(text)).file), bound);
    expect(await codeOf(async () => openKept((await put(text)).file))).toBe('file.seal-broken');
  });

  test('a download is gone on with at its last whole piece, and then becomes the file', async () => {
    const blobs = openBlobs(dataDir, nodeFiles, { own: key });
    const wanted = digest(long);
    const part = blobs.partOf(wanted);
    const cut = await appendKept(part, 0);
    await cut.write(long.subarray(0, PIECE_BYTES + 500));
    await cut.close();
    expect(partLength(part)).toBe(PIECE_BYTES);
    const rest = await appendKept(part, PIECE_BYTES);
    await rest.write(long.subarray(PIECE_BYTES));
    await rest.finish(wanted);
    await rest.close();
    expect(await blobs.adoptPart(wanted)).toBe(true);
    expect(await blobs.read(wanted, 1_000_000)).toEqual(long);
    expect(await codeOf(async () => void (await appendKept(part, 0)).close())).toBe('ok');
    expect(await blobs.adoptPart(wanted)).toBe(false);
  });
});

describe('a file of one name, written anew', () => {
  const name = () => join(dataDir, 'lock.json');
  beforeEach(() => writeFileSync(name(), 'cũ'));

  test('waits while Windows holds the old one, and has its bytes on the disk before it takes the name', async () => {
    const { files, pauses } = faulty({ rename: { code: 'EPERM', times: 4 } });
    const order: string[] = [];
    const watched: FilePort = {
      ...files,
      sync: async (path) => {
        order.push(`sync ${basename(path)}`);
        await files.sync(path);
      },
      rename: async (from, to) => {
        order.push('rename');
        await files.rename(from, to);
      },
    };
    await writeWhole(watched, name(), 'mới');
    expect([readFileSync(name(), 'utf8'), pauses]).toEqual(['mới', [10, 20, 40, 80]]);
    expect([order[0], order.at(-2), order.at(-1)]).toEqual([
      'sync lock.json.new',
      'rename',
      `sync ${basename(dataDir)}`,
    ]);
  });

  test.each([
    ['EBUSY', 'file.locked'],
    ['ENOSPC', 'store.full'],
  ])('leaves the old one where %s does not end', async (code, told) => {
    const { files } = faulty({ rename: { code, times: LOCKED_RETRIES_MAX + 1 } });
    expect(await codeOf(() => writeWhole(files, name(), 'mới'))).toBe(told);
    expect(readFileSync(name(), 'utf8')).toBe('cũ');
    await writeWhole(nodeFiles, name(), 'mới');
    expect(readFileSync(name(), 'utf8')).toBe('mới');
  });
});

test('a folder too deep for Windows is refused before anything is written', () => {
  expect(() => openBlobs(`/${'x'.repeat(PATH_LENGTH_MAX)}`)).toThrow();
  expect(() => assertPathFits('x'.repeat(PATH_LENGTH_MAX + 1))).toThrow('file.path-too-long');
  expect(() => assertPathFits('x'.repeat(PATH_LENGTH_MAX))).not.toThrow();
});
