import { mkdirSync, mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openKeys } from '../../src/main/signing/keys.ts';
import { keyFiles } from '../../src/main/signing/token/key-files.ts';
import { writePkcs12 } from '../../src/server/trial/pkcs12-write.ts';
import { Instant } from '../../src/shared/domain/core/values.ts';
import { AppError } from '../../src/shared/errors.ts';
import { PKI_NOW, testPki } from '../support/pki.ts';

const PASSPHRASE = 'mat-khau-cua-toi';
let dataDir: string;
beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'hamrong-keys-'));
  mkdirSync(join(dataDir, 'keys'));
});
afterEach(() => rmSync(dataDir, { recursive: true, force: true }));

const codeOf = async (work: () => unknown): Promise<string> => {
  try {
    await work();
    return 'ok';
  } catch (problem) {
    if (problem instanceof AppError) return problem.code;
    throw problem;
  }
};
const write = (list: unknown) =>
  writeFileSync(join(dataDir, 'keys', 'keys.json'), typeof list === 'string' ? list : JSON.stringify(list));
const keys = () => openKeys(dataDir, [keyFiles(dataDir)]);
const NONE = { person: undefined, agency: undefined };
const list = () => keys().list(NONE, Instant.parse(PKI_NOW.toISOString()));
const open = (secret = PASSPHRASE) => keys().open('person', 'person', secret);

/** The leader's key as the trial hands it out; also put where a path that leads out of the folder would find it. */
async function handOut(some: object = {}): Promise<void> {
  const { leader, chain } = await testPki();
  const bytes = writePkcs12(leader, chain, PASSPHRASE, 'Khóa MẪU');
  writeFileSync(join(dataDir, 'keys', 'person.p12'), bytes);
  writeFileSync(join(dataDir, 'outside.p12'), bytes);
  write([
    {
      keyId: 'person',
      role: 'person',
      file: 'person.p12',
      certificate: Buffer.from(leader.certificate).toString('base64'),
      ...some,
    },
  ]);
}

test('a listed key is shown and opened with its passphrase', async () => {
  await handOut();
  expect(await list()).toMatchObject([{ keyId: 'person', role: 'person' }]);
  expect(await codeOf(open)).toBe('ok');
});

test.each([
  '../outside.p12',
  '..',
  '.',
  'keys/../../outside.p12',
  '..\\outside.p12',
  'C:person.p12',
  'a\u0000b',
])('a list that names the file %j is not read', async (file) => {
  await handOut({ file });
  expect(await codeOf(list)).toBe('key.list-unreadable');
  expect(await codeOf(open)).toBe('key.list-unreadable');
});

test.each([
  ['no JSON', '{'],
  ['another shape', '{"keyId":"person"}'],
  ['no certificate', JSON.stringify([{ keyId: 'a', role: 'person', file: 'a.p12', certificate: 'AAAA' }])],
])('a list with %s is told as unreadable, not as a fault of the program', async (_what, text) => {
  write(text);
  expect(await codeOf(list)).toBe('key.list-unreadable');
});

test('a list or a picture beyond its limit is not read', async () => {
  await handOut({ picture: 'person.png' });
  writeFileSync(join(dataDir, 'keys', 'person.png'), '');
  truncateSync(join(dataDir, 'keys', 'person.png'), 6 * 1024 * 1024);
  expect(await codeOf(open)).toBe('key.picture-too-large');
  truncateSync(join(dataDir, 'keys', 'keys.json'), 2 * 1024 * 1024);
  expect(await codeOf(list)).toBe('key.list-unreadable');
});

test('a wrong passphrase stands in no error, nor in its cause', async () => {
  await handOut();
  const problem = await open('sai-mat-khau').catch((found: unknown) => found);
  expect(problem).toMatchObject({ code: 'key.wrong-passphrase' });
  const whole = problem as AppError;
  expect(`${String(whole.stack)} ${JSON.stringify(whole.detail)} ${String(whole.cause)}`).not.toContain(
    'sai-mat-khau',
  );
});
