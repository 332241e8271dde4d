import 'reflect-metadata';
import { createHash, createPrivateKey, randomBytes, sign } from 'node:crypto';
import * as x509 from '@peculiar/x509';
import { hashAlgorithm } from '../../src/signatures/asn1/algorithms.ts';
import { Members, readBits, readWhole } from '../../src/signatures/asn1/read.ts';
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
import { ATTRIBUTE, CONTENT } from '../../src/signatures/cms/parse.ts';

/**
 * A laboratory of trust: authorities, officials, time-stamping authorities and responders with EC keys, and everything that they say. It issues
 * whatever it is told to, also what no authority should.
 */
export type Member = {
  readonly certificate: Certificate;
  readonly keys: CryptoKeyPair;
  /** Signs as this member, with SHA-256; DER where it is ECDSA. */
  readonly sign: (bytes: Uint8Array) => Uint8Array;
  readonly scheme: 'ecdsa' | 'rsa';
};

export type Order = {
  readonly name: string;
  readonly issuer?: Member;
  readonly from?: string;
  readonly to?: string;
  readonly role?: 'authority' | 'signer' | 'tsa' | 'responder';
  /** Whom it names to be asked, by default somebody who never answers; false for one that names nobody. */
  readonly asks?: string | false;
  readonly more?: readonly x509.Extension[];
  /** An RSA key of 1024 bits, for a signer of long ago; all others have EC P-256. */
  readonly isWeak?: boolean;
};

const OID = {
  timeStamping: '1.3.6.1.5.5.7.3.8',
  ocspSigning: '1.3.6.1.5.5.7.3.9',
  ocspBasic: '1.3.6.1.5.5.7.48.1.1',
  ecdsaSha256: '1.2.840.10045.4.3.2',
  sha1: '1.3.14.3.2.26',
  sha256: '2.16.840.1.101.3.4.2.1',
} as const;
const NOBODY = 'http://127.0.0.1:9/ocsp';
const CURVE = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' } as const;
const WEAK = {
  ...{ name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256', modulusLength: 1024 },
  publicExponent: new Uint8Array([1, 0, 1]),
} as const;

export const NO_CHECK = new x509.Extension('1.3.6.1.5.5.7.48.1.5', false, new Uint8Array([5, 0]));

export async function issue({
  issuer,
  role = 'signer',
  asks = NOBODY,
  more = [],
  ...order
}: Order): Promise<Member> {
  const keys = await crypto.subtle.generateKey(order.isWeak ? WEAK : CURVE, true, ['sign', 'verify']);
  const isAuthority = role === 'authority';
  const usages = isAuthority
    ? x509.KeyUsageFlags.keyCertSign | x509.KeyUsageFlags.cRLSign
    : x509.KeyUsageFlags.digitalSignature;
  const purpose = { tsa: OID.timeStamping, responder: OID.ocspSigning }[role as string];
  const made = await x509.X509CertificateGenerator.create({
    serialNumber: `01${randomBytes(8).toString('hex')}`,
    subject: `CN=${order.name}`,
    issuer: issuer ? `CN=${nameOf(issuer)}` : `CN=${order.name}`,
    notBefore: new Date(order.from ?? '2020-01-01T00:00:00Z'),
    notAfter: new Date(order.to ?? '2040-01-01T00:00:00Z'),
    signingAlgorithm: CURVE,
    signingKey: (issuer?.keys ?? keys).privateKey,
    publicKey: keys.publicKey,
    extensions: [
      new x509.BasicConstraintsExtension(isAuthority, undefined, true),
      new x509.KeyUsagesExtension(usages, true),
      ...(purpose ? [new x509.ExtendedKeyUsageExtension([purpose], true)] : []),
      ...(asks && issuer ? [new x509.AuthorityInfoAccessExtension({ ocsp: asks })] : []),
      ...more,
    ],
  });
  const parsed = parseCertificate(new Uint8Array(made.rawData));
  if (!parsed.ok) throw new Error(parsed.reason);
  const pkcs8 = Buffer.from(await crypto.subtle.exportKey('pkcs8', keys.privateKey));
  const key = createPrivateKey({ key: pkcs8, format: 'der', type: 'pkcs8' });
  const scheme = order.isWeak ? 'rsa' : 'ecdsa';
  return { certificate: parsed.value, keys, scheme, sign: (bytes) => sign('sha256', bytes, key) };
}

const nameOf = ({ certificate }: Member): string => certificate.subject.parts[0]?.value ?? '';

const explicit = (number: number, ...contents: readonly Uint8Array[]) => der(0xa0 + number, ...contents);
const bits = (bytes: Uint8Array) => der(0x03, Uint8Array.of(0), bytes);
const time = (at: string) => der(0x18, Buffer.from(at.replace(/[-:T]|\.\d+/g, ''), 'latin1'));
const enumerated = (value: number) => der(0x0a, Uint8Array.of(value));
const ecdsa = sequence(oid(OID.ecdsaSha256));
const sha = (algorithm: 'sha1' | 'sha256', bytes: Uint8Array) => createHash(algorithm).update(bytes).digest();
const extension = (id: string, value: Uint8Array, critical = false) =>
  sequence(oid(id), ...(critical ? [Uint8Array.of(1, 1, 0xff)] : []), octetString(value));

/** Extensions of answers, by what they are for. */
export const archiveCutoff = (at: string) => extension('1.3.6.1.5.5.7.48.1.6', time(at));
export const unknownCritical = () => extension('1.2.3.4', nullValue(), true);
export const expiredKept = (at: string) => extension('2.5.29.60', time(at));
export const indirect = () => extension('2.5.29.28', sequence(der(0x84, Uint8Array.of(0xff))), true);
export const onlyAuthorities = () => extension('2.5.29.28', sequence(der(0x82, Uint8Array.of(0xff))), true);
export const delta = () => extension('2.5.29.27', smallInteger(1), true);

export type Said = {
  readonly about: Member;
  readonly issuer: Member;
  readonly thisUpdate: string;
  readonly nextUpdate?: string;
  readonly revokedAt?: string;
  /** Code of RFC 5280 §5.3.1. */
  readonly reason?: number;
  readonly extensions?: readonly Uint8Array[];
};

/** An OCSPResponse by `by`, the issuer itself when left out. */
export function ocsp({ by, ...said }: Said & { readonly by?: Member }): Uint8Array {
  const responder = by ?? said.issuer;
  const { certificate: issuer } = said.issuer;
  const spki = new Members(readWhole(issuer.spki));
  spki.next();
  const id = sequence(
    sequence(oid(OID.sha1), nullValue()),
    octetString(sha('sha1', issuer.subject.raw)),
    octetString(sha('sha1', readBits(spki.next()))),
    said.about.certificate.serialRaw,
  );
  const reason = said.reason === undefined ? [] : [explicit(0, enumerated(said.reason))];
  const status = said.revokedAt ? explicit(1, time(said.revokedAt), ...reason) : Uint8Array.of(0x80, 0);
  const next = said.nextUpdate ? [explicit(0, time(said.nextUpdate))] : [];
  const more = said.extensions ? [explicit(1, sequence(...said.extensions))] : [];
  const data = sequence(
    explicit(1, responder.certificate.subject.raw),
    time(said.thisUpdate),
    sequence(sequence(id, status, time(said.thisUpdate), ...next, ...more)),
  );
  const carried = by ? [explicit(0, sequence(by.certificate.der))] : [];
  const basic = sequence(data, ecdsa, bits(responder.sign(data)), ...carried);
  return sequence(enumerated(0), explicit(0, sequence(oid(OID.ocspBasic), octetString(basic))));
}

export type Listed = Omit<Said, 'about'> & { readonly about?: Member; readonly by?: Member };

/** A CRL of `issuer` with `about` on it where `revokedAt` says so; signed by `by`, the issuer when left out. */
export function crl({ by, issuer, about, ...said }: Listed): Uint8Array {
  const code = said.reason === undefined ? [] : [sequence(extension('2.5.29.21', enumerated(said.reason)))];
  const entry =
    about && said.revokedAt ? [sequence(about.certificate.serialRaw, time(said.revokedAt), ...code)] : [];
  const list = sequence(
    smallInteger(1),
    ecdsa,
    issuer.certificate.subject.raw,
    time(said.thisUpdate),
    ...(said.nextUpdate ? [time(said.nextUpdate)] : []),
    ...(entry.length > 0 ? [sequence(...entry)] : []),
    ...(said.extensions ? [explicit(0, sequence(...said.extensions))] : []),
  );
  return sequence(list, ecdsa, bits((by ?? issuer).sign(list)));
}

/** A time-stamp token of `by` over a SHA-256 imprint (RFC 3161 §2.4.2). */
export function token(
  imprint: Uint8Array,
  by: Member,
  at: string,
  chain: readonly Member[] = [],
): Uint8Array {
  const info = sequence(
    smallInteger(1),
    oid('1.2.3.4.1'),
    sequence(hashAlgorithm(oid(OID.sha256)), octetString(imprint)),
    smallInteger(7),
    time(at),
  );
  const attribute = (type: string, value: Uint8Array) => sequence(oid(type), setOf([value]));
  const attributes = setOf([
    attribute(ATTRIBUTE.contentType, oid(CONTENT.tstInfo)),
    attribute(ATTRIBUTE.messageDigest, octetString(sha('sha256', info))),
  ]);
  const signed = Uint8Array.from(attributes);
  signed[0] = 0xa0;
  const { certificate } = by;
  const signer = sequence(
    smallInteger(1),
    sequence(certificate.issuer.raw, certificate.serialRaw),
    hashAlgorithm(oid(OID.sha256)),
    signed,
    ecdsa,
    octetString(by.sign(attributes)),
  );
  const certificates = setOf(
    [by, ...chain].map((one) => one.certificate.der),
    0xa0,
  );
  const data = sequence(
    smallInteger(3),
    setOf([hashAlgorithm(oid(OID.sha256))]),
    sequence(oid(CONTENT.tstInfo), explicit(0, octetString(info))),
    certificates,
    setOf([signer]),
  );
  return sequence(oid(CONTENT.signedData), explicit(0, data));
}

export type Signing = {
  readonly chain?: readonly Member[];
  /** Makes a token over the SHA-256 of the signature value. */
  readonly stamp?: (imprint: Uint8Array) => Uint8Array;
};

/** A detached CMS of `by` over a document's SHA-256. */
export function cms(digest: Uint8Array, by: Member, { chain = [], stamp }: Signing = {}): Uint8Array {
  const attributes = signedAttributes(digest, by.certificate);
  const signature = by.sign(attributes);
  const stamps = stamp
    ? [unsignedAttribute(ATTRIBUTE.signatureTimeStamp, stamp(sha('sha256', signature)))]
    : [];
  return buildSignedData({
    certificate: by.certificate,
    chain: chain.map(({ certificate }) => certificate),
    hash: 'sha256',
    scheme: by.scheme,
    attributes,
    signature,
    unsigned: stamps,
  });
}
