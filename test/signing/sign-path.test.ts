import 'reflect-metadata';
import { webcrypto } from 'node:crypto';
import * as x509 from '@peculiar/x509';
import { beforeAll, expect, test } from 'vitest';
import { type Authority, issueLeaf, leafDefaults, makeAuthority } from '../../src/server/trial/pki.ts';
import { der, oid, sequence, setOf } from '../../src/signatures/asn1/write.ts';
import {
  type Certificate,
  issuerName,
  parseCertificate,
  readCertificateFile,
  subjectName,
} from '../../src/signatures/certificates/certificate.ts';
import { chainOf, checkPath, type PathCheck } from '../../src/signatures/certificates/path.ts';
import { PKI_NOW, type TestPki, testPki } from '../support/pki.ts';

const VALIDITY = { notBefore: new Date('2026-01-01T00:00:00Z'), notAfter: new Date('2029-01-01T00:00:00Z') };
const SUBJECT = { commonName: 'Lê Thị Hồng', locality: 'tỉnh Lam Giang' };

let pki: TestPki;
beforeAll(async () => {
  pki = await testPki();
});

function read(der: Uint8Array): Certificate {
  const certificate = parseCertificate(der);
  if (!certificate.ok) throw new Error(certificate.reason);
  return certificate.value;
}

const check = (
  der: Uint8Array,
  more: { at?: Date; candidates?: readonly Uint8Array[]; anchors?: readonly Uint8Array[] } = {},
) =>
  checkPath({
    certificate: read(der),
    candidates: (more.candidates ?? pki.chain).map(read),
    anchors: (more.anchors ?? [pki.anchor]).map(read),
    at: more.at ?? PKI_NOW,
  });

const told = (answer: PathCheck) =>
  answer.outcome === 'passed' ? 'passed' : `${answer.reason} ${answer.subIndication}`;

test("a leader is traced through the agencies' authority to the root", () => {
  const answer = check(pki.leader.certificate);
  expect(answer.outcome).toBe('passed');
  expect(answer.path.map(subjectName)).toEqual([
    'Phạm Văn Thạo',
    subjectName(read(pki.chain[0] ?? new Uint8Array())),
    subjectName(read(pki.anchor)),
  ]);
});

test.each([
  ['an expired certificate', 'expired OUT_OF_BOUNDS_NO_POE', () => check(pki.expired.certificate)],
  [
    'a certificate of the future',
    'not-yet-valid NOT_YET_VALID',
    () => check(pki.leader.certificate, { at: new Date('2020-01-01T00:00:00Z') }),
  ],
  [
    'an impostor with the same names',
    'bad-signature CERTIFICATE_CHAIN_GENERAL_FAILURE',
    () => check(pki.impostor.certificate),
  ],
  [
    'an impostor who brings his own authorities',
    'bad-signature CERTIFICATE_CHAIN_GENERAL_FAILURE',
    () => check(pki.impostor.certificate, { candidates: pki.impostor.chain }),
  ],
  [
    'a missing intermediate',
    'no-path NO_CERTIFICATE_CHAIN_FOUND',
    () => check(pki.leader.certificate, { candidates: [] }),
  ],
  ['no anchor', 'no-path NO_CERTIFICATE_CHAIN_FOUND', () => check(pki.leader.certificate, { anchors: [] })],
  [
    'a certificate that may not sign',
    'key-usage CHAIN_CONSTRAINTS_FAILURE',
    () => check(pki.wrongUsage.certificate),
  ],
] as const)('%s is told as %s', (_, expected, act) => {
  expect(told(act())).toBe(expected);
});

test('an official cannot issue certificates', async () => {
  const official = await makeLeafIssuer();
  const leaf = await issueLeaf(official, { ...leafDefaults, subject: SUBJECT, validity: VALIDITY });
  const candidates = [official.certificate, ...pki.chain];
  expect(told(check(leaf.certificate, { candidates }))).toBe('not-a-ca CHAIN_CONSTRAINTS_FAILURE');
});

test('an authority under one that may have none below is refused', async () => {
  const below = await makeAuthority(
    { commonName: 'CA thừa', locality: 'x' },
    PKI_NOW,
    2048,
    pki.trial.intermediate,
  );
  const leaf = await issueLeaf(below, { ...leafDefaults, subject: SUBJECT, validity: VALIDITY });
  const candidates = [below.certificate, ...pki.chain];
  expect(told(check(leaf.certificate, { candidates }))).toBe('path-too-long CHAIN_CONSTRAINTS_FAILURE');
});

test('a key of 1024 bits is too weak to be believed', async () => {
  const order = {
    ...leafDefaults,
    subject: SUBJECT,
    validity: VALIDITY,
    key: { kind: 'rsa', bits: 1024 },
  } as const;
  const leaf = await issueLeaf(pki.trial.intermediate, order);
  expect(told(check(leaf.certificate))).toBe('weak-key CRYPTO_CONSTRAINTS_FAILURE_NO_POE');
});

test('an unknown critical extension stops the path', async () => {
  const certificate = await issueWith([new x509.Extension('1.2.3.4.5.6', true, new Uint8Array([5, 0]))]);
  expect(told(check(certificate))).toBe('unknown-critical-extension CHAIN_CONSTRAINTS_FAILURE');
});

test.each([
  ['within', 'VN', 'passed'],
  ['outside', 'LA', 'name-constraints CHAIN_CONSTRAINTS_FAILURE'],
] as const)('a person %s the names that his authority may give out (%s)', async (_, country, expected) => {
  const keys = await newKeys();
  const inCountry = sequence(setOf([sequence(oid('2.5.4.6'), der(0x13, Buffer.from(country)))]));
  const permitted = sequence(der(0xa0, sequence(der(0xa4, inCountry))));
  const extensions = [
    new x509.BasicConstraintsExtension(true, undefined, true),
    new x509.Extension('2.5.29.30', true, Uint8Array.from(permitted)),
  ];
  const certificate = await issueWith(extensions, keys, pki.trial.root, 'CN=CA hẹp');
  const subject = new x509.X509Certificate(Buffer.from(certificate)).subjectName;
  const narrow: Authority = { ...pki.leader, certificate: new Uint8Array(certificate), keys, subject };
  const leaf = await issueLeaf(narrow, { ...leafDefaults, subject: SUBJECT, validity: VALIDITY });
  expect(told(check(leaf.certificate, { candidates: [certificate, ...pki.chain] }))).toBe(expected);
});

test('an extension that stands twice makes the certificate unreadable', async () => {
  const extra = () => new x509.Extension('1.2.3.4.5.6', false, new Uint8Array([5, 0]));
  expect(parseCertificate(await issueWith([extra(), extra()]))).toMatchObject({ ok: false });
});

test('authorities that certify each other in a ring end the search', async () => {
  const first = await makeAuthority({ commonName: 'CA vòng', locality: 'x' }, PKI_NOW, 2048);
  const ring: Uint8Array[] = [];
  for (let round = 0; round < 12; round++) {
    const again = await reissue(first, first);
    ring.push(again);
  }
  const leaf = await issueLeaf(first, { ...leafDefaults, subject: SUBJECT, validity: VALIDITY });
  expect(told(check(leaf.certificate, { candidates: ring }))).toBe('no-path NO_CERTIFICATE_CHAIN_FOUND');
});

test('the chain to embed is found in any order and without strangers', () => {
  const pool = [pki.anchor, pki.agency.certificate, ...pki.chain].map(read);
  expect(chainOf(read(pki.leader.certificate), pool).map(subjectName)).toEqual([
    issuerName(read(pki.leader.certificate)),
    subjectName(read(pki.anchor)),
  ]);
});

test('names are shown composed and without characters that hide or turn letters', async () => {
  const commonName = `${'Nguyễn'.normalize('NFD')}\u202e\u200b Văn\u0007 A`;
  const leaf = await issueLeaf(pki.trial.intermediate, {
    ...leafDefaults,
    subject: { ...SUBJECT, commonName },
    validity: VALIDITY,
  });
  expect(subjectName(read(leaf.certificate))).toBe('Nguyễn Văn A');
});

test('a PEM file may hold several certificates and other text', () => {
  const text = `# trust\n${pki.trial.root.certificatePem}\nxx\n${pki.leader.certificatePem}`;
  expect(readCertificateFile(Buffer.from(text)).map(subjectName)).toEqual([
    subjectName(read(pki.anchor)),
    'Phạm Văn Thạo',
  ]);
});

/** A leaf with its keys at hand, used as if it were an authority. */
async function makeLeafIssuer(): Promise<Authority> {
  const keys = await newKeys();
  const certificate = await issueWith([new x509.BasicConstraintsExtension(false, undefined, true)], keys);
  const subject = new x509.X509Certificate(Buffer.from(certificate)).subjectName;
  return { ...pki.leader, certificate: new Uint8Array(certificate), keys, subject };
}

const RSA = { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' };

const newKeys = () =>
  webcrypto.subtle.generateKey(
    { ...RSA, modulusLength: 2048, publicExponent: new Uint8Array([1, 0, 1]) },
    true,
    ['sign', 'verify'],
  );

const spkiOf = async (keys: webcrypto.CryptoKeyPair) =>
  new Uint8Array(await webcrypto.subtle.exportKey('spki', keys.publicKey));

async function issueWith(
  extensions: x509.Extension[],
  keys?: webcrypto.CryptoKeyPair,
  issuer: Authority = pki.trial.intermediate,
  subject = 'CN=Kiểm thử',
): Promise<Uint8Array> {
  const certificate = await x509.X509CertificateGenerator.create({
    subject,
    issuer: issuer.subject,
    ...VALIDITY,
    signingKey: await crypto.subtle.importKey('pkcs8', issuer.privateKey, RSA, false, ['sign']),
    publicKey: await spkiOf(keys ?? (await newKeys())),
    signingAlgorithm: RSA,
    extensions,
  });
  return new Uint8Array(certificate.rawData);
}

/** Another certificate for the same authority, as cross-certification makes them. */
const reissue = (subject: Authority, issuer: Authority): Promise<Uint8Array> =>
  issueWith(
    [new x509.BasicConstraintsExtension(true, undefined, true)],
    subject.keys,
    issuer,
    subject.subject.toString(),
  );
