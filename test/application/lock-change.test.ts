import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { sealedVault } from '../../src/main/lock/sealed-vault.ts';
import { placesFor } from '../../src/main/store/file-places.ts';
import { nodeFiles } from '../../src/main/store/files.ts';
import { keyFor } from '../../src/main/store/profile-key.ts';
import { codeOf } from '../../src/shared/text/recovery-code.ts';
import {
  codeIn,
  DEVICE_KEY,
  inPlain,
  KEY,
  makeLockDesk,
  pdf,
  receive,
  SECRET,
  stateOf,
  vaultIn,
  WHOLE,
} from '../support/lock-desk.ts';
import { unboundFile, unboundSecret } from '../support/unbound-file.ts';

const NEXT = 'hạc trắng bay về';
const CODE = codeOf(Buffer.from('0123456789abcdef'));

let lab: Awaited<ReturnType<typeof makeLockDesk>>;
let dataDir: string;
beforeAll(async () => {
  lab = await makeLockDesk();
});
afterAll(() => lab.office.close());
beforeEach(() => {
  dataDir = lab.copy();
});
const at = (...names: readonly string[]): string => join(dataDir, ...names);
const foldersOfFiles = () => readdirSync(at('files')).filter((name) => name.startsWith('sealed'));

describe('another key', () => {
  const renewed = { secret: NEXT, current: SECRET, renewsKey: true };

  test('takes the place of the first in database, files, secrets and forms; whoever knows the first reads nothing', async () => {
    const app = await lab.openWithLock(dataDir);
    copyFileSync(at('lock.json'), at('away'));
    const before = await app.ask('lock.getWindowKey', {});
    const folders = foldersOfFiles();
    await app.ask('lock.setSecret', { ...renewed, code: CODE });
    expect([await stateOf(app), await lab.seen(app), inPlain(dataDir)]).toEqual(['unlocked', WHOLE, []]);
    const after = await app.ask('lock.getWindowKey', {});
    // A form that was begun under the first is read once more.
    expect([after.older, after.key === before.key]).toEqual([before.key, false]);
    expect([folders.length, foldersOfFiles().length]).toEqual([1, 1]);
    expect(foldersOfFiles()).not.toEqual(folders);
    expect(readFileSync(at('lock.json'), 'utf8')).not.toContain('"older":');
    await expect(sealedVault(vaultIn(dataDir), keyFor(KEY, 'vault')).read('device-key')).rejects.toThrow(
      'file.seal-broken',
    );
    await receive(app);
    await app.close();

    // The first lock file with its secret gives the first key, and nothing is under it.
    copyFileSync(at('lock.json'), at('right'));
    copyFileSync(at('away'), at('lock.json'));
    const thief = await lab.open(dataDir);
    expect(await codeIn(thief.invoke('lock.unlock', { secret: SECRET }))).toBe('store.damaged');
    await thief.close();
    copyFileSync(at('right'), at('lock.json'));
    const own = await lab.open(dataDir);
    expect(await codeIn(own.invoke('lock.unlock', { secret: SECRET }))).toBe('lock.wrong');
    await own.ask('lock.unlock', { secret: NEXT });
    expect(await lab.seen(own)).toEqual(WHOLE);
    await own.close();
  });

  test('that a full disk stops among the files is gone on with; until then both are used, and no third', async () => {
    const app = await lab.openWithLock(dataDir);
    let isFull = true;
    await app.close();
    lab.desk.files = {
      ...nodeFiles,
      rename: async (from, to) => {
        if (isFull && from.endsWith('sealing')) throw Object.assign(new Error('ENOSPC'), { code: 'ENOSPC' });
        await nodeFiles.rename(from, to);
      },
    };
    const again = await lab.open(dataDir);
    await again.ask('lock.unlock', { secret: SECRET });
    await again.ask('lock.setSecret', renewed);
    expect(await lab.seen(again)).toEqual(WHOLE);
    expect((await again.ask('lock.getStatus', {})).hasPlainFiles).toBe(true);
    const third = { secret: SECRET, current: NEXT, renewsKey: true };
    expect(await codeIn(again.invoke('lock.setSecret', third))).toBe('lock.not-all-sealed');
    // Another secret alone forgets neither key.
    await again.ask('lock.setSecret', { secret: SECRET, current: NEXT });
    isFull = false;
    await again.ask('lock.lock', {});
    await again.ask('lock.unlock', { secret: SECRET });
    expect([await lab.seen(again), foldersOfFiles().length]).toEqual([WHOLE, 1]);
    expect((await again.ask('lock.getStatus', {})).hasPlainFiles).toBe(false);
    await again.close();
  });
});

describe('a forgotten secret', () => {
  const withCode = async () => {
    const app = await lab.open(dataDir);
    await app.ask('lock.setSecret', { secret: SECRET, code: CODE });
    return app;
  };

  test('is replaced by the code from the safe, once; unsent work goes on, the forgotten one opens nothing', async () => {
    const app = await withCode();
    app.line.cut = 'before';
    const waiting = await receive(app);
    await app.ask('lock.lock', {});
    expect((await app.ask('lock.getStatus', {})).hasCode).toBe(true);
    const recover = (code: string, secret = NEXT) => app.invoke('lock.recover', { code, secret });
    const slip = `${CODE.slice(0, 8)}${CODE[8] === '1' ? '2' : '1'}${CODE.slice(9)}`;
    expect(await recover(slip)).toMatchObject({ error: { code: 'lock.code-typo', detail: { group: 2 } } });
    expect(await codeIn(recover(CODE, 'ngắn'))).toBe('lock.weak');
    expect(await codeIn(recover(codeOf(Buffer.alloc(16, 9))))).toBe('lock.code-wrong');
    // Typed from paper, with blanks.
    expect(await codeIn(recover(CODE.replaceAll('-', '  ')))).toBe('ok');
    app.line.cut = 'no';
    await app.synchronise();
    expect(lab.office.server.body('incoming', waiting)?.state).toBe('arrived');
    expect([await lab.seen(app), (await app.ask('lock.getStatus', {})).hasCode]).toEqual([WHOLE, false]);
    await app.ask('lock.lock', {});
    expect(await codeIn(app.invoke('lock.unlock', { secret: SECRET }))).toBe('lock.wrong');
    expect(await codeIn(recover(CODE))).toBe('lock.no-code');
    await app.ask('lock.unlock', { secret: NEXT });
    await app.close();
  });

  test('a code is guessed no faster than a secret, and stays over a change of the secret', async () => {
    const app = await withCode();
    await app.ask('lock.setSecret', { secret: NEXT, current: SECRET });
    await app.ask('lock.lock', {});
    const guess = (byte: number) =>
      codeIn(app.invoke('lock.recover', { code: codeOf(Buffer.alloc(16, byte)), secret: SECRET }));
    for (let n = 0; n < 4; n++) expect(await guess(n)).toBe('lock.code-wrong');
    expect([await guess(4), await guess(5)]).toEqual(['lock.wait', 'lock.wait']);
    expect(await codeIn(app.invoke('lock.unlock', { secret: NEXT }))).toBe('lock.wait');
    lab.desk.clock += 30_000;
    expect(await codeIn(app.invoke('lock.recover', { code: CODE, secret: SECRET }))).toBe('ok');
    await app.close();
  });

  test('a code made anew puts the earlier one out of use', async () => {
    const app = await withCode();
    const other = codeOf(Buffer.alloc(16, 3));
    await app.ask('lock.setSecret', { secret: SECRET, current: SECRET, code: other });
    await app.ask('lock.lock', {});
    const recover = (code: string) => codeIn(app.invoke('lock.recover', { code, secret: NEXT }));
    expect([await recover(CODE), await recover(other)]).toEqual(['lock.code-wrong', 'ok']);
    await app.close();
  });
});

test('what was sealed before it was bound to its name is bound at the next opening; what was exchanged meanwhile is not read', async () => {
  await (await lab.openWithLock(dataDir)).close();
  const places = placesFor(dataDir, { own: keyFor(KEY, 'files') });
  const [own, old] = places.sources;
  const [path = ''] = readdirSync(own?.folder ?? '', { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name));
  const name = path.slice(-64);
  rmSync(own?.folder ?? '', { recursive: true });
  const oldPlace = (of: string) => join(old?.folder ?? '', of.slice(0, 2), of.slice(2, 4), of);
  const other = 'ab'.repeat(32);
  for (const each of [name, other]) {
    mkdirSync(join(oldPlace(each), '..'), { recursive: true });
    // Under both names the same file: under one of them it is another's.
    writeFileSync(oldPlace(each), unboundFile(keyFor(KEY, 'files'), pdf));
  }
  await vaultIn(dataDir).write('device-key', unboundSecret(keyFor(KEY, 'vault'), DEVICE_KEY));
  const lock = JSON.parse(readFileSync(at('lock.json'), 'utf8')) as object;
  writeFileSync(at('lock.json'), JSON.stringify({ ...lock, v: 1 }));
  const app = await lab.open(dataDir);
  await app.ask('lock.unlock', { secret: SECRET });
  expect(await lab.seen(app)).toEqual(WHOLE);
  expect([existsSync(path), existsSync(old?.folder ?? ''), existsSync(places.ownPlace(other))]).toEqual([
    true,
    false,
    false,
  ]);
  expect(readFileSync(path).toString('latin1', 0, 4)).toBe('HRS2');
  const kept = await vaultIn(dataDir).read('device-key');
  expect(Buffer.from(kept ?? []).toString('latin1', 0, 4)).toBe('HRV2');
  await app.close();
});

test('a small secret in the place of another is refused', async () => {
  const vault = sealedVault(vaultIn(dataDir), keyFor(KEY, 'vault'));
  await vault.write('device-key', DEVICE_KEY);
  await vault.write('token', Buffer.from('thẻ'));
  renameSync(at('secrets', 'token'), at('secrets', 'away'));
  renameSync(at('secrets', 'device-key'), at('secrets', 'token'));
  renameSync(at('secrets', 'away'), at('secrets', 'device-key'));
  for (const name of ['token', 'device-key'])
    await expect(vault.read(name)).rejects.toThrow('file.seal-broken');
});

test('a secret is offered before the first work, until one is set or it is declined', async () => {
  lab.desk.isOffering = true;
  const isOffered = async (app: Awaited<ReturnType<typeof lab.open>>) =>
    (await app.ask('lock.getStatus', {})).isOffered;
  const app = await lab.open(dataDir);
  expect(await isOffered(app)).toBe(true);
  await app.ask('lock.decline', {});
  expect(await isOffered(app)).toBe(false);
  await app.close();
  const again = await lab.open(dataDir);
  expect(await isOffered(again)).toBe(false);
  rmSync(at('lock-declined'));
  await again.ask('lock.setSecret', { secret: SECRET });
  expect(await isOffered(again)).toBe(false);
  await again.close();
});
