import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { request as httpRequest } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { App } from '../../src/main/app.ts';
import { REQUEST_BYTES_MAX } from '../../src/main/hosts/answer.ts';
import { openAssets } from '../../src/main/hosts/assets.ts';
import { type BrowserHost, serveBrowser } from '../../src/main/hosts/browser/serve.ts';
import type { AppEvent } from '../../src/shared/contract/define.ts';
import { sayFault } from '../../src/shared/words/vi.ts';

/** Stands in for an application: what the host carries to it is written down. */
type Standing = App & {
  readonly calls: unknown[];
  readonly emit: (event: AppEvent) => void;
  listeners: number;
};

const folder = mkdtempSync(join(tmpdir(), 'hamrong-host-'));
const document = Buffer.from('%PDF-1.7 một văn bản');
const hash = createHash('sha256').update(document).digest('hex');
const apps = new Map<string, Standing>();
const closed: string[] = [];
let host: BrowserHost;

function standIn(profileId: string): Standing {
  const listeners = new Set<(event: AppEvent) => void>();
  const calls: unknown[] = [];
  return {
    calls,
    get listeners() {
      return listeners.size;
    },
    emit: (event) => {
      for (const listener of listeners) listener(event);
    },
    invoke: async (name, input) => {
      calls.push([name, input]);
      return { ok: true, value: { profileId } };
    },
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    acceptFile: async (name: string, bytes: Readable) => {
      const sum = createHash('sha256');
      for await (const piece of bytes) sum.update(piece as Buffer);
      return { ok: true, value: { name, sha256: sum.digest('hex') } };
    },
    openBlob: (sha256) => (sha256 === hash ? join(folder, 'blob') : undefined),
    close: async () => {
      closed.push(profileId);
    },
  };
}

beforeAll(async () => {
  mkdirSync(join(folder, 'window', 'assets'), { recursive: true });
  writeFileSync(
    join(folder, 'window', 'index.html'),
    '<meta property="csp-nonce" nonce="__CSP_NONCE__">Hàm Rồng',
  );
  writeFileSync(join(folder, 'window', 'assets', 'main.js'), 'export {};');
  writeFileSync(join(folder, 'secret.js'), 'export const secret = 1;');
  writeFileSync(join(folder, 'blob'), document);
  host = await serveBrowser({
    profileIds: ['clerk', 'leader'],
    openApp: async (profileId) => {
      const app = standIn(profileId);
      apps.set(profileId, app);
      return app;
    },
    assets: openAssets(join(folder, 'window')),
    log: () => undefined,
    now: () => Date.now(),
    port: 0,
  });
});

afterAll(async () => {
  await host.close();
  rmSync(folder, { recursive: true });
});

async function enter(profileId: string): Promise<{ cookie: string }> {
  const response = await fetch(host.addressFor(profileId), { redirect: 'manual' });
  expect(response.status).toBe(303);
  expect(response.headers.get('location')).toBe(`/p/${profileId}/`);
  const set = response.headers.get('set-cookie') ?? '';
  expect(set).toMatch(new RegExp(`; Path=/p/${profileId}/; HttpOnly; SameSite=Strict$`));
  return { cookie: set.split(';')[0] ?? '' };
}

async function rpc(profileId: string, headers: Record<string, string>, body = '{}'): Promise<Response> {
  return fetch(`${host.origin}/p/${profileId}/rpc/profile.get`, {
    method: 'POST',
    body,
    headers: { origin: host.origin, ...headers },
  });
}

describe('who may come in', () => {
  test('an address opens its window once', async () => {
    const address = host.addressFor('clerk');
    expect((await fetch(address, { redirect: 'manual' })).status).toBe(303);
    const again = await fetch(address, { redirect: 'manual' });
    expect(again.status).toBe(401);
    expect(await again.text()).toContain('chỉ dùng được một lần');
  });

  test('without the cookie nothing is answered, not even the page', async () => {
    for (const path of ['', 'events', `blob/${hash}`, 'assets/main.js', 'switch/leader']) {
      expect((await fetch(`${host.origin}/p/clerk/${path}`, { redirect: 'manual' })).status).toBe(401);
    }
    expect((await rpc('clerk', {})).status).toBe(401);
  });

  test('the cookie of one profile opens no other', async () => {
    const { cookie } = await enter('clerk');
    expect((await rpc('leader', { cookie })).status).toBe(401);
    expect((await rpc('clerk', { cookie })).status).toBe(200);
  });

  test('a foreign page is refused although it has the cookie', async () => {
    const { cookie } = await enter('clerk');
    const before = apps.get('clerk')?.calls.length;
    expect((await rpc('clerk', { cookie, origin: 'https://office.example' })).status).toBe(403);
    expect((await rpc('clerk', { cookie, 'sec-fetch-site': 'cross-site' })).status).toBe(403);
    expect(apps.get('clerk')?.calls.length).toBe(before);
  });

  test('a foreign name for this machine is refused', async () => {
    const { port } = new URL(host.origin);
    const status = await new Promise<number | undefined>((resolve, reject) => {
      httpRequest({ host: '127.0.0.1', port, path: '/p/clerk/', headers: { host: `office.example:${port}` } })
        .on('response', (response) => {
          response.resume();
          resolve(response.statusCode);
        })
        .on('error', reject)
        .end();
    });
    expect(status).toBe(403);
  });

  test('the switcher hands over to another profile with a fresh code', async () => {
    const { cookie } = await enter('clerk');
    const handed = await fetch(`${host.origin}/p/clerk/switch/leader`, {
      headers: { cookie },
      redirect: 'manual',
    });
    const next = await fetch(new URL(handed.headers.get('location') ?? '', host.origin), {
      redirect: 'manual',
    });
    expect(next.headers.get('set-cookie')).toContain('Path=/p/leader/');
  });
});

describe('what is carried', () => {
  test('a call reaches the application of its profile and its reply comes back', async () => {
    const { cookie } = await enter('leader');
    const reply: unknown = await (await rpc('leader', { cookie }, '{"a":1}')).json();
    expect(reply).toEqual({ ok: true, value: { profileId: 'leader' } });
    expect(apps.get('leader')?.calls.at(-1)).toEqual(['profile.get', { a: 1 }]);
  });

  test('what is not JSON, or too much, is a fault and reaches nobody', async () => {
    const { cookie } = await enter('leader');
    const before = apps.get('leader')?.calls.length;
    expect(await (await rpc('leader', { cookie }, '{')).json()).toMatchObject({
      error: { code: 'input.invalid' },
    });
    const tooMuch = await rpc('leader', { cookie }, JSON.stringify('x'.repeat(REQUEST_BYTES_MAX)));
    expect(await tooMuch.json()).toMatchObject({ ok: false, error: { code: 'host.request-too-large' } });
    expect(apps.get('leader')?.calls.length).toBe(before);
    expect(sayFault('host.request-too-large', { limitKb: 256 })).toContain('256 kB');
  });

  test('a dropped file streams in under its own name', async () => {
    const { cookie } = await enter('clerk');
    const bytes = Buffer.alloc(3_000_000, 7);
    const response = await fetch(`${host.origin}/p/clerk/files`, {
      method: 'POST',
      body: bytes,
      headers: { origin: host.origin, cookie, 'x-file-name': encodeURIComponent('Công văn số 5.pdf') },
    });
    expect(await response.json()).toEqual({
      ok: true,
      value: { name: 'Công văn số 5.pdf', sha256: createHash('sha256').update(bytes).digest('hex') },
    });
  });

  test.each(['', '%E0%A4%A'])('a file named %o is refused', async (name) => {
    const { cookie } = await enter('clerk');
    const response = await fetch(`${host.origin}/p/clerk/files`, {
      method: 'POST',
      body: 'x',
      headers: { origin: host.origin, cookie, 'x-file-name': name },
    });
    expect(await response.json()).toMatchObject({ ok: false, error: { code: 'host.file-name' } });
  });

  test('a kept file is read whole, in part, and saved under a Vietnamese name', async () => {
    const { cookie } = await enter('clerk');
    const whole = await fetch(`${host.origin}/p/clerk/blob/${hash}`, { headers: { cookie } });
    expect(Buffer.from(await whole.arrayBuffer())).toEqual(document);
    expect(Object.fromEntries(whole.headers)).toMatchObject({
      'content-type': 'application/pdf',
      'cache-control': 'no-store',
      'content-security-policy': "default-src 'none'; sandbox",
    });
    const part = await fetch(
      `${host.origin}/p/clerk/blob/${hash}?download=${encodeURIComponent('Số 5*.pdf')}`,
      {
        headers: { cookie, range: 'bytes=0-4' },
      },
    );
    expect([part.status, await part.text()]).toEqual([206, '%PDF-']);
    expect(part.headers.get('content-range')).toBe(`bytes 0-4/${document.length}`);
    expect(part.headers.get('content-disposition')).toBe(
      "attachment; filename*=UTF-8''S%E1%BB%91%205%2A.pdf",
    );
  });

  test('the beginning of a file comes as if it ended there, in parts too, and never more than there is', async () => {
    const { cookie } = await enter('clerk');
    const get = (first: string, range?: string) =>
      fetch(`${host.origin}/p/clerk/blob/${hash}?first=${first}`, {
        headers: { cookie, ...(range !== undefined && { range }) },
      });
    const beginning = await get('7');
    expect([beginning.status, beginning.headers.get('content-length')]).toEqual([200, '7']);
    expect(Buffer.from(await beginning.arrayBuffer())).toEqual(document.subarray(0, 7));
    const part = await get('7', 'bytes=5-');
    expect([part.status, part.headers.get('content-range')]).toEqual([206, 'bytes 5-6/7']);
    expect((await get('7', 'bytes=7-')).status).toBe(416);
    for (const first of [String(document.length + 1), '-1', '1e1', '', 'x', '9'.repeat(40)])
      expect([first, (await get(first)).status]).toEqual([first, 404]);
  });

  test('a file that is not kept is not found', async () => {
    const { cookie } = await enter('clerk');
    for (const name of ['0'.repeat(64), '..%2f..%2fsecret.js', 'x']) {
      expect((await fetch(`${host.origin}/p/clerk/blob/${name}`, { headers: { cookie } })).status).toBe(404);
    }
  });

  test('events come as they happen, and a window that left is forgotten', async () => {
    const { cookie } = await enter('clerk');
    const leave = new AbortController();
    const stream = await fetch(`${host.origin}/p/clerk/events`, {
      headers: { cookie },
      signal: leave.signal,
    });
    const reader = (stream.body ?? new ReadableStream<Uint8Array>()).getReader();
    await reader.read();
    const app = apps.get('clerk');
    const before = app?.listeners ?? 0;
    expect(before).toBeGreaterThan(0);
    app?.emit({ type: 'changed', areas: ['incoming'] });
    const said = Buffer.from((await reader.read()).value ?? []).toString();
    expect(said).toBe('data: {"type":"changed","areas":["incoming"]}\n\n');
    leave.abort();
    await expect.poll(() => app?.listeners).toBe(before - 1);
  });
});

describe('the page', () => {
  test('comes with a strict policy and a nonce of its own', async () => {
    const { cookie } = await enter('clerk');
    const get = () => fetch(`${host.origin}/p/clerk/`, { headers: { cookie } });
    const [first, second] = [await get(), await get()];
    const policy = first.headers.get('content-security-policy') ?? '';
    const nonce = /'nonce-([^']+)'/.exec(policy)?.[1];
    expect(await first.text()).toBe(`<meta property="csp-nonce" nonce="${nonce}">Hàm Rồng`);
    expect(policy).toContain("default-src 'none'; script-src 'self';");
    expect(policy).not.toContain('unsafe');
    expect(second.headers.get('content-security-policy')).not.toBe(policy);
  });

  test.each([
    'assets/../../secret.js',
    'assets/%2e%2e/%2e%2e/secret.js',
    '..%2fsecret.js',
    'assets%5c..%5c..%5csecret.js',
    'assets',
    'missing.js',
  ])('no way of writing a path leaves the built window: %s', async (path) => {
    const { cookie } = await enter('clerk');
    const { port } = new URL(host.origin);
    const answer = await new Promise<string>((resolve, reject) => {
      httpRequest({ host: '127.0.0.1', port, path: `/p/clerk/${path}`, headers: { cookie } }, (response) => {
        let text = `${response.statusCode} `;
        response.on('data', (piece: Buffer) => {
          text += piece.toString();
        });
        response.on('end', () => resolve(text));
      })
        .on('error', reject)
        .end();
    });
    expect(answer).toMatch(/^40[14] /);
    expect(answer).not.toContain('secret =');
  });
});

test('closing ends streams and applications', async () => {
  const other = await serveBrowser({
    profileIds: ['clerk'],
    openApp: async () => standIn('closing'),
    assets: openAssets(join(folder, 'window')),
    log: () => undefined,
    now: () => Date.now(),
    port: 0,
  });
  const opened = await fetch(other.addressFor('clerk'), { redirect: 'manual' });
  const cookie = opened.headers.get('set-cookie')?.split(';')[0] ?? '';
  const stream = await fetch(`${other.origin}/p/clerk/events`, { headers: { cookie } });
  await other.close();
  await expect(stream.text()).rejects.toThrow();
  expect(closed).toEqual(['closing']);
});
