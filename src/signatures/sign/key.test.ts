import { constants, generateKeyPairSync, hash, privateEncrypt, sign, verify } from 'node:crypto';
import { expect, test } from 'vitest';
import { digestInfo, ecdsaValue, softwareKey, type ToBeSigned } from './key.ts';

const message = Buffer.from('thuộc tính được ký');
const toBeSigned = (name: ToBeSigned['hash']): ToBeSigned => ({
  hash: name,
  scheme: 'rsa',
  digest: hash(name, message, 'buffer'),
  message,
});

test.each(['sha256', 'sha384', 'sha512'] as const)(
  'a token that only pads a DigestInfo makes the same signature as a key of ours (%s)',
  async (name) => {
    const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
    const byToken = privateEncrypt(
      { key: privateKey, padding: constants.RSA_PKCS1_PADDING },
      digestInfo(toBeSigned(name)),
    );
    const own = await softwareKey(privateKey, new Uint8Array(), []).sign(toBeSigned(name));
    expect(byToken.equals(own)).toBe(true);
  },
);

test('a key of ours signs by PSS with a salt as long as the hash', async () => {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const asked = { ...toBeSigned('sha384'), scheme: 'rsa-pss' } as const;
  const signature = await softwareKey(privateKey, new Uint8Array(), []).sign(asked);
  const padding = { padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: 48 };
  expect(verify('sha384', message, { key: publicKey, ...padding }, signature)).toBe(true);
});

test('bare numbers of a token become an ECDSA signature, whatever their leading bytes', () => {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const answers = Array.from({ length: 40 }, () => {
    const bare = sign('sha256', message, { key: privateKey, dsaEncoding: 'ieee-p1363' });
    return verify('sha256', message, publicKey, ecdsaValue(bare));
  });
  expect(new Set(answers)).toEqual(new Set([true]));
  const small = Buffer.concat([Buffer.alloc(31), Uint8Array.of(0x80), Buffer.alloc(31), Uint8Array.of(0x01)]);
  expect(Buffer.from(ecdsaValue(small)).toString('hex')).toBe('300702020080020101');
});
