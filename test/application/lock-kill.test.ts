import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { ClientFailpoint } from '../../src/shared/failpoints.ts';
import { codeIn, inPlain, makeLockDesk, SECRET, WHOLE } from '../support/lock-desk.ts';

const NEXT = 'hạc trắng bay về';
const PATIENCE = 60_000;
let lab: Awaited<ReturnType<typeof makeLockDesk>>;
let dataDir: string;
beforeAll(async () => {
  lab = await makeLockDesk();
});
afterAll(() => lab.office.close());
beforeEach(() => {
  dataDir = lab.copy();
});

const script = join(import.meta.dirname, '../support/seal-and-die.ts');
const killedAt = (place: ClientFailpoint, ...secrets: readonly string[]) =>
  spawnSync(process.execPath, [script, dataDir, place, ...secrets], { encoding: 'utf8' });
const sealedFolders = () => readdirSync(join(dataDir, 'files')).filter((name) => name.startsWith('sealed'));
const opened = async (secret: string, dead?: string) => {
  const app = await lab.open(dataDir);
  if (dead !== undefined)
    expect(await codeIn(app.invoke('lock.unlock', { secret: dead }))).toBe('lock.wrong');
  await app.ask('lock.unlock', { secret });
  const seen = await lab.seen(app);
  const { hasPlainFiles } = await app.ask('lock.getStatus', {});
  await app.close();
  return { seen, hasPlainFiles };
};
const DONE = { seen: WHOLE, hasPlainFiles: false };

const afterTheLock = ['lock.after-lock', 'lock.after-database', 'lock.after-file'] as const;

describe('the first secret, killed', () => {
  test('at lock.after-copy: the profile has none, and its work is whole', { timeout: PATIENCE }, async () => {
    expect(killedAt('lock.after-copy', SECRET).signal).toBe('SIGKILL');
    const app = await lab.open(dataDir);
    expect(await lab.seen(app)).toEqual(WHOLE);
    await app.ask('lock.setSecret', { secret: SECRET });
    expect([await lab.seen(app), inPlain(dataDir)]).toEqual([WHOLE, []]);
    await app.close();
  });

  test.each(afterTheLock)(
    'at %s: the secret holds, and the rest is done when it is given',
    { timeout: PATIENCE },
    async (place) => {
      expect(killedAt(place, SECRET).signal).toBe('SIGKILL');
      expect(await opened(SECRET)).toEqual(DONE);
      expect(inPlain(dataDir)).toEqual([]);
    },
  );
});

describe('another key, killed', () => {
  beforeEach(async () => (await lab.openWithLock(dataDir)).close());

  test('at lock.after-copy: the first holds, also over what is done next', {
    timeout: PATIENCE,
  }, async () => {
    expect(killedAt('lock.after-copy', NEXT, SECRET).signal).toBe('SIGKILL');
    expect(await opened(SECRET, NEXT)).toEqual(DONE);
    expect(readdirSync(dataDir).filter((name) => name.includes('.sealed-'))).toEqual([]);
    expect(await opened(SECRET)).toEqual(DONE);
  });

  test.each(afterTheLock)(
    'at %s: the other holds, the first opens nothing, and the rest is done when it is given',
    { timeout: PATIENCE },
    async (place) => {
      const before = sealedFolders();
      expect(killedAt(place, NEXT, SECRET).signal).toBe('SIGKILL');
      expect(await opened(NEXT, SECRET)).toEqual(DONE);
      expect(sealedFolders()).toHaveLength(1);
      expect(sealedFolders()).not.toEqual(before);
    },
  );
});
