import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';
import { nodeHelpers } from '../../src/main/hosts/node-helpers.ts';
import { keyFiles } from '../../src/main/signing/token/key-files.ts';
import { tokenKeys } from '../../src/main/signing/token/token-keys.ts';
import { writePkcs12 } from '../../src/server/trial/pkcs12-write.ts';
import { testPki } from '../support/pki.ts';
import { makeTokens, PIN, SOFTHSM } from '../support/token.ts';
import { keySourceSuite } from './key-source-suite.ts';

const folder = mkdtempSync(join(tmpdir(), 'hamrong-sources-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

keySourceSuite('a PKCS#12 file', async () => {
  const { leader, chain } = await testPki();
  mkdirSync(join(folder, 'keys'));
  writeFileSync(join(folder, 'keys', 'person.p12'), writePkcs12(leader, chain, 'mat-khau', 'Khóa MẪU'));
  const certificate = Buffer.from(leader.certificate).toString('base64');
  writeFileSync(
    join(folder, 'keys', 'keys.json'),
    JSON.stringify([{ keyId: 'person', role: 'person', file: 'person.p12', certificate }]),
  );
  return {
    source: keyFiles(folder),
    certificate: leader.certificate,
    secret: 'mat-khau',
    wrongSecretCode: 'key.wrong-passphrase',
  };
});

const onToken = (name: string, moduleOf: (made: ReturnType<typeof makeTokens>) => string) =>
  keySourceSuite(name, async () => {
    const { leader } = await testPki();
    const made = makeTokens(join(folder, name.replaceAll(' ', '-')), [
      { label: 'Lãnh đạo', keys: [{ issued: leader }] },
    ]);
    process.env['SOFTHSM2_CONF'] = made.configuration;
    const modules = () => [{ path: moduleOf(made), isAdded: true }];
    return {
      source: tokenKeys({ helpers: nodeHelpers(), modules, issuers: () => [], listWaitMs: 60_000 }),
      certificate: leader.certificate,
      secret: PIN,
      wrongSecretCode: 'token.pin-wrong',
    };
  });

onToken('a token of SoftHSM', () => SOFTHSM);
onToken('a token behind the shim', ({ module }) => module);
