import { createPrivateKey, hash, sign } from 'node:crypto';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Issued } from '../../src/server/trial/pki.ts';
import { items, readWhole } from '../../src/signatures/asn1/read.ts';
import {
  der,
  nullValue,
  octetString,
  oid,
  sequence,
  setOf,
  smallInteger,
} from '../../src/signatures/asn1/write.ts';
import { type Certificate, parseCertificate } from '../../src/signatures/certificates/certificate.ts';
import { buildSignedData, signedAttributes, unsignedAttribute } from '../../src/signatures/cms/build.ts';
import { ATTRIBUTE, CONTENT, parseSignedData } from '../../src/signatures/cms/parse.ts';
import { signedContent } from '../../src/signatures/cms/signed-content.ts';
import { checkSigner, type SignerCheck } from '../../src/signatures/cms/signer-info.ts';
import { findSigningCertificate } from '../../src/signatures/cms/signing-certificate.ts';
import { checkTimestamp, parseTimestampToken } from '../../src/signatures/cms/timestamp-token.ts';
import { type TestPki, testPki } from '../support/pki.ts';

const CONTENT_BYTES = Buffer.from('%PDF-1.7 nội dung');
const RSA = sequence(oid('1.2.840.113549.1.1.1'), nullValue());
const SHA256 = sequence(oid('2.16.840.1.101.3.4.2.1'));

let pki: TestPki;
let leader: Certificate;
beforeAll(async () => {
  pki = await testPki();
  leader = read(pki.leader);
});

function read(issued: Pick<Issued, 'certificate'>): Certificate {
  const certificate = parseCertificate(issued.certificate);
  if (!certificate.ok) throw new Error(certificate.reason);
  return certificate.value;
}

const keyFor = (issued: Issued) =>
  createPrivateKey({ key: Buffer.from(issued.privateKey), format: 'der', type: 'pkcs8' });

type Order = {
  readonly attributes?: Uint8Array;
  readonly signedBy?: Issued;
  readonly chain?: readonly Certificate[];
  readonly unsigned?: readonly Uint8Array[];
};

/** A CMS as we write it, with one thing changed. */
function made({ attributes, signedBy, chain = [], unsigned = [] }: Order = {}): Uint8Array {
  const bytes = attributes ?? signedAttributes(hash('sha256', CONTENT_BYTES, 'buffer'), leader);
  const signature = sign('sha256', bytes, keyFor(signedBy ?? pki.leader));
  const parts = {
    certificate: leader,
    chain,
    hash: 'sha256',
    scheme: 'rsa',
    attributes: bytes,
    signature,
  } as const;
  return buildSignedData({ ...parts, unsigned });
}

/** A CMS from its outer parts, for forms that we never write. */
function assembled(parts: {
  readonly id: Uint8Array;
  readonly version: number;
  readonly attributes?: Uint8Array;
  readonly content?: Uint8Array;
  readonly contentType?: string;
  /** What is really signed. */
  readonly signs?: Uint8Array;
}): Uint8Array {
  const signed = parts.signs ?? parts.attributes ?? parts.content ?? CONTENT_BYTES;
  const inner = parts.attributes && Uint8Array.from(parts.attributes);
  if (inner) inner[0] = 0xa0;
  const info = sequence(
    smallInteger(parts.version),
    parts.id,
    SHA256,
    ...(inner ? [inner] : []),
    RSA,
    octetString(sign('sha256', signed, keyFor(pki.leader))),
  );
  const wrapped = parts.content ? [der(0xa0, octetString(parts.content))] : [];
  const data = sequence(
    smallInteger(parts.version),
    setOf([SHA256]),
    sequence(oid(parts.contentType ?? CONTENT.data), ...wrapped),
    setOf([leader.der], 0xa0),
    setOf([info]),
  );
  return sequence(oid(CONTENT.signedData), der(0xa0, data));
}

function check(cms: Uint8Array, content: Uint8Array = CONTENT_BYTES): SignerCheck {
  const parsed = parseSignedData(cms);
  if (!parsed.ok) throw new Error(parsed.reason);
  const [signer] = parsed.value.signers;
  if (!signer) throw new Error('no signer');
  return checkSigner(parsed.value, signer, signedContent([content.subarray(0, 5), content.subarray(5)]));
}

const told = ({ integrity, signatureValue, identification, attributes }: SignerCheck) =>
  Object.entries({ integrity, signatureValue, identification, attributes }).flatMap(([name, finding]) =>
    finding.outcome === 'passed'
      ? []
      : [`${name} ${finding.outcome} ${finding.subIndication} ${finding.reason}`],
  );

const issuerAndSerial = () => sequence(leader.issuer.raw, leader.serialRaw);

describe('one signer of a CMS', () => {
  test('what we build passes every check', () => {
    const answer = check(made());
    expect(told(answer)).toEqual([]);
    expect(answer).toMatchObject({ certificateReference: 'v2', hash: 'sha256', timestampTokens: [] });
  });

  test('a changed byte of the content breaks its integrity and nothing else', () => {
    const changed = Uint8Array.from(CONTENT_BYTES);
    changed[7] = 0x38;
    expect(told(check(made(), changed))).toEqual(['integrity failed HASH_FAILURE digest-mismatch']);
  });

  test('a signature by another key is no signature of the named person', () => {
    expect(told(check(made({ signedBy: pki.agency })))).toEqual([
      'signatureValue failed SIG_CRYPTO_FAILURE signature-mismatch',
    ]);
  });

  test('the signer is found by name and reference, wherever his certificate stands', () => {
    const strangers = [read(pki.agency), read(pki.otherLeader), read(pki.clerk)];
    const answer = check(made({ chain: strangers }));
    expect(answer.certificate?.fingerprint).toBe(leader.fingerprint);
    expect(told(answer)).toEqual([]);
  });

  test('a reference to another certificate leaves the signer unknown', () => {
    const attributes = signedAttributes(hash('sha256', CONTENT_BYTES, 'buffer'), read(pki.clerk));
    expect(told(check(made({ attributes })))).toEqual([
      'identification indeterminate NO_SIGNING_CERTIFICATE_FOUND reference-mismatch',
    ]);
  });

  test('without a reference the signer is still the named one, in whatever order certificates stand', () => {
    const attributes = setOf([
      sequence(oid(ATTRIBUTE.contentType), setOf([oid(CONTENT.data)])),
      sequence(oid(ATTRIBUTE.messageDigest), setOf([octetString(hash('sha256', CONTENT_BYTES, 'buffer'))])),
    ]);
    const parsed = parseSignedData(made({ attributes }));
    const [signer] = parsed.ok ? parsed.value.signers : [];
    const [stranger, other] = [read(pki.agency), read(pki.clerk)];
    for (const order of [
      [stranger, other, leader],
      [leader, stranger],
    ]) {
      const found = signer && findSigningCertificate(signer, order);
      expect(found?.certificate?.fingerprint).toBe(leader.fingerprint);
      expect(found).toMatchObject({ found: 'yes', reference: 'none' });
    }
    expect(signer && findSigningCertificate(signer, [stranger, other])).toEqual({
      found: 'no',
      reason: 'certificate-absent',
    });
  });

  test('a signer named by key identifier is found', () => {
    const id = der(0x80, leader.subjectKeyId ?? new Uint8Array());
    const attributes = signedAttributes(hash('sha256', CONTENT_BYTES, 'buffer'), leader);
    expect(told(check(assembled({ id, version: 3, attributes })))).toEqual([]);
  });

  test('attributes that stand out of order, or in BER, were signed in DER', () => {
    const inOrder = signedAttributes(hash('sha256', CONTENT_BYTES, 'buffer'), leader);
    const members = items(readWhole(inOrder)).map(({ raw }) => raw);
    const reversed = der(0x31, ...members.toReversed());
    const endless = Buffer.concat([Uint8Array.of(0x31, 0x80), ...members, Uint8Array.of(0, 0)]);
    for (const attributes of [reversed, endless]) {
      const cms = assembled({ id: issuerAndSerial(), version: 1, attributes, signs: inOrder });
      expect(told(check(cms))).toEqual([]);
    }
    const other = signedAttributes(hash('sha256', 'x', 'buffer'), leader);
    const forged = assembled({ id: issuerAndSerial(), version: 1, attributes: reversed, signs: other });
    expect(told(check(forged))).toEqual(['signatureValue failed SIG_CRYPTO_FAILURE signature-mismatch']);
  });

  test('an issuer whose name was encoded anew is the same issuer', () => {
    const upper = Buffer.from(leader.issuer.raw).toString('latin1').replaceAll('CA', 'ca');
    const id = sequence(Buffer.from(upper, 'latin1'), leader.serialRaw);
    const attributes = signedAttributes(hash('sha256', CONTENT_BYTES, 'buffer'), leader);
    expect(told(check(assembled({ id, version: 1, attributes })))).toEqual([]);
  });

  test('without signed attributes the content itself is signed', () => {
    const cms = assembled({ id: issuerAndSerial(), version: 1 });
    expect(told(check(cms))).toEqual([]);
    expect(told(check(cms, Buffer.from('%PDF-1.7 nội dung khác')))).toEqual([
      'signatureValue failed SIG_CRYPTO_FAILURE signature-mismatch',
    ]);
  });

  test('without signed attributes no other content type may be stated (RFC 5652 §5.3)', () => {
    const cms = assembled({ id: issuerAndSerial(), version: 3, contentType: CONTENT.tstInfo });
    expect(told(check(cms))).toEqual(['attributes failed FORMAT_FAILURE content-type-mismatch']);
  });

  test('an empty content beside the detached one is told and not believed', () => {
    const attributes = signedAttributes(hash('sha256', CONTENT_BYTES, 'buffer'), leader);
    const cms = assembled({ id: issuerAndSerial(), version: 1, attributes, content: new Uint8Array() });
    expect(told(check(cms))).toEqual(['attributes indeterminate SIG_CONSTRAINTS_FAILURE content-empty']);
  });

  test.each([
    [
      'without a message digest',
      (all: readonly Uint8Array[]) => all.filter((one) => !has(one, ATTRIBUTE.messageDigest)),
      ['integrity failed FORMAT_FAILURE digest-absent'],
    ],
    [
      'without a content type',
      (all: readonly Uint8Array[]) => all.filter((one) => !has(one, ATTRIBUTE.contentType)),
      ['attributes failed FORMAT_FAILURE content-type-mismatch'],
    ],
    [
      'with two message digests',
      (all: readonly Uint8Array[]) => [...all, ...all.filter((one) => has(one, ATTRIBUTE.messageDigest))],
      ['integrity failed FORMAT_FAILURE digest-absent'],
    ],
    [
      'with algorithms protected that are not its own (RFC 6211)',
      (all: readonly Uint8Array[]) => [...all, protection('2.16.840.1.101.3.4.2.3')],
      ['attributes failed FORMAT_FAILURE algorithm-protection-mismatch'],
    ],
    [
      'with its own algorithms protected',
      (all: readonly Uint8Array[]) => [...all, protection('2.16.840.1.101.3.4.2.1')],
      [],
    ],
  ] as const)('signed attributes %s', (_, change, expected) => {
    const whole = readWhole(signedAttributes(hash('sha256', CONTENT_BYTES, 'buffer'), leader));
    const all = [...membersOf(whole.content)];
    expect(told(check(made({ attributes: setOf(change(all)) })))).toEqual(expected);
  });

  test('an unsigned attribute is carried, and a time-stamp token handed on', () => {
    const token = sequence(oid('1.2.3'));
    const cms = made({ unsigned: [unsignedAttribute(ATTRIBUTE.signatureTimeStamp, token)] });
    expect(check(cms).timestampTokens.map((bytes) => Buffer.from(bytes).toString('hex'))).toEqual([
      Buffer.from(token).toString('hex'),
    ]);
  });
});

const has = (attribute: Uint8Array, type: string): boolean =>
  Buffer.from(attribute).includes(Buffer.from(oid(type)));

const protection = (digest: string): Uint8Array =>
  sequence(
    oid(ATTRIBUTE.cmsAlgorithmProtection),
    setOf([sequence(sequence(oid(digest)), der(0xa1, oid('1.2.840.113549.1.1.1'), nullValue()))]),
  );

function* membersOf(content: Uint8Array): Generator<Uint8Array> {
  for (let at = 0; at < content.length; ) {
    const length = 2 + (content[at + 1] ?? 0) + ((content[at + 1] ?? 0) > 0x80 ? readLong(content, at) : 0);
    yield content.subarray(at, at + length);
    at += length;
  }
}

/** Correction for lengths of one or two further bytes. */
function readLong(content: Uint8Array, at: number): number {
  const count = (content[at + 1] ?? 0) & 0x7f;
  const length =
    count === 1 ? (content[at + 2] ?? 0) : ((content[at + 2] ?? 0) << 8) | (content[at + 3] ?? 0);
  return length + count - (content[at + 1] ?? 0);
}

describe('time-stamps', () => {
  const stamped = Buffer.from('giá trị chữ ký');

  function token(imprint: Uint8Array): Uint8Array {
    const info = sequence(
      smallInteger(1),
      oid('1.2.3.4'),
      sequence(SHA256, octetString(imprint)),
      smallInteger(7),
      der(0x18, Buffer.from('20261123030000Z')),
      sequence(smallInteger(1), Uint8Array.of(0x80, 2, 1, 0xf4)),
      smallInteger(42),
    );
    const attributes = setOf([
      sequence(oid(ATTRIBUTE.contentType), setOf([oid(CONTENT.tstInfo)])),
      sequence(oid(ATTRIBUTE.messageDigest), setOf([octetString(hash('sha256', info, 'buffer'))])),
    ]);
    return assembled({
      id: issuerAndSerial(),
      version: 3,
      attributes,
      content: info,
      contentType: CONTENT.tstInfo,
    });
  }

  test('a token tells what it stamped and when, and its own signature is checked', () => {
    const parsed = parseTimestampToken(token(hash('sha256', stamped, 'buffer')));
    expect(parsed.ok && parsed.value.info).toMatchObject({ serial: '07', accuracyMs: 1500, nonce: '2a' });
    const answer = parsed.ok ? checkTimestamp(parsed.value, signedContent([stamped])) : undefined;
    expect(answer?.coversContent).toBe(true);
    expect(answer?.info.at.toISOString()).toBe('2026-11-23T03:00:00.000Z');
    expect(answer?.signer && told(answer.signer)).toEqual([]);
  });

  test('a token for something else does not cover', () => {
    const parsed = parseTimestampToken(token(hash('sha256', stamped, 'buffer')));
    expect(parsed.ok && checkTimestamp(parsed.value, signedContent([CONTENT_BYTES])).coversContent).toBe(
      false,
    );
  });

  test('a plain signature is no token', () => {
    expect(parseTimestampToken(made())).toEqual({ ok: false, reason: 'no TSTInfo inside' });
  });
});

test('no single changed or missing byte of a CMS does more than fail', () => {
  const cms = made({ chain: [read(pki.agency)] });
  const outcomes = new Set<string>();
  for (let at = 0; at < cms.length; at += 3) {
    for (const bytes of [Uint8Array.from(cms).fill((cms[at] ?? 0) ^ 0xff, at, at + 1), cms.subarray(0, at)]) {
      const parsed = parseSignedData(bytes);
      const signer = parsed.ok ? parsed.value.signers[0] : undefined;
      outcomes.add(parsed.ok && signer ? 'read' : 'refused');
      if (parsed.ok && signer) checkSigner(parsed.value, signer, signedContent([CONTENT_BYTES]));
    }
  }
  expect(outcomes).toEqual(new Set(['read', 'refused']));
});
