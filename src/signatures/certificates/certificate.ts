import { createHash, createPublicKey, type KeyObject } from 'node:crypto';
import { keyReliableUntil } from '../algorithm-policy.ts';
import {
  type AlgorithmIdentifier,
  checkSignature,
  type HashName,
  hashOfSignature,
  type PublicKey,
  readAlgorithm,
} from '../asn1/algorithms.ts';
import { displayName, isSameName, type Name, organisationOf, readName } from '../asn1/names.ts';
import {
  type Asn1,
  items,
  Members,
  must,
  type Parsed,
  parsed,
  readBits,
  readBoolean,
  readIntegerHex,
  readNamedBits,
  readOctets,
  readOid,
  readSmallInteger,
  readTime,
  readWhole,
  TAG,
} from '../asn1/read.ts';

export const CERTIFICATE_BYTES_MAX = 64 * 1024;
export const EXTENSIONS_MAX = 64;

export type Extension = { readonly oid: string; readonly critical: boolean; readonly value: Uint8Array };

/** RFC 5280 §4.2.1.3, by the names of the RFC. */
export type KeyUsage =
  | 'digitalSignature'
  | 'nonRepudiation'
  | 'keyEncipherment'
  | 'dataEncipherment'
  | 'keyAgreement'
  | 'keyCertSign'
  | 'cRLSign'
  | 'encipherOnly'
  | 'decipherOnly';

const KEY_USAGES: readonly KeyUsage[] = [
  'digitalSignature',
  'nonRepudiation',
  'keyEncipherment',
  'dataEncipherment',
  'keyAgreement',
  'keyCertSign',
  'cRLSign',
  'encipherOnly',
  'decipherOnly',
];

export const EXTENSION = {
  subjectKeyId: '2.5.29.14',
  keyUsage: '2.5.29.15',
  subjectAltName: '2.5.29.17',
  issuerAltName: '2.5.29.18',
  basicConstraints: '2.5.29.19',
  nameConstraints: '2.5.29.30',
  crlDistributionPoints: '2.5.29.31',
  certificatePolicies: '2.5.29.32',
  policyMappings: '2.5.29.33',
  authorityKeyId: '2.5.29.35',
  policyConstraints: '2.5.29.36',
  extendedKeyUsage: '2.5.29.37',
  inhibitAnyPolicy: '2.5.29.54',
  noRevocationAvailable: '2.5.29.56',
  ocspNoCheck: '1.3.6.1.5.5.7.48.1.5',
  validityAssured: '0.4.0.194121.2.1',
  authorityInfoAccess: '1.3.6.1.5.5.7.1.1',
  qcStatements: '1.3.6.1.5.5.7.1.3',
} as const;

/** A certificate as read (RFC 5280 §4.1). Nothing in it has been checked: `path.ts` judges. */
export type Certificate = {
  readonly der: Uint8Array;
  /** SHA-256 of `der` in hex: what makes two certificates the same. */
  readonly fingerprint: string;
  readonly tbs: Uint8Array;
  readonly serial: string;
  /** The INTEGER element of the serial number, byte for byte, for IssuerSerial. */
  readonly serialRaw: Uint8Array;
  readonly issuer: Name;
  readonly subject: Name;
  readonly notBefore: Date;
  readonly notAfter: Date;
  readonly spki: Uint8Array;
  readonly signatureAlgorithm: AlgorithmIdentifier;
  readonly signature: Uint8Array;
  readonly extensions: readonly Extension[];
  readonly basicConstraints?: { readonly ca: boolean; readonly pathLength?: number };
  readonly keyUsage?: ReadonlySet<KeyUsage>;
  readonly extendedKeyUsage?: ReadonlySet<string>;
  readonly subjectKeyId?: Uint8Array;
  readonly authorityKeyId?: Uint8Array;
};

function readExtension(element: Asn1): Extension {
  const members = new Members(element);
  const oid = readOid(members.next());
  const criticalField = members.optional(TAG.boolean);
  const value = readOctets(members.next(TAG.octetString));
  members.end();
  return { oid, critical: criticalField !== undefined && readBoolean(criticalField), value };
}

function readExtensions(field: Asn1 | undefined): readonly Extension[] {
  if (!field) return [];
  const extensions = items(readWhole(field.content)).map(readExtension);
  must(extensions.length <= EXTENSIONS_MAX, 'too many extensions');
  must(
    new Set(extensions.map(({ oid }) => oid)).size === extensions.length,
    'an extension stands twice (RFC 5280 §4.2)',
  );
  return extensions;
}

function readBasicConstraints(value: Uint8Array): NonNullable<Certificate['basicConstraints']> {
  const members = new Members(readWhole(value));
  const ca = members.optional(TAG.boolean);
  const length = members.optional(TAG.integer);
  return { ca: ca !== undefined && readBoolean(ca), ...(length && { pathLength: readSmallInteger(length) }) };
}

function readKeyUsage(value: Uint8Array): ReadonlySet<KeyUsage> {
  const bits = readNamedBits(readWhole(value));
  return new Set(KEY_USAGES.filter((_, bit) => bits.has(bit)));
}

/** The extensions that path checking reads, each parsed once. */
function readKnown(extensions: readonly Extension[]) {
  const rawOf = (oid: string) => extensions.find((extension) => extension.oid === oid)?.value;
  const basic = rawOf(EXTENSION.basicConstraints);
  const usage = rawOf(EXTENSION.keyUsage);
  const extended = rawOf(EXTENSION.extendedKeyUsage);
  const subjectKey = rawOf(EXTENSION.subjectKeyId);
  const authority = rawOf(EXTENSION.authorityKeyId);
  const authorityKeyId = authority && new Members(readWhole(authority)).optional(0x80)?.content;
  return {
    ...(basic && { basicConstraints: readBasicConstraints(basic) }),
    ...(usage && { keyUsage: readKeyUsage(usage) }),
    ...(extended && { extendedKeyUsage: new Set(items(readWhole(extended)).map(readOid)) }),
    ...(subjectKey && { subjectKeyId: readOctets(readWhole(subjectKey)) }),
    ...(authorityKeyId && { authorityKeyId }),
  };
}

function read(der: Uint8Array): Certificate {
  must(der.length <= CERTIFICATE_BYTES_MAX, 'certificate too large');
  const outer = new Members(readWhole(der));
  const tbs = outer.next(TAG.sequence);
  const signatureAlgorithm = readAlgorithm(outer.next());
  const signature = readBits(outer.next());
  outer.end();
  const members = new Members(tbs);
  members.optional(0xa0);
  const serial = members.next(TAG.integer);
  const inner = readAlgorithm(members.next());
  must(Buffer.from(inner.raw).equals(signatureAlgorithm.raw), 'two signature algorithms (RFC 5280 §4.1.1.2)');
  const issuer = readName(members.next());
  const validity = new Members(members.next());
  const [notBefore, notAfter] = [readTime(validity.next()), readTime(validity.next())];
  const subject = readName(members.next());
  const spki = members.next(TAG.sequence).raw;
  members.optional(0x81, 0xa1);
  members.optional(0x82, 0xa2);
  const extensions = readExtensions(members.optional(0xa3));
  members.end();
  const own = Uint8Array.from(der);
  return {
    der: own,
    fingerprint: createHash('sha256').update(own).digest('hex'),
    tbs: tbs.raw,
    serial: readIntegerHex(serial),
    serialRaw: serial.raw,
    issuer,
    subject,
    notBefore,
    notAfter,
    spki,
    signatureAlgorithm,
    signature,
    extensions,
    ...readKnown(extensions),
  };
}

/** Reads one DER certificate; what is not one comes back as a reason. Limits: 64 kB, 64 extensions, each at most once. */
export const parseCertificate = (der: Uint8Array): Parsed<Certificate> => parsed(() => read(der));

const PEM = /-----BEGIN CERTIFICATE-----([A-Za-z0-9+/=\s]+)-----END CERTIFICATE-----/g;
export const PEM_CERTIFICATES_MAX = 1000;

/** Every readable certificate of a PEM text or of one DER file; what cannot be read is left out. */
export function readCertificateFile(bytes: Uint8Array): readonly Certificate[] {
  const text = Buffer.from(bytes).toString('latin1');
  const encoded = [...text.matchAll(PEM)].slice(0, PEM_CERTIFICATES_MAX).map((match) => match[1] ?? '');
  const ders = encoded.length > 0 ? encoded.map((base64) => Buffer.from(base64, 'base64')) : [bytes];
  return ders.flatMap((der) => {
    const certificate = parseCertificate(der);
    return certificate.ok ? [certificate.value] : [];
  });
}

const keys = new WeakMap<Certificate, PublicKey | 'unreadable'>();

function makeKey(spki: Uint8Array): KeyObject | undefined {
  try {
    return createPublicKey({ key: Buffer.from(spki), format: 'der', type: 'spki' });
  } catch (fault) {
    // A curve or key type that OpenSSL does not know: the certificate stays readable, its signatures cannot be checked.
    if (fault instanceof Error && ('code' in fault || 'opensslErrorStack' in fault)) return undefined;
    throw fault;
  }
}

/** The certificate's public key, made once; `undefined` when the cryptographic library does not know its kind. */
export function publicKeyOf(certificate: Certificate): PublicKey | undefined {
  const known = keys.get(certificate);
  if (known) return known === 'unreadable' ? undefined : known;
  const key = makeKey(certificate.spki);
  const made = key ? { spki: certificate.spki, key } : 'unreadable';
  keys.set(certificate, made);
  return made === 'unreadable' ? undefined : made;
}

/** Issued by one of the same name (RFC 5280 §6.1): a root, or an authority's own change of keys. */
export const isSelfIssued = ({ subject, issuer }: Certificate): boolean => isSameName(subject, issuer);

const issuers = new WeakMap<Certificate, Map<string, boolean>>();

/** Whether `certificate` is signed by the key of `issuer`, computed once for each pair; names are not looked at. */
export function isSignedBy(certificate: Certificate, issuer: Certificate): boolean {
  const answers = issuers.get(certificate) ?? new Map<string, boolean>();
  issuers.set(certificate, answers);
  const known = answers.get(issuer.fingerprint);
  if (known !== undefined) return known;
  const key = publicKeyOf(issuer);
  const isSigned =
    key !== undefined &&
    checkSignature(key, certificate.signatureAlgorithm, certificate.tbs, certificate.signature) === 'valid';
  answers.set(issuer.fingerprint, isSigned);
  return isSigned;
}

/** Until when the certificate's key could be relied on (policy of algorithms); undefined while no end is known. */
export function keyUsableUntil(certificate: Certificate): Date | undefined {
  const key = publicKeyOf(certificate)?.key;
  const { modulusLength, namedCurve } = key?.asymmetricKeyDetails ?? {};
  const bits = modulusLength ?? Number(/\d{3}/.exec(namedCurve ?? '')?.[0] ?? Number.POSITIVE_INFINITY);
  return keyReliableUntil((key?.asymmetricKeyType ?? '').replace('rsa-pss', 'rsa'), bits);
}

/** The hash that the issuer signed with, where it can be told. */
export const signatureHashOf = (certificate: Certificate): HashName | undefined =>
  hashOfSignature(certificate.signatureAlgorithm);

export const subjectName = (certificate: Certificate): string => displayName(certificate.subject);
export const issuerName = (certificate: Certificate): string => displayName(certificate.issuer);
export const subjectOrganisation = (certificate: Certificate): string | undefined =>
  organisationOf(certificate.subject);
