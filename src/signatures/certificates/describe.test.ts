import { beforeAll, expect, test } from 'vitest';
import { type TestPki, testPki } from '../../../test/support/pki.ts';
import { type Certificate, parseCertificate } from './certificate.ts';
import { describeCertificate } from './describe.ts';

let pki: TestPki;
beforeAll(async () => {
  pki = await testPki();
});

function read(der: Uint8Array): Certificate {
  const certificate = parseCertificate(der);
  if (!certificate.ok) throw new Error(certificate.reason);
  return certificate.value;
}

test.each([
  ['an official', () => pki.leader.certificate, 'person', 'Chủ tịch', 'RSA 2048'],
  ['an official with an EC key', () => pki.ec.certificate, 'person', 'Chủ tịch', 'EC prime256v1'],
  ['an agency', () => pki.agency.certificate, 'agency', null, 'RSA 2048'],
  ['an authority', () => pki.trial.root.certificate, 'authority', null, 'RSA 3072'],
])('the certificate of %s says whose it is', (_, der, holder, position, key) => {
  expect(describeCertificate(read(der()))).toMatchObject({ holder, position, key });
});
