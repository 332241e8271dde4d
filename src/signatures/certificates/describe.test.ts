import 'reflect-metadata';
import { ExtendedKeyUsageExtension } from '@peculiar/x509';
import { beforeAll, expect, test } from 'vitest';
import { type TestPki, testPki } from '../../../test/support/pki.ts';
import { issue } from '../../../test/support/trust-lab.ts';
import { usagesOf } from '../../shared/signature/facts.ts';
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

test('a certificate says what its key may be used for; a purpose without a word is told by its number', async () => {
  const issuer = await issue({ name: 'Gốc', role: 'authority' });
  const purposes = ['1.3.6.1.5.5.7.3.36', '1.3.6.1.4.1.311.10.3.12', '1.2.3.4'];
  const more = [new ExtendedKeyUsageExtension(purposes)];
  const shown = [
    issuer,
    await issue({ name: 'TSA', role: 'tsa', issuer }),
    await issue({ name: 'Người ký', issuer, more }),
  ].map(({ certificate }) => {
    const { usages, extendedUsages } = describeCertificate(certificate);
    return [usagesOf(usages), usagesOf(extendedUsages)];
  });
  expect(shown).toEqual([
    ['Ký chứng thư, ký danh sách thu hồi', ''],
    ['Ký số', 'Cấp dấu thời gian'],
    ['Ký số', 'Ký văn bản, 1.2.3.4'],
  ]);
});
