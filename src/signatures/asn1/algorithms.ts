import { constants, createPublicKey, hash as hashOnce, type KeyObject, verify } from 'node:crypto';
import { type Asn1, Members, must, parsed, readOid, readSmallInteger, readWhole, TAG } from './read.ts';
import { der, sequence } from './write.ts';

export type HashName =
  | 'md5'
  | 'ripemd160'
  | 'sha1'
  | 'sha224'
  | 'sha256'
  | 'sha384'
  | 'sha512'
  | 'sha512-224'
  | 'sha512-256'
  | 'sha3-224'
  | 'sha3-256'
  | 'sha3-384'
  | 'sha3-512'
  | 'shake256';

export const HASH_OID: Readonly<Record<HashName, string>> = {
  md5: '1.2.840.113549.2.5',
  ripemd160: '1.3.36.3.2.1',
  sha1: '1.3.14.3.2.26',
  sha224: '2.16.840.1.101.3.4.2.4',
  sha256: '2.16.840.1.101.3.4.2.1',
  sha384: '2.16.840.1.101.3.4.2.2',
  sha512: '2.16.840.1.101.3.4.2.3',
  'sha512-224': '2.16.840.1.101.3.4.2.5',
  'sha512-256': '2.16.840.1.101.3.4.2.6',
  'sha3-224': '2.16.840.1.101.3.4.2.7',
  'sha3-256': '2.16.840.1.101.3.4.2.8',
  'sha3-384': '2.16.840.1.101.3.4.2.9',
  'sha3-512': '2.16.840.1.101.3.4.2.10',
  shake256: '2.16.840.1.101.3.4.2.12',
};

/** RFC 8419 §2.3: Ed448 may also name SHAKE256 with its length beside it, which is always 512 bits there. */
const SHAKE256_LEN = '2.16.840.1.101.3.4.2.18';

const HASH_OF_OID: ReadonlyMap<string, HashName> = new Map([
  ...(Object.entries(HASH_OID) as [HashName, string][]).map(([name, oid]) => [oid, name] as const),
  [SHAKE256_LEN, 'shake256'],
]);

export const hashOfOid = (oid: string): HashName | undefined => HASH_OF_OID.get(oid);

/** Ed448 in CMS digests with SHAKE256 of 512 bits (RFC 8419 §2.3). */
export const digest = (hash: HashName, bytes: Uint8Array): Uint8Array =>
  hash === 'shake256'
    ? hashOnce('shake256', bytes, { outputEncoding: 'buffer', outputLength: 64 })
    : hashOnce(hash, bytes, 'buffer');

export type AlgorithmIdentifier = {
  readonly oid: string;
  readonly parameters?: Asn1;
  readonly raw: Uint8Array;
};

export function readAlgorithm(element: Asn1): AlgorithmIdentifier {
  const members = new Members(element);
  const oid = readOid(members.next());
  const parameters = members.optional(TAG.null, TAG.sequence, TAG.oid, TAG.octetString, TAG.integer);
  return { oid, raw: element.raw, ...(parameters && { parameters }) };
}

type Family = 'rsa' | 'pss' | 'ecdsa' | 'ecdsa-plain' | 'eddsa' | 'dsa';
type Scheme = { readonly family: Family; readonly hash?: HashName };

const rsa = (hash?: HashName): Scheme => (hash ? { family: 'rsa', hash } : { family: 'rsa' });
const ecdsa = (hash?: HashName): Scheme => (hash ? { family: 'ecdsa', hash } : { family: 'ecdsa' });
const plain = (hash: HashName): Scheme => ({ family: 'ecdsa-plain', hash });
const dsa = (hash?: HashName): Scheme => (hash ? { family: 'dsa', hash } : { family: 'dsa' });

const SCHEMES: Readonly<Record<string, Scheme>> = {
  '1.2.840.113549.1.1.1': rsa(),
  '1.2.840.113549.1.1.4': rsa('md5'),
  '1.2.840.113549.1.1.5': rsa('sha1'),
  '1.3.14.3.2.29': rsa('sha1'),
  '1.3.36.3.3.1.2': rsa('ripemd160'),
  '1.2.840.113549.1.1.14': rsa('sha224'),
  '1.2.840.113549.1.1.11': rsa('sha256'),
  '1.2.840.113549.1.1.12': rsa('sha384'),
  '1.2.840.113549.1.1.13': rsa('sha512'),
  '1.2.840.113549.1.1.15': rsa('sha512-224'),
  '1.2.840.113549.1.1.16': rsa('sha512-256'),
  '2.16.840.1.101.3.4.3.13': rsa('sha3-224'),
  '2.16.840.1.101.3.4.3.14': rsa('sha3-256'),
  '2.16.840.1.101.3.4.3.15': rsa('sha3-384'),
  '2.16.840.1.101.3.4.3.16': rsa('sha3-512'),
  '1.2.840.113549.1.1.10': { family: 'pss' },
  '1.2.840.10045.2.1': ecdsa(),
  '1.2.840.10045.4.1': ecdsa('sha1'),
  '1.2.840.10045.4.3.1': ecdsa('sha224'),
  '1.2.840.10045.4.3.2': ecdsa('sha256'),
  '1.2.840.10045.4.3.3': ecdsa('sha384'),
  '1.2.840.10045.4.3.4': ecdsa('sha512'),
  '2.16.840.1.101.3.4.3.9': ecdsa('sha3-224'),
  '2.16.840.1.101.3.4.3.10': ecdsa('sha3-256'),
  '2.16.840.1.101.3.4.3.11': ecdsa('sha3-384'),
  '2.16.840.1.101.3.4.3.12': ecdsa('sha3-512'),
  '0.4.0.127.0.7.1.1.4.1.1': plain('sha1'),
  '0.4.0.127.0.7.1.1.4.1.2': plain('sha224'),
  '0.4.0.127.0.7.1.1.4.1.3': plain('sha256'),
  '0.4.0.127.0.7.1.1.4.1.4': plain('sha384'),
  '0.4.0.127.0.7.1.1.4.1.5': plain('sha512'),
  '1.3.101.112': { family: 'eddsa' },
  '1.3.101.113': { family: 'eddsa' },
  '1.2.840.10040.4.1': dsa(),
  '1.2.840.10040.4.3': dsa('sha1'),
  '2.16.840.1.101.3.4.3.1': dsa('sha224'),
  '2.16.840.1.101.3.4.3.2': dsa('sha256'),
};

const FAMILY_NAMES: Readonly<Record<Family, string>> = {
  rsa: 'RSA PKCS#1 v1.5',
  pss: 'RSA-PSS',
  ecdsa: 'ECDSA',
  'ecdsa-plain': 'ECDSA',
  eddsa: 'EdDSA',
  dsa: 'DSA',
};

/** The name of a signature scheme as reports give it; undefined for one that is not known here. */
export function schemeName({ oid }: AlgorithmIdentifier): string | undefined {
  const scheme = SCHEMES[oid];
  return scheme && FAMILY_NAMES[scheme.family];
}

/** RSASSA-PSS-params (RFC 4055 §3.1): every member has a default of SHA-1 days. */
type PssParameters = { readonly hash: HashName; readonly maskHash: HashName; readonly saltLength: number };

function readPss(parameters: Asn1 | undefined): PssParameters {
  must(parameters !== undefined, 'PSS without parameters');
  const members = new Members(parameters);
  const [hashField, maskField, saltField] = [
    members.optional(0xa0),
    members.optional(0xa1),
    members.optional(0xa2),
  ];
  const hashIn = (element: Asn1): HashName => {
    const hash = hashOfOid(readAlgorithm(element).oid);
    must(hash !== undefined, 'PSS with an unknown hash');
    return hash;
  };
  const mask = maskField && readAlgorithm(readWhole(maskField.content));
  return {
    hash: hashField ? hashIn(readWhole(hashField.content)) : 'sha1',
    maskHash: mask?.parameters ? hashIn(mask.parameters) : 'sha1',
    saltLength: saltField ? readSmallInteger(readWhole(saltField.content)) : 20,
  };
}

/** Hash that a signature algorithm signs with; `stated` is the digest algorithm named beside it, for the OIDs that leave it open. */
export function hashOfSignature(algorithm: AlgorithmIdentifier, stated?: HashName): HashName | undefined {
  const scheme = SCHEMES[algorithm.oid];
  if (scheme?.family !== 'pss') return scheme?.hash ?? stated;
  const pss = parsed(() => readPss(algorithm.parameters));
  return pss.ok ? pss.value.hash : undefined;
}

/** A public key as found in a certificate: its SubjectPublicKeyInfo and the key made from it. */
export type PublicKey = { readonly spki: Uint8Array; readonly key: KeyObject };

const FAMILIES_OF_KEY: Readonly<Record<string, readonly Family[]>> = {
  rsa: ['rsa', 'pss'],
  'rsa-pss': ['pss'],
  ec: ['ecdsa', 'ecdsa-plain'],
  ed25519: ['eddsa'],
  ed448: ['eddsa'],
  dsa: ['dsa'],
};

/**
 * RFC 4055 §3.1: the mask's hash may differ from the message's. OpenSSL takes it only from the key, so the signature's own
 * parameters are put into the key's AlgorithmIdentifier; the number itself is not touched.
 */
function keyWithPssParameters(publicKey: PublicKey, algorithm: AlgorithmIdentifier): KeyObject {
  if (publicKey.key.asymmetricKeyType === 'rsa-pss') return publicKey.key;
  const members = new Members(readWhole(publicKey.spki));
  members.next();
  const spki = sequence(algorithm.raw, members.next().raw);
  return createPublicKey({ key: Buffer.from(spki), format: 'der', type: 'spki' });
}

export type SignatureCheck = 'valid' | 'invalid' | 'unsupported' | 'key-mismatch';

/**
 * Checks `signature` over `data`. `stated` names the hash where the algorithm leaves it open (rsaEncryption, id-ecPublicKey).
 * Answers `unsupported` for algorithms we do not know and `key-mismatch` when the key is of another family: neither is a proof of
 * forgery nor of integrity.
 */
export function checkSignature(
  publicKey: PublicKey,
  algorithm: AlgorithmIdentifier,
  data: Uint8Array,
  signature: Uint8Array,
  stated?: HashName,
): SignatureCheck {
  try {
    return checkWithOpenSsl(publicKey, algorithm, data, signature, stated);
  } catch (fault) {
    // OpenSSL throws for keys and parameters that it refuses to work with (a key too short for the hash, an unknown curve).
    if (fault instanceof Error && ('code' in fault || 'opensslErrorStack' in fault)) return 'unsupported';
    throw fault;
  }
}

function checkWithOpenSsl(
  publicKey: PublicKey,
  algorithm: AlgorithmIdentifier,
  data: Uint8Array,
  signature: Uint8Array,
  stated?: HashName,
): SignatureCheck {
  const scheme = SCHEMES[algorithm.oid];
  if (!scheme) return 'unsupported';
  const allowed = FAMILIES_OF_KEY[publicKey.key.asymmetricKeyType ?? ''] ?? [];
  if (!allowed.includes(scheme.family)) return 'key-mismatch';
  const answer = (valid: boolean): SignatureCheck => (valid ? 'valid' : 'invalid');
  if (scheme.family === 'eddsa') return answer(verify(null, data, publicKey.key, signature));
  if (scheme.family === 'pss') {
    const pss = parsed(() => readPss(algorithm.parameters));
    if (!pss.ok) return 'unsupported';
    const { hash: pssHash, maskHash } = pss.value;
    const key = pssHash === maskHash ? publicKey.key : keyWithPssParameters(publicKey, algorithm);
    const options = { key, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: pss.value.saltLength };
    return answer(verify(pssHash, data, options, signature));
  }
  const hash = scheme.hash ?? stated;
  if (hash === undefined || hash === 'shake256') return 'unsupported';
  const dsaEncoding = scheme.family === 'ecdsa-plain' ? ('ieee-p1363' as const) : ('der' as const);
  return answer(verify(hash, data, { key: publicKey.key, dsaEncoding }, signature));
}

/** AlgorithmIdentifier of a hash as we write it: SHA-2 without parameters (RFC 5754 §2). */
export const hashAlgorithm = (oidBytes: Uint8Array): Uint8Array => der(0x30, oidBytes);
