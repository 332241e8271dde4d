import {
  constants,
  createPublicKey,
  createSign,
  generateKeyPairSync,
  type KeyObject,
  sign,
} from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { checkSignature, HASH_OID, type HashName, readAlgorithm } from './algorithms.ts';
import { readWhole } from './read.ts';
import { der, nullValue, oid, sequence, smallInteger } from './write.ts';

const DATA = Buffer.from('văn bản');
const publicKey = (key: KeyObject) => ({ key, spki: key.export({ type: 'spki', format: 'der' }) });
const algorithm = (dotted: string, ...parameters: readonly Uint8Array[]) =>
  readAlgorithm(readWhole(sequence(oid(dotted), ...parameters)));

const hashOf = (name: HashName) => sequence(oid(HASH_OID[name]), nullValue());
const pss = (hash: HashName, mask: HashName, salt: number) =>
  algorithm(
    '1.2.840.113549.1.1.10',
    sequence(
      der(0xa0, hashOf(hash)),
      der(0xa1, sequence(oid('1.2.840.113549.1.1.8'), hashOf(mask))),
      der(0xa2, smallInteger(salt)),
    ),
  );

const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 });
const ec = generateKeyPairSync('ec', { namedCurve: 'brainpoolP256r1' });
const edwards = generateKeyPairSync('ed25519');

const pssSignature = (hash: string, saltLength: number) =>
  sign(hash, DATA, { key: rsa.privateKey, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength });

describe('signatures of every kind in use', () => {
  test.each([
    [
      'RSA with the hash told beside it',
      rsa,
      algorithm('1.2.840.113549.1.1.1', nullValue()),
      sign('sha384', DATA, rsa.privateKey),
    ],
    [
      'RSA with SHA3-256',
      rsa,
      algorithm('2.16.840.1.101.3.4.3.14', nullValue()),
      sign('sha3-256', DATA, rsa.privateKey),
    ],
    ['PSS with SHA-256', rsa, pss('sha256', 'sha256', 32), pssSignature('sha256', 32)],
    ['PSS with SHA3-512', rsa, pss('sha3-512', 'sha3-512', 64), pssSignature('sha3-512', 64)],
    ['ECDSA on a brainpool curve', ec, algorithm('1.2.840.10045.4.3.2'), sign('sha256', DATA, ec.privateKey)],
    [
      'ECDSA as bare numbers',
      ec,
      algorithm('0.4.0.127.0.7.1.1.4.1.3'),
      sign('sha256', DATA, { key: ec.privateKey, dsaEncoding: 'ieee-p1363' }),
    ],
    ['Ed25519', edwards, algorithm('1.3.101.112'), sign(null, DATA, edwards.privateKey)],
  ] as const)('%s', (_, pair, named, signature) => {
    const key = publicKey(pair.publicKey);
    expect(checkSignature(key, named, DATA, signature, 'sha384')).toBe('valid');
    const other = Buffer.concat([DATA, Buffer.from('.')]);
    expect(checkSignature(key, named, other, signature, 'sha384')).toBe('invalid');
  });
});

test('a mask of another hash than the message is believed only when it is stated', () => {
  const pair = generateKeyPairSync('rsa-pss', {
    modulusLength: 2048,
    hashAlgorithm: 'sha256',
    mgf1HashAlgorithm: 'sha1',
  });
  const signature = createSign('sha256').update(DATA).sign(pair.privateKey);
  const bare = publicKey(pair.publicKey);
  expect(checkSignature(bare, pss('sha256', 'sha1', 32), DATA, signature)).toBe('valid');
  const plain = readWhole(bare.spki);
  const bits = plain.content.subarray(
    readWhole(plain.content.subarray(0, 2 + (plain.content[1] ?? 0))).raw.length,
  );
  const spki = sequence(sequence(oid('1.2.840.113549.1.1.1'), nullValue()), bits);
  const key = publicKey(createPublicKey({ key: Buffer.from(spki), format: 'der', type: 'spki' }));
  expect(checkSignature(key, pss('sha256', 'sha1', 32), DATA, signature)).toBe('valid');
  expect(checkSignature(key, pss('sha256', 'sha256', 32), DATA, signature)).toBe('invalid');
});

test('a key of another kind, and an algorithm nobody knows, are neither valid nor invalid', () => {
  const key = publicKey(rsa.publicKey);
  const signature = sign('sha256', DATA, rsa.privateKey);
  expect(checkSignature(key, algorithm('1.2.840.10045.4.3.2'), DATA, signature)).toBe('key-mismatch');
  expect(checkSignature(key, algorithm('1.2.3.4'), DATA, signature)).toBe('unsupported');
  expect(checkSignature(key, algorithm('1.2.840.113549.1.1.10'), DATA, signature)).toBe('unsupported');
});
