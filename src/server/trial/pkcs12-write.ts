import { createCipheriv, createHmac, hash as hashOnce, pbkdf2Sync, randomBytes } from 'node:crypto';
import {
  der,
  nullValue,
  octetString,
  oid,
  sequence,
  setOf,
  smallInteger,
} from '../../signatures/asn1/write.ts';
import { DERIVE_FOR, derivePkcs12 } from '../../signatures/pkcs12/derive-key.ts';

/** OWASP's 2023 advice is far above this; a trial key protects nothing and is opened many times in tests. */
const ITERATIONS = 10_000;
const SALT_BYTES = 16;

const OID = {
  data: '1.2.840.113549.1.7.1',
  encryptedData: '1.2.840.113549.1.7.6',
  shroudedKeyBag: '1.2.840.113549.1.12.10.1.2',
  certificateBag: '1.2.840.113549.1.12.10.1.3',
  x509Certificate: '1.2.840.113549.1.9.22.1',
  friendlyName: '1.2.840.113549.1.9.20',
  localKeyId: '1.2.840.113549.1.9.21',
  pbes2: '1.2.840.113549.1.5.13',
  pbkdf2: '1.2.840.113549.1.5.12',
  hmacSha256: '1.2.840.113549.2.9',
  aes256Cbc: '2.16.840.1.101.3.4.1.42',
  sha256: '2.16.840.1.101.3.4.2.1',
} as const;

/**
 * Writes a PKCS#12 file (RFC 7292) of one key, its certificate and chain: PBES2 with PBKDF2-HMAC-SHA-256 and AES-256-CBC, MAC with
 * SHA-256, as OpenSSL 3 writes it. Certificates go in byte for byte; `name` is the friendly name that key choosers show.
 */
export function writePkcs12(
  issued: { readonly certificate: Uint8Array; readonly privateKey: Uint8Array },
  chain: readonly Uint8Array[],
  passphrase: string,
  name: string,
): Uint8Array {
  const attributes = bagAttributes(issued.certificate, name);
  const certificateBags = [
    certificateBag(issued.certificate, attributes),
    ...chain.map((certificate) => certificateBag(certificate)),
  ];
  const keyBag = sequence(
    oid(OID.shroudedKeyBag),
    explicit(shroud(issued.privateKey, passphrase)),
    attributes,
  );
  const authSafe = sequence(
    encryptedContent(sequence(...certificateBags), passphrase),
    dataContent(sequence(keyBag)),
  );
  return sequence(smallInteger(3), dataContent(authSafe), macOver(authSafe, passphrase));
}

const explicit = (content: Uint8Array) => der(0xa0, content);
const dataContent = (content: Uint8Array) => sequence(oid(OID.data), explicit(octetString(content)));

function certificateBag(certificate: Uint8Array, attributes?: Uint8Array): Uint8Array {
  const value = sequence(oid(OID.x509Certificate), explicit(octetString(certificate)));
  return sequence(oid(OID.certificateBag), explicit(value), ...(attributes ? [attributes] : []));
}

/** localKeyId ties key and certificate (RFC 7292 §4.2: most readers match by it). */
function bagAttributes(certificate: Uint8Array, name: string): Uint8Array {
  const localKeyId = octetString(hashOnce('sha1', certificate, 'buffer'));
  const friendlyName = der(0x1e, Buffer.from(name.normalize('NFC'), 'utf16le').swap16());
  return setOf([
    sequence(oid(OID.friendlyName), setOf([friendlyName])),
    sequence(oid(OID.localKeyId), setOf([localKeyId])),
  ]);
}

function encryptedContent(content: Uint8Array, passphrase: string): Uint8Array {
  const { algorithm, encrypted } = encrypt(content, passphrase);
  const inner = sequence(oid(OID.data), algorithm, der(0x80, encrypted));
  return sequence(oid(OID.encryptedData), explicit(sequence(smallInteger(0), inner)));
}

function shroud(privateKey: Uint8Array, passphrase: string): Uint8Array {
  const { algorithm, encrypted } = encrypt(privateKey, passphrase);
  return sequence(algorithm, octetString(encrypted));
}

function encrypt(content: Uint8Array, passphrase: string) {
  const salt = randomBytes(SALT_BYTES);
  const iv = randomBytes(16);
  const key = pbkdf2Sync(passphrase, salt, ITERATIONS, 32, 'sha256');
  const cipher = createCipheriv('aes-256-cbc', key, iv);
  const encrypted = Buffer.concat([cipher.update(content), cipher.final()]);
  const prf = sequence(oid(OID.hmacSha256), nullValue());
  const derivation = sequence(oid(OID.pbkdf2), sequence(octetString(salt), iterations(), prf));
  const scheme = sequence(oid(OID.aes256Cbc), octetString(iv));
  return { algorithm: sequence(oid(OID.pbes2), sequence(derivation, scheme)), encrypted };
}

function macOver(authSafe: Uint8Array, passphrase: string): Uint8Array {
  const salt = randomBytes(SALT_BYTES);
  const key = derivePkcs12({
    hash: 'sha256',
    passphrase,
    salt,
    iterations: ITERATIONS,
    purpose: DERIVE_FOR.mac,
    bytes: 32,
  });
  const mac = createHmac('sha256', key).update(authSafe).digest();
  return sequence(
    sequence(sequence(oid(OID.sha256), nullValue()), octetString(mac)),
    octetString(salt),
    iterations(),
  );
}

const iterations = () => der(0x02, Uint8Array.of(ITERATIONS >> 8, ITERATIONS & 0xff));
