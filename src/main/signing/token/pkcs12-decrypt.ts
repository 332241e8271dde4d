import { createDecipheriv, pbkdf2Sync } from 'node:crypto';
import forge from 'node-forge';
import { AppError } from '../../../shared/errors.ts';
import { type AlgorithmIdentifier, readAlgorithm } from '../../../signatures/asn1/algorithms.ts';
import { Members, must, readOctets, readSmallInteger, TAG } from '../../../signatures/asn1/read.ts';
import { DERIVE_FOR, derivePkcs12, ITERATIONS_MAX } from '../../../signatures/pkcs12/derive-key.ts';

/** Decryption failed although the file is well formed: with a file that has no MAC this is how a wrong passphrase shows. */
export class DecryptFault extends Error {
  override readonly name = 'DecryptFault';
}

const PBES2 = '1.2.840.113549.1.5.13';
const PBKDF2 = '1.2.840.113549.1.5.12';

/** RFC 8018 appendix B.1.2. */
const PRFS: Readonly<Record<string, string>> = {
  '1.2.840.113549.2.7': 'sha1',
  '1.2.840.113549.2.8': 'sha224',
  '1.2.840.113549.2.9': 'sha256',
  '1.2.840.113549.2.10': 'sha384',
  '1.2.840.113549.2.11': 'sha512',
};

/** RFC 8018 appendix B.2, with the key length in bytes. */
const CIPHERS: Readonly<Record<string, readonly [name: string, keyBytes: number]>> = {
  '2.16.840.1.101.3.4.1.2': ['aes-128-cbc', 16],
  '2.16.840.1.101.3.4.1.22': ['aes-192-cbc', 24],
  '2.16.840.1.101.3.4.1.42': ['aes-256-cbc', 32],
  '1.2.840.113549.3.7': ['des-ede3-cbc', 24],
};

/** RFC 7292 appendix C: the schemes of older tokens' and Windows' exports. RC2 is not in Node, so node-forge runs it. */
const LEGACY: Readonly<
  Record<string, { readonly cipher: 'des-ede3-cbc' | 'rc2'; readonly keyBytes: number }>
> = {
  '1.2.840.113549.1.12.1.3': { cipher: 'des-ede3-cbc', keyBytes: 24 },
  '1.2.840.113549.1.12.1.4': { cipher: 'des-ede3-cbc', keyBytes: 16 },
  '1.2.840.113549.1.12.1.5': { cipher: 'rc2', keyBytes: 16 },
  '1.2.840.113549.1.12.1.6': { cipher: 'rc2', keyBytes: 5 },
};

/**
 * Decrypts what a PKCS#12 file keeps under a passphrase: PBES2 (RFC 8018 §6.2) or the schemes of RFC 7292 appendix C.
 * Throws `AppError('key.unsupported')` for another scheme and `DecryptFault` when the padding does not come out.
 */
export function decryptPkcs12(
  algorithm: AlgorithmIdentifier,
  encrypted: Uint8Array,
  passphrase: string,
): Uint8Array {
  must(algorithm.parameters !== undefined, 'encryption without parameters');
  if (algorithm.oid === PBES2) return decryptPbes2(new Members(algorithm.parameters), encrypted, passphrase);
  const legacy = LEGACY[algorithm.oid];
  if (!legacy) throw new AppError('key.unsupported', { algorithm: algorithm.oid });
  const parameters = new Members(algorithm.parameters);
  const salt = readOctets(parameters.next());
  const iterations = checkedIterations(readSmallInteger(parameters.next()));
  const derive = (purpose: 1 | 2, bytes: number) =>
    derivePkcs12({ hash: 'sha1', passphrase, salt, iterations, purpose, bytes });
  const key = derive(DERIVE_FOR.key, legacy.keyBytes);
  const iv = derive(DERIVE_FOR.iv, 8);
  if (legacy.cipher === 'rc2') return decryptRc2(key, iv, encrypted);
  // Two-key triple DES is three-key with the first key repeated.
  const tripleKey = legacy.keyBytes === 16 ? Buffer.concat([key, key.subarray(0, 8)]) : key;
  return decryptWith(legacy.cipher, tripleKey, iv, encrypted);
}

function decryptPbes2(parameters: Members, encrypted: Uint8Array, passphrase: string): Uint8Array {
  const derivation = readAlgorithm(parameters.next());
  const scheme = readAlgorithm(parameters.next());
  if (derivation.oid !== PBKDF2) throw new AppError('key.unsupported', { algorithm: derivation.oid });
  const cipher = CIPHERS[scheme.oid];
  if (!cipher) throw new AppError('key.unsupported', { algorithm: scheme.oid });
  must(derivation.parameters !== undefined && scheme.parameters !== undefined, 'PBES2 without parameters');
  const members = new Members(derivation.parameters);
  const salt = readOctets(members.next(TAG.octetString));
  const iterations = checkedIterations(readSmallInteger(members.next(TAG.integer)));
  members.optional(TAG.integer);
  const prf = members.optional(TAG.sequence);
  // RFC 8018 appendix A.2: hmacWithSHA1 is the default.
  const prfOid = prf ? readAlgorithm(prf).oid : '1.2.840.113549.2.7';
  const hash = PRFS[prfOid];
  if (!hash) throw new AppError('key.unsupported', { algorithm: prfOid });
  const [name, keyBytes] = cipher;
  const key = pbkdf2Sync(passphrase, salt, iterations, keyBytes, hash);
  return decryptWith(name, key, readOctets(scheme.parameters), encrypted);
}

function checkedIterations(iterations: number): number {
  must(iterations >= 1 && iterations <= ITERATIONS_MAX, 'iteration count out of range');
  return iterations;
}

function decryptWith(cipher: string, key: Uint8Array, iv: Uint8Array, encrypted: Uint8Array): Uint8Array {
  try {
    const decipher = createDecipheriv(cipher, key, iv);
    return Buffer.concat([decipher.update(encrypted), decipher.final()]);
  } catch (fault) {
    throw new DecryptFault('the padding does not come out', { cause: fault });
  }
}

function decryptRc2(key: Uint8Array, iv: Uint8Array, encrypted: Uint8Array): Uint8Array {
  const cipher = forge.rc2.createDecryptionCipher(Buffer.from(key).toString('latin1'), key.length * 8);
  cipher.start(Buffer.from(iv).toString('latin1'));
  cipher.update(forge.util.createBuffer(Buffer.from(encrypted).toString('latin1')));
  if (!cipher.finish()) throw new DecryptFault('the padding does not come out');
  return Buffer.from(cipher.output.getBytes(), 'latin1');
}
