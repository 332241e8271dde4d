import { appendFileSync, cpSync, existsSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { writeLock } from '../../src/main/lock/lock-file.ts';
import { prepareSealing, sealRest, takeSealedDatabase } from '../../src/main/lock/seal-profile.ts';
import { sealedVault } from '../../src/main/lock/sealed-vault.ts';
import { type FilePort, nodeFiles } from '../../src/main/store/files.ts';
import { keyFor } from '../../src/main/store/profile-key.ts';
import {
  CHEAP,
  codeIn as codeOf,
  DEVICE_KEY,
  inPlain,
  KEY,
  makeLockDesk,
  pdf,
  receive,
  SECRET,
  sealingOf,
  stateOf,
  vaultIn,
  WHOLE,
  WORD,
} from '../support/lock-desk.ts';
import type { OfficeApp } from '../support/office-app.ts';
import { uuid } from '../support/world.ts';

const MINUTE = 60_000;
let lab: Awaited<ReturnType<typeof makeLockDesk>>;
let dataDir: string;
beforeAll(async () => {
  lab = await makeLockDesk();
});
afterAll(() => lab.office.close());
beforeEach(() => {
  dataDir = lab.copy();
});
const open = (folder: string) => lab.open(folder);
const openWithLock = (): Promise<OfficeApp> => lab.openWithLock(dataDir);
const seen = (app: OfficeApp) => lab.seen(app);
const sealing = () => sealingOf(dataDir);

test('a secret puts database, index, files, keys and what was written beside them under it; the work goes on', async () => {
  appendFileSync(join(dataDir, 'office.db.before-3'), WORD);
  // A program that ended while it wrote a secret leaves one beside it.
  writeFileSync(join(dataDir, 'secrets', `device-key.${uuid()}`), DEVICE_KEY);
  expect(inPlain(dataDir).length).toBeGreaterThan(2);
  const app = await open(dataDir);
  const told: Promise<unknown>[] = [];
  const stop = app.app.subscribe(({ type }) => {
    if (type === 'changed')
      told.push(app.ask('lock.getStatus', {}).then(({ state, progress }) => [state, progress]));
  });
  await app.ask('lock.setSecret', { secret: SECRET });
  stop();
  expect(await Promise.all(told)).toEqual(
    expect.arrayContaining([
      ['sealing', undefined],
      ['sealing', { done: 0, total: 1 }],
    ]),
  );
  expect([inPlain(dataDir), await stateOf(app), await seen(app)]).toEqual([[], 'unlocked', WHOLE]);
  expect(Buffer.from((await vaultIn(dataDir).read('device-key')) ?? [])).not.toEqual(DEVICE_KEY);
  // What is taken in, written and fetched from now on goes under it as well, while the database is open.
  const other = await receive(app);
  expect(inPlain(dataDir)).toEqual([]);
  await app.synchronise();
  expect((await app.ask('incoming.get', { documentId: other })).files).toHaveLength(1);
  expect((await app.ask('sync.getStatus', {})).refusedCount).toBe(0);
  const { key } = await app.ask('lock.getWindowKey', {});
  expect(Buffer.from(key ?? '', 'base64')).toHaveLength(32);
  await app.close();
  expect(inPlain(dataDir)).toEqual([]);
});

describe('a locked profile', () => {
  test('answers nothing but its lock, says nothing to the server, and goes on with what waited', async () => {
    const app = await openWithLock();
    app.line.cut = 'before';
    const waiting = await receive(app);
    await app.ask('lock.lock', {});
    app.line.cut = 'no';
    const replies = [
      app.invoke('profile.get', {}),
      app.invoke('incoming.get', { documentId: lab.documentId }),
      app.invoke('sync.tryNow', {}),
      app.invoke('lock.getWindowKey', {}),
      app.invoke('lock.setSecret', { secret: 'một câu khác' }),
      app.drop('a.pdf', pdf) as never,
    ];
    expect(await Promise.all(replies.map((each) => codeOf(each as never)))).toEqual(
      replies.map(() => 'profile.locked'),
    );
    expect(await app.ask('lock.getStatus', {})).toMatchObject({ state: 'locked', fullName: 'Văn thư Mẫu' });
    expect([inPlain(dataDir), lab.office.server.body('incoming', waiting)]).toEqual([[], undefined]);
    await app.ask('lock.unlock', { secret: SECRET });
    await app.synchronise();
    expect(lab.office.server.body('incoming', waiting)?.subject).toContain(WORD);
    await app.close();
  });

  test('is locked after the program ended, and opens without a line', async () => {
    await (await openWithLock()).close();
    const app = await open(dataDir);
    app.line.cut = 'before';
    expect(await stateOf(app)).toBe('locked');
    expect(await codeOf(app.invoke('lock.unlock', { secret: 'sông Mã chảy qua Cầu' }))).toBe('lock.wrong');
    // Typed by another program, the same letters are the same secret.
    await app.ask('lock.unlock', { secret: SECRET.normalize('NFD') });
    expect(await seen(app)).toEqual(WHOLE);
    await app.close();
  });

  test('lets nobody guess: after five wrong secrets it waits, longer each time, also over a restart', async () => {
    await (await openWithLock()).close();
    let app = await open(dataDir);
    const guess = () => app.invoke('lock.unlock', { secret: 'sai mật khẩu' });
    for (let n = 0; n < 4; n++) expect(await codeOf(guess())).toBe('lock.wrong');
    expect(await guess()).toMatchObject({ error: { code: 'lock.wait', detail: { seconds: 30 } } });
    await app.close();
    app = await open(dataDir);
    expect(await codeOf(app.invoke('lock.unlock', { secret: SECRET }))).toBe('lock.wait');
    lab.desk.clock += 30_000;
    expect(await guess()).toMatchObject({ error: { code: 'lock.wait', detail: { seconds: 60 } } });
    lab.desk.clock += 60_000;
    await app.ask('lock.unlock', { secret: SECRET });
    expect((await app.ask('lock.getStatus', {})).waitSeconds).toBe(0);
    await app.close();
  });
});

test('locks itself when nobody was at the window for as long as was set', async () => {
  const app = await openWithLock();
  const later = async (minutes: number) => {
    lab.desk.clock += minutes * MINUTE;
    lab.desk.uptime += minutes * MINUTE;
    for (const look of lab.desk.looks) look();
    // One after another: this answers when a lock that was begun is done.
    await app.invoke('lock.unlock', { secret: 'xem đã khóa chưa' });
    return stateOf(app);
  };
  expect(await later(14)).toBe('unlocked');
  await app.ask('lock.stay', {});
  expect(await later(14)).toBe('unlocked');
  expect(await later(1)).toBe('locked');
  await app.ask('lock.unlock', { secret: SECRET });
  await app.ask('lock.setIdle', { minutes: 5 });
  expect(await later(5)).toBe('locked');
  await app.close();
});

test.each([
  ['whose clock was set back', -60, 15],
  ['that slept, its own count standing still', 15, 0],
])('a machine %s locks itself, before it answers whoever woke it', async (_what, wall, own) => {
  const app = await openWithLock();
  const { files } = await app.ask('incoming.get', { documentId: lab.documentId });
  const sha256 = files[0]?.file.sha256;
  expect(sha256 && app.app.openBlob(sha256)).toBeDefined();
  lab.desk.clock += wall * MINUTE;
  lab.desk.uptime += own * MINUTE;
  // No look came yet: a page's picture, the first hand on the mouse, then a reader.
  expect(sha256 && app.app.openBlob(sha256)).toBeUndefined();
  await app.invoke('lock.stay', {});
  expect(await codeOf(app.invoke('incoming.get', { documentId: lab.documentId }))).toBe('profile.locked');
  expect(await stateOf(app)).toBe('locked');
  await app.close();
});

test('files that another program holds for a moment are waited for, and one that is held on leaves the secret as it was', async () => {
  const app = await openWithLock();
  let held = 3;
  const rename: FilePort['rename'] = async (from, to) => {
    if (basename(to) === 'lock.json' && held-- > 0)
      throw Object.assign(new Error('EPERM'), { code: 'EPERM' });
    await nodeFiles.rename(from, to);
  };
  await app.close();
  lab.desk.files = { ...nodeFiles, rename, pause: async () => undefined };
  const again = await open(dataDir);
  await again.ask('lock.unlock', { secret: SECRET });
  const setAgain = (secret: string, current: string) =>
    codeOf(again.invoke('lock.setSecret', { secret, current }));
  expect(await setAgain('hạc trắng bay về', SECRET)).toBe('ok');
  held = Number.POSITIVE_INFINITY;
  expect(await setAgain(SECRET, 'hạc trắng bay về')).toBe('file.locked');
  await again.ask('lock.lock', {});
  await again.ask('lock.unlock', { secret: 'hạc trắng bay về' });
  expect(await seen(again)).toEqual(WHOLE);
  await again.close();
});

test('a lock file that cannot be read stops nothing that is open, is said, and still lets the profile lock itself', async () => {
  const app = await openWithLock();
  const [path, away] = [join(dataDir, 'lock.json'), join(dataDir, 'away')];
  cpSync(path, away);
  writeFileSync(path, '{"v":1,');
  lab.desk.clock += 4 * MINUTE;
  for (const look of lab.desk.looks) look();
  expect(await codeOf(app.invoke('incoming.get', { documentId: lab.documentId }))).toBe('ok');
  lab.desk.clock += MINUTE;
  for (const look of lab.desk.looks) look();
  // In its turn behind the lock.
  expect(await codeOf(app.invoke('lock.unlock', { secret: SECRET }))).toBe('lock.unreadable');
  expect(await codeOf(app.invoke('lock.getStatus', {}))).toBe('lock.unreadable');
  cpSync(away, path);
  expect(await stateOf(app)).toBe('locked');
  await app.ask('lock.unlock', { secret: SECRET });
  expect(await seen(app)).toEqual(WHOLE);
  await app.close();
});

test('another secret takes the place of the first; an easy one is not taken, nor one without the first', async () => {
  const app = await openWithLock();
  const set = (secret: string, current?: string) =>
    codeOf(app.invoke('lock.setSecret', { secret, ...(current !== undefined && { current }) }));
  const next = 'hạc trắng bay về';
  expect([
    await set('ngắn', SECRET),
    await set('1234567890', SECRET),
    await set('aaaaaaaaaa', SECRET),
    await set(next),
    await set(next, 'không phải'),
    await set(next, SECRET),
  ]).toEqual(['lock.weak', 'lock.weak', 'lock.weak', 'lock.wrong', 'lock.wrong', 'ok']);
  await app.ask('lock.lock', {});
  expect(await codeOf(app.invoke('lock.unlock', { secret: SECRET }))).toBe('lock.wrong');
  await app.ask('lock.unlock', { secret: next });
  expect(await seen(app)).toEqual(WHOLE);
  await app.close();
});

describe('a sealing that is cut off', () => {
  test('before the lock stands leaves the profile as it was', async () => {
    prepareSealing(sealing());
    const app = await open(dataDir);
    expect([await stateOf(app), await seen(app)]).toEqual(['open', WHOLE]);
    await app.ask('lock.setSecret', { secret: SECRET });
    expect([inPlain(dataDir), await seen(app)]).toEqual([[], WHOLE]);
    await app.close();
  });

  test.each<[string, () => Promise<void> | void]>([
    ['as soon as the lock stands', () => undefined],
    ['while the database changes places', () => rmSync(join(dataDir, 'office.db'))],
    ['before the files', () => takeSealedDatabase(sealing())],
    [
      'among the secrets',
      async () => {
        await takeSealedDatabase(sealing());
        await sealedVault(sealing().vault, keyFor(KEY, 'vault')).write('other', DEVICE_KEY);
      },
    ],
  ])('%s is finished when it is opened', async (_when, cut) => {
    prepareSealing(sealing());
    await writeLock(dataDir, KEY, SECRET, { cost: CHEAP });
    await cut();
    const app = await open(dataDir);
    await app.ask('lock.unlock', { secret: SECRET });
    expect([inPlain(dataDir), await seen(app)]).toEqual([[], WHOLE]);
    expect((await app.ask('lock.getStatus', {})).hasPlainFiles).toBe(false);
    await app.close();
  });

  test('among the files reads what is sealed and what is not', async () => {
    prepareSealing(sealing());
    await writeLock(dataDir, KEY, SECRET, { cost: CHEAP });
    await takeSealedDatabase(sealing());
    const plain = join(dataDir, 'files', 'sha256');
    cpSync(plain, join(dataDir, 'again'), { recursive: true });
    await sealRest(sealing());
    expect(existsSync(plain)).toBe(false);
    cpSync(join(dataDir, 'again'), plain, { recursive: true });
    rmSync(join(dataDir, 'again'), { recursive: true });
    const app = await open(dataDir);
    await app.ask('lock.unlock', { secret: SECRET });
    expect([inPlain(dataDir), await seen(app)]).toEqual([[], WHOLE]);
    await app.close();
  });
});
