import { hash } from 'node:crypto';
import { HASH_OID, type HashName } from '../asn1/algorithms.ts';
import { der, nullValue, octetString, oid, sequence, setOf, smallInteger } from '../asn1/write.ts';
import type { Certificate } from '../certificates/certificate.ts';
import { ATTRIBUTE, CONTENT } from './parse.ts';

export type SigningHash = Extract<HashName, 'sha256' | 'sha384' | 'sha512'>;

const ISSUER_AND_SERIAL_VERSION = 1;
const RSA_ENCRYPTION = '1.2.840.113549.1.1.1';
const RSASSA_PSS = '1.2.840.113549.1.1.10';
const MGF1 = '1.2.840.113549.1.1.8';
const ECDSA_WITH: Readonly<Record<SigningHash, string>> = {
  sha256: '1.2.840.10045.4.3.2',
  sha384: '1.2.840.10045.4.3.3',
  sha512: '1.2.840.10045.4.3.4',
};

/** How a signature value is made: RSA by PKCS#1 v1.5 or PSS (RFC 8017 §8), or ECDSA. */
export type SignatureScheme = 'rsa' | 'rsa-pss' | 'ecdsa';

/** Octets of each hash, and of the salt that RFC 4055 §3.1 recommends with it. */
export const HASH_BYTES: Readonly<Record<SigningHash, number>> = { sha256: 32, sha384: 48, sha512: 64 };

const attribute = (type: string, value: Uint8Array): Uint8Array => sequence(oid(type), setOf([value]));

/**
 * ESSCertIDv2 (RFC 5035 §3) of SHA-256, whose AlgorithmIdentifier is the default and therefore left out in DER. The issuer's name
 * is the certificate's own bytes: an encoder that decodes and encodes Vietnamese names makes a certificate nobody can find.
 */
function signingCertificate(certificate: Certificate): Uint8Array {
  const issuer = sequence(der(0xa4, certificate.issuer.raw));
  const issuerSerial = sequence(issuer, certificate.serialRaw);
  return sequence(sequence(sequence(octetString(hash('sha256', certificate.der, 'buffer')), issuerSerial)));
}

/**
 * The signed attributes of PAdES baseline (EN 319 142-1 §6.3) as DER SET OF, the bytes to be signed: content type, message
 * digest, signing certificate. No signing-time: the time stands in /M of the signature dictionary.
 */
export const signedAttributes = (contentDigest: Uint8Array, certificate: Certificate): Uint8Array =>
  setOf([
    attribute(ATTRIBUTE.contentType, oid(CONTENT.data)),
    attribute(ATTRIBUTE.messageDigest, octetString(contentDigest)),
    attribute(ATTRIBUTE.signingCertificateV2, signingCertificate(certificate)),
  ]);

export type SignedParts = {
  readonly certificate: Certificate;
  readonly chain: readonly Certificate[];
  readonly hash: SigningHash;
  readonly scheme: SignatureScheme;
  /** As made by `signedAttributes`. */
  readonly attributes: Uint8Array;
  readonly signature: Uint8Array;
  /** Whole Attribute elements, made by `unsignedAttribute`: where a signature time-stamp goes (B-T). */
  readonly unsigned?: readonly Uint8Array[];
};

/** An unsigned attribute with one value, for instance a time-stamp token over the signature value. */
export const unsignedAttribute = (type: string, value: Uint8Array): Uint8Array => attribute(type, value);

const digestAlgorithm = (name: SigningHash): Uint8Array => sequence(oid(HASH_OID[name]));

/** RSASSA-PSS-params (RFC 4055 §3.1): one hash for message and mask, a salt as long as the hash; nothing is left to the defaults of SHA-1 days. */
function pssParameters(name: SigningHash): Uint8Array {
  const hashAlgorithm = sequence(oid(HASH_OID[name]), nullValue());
  return sequence(
    der(0xa0, hashAlgorithm),
    der(0xa1, sequence(oid(MGF1), hashAlgorithm)),
    der(0xa2, smallInteger(HASH_BYTES[name])),
  );
}

/**
 * AlgorithmIdentifier of a signature value (RFC 3370 §3.2, RFC 5754 §3.3, RFC 4056 §3): RSA names no hash and has NULL parameters, PSS has its own,
 * ECDSA names the hash and has none.
 */
export function signatureAlgorithm(scheme: SignatureScheme, name: SigningHash): Uint8Array {
  switch (scheme) {
    case 'rsa':
      return sequence(oid(RSA_ENCRYPTION), nullValue());
    case 'rsa-pss':
      return sequence(oid(RSASSA_PSS), pssParameters(name));
    case 'ecdsa':
      return sequence(oid(ECDSA_WITH[name]));
  }
}

function signerInfo(parts: SignedParts): Uint8Array {
  const attributes = Uint8Array.from(parts.attributes);
  attributes[0] = 0xa0;
  const unsigned = parts.unsigned?.length ? [setOf(parts.unsigned, 0xa1)] : [];
  return sequence(
    smallInteger(ISSUER_AND_SERIAL_VERSION),
    sequence(parts.certificate.issuer.raw, parts.certificate.serialRaw),
    digestAlgorithm(parts.hash),
    attributes,
    signatureAlgorithm(parts.scheme, parts.hash),
    octetString(parts.signature),
    ...unsigned,
  );
}

/** DER of a detached CMS SignedData with one signer, all certificates and no content (RFC 5652 §5.1; EN 319 142-1 §6.3). */
export function buildSignedData(parts: SignedParts): Uint8Array {
  const certificates = setOf(
    [parts.certificate, ...parts.chain].map((one) => one.der),
    0xa0,
  );
  const signedData = sequence(
    smallInteger(ISSUER_AND_SERIAL_VERSION),
    setOf([digestAlgorithm(parts.hash)]),
    sequence(oid(CONTENT.data)),
    certificates,
    setOf([signerInfo(parts)]),
  );
  return sequence(oid(CONTENT.signedData), der(0xa0, signedData));
}

/** Room that a CMS of these certificates needs: what is not certificates stays well below 2 kB; `more` is for time-stamps. */
const OTHER_BYTES = 2048;
export const signedDataBytesMax = (certificates: readonly Certificate[], more = 0): number =>
  certificates.reduce((sum, one) => sum + one.der.length, OTHER_BYTES + more);
