import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { fileCache } from '../../src/main/signing/levels/file-cache.ts';

let folder: string;
let clock: Date;
const now = () => clock;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'hamrong-cache-'));
  clock = new Date('2026-11-23T03:00:00Z');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const in_ = (seconds: number): Date => new Date(clock.getTime() + seconds * 1000);
const pass = (seconds: number): void => {
  clock = in_(seconds);
};

test('an answer outlives a restart and not its time', async () => {
  await fileCache(folder, now).put('http://ca/ocsp 1', Buffer.from('tốt'), in_(60));
  const again = fileCache(folder, now);
  expect((await again.get('http://ca/ocsp 1'))?.toString()).toBe('tốt');
  expect(await again.get('http://ca/ocsp 2')).toBeUndefined();
  pass(60);
  expect(await again.get('http://ca/ocsp 1')).toBeUndefined();
  expect(readdirSync(folder)).toEqual([]);
});

test('what was not used for longest goes first, and nothing larger than all is kept', async () => {
  const cache = fileCache(folder, now, { entriesMax: 2, bytesMax: 1000 });
  for (const key of ['một', 'hai']) {
    await cache.put(key, Buffer.from(key), in_(600));
    await cache.get(key);
    pass(10);
  }
  await cache.get('một');
  pass(10);
  await cache.put('ba', Buffer.from('ba'), in_(600));
  expect(await cache.get('hai')).toBeUndefined();
  expect(await cache.get('một')).toBeDefined();
  await cache.put('quá to', Buffer.alloc(1001), in_(600));
  expect(await cache.get('quá to')).toBeUndefined();
});

test('a file that is cut short is no answer, and a folder that is gone no fault', async () => {
  const cache = fileCache(folder, now);
  await cache.put('một', Buffer.from('một'), in_(600));
  for (const name of readdirSync(folder)) writeFileSync(join(folder, name), 'x');
  expect(await cache.get('một')).toBeUndefined();
  rmSync(folder, { recursive: true });
  await cache.put('hai', Buffer.from('hai'), in_(600));
  expect(await cache.get('hai')).toBeUndefined();
});
