import { type AlgorithmIdentifier, readAlgorithm } from '../asn1/algorithms.ts';
import {
  type Asn1,
  items,
  Members,
  must,
  type Parsed,
  parsed,
  readAt,
  readIntegerHex,
  readOctets,
  readOid,
  readSmallInteger,
  readWhole,
  TAG,
} from '../asn1/read.ts';

export const CMS_BYTES_MAX = 4 * 1024 * 1024;
export const CMS_CERTIFICATES_MAX = 100;
export const CMS_ATTRIBUTES_MAX = 100;
export const CMS_SIGNERS_MAX = 16;

export const CONTENT = {
  data: '1.2.840.113549.1.7.1',
  signedData: '1.2.840.113549.1.7.2',
  tstInfo: '1.2.840.113549.1.9.16.1.4',
} as const;

export const ATTRIBUTE = {
  contentType: '1.2.840.113549.1.9.3',
  messageDigest: '1.2.840.113549.1.9.4',
  signingTime: '1.2.840.113549.1.9.5',
  signingCertificate: '1.2.840.113549.1.9.16.2.12',
  signingCertificateV2: '1.2.840.113549.1.9.16.2.47',
  signatureTimeStamp: '1.2.840.113549.1.9.16.2.14',
  cmsAlgorithmProtection: '1.2.840.113549.1.9.52',
  contentTimeStamp: '1.2.840.113549.1.9.16.2.20',
  signaturePolicy: '1.2.840.113549.1.9.16.2.15',
  certificateValues: '1.2.840.113549.1.9.16.2.23',
  revocationValues: '1.2.840.113549.1.9.16.2.24',
  /** Adobe's revocation values inside signed attributes (ISO 32000-2 §12.8.3.3.2). */
  adobeRevocation: '1.2.840.113583.1.1.8',
} as const;

const OCSP_RESPONSE = '1.3.6.1.5.5.7.16.2';

export type Attribute = { readonly oid: string; readonly values: readonly Asn1[] };

export type SignerId =
  | { readonly kind: 'issuer-serial'; readonly issuer: Uint8Array; readonly serial: string }
  | { readonly kind: 'subject-key-id'; readonly keyId: Uint8Array };

export type SignerInfo = {
  readonly version: number;
  readonly id: SignerId;
  readonly digestAlgorithm: AlgorithmIdentifier;
  /** `bytes` are what was signed: the attributes with the SET OF tag in place of [0] (RFC 5652 §5.4). */
  readonly signedAttributes?: { readonly bytes: Uint8Array; readonly list: readonly Attribute[] };
  readonly signatureAlgorithm: AlgorithmIdentifier;
  readonly signature: Uint8Array;
  readonly unsignedAttributes: readonly Attribute[];
};

export type SignedData = {
  readonly version: number;
  readonly digestAlgorithms: readonly string[];
  readonly contentType: string;
  /** Present when the CMS carries its content; PDF signatures must not, some Vietnamese ones carry an empty string. */
  readonly content?: Uint8Array;
  /** DER of every X.509 certificate carried; other kinds are left out. */
  readonly certificates: readonly Uint8Array[];
  readonly crls: readonly Uint8Array[];
  readonly ocspResponses: readonly Uint8Array[];
  /** RFC 5652 allows several; EN 319 142-1 §6.3 wants exactly one. The reader tells, the verifier judges. */
  readonly signers: readonly SignerInfo[];
  /** Bytes read; what follows (the zero padding of /Contents) is the caller's business. */
  readonly length: number;
};

function readAttribute(element: Asn1): Attribute {
  const members = new Members(element);
  const oid = readOid(members.next());
  const values = items(members.next(TAG.set));
  members.end();
  return { oid, values };
}

function readAttributes(field: Asn1): readonly Attribute[] {
  const attributes = items(field).map(readAttribute);
  must(attributes.length <= CMS_ATTRIBUTES_MAX, 'too many attributes');
  return attributes;
}

function readSignerId(element: Asn1): SignerId {
  if (element.tag === 0x80) return { kind: 'subject-key-id', keyId: element.content };
  const members = new Members(element);
  return {
    kind: 'issuer-serial',
    issuer: members.next(TAG.sequence).raw,
    serial: readIntegerHex(members.next()),
  };
}

/** RFC 5652 §5.3. Attributes are re-tagged from [0] to SET OF, the form in which they were signed. */
function readSignedAttributes(field: Asn1): NonNullable<SignerInfo['signedAttributes']> {
  const bytes = Uint8Array.from(field.raw);
  bytes[0] = TAG.set;
  return { bytes, list: readAttributes(field) };
}

function readSigner(element: Asn1): SignerInfo {
  const members = new Members(element);
  const version = readSmallInteger(members.next());
  const id = readSignerId(members.next());
  const digestAlgorithm = readAlgorithm(members.next());
  const signed = members.optional(0xa0);
  const signatureAlgorithm = readAlgorithm(members.next());
  const signature = readOctets(members.next());
  const unsigned = members.optional(0xa1);
  members.end();
  return {
    version,
    id,
    digestAlgorithm,
    ...(signed && { signedAttributes: readSignedAttributes(signed) }),
    signatureAlgorithm,
    signature,
    unsignedAttributes: unsigned ? readAttributes(unsigned) : [],
  };
}

function readEncapsulated(element: Asn1): Pick<SignedData, 'contentType' | 'content'> {
  const members = new Members(element);
  const contentType = readOid(members.next());
  const wrapped = members.optional(0xa0);
  return { contentType, ...(wrapped && { content: readOctets(readAt(wrapped.content)) }) };
}

/** OtherRevocationInfoFormat of RFC 5940 §2.1: an OCSPResponse; other formats are left out. */
function readOcspValue(field: Asn1): readonly Uint8Array[] {
  const [format, value] = items(field);
  return format && value && readOid(format) === OCSP_RESPONSE ? [value.raw] : [];
}

function read(bytes: Uint8Array): SignedData {
  must(bytes.length <= CMS_BYTES_MAX, 'CMS too large');
  const outer = readAt(bytes);
  const info = new Members(outer);
  must(readOid(info.next()) === CONTENT.signedData, 'not SignedData');
  const members = new Members(readAt(info.next(0xa0).content));
  const version = readSmallInteger(members.next());
  const digestAlgorithms = items(members.next(TAG.set)).map((algorithm) => readAlgorithm(algorithm).oid);
  const encapsulated = readEncapsulated(members.next());
  const certificateField = members.optional(0xa0);
  const crlField = members.optional(0xa1);
  const certificates = certificateField
    ? items(certificateField).filter(({ tag }) => tag === TAG.sequence)
    : [];
  must(certificates.length <= CMS_CERTIFICATES_MAX, 'too many certificates');
  const revocation = crlField ? items(crlField) : [];
  must(revocation.length <= CMS_CERTIFICATES_MAX, 'too many revocation values');
  const crls = revocation.filter(({ tag }) => tag === TAG.sequence);
  const signers = items(members.next(TAG.set));
  must(signers.length <= CMS_SIGNERS_MAX, 'too many signers');
  members.end();
  return {
    version,
    digestAlgorithms,
    ...encapsulated,
    certificates: certificates.map(({ raw }) => raw),
    crls: crls.map(({ raw }) => raw),
    ocspResponses: revocation.filter(({ tag }) => tag === 0xa1).flatMap(readOcspValue),
    signers: signers.map(readSigner),
    length: outer.raw.length,
  };
}

/** Reads a CMS SignedData (RFC 5652 §5.1) from the start of `bytes`; what is not one comes back as a reason. Judges nothing. */
export const parseSignedData = (bytes: Uint8Array): Parsed<SignedData> => parsed(() => read(bytes));

/** The one value of the one attribute `oid`; a repeated or many-valued attribute is as good as none (RFC 5652 §11). */
export function singleValue(attributes: readonly Attribute[], oid: string): Asn1 | undefined {
  const found = attributes.filter((attribute) => attribute.oid === oid);
  return found.length === 1 && found[0]?.values.length === 1 ? found[0].values[0] : undefined;
}

/** The DER that an element stands for, from its first byte. */
export const wholeOf = (element: Asn1): Asn1 => readWhole(element.raw);
