import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { fileLog, LOG_FILES_MAX } from '../../src/main/hosts/log-file.ts';
import { fileVault, SECRET_BYTES_MAX } from '../../src/main/hosts/vault-files.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'hamrong-ports-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('secrets in files', () => {
  test('are read back, replaced, and closed to other users', async () => {
    const vault = fileVault(join(folder, 'secrets'));
    expect(await vault.read('device-key')).toBeUndefined();
    await vault.write('device-key', Uint8Array.of(1, 2));
    await vault.write('device-key', Uint8Array.of(3));
    expect(await vault.read('device-key')).toEqual(Uint8Array.of(3));
    expect(readdirSync(join(folder, 'secrets'))).toEqual(['device-key']);
    expect(statSync(join(folder, 'secrets', 'device-key')).mode & 0o777).toBe(0o600);
    expect(statSync(join(folder, 'secrets')).mode & 0o777).toBe(0o700);
  });

  test.each(['../escape', '', 'a/b', '.hidden', 'A'])('are not named %o', async (name) => {
    await expect(fileVault(folder).write(name, Uint8Array.of(1))).rejects.toThrow('named plainly');
    await expect(fileVault(folder).read(name)).rejects.toThrow('named plainly');
  });

  test('are small', async () => {
    await expect(fileVault(folder).write('a', new Uint8Array(SECRET_BYTES_MAX + 1))).rejects.toThrow(
      'at most',
    );
  });
});

describe('the log', () => {
  test('has one line of JSON an event, after a restart too', () => {
    fileLog(folder, () => 'T1')('app.started', { version: '1', profiles: 6 });
    fileLog(folder, () => 'T2')('app.started', { note: 'x'.repeat(10_000) });
    const lines = readFileSync(join(folder, 'app.log'), 'utf8').trimEnd().split('\n');
    expect(lines.map((line) => JSON.parse(line))).toEqual([
      { at: 'T1', event: 'app.started', version: '1', profiles: 6 },
      { at: 'T2', event: 'app.started', note: 'x'.repeat(500) },
    ]);
  });

  test('keeps the newest lines in a stated number of files of a stated size', () => {
    const log = fileLog(folder, () => 'T', 200);
    for (let n = 0; n < 100; n++) log('event', { n });
    const names = readdirSync(folder).sort();
    expect(names).toEqual(['app.1.log', 'app.2.log', 'app.3.log', 'app.log']);
    expect(names).toHaveLength(LOG_FILES_MAX);
    for (const name of names) expect(statSync(join(folder, name)).size).toBeLessThanOrEqual(200);
    expect(readFileSync(join(folder, 'app.log'), 'utf8')).toContain('"n":99');
  });

  test('that cannot be written stops nothing', () => {
    const log = fileLog(folder, () => 'T');
    mkdirSync(join(folder, 'app.log'));
    expect(() => log('event')).not.toThrow();
  });
});
