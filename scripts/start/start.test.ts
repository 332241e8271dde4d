import { mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { findBrowser, type Machine } from '../../src/main/hosts/find-browser.ts';
import { startChild, untilReady } from './child.ts';
import { defaultFolder } from './data-folder.ts';
import { isFresh } from './freshness.ts';
import { browserArgs, hasScreen } from './window.ts';

const machine = (more: Partial<Machine>, ...paths: readonly string[]): Machine => ({
  platform: 'linux',
  environment: { PATH: '/usr/bin:/opt/bin' },
  exists: (path) => paths.includes(path),
  ...more,
});

describe('where things are on this machine', () => {
  test('the data is where each platform keeps a user’s own', () => {
    const home = '/somewhere';
    expect(defaultFolder({ platform: 'linux', environment: {}, home })).toBe(
      '/somewhere/.local/share/ham-rong-trial',
    );
    expect(defaultFolder({ platform: 'linux', environment: { XDG_DATA_HOME: '/data' }, home })).toBe(
      '/data/ham-rong-trial',
    );
    expect(defaultFolder({ platform: 'darwin', environment: {}, home })).toContain('Application Support');
    expect(defaultFolder({ platform: 'win32', environment: { LOCALAPPDATA: 'L' }, home })).toBe(
      join('L', 'ham-rong-trial'),
    );
  });

  test('Chromium is taken before Chrome, Chrome before Edge', () => {
    const all = ['/usr/bin/microsoft-edge', '/opt/bin/chromium', '/usr/bin/google-chrome'];
    expect(findBrowser(machine({}, ...all))).toBe('/opt/bin/chromium');
    expect(findBrowser(machine({}, '/usr/bin/microsoft-edge'))).toBe('/usr/bin/microsoft-edge');
    expect(findBrowser(machine({}))).toBeUndefined();
    const edge = join('P', 'Microsoft', 'Edge', 'Application', 'msedge.exe');
    expect(findBrowser(machine({ platform: 'win32', environment: { 'PROGRAMFILES(X86)': 'P' } }, edge))).toBe(
      edge,
    );
  });

  test('without a screen there is no window', () => {
    expect(hasScreen(machine({}))).toBe(false);
    expect(hasScreen(machine({ environment: { WAYLAND_DISPLAY: 'wayland-0' } }))).toBe(true);
    expect(hasScreen(machine({ platform: 'win32', environment: {} }))).toBe(true);
  });

  test('only root’s window goes without the sandbox', () => {
    expect(browserArgs('http://x', '/p', false)).not.toContain('--no-sandbox');
    expect(browserArgs('http://x', '/p', true)).toContain('--no-sandbox');
  });
});

describe('what was built', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'hamrong-fresh-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  test('is fresh until a source is younger', () => {
    const [built, source] = [join(folder, 'built'), join(folder, 'source')];
    writeFileSync(source, '');
    expect(isFresh(built, [folder])).toBe(false);
    writeFileSync(built, '');
    utimesSync(source, 100, 100);
    utimesSync(built, 200, 200);
    expect(isFresh(built, [source])).toBe(true);
    utimesSync(source, 300, 300);
    expect(isFresh(built, [source])).toBe(false);
  });
});

describe('a part of the trial', () => {
  const part = (script: string) => ({
    name: 'part',
    program: process.execPath,
    args: ['-e', script],
    errors: 'inherit' as const,
  });
  const number = (line: unknown) => z.number().safeParse(line).data;

  test('is ready when it says so, answers what it is asked, and ends with its standard input', async () => {
    const echo =
      "console.log('chatter'); console.log(1); process.stdin.on('data', (d) => console.log(Number(d) + 1));";
    const { child, ready, next } = untilReady(part(echo), number, 20_000);
    expect(await ready).toBe(1);
    const answer = next();
    child.send('41');
    expect(await answer).toBe(42);
    await child.stop();
    expect(await child.ended).toBe(0);
  });

  test('that ends before it is ready is told', async () => {
    const { ready } = untilReady(part('process.exit(7)'), number, 20_000);
    await expect(ready).rejects.toMatchObject({
      code: 'start.ended-early',
      detail: { name: 'part', status: 7 },
    });
  });

  test('that is never ready is told too', async () => {
    const { child, ready } = untilReady(part('process.stdin.resume()'), number, 50);
    await expect(ready).rejects.toMatchObject({ code: 'start.too-slow' });
    await child.stop();
  });

  test('that knows only signals is ended by one', async () => {
    const deaf = startChild({
      ...part('setInterval(() => {}, 1000)'),
      stopsBy: 'signal',
      onLine: () => undefined,
    });
    await deaf.stop();
    expect(await deaf.ended).toBe(-1);
  });
});
