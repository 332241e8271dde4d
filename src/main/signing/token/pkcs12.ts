import {
  createHmac,
  createPrivateKey,
  hash as hashOnce,
  type KeyObject,
  timingSafeEqual,
  X509Certificate,
} from 'node:crypto';
import { AppError } from '../../../shared/errors.ts';
import { readAlgorithm } from '../../../signatures/asn1/algorithms.ts';
import {
  type Asn1,
  Asn1Fault,
  items,
  Members,
  must,
  parsed,
  readOctets,
  readOid,
  readSmallInteger,
  readWhole,
  TAG,
} from '../../../signatures/asn1/read.ts';
import {
  DERIVE_FOR,
  type DeriveHash,
  derivePkcs12,
  ITERATIONS_MAX,
} from '../../../signatures/pkcs12/derive-key.ts';
import { type SigningKey, softwareKey } from '../../../signatures/sign/key.ts';
import { DecryptFault, decryptPkcs12 } from './pkcs12-decrypt.ts';

/** A person's file with a whole chain is some 10 kB. */
export const PKCS12_BYTES_MAX = 256 * 1024;
export const PKCS12_BAGS_MAX = 64;
const CHAIN_MAX = 8;
/** RFC 7292 §4.2.6 lets SafeContents nest; one level is what exporters write. */
const NESTING_MAX = 4;

/** What EN 319 142 signatures of ours are made with: RSA PKCS#1 v1.5 and ECDSA. */
const SIGNING_KINDS: ReadonlySet<string> = new Set(['rsa', 'ec']);

const OID = {
  data: '1.2.840.113549.1.7.1',
  encryptedData: '1.2.840.113549.1.7.6',
  keyBag: '1.2.840.113549.1.12.10.1.1',
  shroudedKeyBag: '1.2.840.113549.1.12.10.1.2',
  certificateBag: '1.2.840.113549.1.12.10.1.3',
  safeContentsBag: '1.2.840.113549.1.12.10.1.6',
  x509Certificate: '1.2.840.113549.1.9.22.1',
} as const;

const MAC_HASHES: Readonly<Record<string, DeriveHash>> = {
  '1.3.14.3.2.26': 'sha1',
  '2.16.840.1.101.3.4.2.1': 'sha256',
  '2.16.840.1.101.3.4.2.2': 'sha384',
  '2.16.840.1.101.3.4.2.3': 'sha512',
};

/** One key with its certificate and the certificates above it as far as the file holds them, all byte for byte as stored. */
export type OpenedPkcs12 = {
  readonly certificate: Uint8Array;
  /** Nearest issuer first, the leaf not included. */
  readonly chain: readonly Uint8Array[];
  readonly key: KeyObject;
};

type Bags = { readonly certificates: Uint8Array[]; readonly keys: KeyObject[] };

/**
 * Opens a PKCS#12 file (RFC 7292): AES as written today and RC2 or triple DES as written by older tokens, with RSA or EC keys.
 * Throws AppError `key.*`; neither the passphrase nor anything derived from it is kept, logged or put in an error.
 */
export function openPkcs12(bytes: Uint8Array, passphrase: string): SigningKey {
  const { certificate, chain, key } = readPkcs12(bytes, passphrase);
  return softwareKey(key, certificate, chain);
}

/** As `openPkcs12`, with the key itself. */
export function readPkcs12(bytes: Uint8Array, passphrase: string): OpenedPkcs12 {
  if (bytes.length > PKCS12_BYTES_MAX) {
    throw new AppError('key.too-large', { limitKb: PKCS12_BYTES_MAX / 1024 });
  }
  const { certificates, keys } = readBags(bytes, passphrase);
  const key = onlyKey(keys);
  const opened = certificates.map(parseCertificate);
  const own = opened.find((certificate) => certificate.checkPrivateKey(key));
  if (!own) throw new AppError('key.no-certificate');
  const kind = key.asymmetricKeyType ?? 'unknown';
  if (!SIGNING_KINDS.has(kind)) throw new AppError('key.unsupported', { algorithm: kind });
  return { certificate: own.raw, chain: chainOf(own, opened), key };
}

function readBags(bytes: Uint8Array, passphrase: string): Bags {
  const bags: Bags = { certificates: [], keys: [] };
  try {
    const file = new Members(readWhole(bytes));
    must(readSmallInteger(file.next(TAG.integer)) === 3, 'PFX version');
    const authSafe = contentOf(file.next(TAG.sequence));
    const mac = file.optional(TAG.sequence);
    file.end();
    if (mac) checkMac(new Members(mac), authSafe, passphrase);
    for (const part of items(readWhole(authSafe))) {
      readSafeContents(readWhole(safeContentsIn(part, passphrase)), passphrase, bags);
    }
    return bags;
  } catch (fault) {
    if (fault instanceof DecryptFault) throw new AppError('key.wrong-passphrase');
    if (fault instanceof Asn1Fault) throw new AppError('key.unreadable', {}, { cause: fault });
    throw fault;
  }
}

/** ContentInfo with plain data inside (RFC 5652 §4); a file protected by a signature or an envelope is not a passphrase file. */
function contentOf(info: Asn1): Uint8Array {
  const members = new Members(info);
  const kind = readOid(members.next(TAG.oid));
  if (kind !== OID.data) throw new AppError('key.unsupported', { algorithm: kind });
  return readOctets(readWhole(members.next(0xa0).content));
}

function safeContentsIn(info: Asn1, passphrase: string): Uint8Array {
  const members = new Members(info);
  if (readOid(members.next(TAG.oid)) !== OID.encryptedData) return contentOf(info);
  const encryptedData = new Members(readWhole(members.next(0xa0).content));
  encryptedData.next(TAG.integer);
  const content = new Members(encryptedData.next(TAG.sequence));
  must(readOid(content.next(TAG.oid)) === OID.data, 'encrypted content is data');
  const algorithm = readAlgorithm(content.next(TAG.sequence));
  const encrypted = content.next();
  // [0] IMPLICIT OCTET STRING, in pieces when the exporter wrote BER.
  const whole =
    encrypted.tag === 0x80
      ? encrypted.content
      : Buffer.concat(items(encrypted).map((item) => readOctets(item)));
  const plain = decryptPkcs12(algorithm, whole, passphrase);
  // Without a MAC a wrong passphrase may still give a padding by chance, never a structure.
  if (!parsed(() => items(readWhole(plain))).ok) throw new DecryptFault('the content is not a structure');
  return plain;
}

/** RFC 7292 §5.1: the MAC tells a wrong passphrase from a broken file before anything is decrypted. */
function checkMac(mac: Members, authSafe: Uint8Array, passphrase: string): void {
  const digestInfo = new Members(mac.next(TAG.sequence));
  const { oid } = readAlgorithm(digestInfo.next(TAG.sequence));
  const hash = MAC_HASHES[oid];
  if (!hash) throw new AppError('key.unsupported', { algorithm: oid });
  const stored = readOctets(digestInfo.next(TAG.octetString));
  const salt = readOctets(mac.next(TAG.octetString));
  const count = mac.optional(TAG.integer);
  const iterations = count ? readSmallInteger(count) : 1;
  must(iterations >= 1 && iterations <= ITERATIONS_MAX, 'iteration count out of range');
  const bytes = hashOnce(hash, '', 'buffer').length;
  const key = derivePkcs12({ hash, passphrase, salt, iterations, purpose: DERIVE_FOR.mac, bytes });
  const computed = createHmac(hash, key).update(authSafe).digest();
  if (stored.length !== computed.length || !timingSafeEqual(stored, computed)) {
    throw new AppError('key.wrong-passphrase');
  }
}

function readSafeContents(contents: Asn1, passphrase: string, bags: Bags, depth = 0): void {
  must(depth < NESTING_MAX, 'bags nested too deep');
  const found = items(contents);
  must(found.length <= PKCS12_BAGS_MAX, 'too many bags');
  for (const bag of found) {
    const members = new Members(bag);
    const kind = readOid(members.next(TAG.oid));
    const value = readWhole(members.next(0xa0).content);
    if (kind === OID.keyBag) bags.keys.push(parseKey(value.raw));
    if (kind === OID.shroudedKeyBag) bags.keys.push(parseKey(openShroudedKey(value, passphrase)));
    if (kind === OID.certificateBag) readCertificateBag(value, bags);
    if (kind === OID.safeContentsBag) readSafeContents(value, passphrase, bags, depth + 1);
  }
}

function openShroudedKey(value: Asn1, passphrase: string): Uint8Array {
  const members = new Members(value);
  const algorithm = readAlgorithm(members.next(TAG.sequence));
  return decryptPkcs12(algorithm, readOctets(members.next()), passphrase);
}

function readCertificateBag(value: Asn1, bags: Bags): void {
  const members = new Members(value);
  if (readOid(members.next(TAG.oid)) !== OID.x509Certificate) return;
  must(bags.certificates.length < PKCS12_BAGS_MAX, 'too many certificates');
  bags.certificates.push(readOctets(readWhole(members.next(0xa0).content)));
}

function parseKey(pkcs8: Uint8Array): KeyObject {
  try {
    return createPrivateKey({ key: Buffer.from(pkcs8), format: 'der', type: 'pkcs8' });
  } catch {
    // The cause is left out on purpose: it may quote key bytes.
    throw new AppError('key.unreadable');
  }
}

function parseCertificate(der: Uint8Array): X509Certificate {
  try {
    return new X509Certificate(der);
  } catch (fault) {
    throw new AppError('key.unreadable', {}, { cause: fault });
  }
}

/** The one private key; the same key stored twice (some exporters do) counts once. */
function onlyKey(keys: readonly KeyObject[]): KeyObject {
  const distinct = keys.filter((key, index) => keys.findIndex((other) => other.equals(key)) === index);
  const [key] = distinct;
  if (!key) throw new AppError('key.no-key');
  if (distinct.length > 1) throw new AppError('key.several-keys', { count: distinct.length });
  return key;
}

function chainOf(leaf: X509Certificate, all: readonly X509Certificate[]): Uint8Array[] {
  const chain: Uint8Array[] = [];
  let current = leaf;
  while (chain.length < CHAIN_MAX && !current.checkIssued(current)) {
    const issuer = all.find((candidate) => current.checkIssued(candidate));
    if (!issuer) break;
    chain.push(issuer.raw);
    current = issuer;
  }
  return chain;
}
