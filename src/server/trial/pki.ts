// @peculiar/x509 2.x resolves its classes through reflect-metadata and throws at load without it.
import 'reflect-metadata';
import { createPrivateKey, randomBytes, webcrypto } from 'node:crypto';
import * as x509 from '@peculiar/x509';

/** What a leaf certificate may be used for: an official's own signature, or the agency's (the electronic seal). */
export type KeyRole = 'person' | 'agency';

export type PkiPerson = {
  readonly id: string;
  readonly name: string;
  readonly position: string;
  readonly agencyName: string;
};
export type PkiAgency = { readonly id: string; readonly name: string };

/** A certificate with its private key. DER and PEM say the same thing; `privateKey` is PKCS#8 DER. */
export type Issued = {
  readonly certificate: Uint8Array<ArrayBuffer>;
  readonly certificatePem: string;
  readonly privateKey: Uint8Array<ArrayBuffer>;
  readonly privateKeyPem: string;
};

/** A certificate authority that can issue; `keys` stay in memory only. */
export type Authority = Issued & {
  readonly subject: x509.Name;
  readonly keys: CryptoKeyPair;
};

export type TrialPki = {
  readonly root: Authority;
  readonly intermediate: Authority;
  /** The certificates above a leaf, the nearest first. */
  readonly chain: readonly Uint8Array<ArrayBuffer>[];
  readonly people: ReadonlyMap<string, Issued>;
  readonly agencies: ReadonlyMap<string, Issued>;
};

type CryptoKeyPair = webcrypto.CryptoKeyPair;
type NameParts = {
  readonly commonName: string;
  readonly organization?: string;
  readonly title?: string;
  readonly locality: string;
};
type Validity = { readonly notBefore: Date; readonly notAfter: Date };

/** Every trial name carries this unit, so that no certificate can be taken for a real one. */
const SAMPLE_UNIT = 'MẪU thử nghiệm, không có giá trị pháp lý';
const DAY_MS = 86_400_000;
const YEAR_DAYS = 365;
/** RFC 5280 §4.1.2.2 allows 20 octets; 16 keep the number positive and unique without a register. */
const SERIAL_BYTES = 16;

/**
 * Builds the three levels of the trial province: root, sub-CA, and one leaf for each official and each agency's seal.
 * Names are UTF8String (RFC 5280 §4.1.2.4). Keys are new at each call and kept nowhere; `now` sets the validity.
 */
export async function makeTrialPki(input: {
  readonly now: Date;
  readonly province: string;
  readonly people: readonly PkiPerson[];
  readonly agencies: readonly PkiAgency[];
}): Promise<TrialPki> {
  const { now, province } = input;
  const root = await makeAuthority({ commonName: `CA gốc MẪU ${province}`, locality: province }, now, 3072);
  const intermediate = await makeAuthority(
    { commonName: `CA cơ quan nhà nước MẪU ${province}`, locality: province },
    now,
    2048,
    root,
  );
  const validity = { notBefore: daysFrom(now, -180), notAfter: daysFrom(now, 3 * YEAR_DAYS) };
  const person = async ({ id, name, position, agencyName }: PkiPerson) => {
    const subject = { commonName: name, organization: agencyName, title: position, locality: province };
    return [id, await issueLeaf(intermediate, { ...leafDefaults, subject, validity })] as const;
  };
  const agency = async ({ id, name }: PkiAgency) => {
    const subject = { commonName: name, organization: name, locality: province };
    return [id, await issueLeaf(intermediate, { ...leafDefaults, subject, validity })] as const;
  };
  return {
    root,
    intermediate,
    chain: [intermediate.certificate, root.certificate],
    people: new Map(await Promise.all(input.people.map(person))),
    agencies: new Map(await Promise.all(input.agencies.map(agency))),
  };
}

/** Makes a root (without `issuer`) or a sub-CA that may only issue leaves (pathLen 0, RFC 5280 §4.2.1.9). */
export async function makeAuthority(
  subject: NameParts,
  now: Date,
  bits: number,
  issuer?: Authority,
  more: readonly x509.Extension[] = [],
): Promise<Authority> {
  const keys = await generateKeys({ kind: 'rsa', bits });
  const issued = await issue({
    subject: nameOf(subject),
    keys,
    issuer,
    validity: { notBefore: daysFrom(now, -2 * YEAR_DAYS), notAfter: daysFrom(now, 10 * YEAR_DAYS) },
    extensions: [
      new x509.BasicConstraintsExtension(true, issuer ? 0 : undefined, true),
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.keyCertSign | x509.KeyUsageFlags.cRLSign, true),
      ...more,
    ],
  });
  return { ...issued, keys, subject: new x509.Name(nameOf(subject)) };
}

export type LeafKey =
  | { readonly kind: 'rsa'; readonly bits: number }
  | { readonly kind: 'ec-p256' | 'ec-p384' };
export type LeafOrder = {
  readonly subject: NameParts;
  readonly validity: Validity;
  readonly key: LeafKey;
  readonly usage: number;
  /** Beside basic constraints, usage and key identifiers. */
  readonly extensions?: readonly x509.Extension[];
};

/** Key usage bits (RFC 5280 §4.2.1.3): what an official's certificate carries, and one that may not sign. */
export const USAGE = {
  sign: x509.KeyUsageFlags.digitalSignature | x509.KeyUsageFlags.nonRepudiation,
  encipher: x509.KeyUsageFlags.keyEncipherment,
} as const;

export const leafDefaults = {
  key: { kind: 'rsa', bits: 2048 },
  usage: USAGE.sign,
} as const satisfies Pick<LeafOrder, 'key' | 'usage'>;

/** Issues one end-entity certificate with a fresh key under `issuer`. */
export async function issueLeaf(issuer: Authority, order: LeafOrder): Promise<Issued> {
  return issue({
    subject: nameOf(order.subject),
    keys: await generateKeys(order.key),
    issuer,
    validity: order.validity,
    extensions: [
      new x509.BasicConstraintsExtension(false, undefined, true),
      new x509.KeyUsagesExtension(order.usage, true),
      ...(order.extensions ?? []),
    ],
  });
}

async function issue(order: {
  readonly subject: x509.JsonName;
  readonly keys: CryptoKeyPair;
  readonly issuer: Authority | undefined;
  readonly validity: Validity;
  readonly extensions: readonly x509.Extension[];
}): Promise<Issued> {
  const signer = order.issuer?.keys ?? order.keys;
  const certificate = await x509.X509CertificateGenerator.create({
    serialNumber: newSerial(),
    subject: order.subject,
    issuer: order.issuer?.subject ?? order.subject,
    ...order.validity,
    signingKey: signer.privateKey,
    publicKey: order.keys.publicKey,
    signingAlgorithm: { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' },
    extensions: [
      ...order.extensions,
      await x509.SubjectKeyIdentifierExtension.create(order.keys.publicKey, false),
      await x509.AuthorityKeyIdentifierExtension.create(signer.publicKey, false),
    ],
  });
  const privateKey = new Uint8Array(await webcrypto.subtle.exportKey('pkcs8', order.keys.privateKey));
  return {
    certificate: new Uint8Array(certificate.rawData),
    certificatePem: `${certificate.toString('pem')}\n`,
    privateKey,
    privateKeyPem: createPrivateKey({ key: Buffer.from(privateKey), format: 'der', type: 'pkcs8' })
      .export({ type: 'pkcs8', format: 'pem' })
      .toString(),
  };
}

async function generateKeys(key: LeafKey): Promise<CryptoKeyPair> {
  if (key.kind !== 'rsa') {
    const namedCurve = key.kind === 'ec-p256' ? 'P-256' : 'P-384';
    return webcrypto.subtle.generateKey({ name: 'ECDSA', namedCurve }, true, ['sign', 'verify']);
  }
  const publicExponent = new Uint8Array([1, 0, 1]);
  const algorithm = { name: 'RSASSA-PKCS1-v1_5', modulusLength: key.bits, publicExponent, hash: 'SHA-256' };
  return webcrypto.subtle.generateKey(algorithm, true, ['sign', 'verify']);
}

function nameOf({ commonName, organization, title, locality }: NameParts): x509.JsonName {
  const utf8 = (value: string) => [{ utf8String: value.normalize('NFC') }];
  const name = [
    { C: [{ printableString: 'VN' }] },
    { L: utf8(locality) },
    ...(organization === undefined ? [] : [{ O: utf8(organization) }]),
    { OU: utf8(SAMPLE_UNIT) },
    ...(title === undefined ? [] : [{ T: utf8(title) }]),
    { CN: utf8(commonName) },
  ];
  return new x509.Name(name).toJSON();
}

function newSerial(): string {
  const bytes = randomBytes(SERIAL_BYTES);
  // A first octet of 01..7F keeps the INTEGER positive and of full length.
  bytes[0] = ((bytes[0] ?? 0) & 0x7f) | 0x01;
  return bytes.toString('hex');
}

const daysFrom = (now: Date, days: number) => new Date(now.getTime() + days * DAY_MS);
