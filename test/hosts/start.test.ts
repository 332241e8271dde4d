import { spawn } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, expect, test } from 'vitest';

const data = mkdtempSync(join(tmpdir(), 'hamrong-start-'));
chmodSync(data, 0o755);
const script = join(import.meta.dirname, '../../scripts/start.ts');
const started: (() => void)[] = [];

function start() {
  const child = spawn(process.execPath, [script, '--no-window', '--empty', '--data', data]);
  let stderr = '';
  child.stderr.on('data', (piece: Buffer) => {
    stderr += piece.toString();
  });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  started.push(() => child.kill('SIGKILL'));
  return {
    child,
    line: async () => String((await lines.next()).value),
    ended: new Promise<{ code: number | null; stderr: string }>((resolve) =>
      child.once('exit', (code) => resolve({ code, stderr })),
    ),
  };
}

/** Every process whose command line names the data folder; Linux only, as the whole suite is. */
const processesOn = (folder: string): string[] =>
  readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map((pid) => {
      const file = `/proc/${pid}/cmdline`;
      try {
        return readFileSync(file, 'utf8').replaceAll('\0', ' ');
      } catch (fault) {
        // It ended while we looked.
        if (fault instanceof Error && 'code' in fault) return '';
        throw fault;
      }
    })
    .filter((line) => line.includes(folder));

afterAll(() => {
  for (const kill of started) kill();
  rmSync(data, { recursive: true, force: true });
});

test('npm start prints an address that opens the window; Ctrl+C ends all of it; the second start finds the same', async () => {
  const first = start();
  const address = await first.line();
  const entered = await fetch(address, { redirect: 'manual' });
  expect([entered.status, entered.headers.get('location')]).toEqual([303, '/p/commune-clerk/']);
  first.child.stdin.write('\n');
  const another = await first.line();
  expect(another.split('?')[0]).toBe(address.split('?')[0]);
  expect(another).not.toBe(address);

  const beside = await start().ended;
  expect(beside.code).toBe(1);
  expect(beside.stderr).toContain('đang chạy trên thư mục dữ liệu này rồi');

  first.child.kill('SIGINT');
  expect((await first.ended).code).toBe(0);
  expect(processesOn(data)).toEqual([]);
  expect(existsSync(join(data, 'in-use.lock'))).toBe(false);
  const profile = readFileSync(join(data, 'profiles/commune-clerk/profile.json'), 'utf8');

  const second = start();
  expect((await second.line()).split('?')[0]).toBe(address.split('?')[0]);
  expect(readFileSync(join(data, 'profiles/commune-clerk/profile.json'), 'utf8')).toBe(profile);
  second.child.kill('SIGTERM');
  expect(await second.ended).toMatchObject({ code: 0 });
  expect(processesOn(data)).toEqual([]);
}, 240_000);
