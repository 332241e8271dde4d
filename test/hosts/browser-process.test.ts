import { type ChildProcess, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { writeProfile } from '../../src/main/hosts/profile-file.ts';
import { AgencyId, DeviceId, OfficialId } from '../../src/shared/domain/core/values.ts';

const folder = mkdtempSync(join(tmpdir(), 'hamrong-process-'));
const profiles = join(folder, 'profiles');
const main = join(import.meta.dirname, '../../src/main/hosts/browser/main.ts');
const running: Host[] = [];
const Said = z.object({
  listening: z.string().optional(),
  address: z.string().optional(),
  unknown: z.string().optional(),
});

type Host = {
  readonly child: ChildProcess;
  readonly line: () => Promise<z.infer<typeof Said>>;
  readonly ended: Promise<{ code: number | null; signal: string | null; stderr: string }>;
};

function start(): Host {
  const child = spawn(process.execPath, [main, '--profiles', profiles, '--window', join(folder, 'window')]);
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  let stderr = '';
  child.stderr.on('data', (piece: Buffer) => {
    stderr += piece.toString();
  });
  const host: Host = {
    child,
    line: async () => Said.parse(JSON.parse(String((await lines.next()).value))),
    ended: new Promise((resolve) => child.once('exit', (code, signal) => resolve({ code, signal, stderr }))),
  };
  running.push(host);
  return host;
}

const ask = (host: Host, line: string): Promise<z.infer<typeof Said>> => {
  host.child.stdin?.write(`${line}\n`);
  return host.line();
};

async function call(address: string, name: string): Promise<unknown> {
  const opened = await fetch(address, { redirect: 'manual' });
  const cookie = opened.headers.get('set-cookie')?.split(';')[0] ?? '';
  const { origin, pathname } = new URL(address);
  const response = await fetch(`${origin}${pathname}rpc/${name}`, {
    method: 'POST',
    body: '{}',
    headers: { origin, cookie },
  });
  return response.json();
}

beforeAll(async () => {
  mkdirSync(join(folder, 'window'));
  writeFileSync(join(folder, 'window', 'index.html'), 'Hàm Rồng');
  for (const profileId of ['clerk', 'leader']) {
    await writeProfile(join(profiles, profileId), {
      profileId,
      officialId: OfficialId.parse(randomUUID()),
      agencyId: AgencyId.parse(randomUUID()),
      deviceId: DeviceId.parse(randomUUID()),
      isTrial: true,
      // Nothing listens there: the application must open and answer without its server.
      serverAddress: 'http://127.0.0.1:9',
      fullName: 'Nguyễn Thị Lụa',
      role: profileId === 'clerk' ? 'clerk' : 'leader',
      agencyName: 'UBND xã Vân Khánh',
    });
  }
});

afterAll(async () => {
  for (const { child } of running) child.kill('SIGKILL');
  await Promise.all(running.map(({ ended }) => ended));
  rmSync(folder, { recursive: true, force: true });
});

test('one process serves several profiles, says when its folder is taken, and leaves nothing behind', async () => {
  const host = start();
  const { listening = '' } = await host.line();
  expect(listening).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);

  const choices = z.object({ ok: z.literal(true), value: z.array(z.object({ address: z.string() })) });
  const { address = '' } = await ask(host, 'leader');
  expect(
    choices.parse(await call(address, 'profile.listChoices')).value.map((choice) => choice.address),
  ).toEqual(['/p/leader/switch/clerk', '/p/leader/switch/leader']);
  const { address: clerk = '' } = await ask(host, '');
  expect(await call(clerk, 'sync.getStatus')).toMatchObject({ ok: true, value: { isOnline: false } });
  expect(await ask(host, 'nobody')).toEqual({ unknown: 'nobody' });

  const second = await start().ended;
  expect(second.code).toBe(1);
  expect(second.stderr).toContain(`tiến trình ${host.child.pid}`);

  host.child.kill('SIGTERM');
  expect(await host.ended).toMatchObject({ code: 0, signal: null, stderr: '' });
  expect(existsSync(join(profiles, 'clerk', 'in-use.lock'))).toBe(false);
});

test('killed, it leaves no stale lock; started anew it takes the same port; its parent’s end is its own', async () => {
  const killed = start();
  const { listening } = await killed.line();
  killed.child.kill('SIGKILL');
  await killed.ended;

  const next = start();
  expect((await next.line()).listening).toBe(listening);
  next.child.stdin?.end();
  expect(await next.ended).toMatchObject({ code: 0, stderr: '' });
  expect(readFileSync(join(profiles, 'port'), 'utf8')).toBe(new URL(listening ?? '').port);
});
