import { digest, type HashName, hashOfOid, readAlgorithm } from '../asn1/algorithms.ts';
import { isSameName, type Name, readName } from '../asn1/names.ts';
import {
  type Asn1,
  items,
  Members,
  must,
  type Parsed,
  parsed,
  readBits,
  readIntegerHex,
  readOctets,
  readOid,
  readWhole,
  TAG,
} from '../asn1/read.ts';
import type { Certificate } from '../certificates/certificate.ts';
import { ATTRIBUTE, type Attribute, type SignerId, type SignerInfo, singleValue } from './parse.ts';

/** ESSCertID or ESSCertIDv2 (RFC 5035 §4, §3): the hash of the certificate that signed, and whose it was. */
export type CertificateReference = {
  readonly form: 'v1' | 'v2';
  readonly hash: HashName;
  readonly value: Uint8Array;
  readonly issuer?: Uint8Array;
  readonly serial?: string;
};

const DIRECTORY_NAME = 0xa4;

function readReference(attributeValue: Asn1, form: 'v1' | 'v2'): CertificateReference {
  const [first] = items(new Members(attributeValue).next(TAG.sequence));
  must(first !== undefined, 'signing-certificate attribute without a certificate');
  const members = new Members(first);
  const algorithm = form === 'v2' ? members.optional(TAG.sequence) : undefined;
  const hash = algorithm ? hashOfOid(readAlgorithm(algorithm).oid) : form === 'v2' ? 'sha256' : 'sha1';
  must(hash !== undefined, 'signing-certificate attribute with an unknown hash');
  const value = readOctets(members.next());
  const issuerSerial = members.optional(TAG.sequence);
  if (!issuerSerial) return { form, hash, value };
  const names = new Members(issuerSerial);
  const directory = items(names.next(TAG.sequence)).find(({ tag }) => tag === DIRECTORY_NAME);
  return {
    form,
    hash,
    value,
    ...(directory && { issuer: directory.content }),
    serial: readIntegerHex(names.next()),
  };
}

/** The reference to the signing certificate among the signed attributes; v2 wins when both stand there (RFC 5035 §6). */
export function certificateReference(
  attributes: readonly Attribute[],
): Parsed<CertificateReference> | undefined {
  const has = (oid: string) => attributes.some((attribute) => attribute.oid === oid);
  const oid = has(ATTRIBUTE.signingCertificateV2)
    ? ATTRIBUTE.signingCertificateV2
    : ATTRIBUTE.signingCertificate;
  if (!has(oid)) return undefined;
  const value = singleValue(attributes, oid);
  if (!value) return { ok: false, reason: 'signing-certificate attribute stands more than once' };
  return parsed(() => readReference(value, oid === ATTRIBUTE.signingCertificateV2 ? 'v2' : 'v1'));
}

const same = (a: Uint8Array, b: Uint8Array): boolean => Buffer.compare(a, b) === 0;

/** The issuer's name may be encoded anew by the signing program: what is compared is what it says. */
function isNamedBy(certificate: Certificate, id: SignerId): boolean {
  if (id.kind === 'subject-key-id') return same(keyIdOf(certificate), id.keyId);
  if (certificate.serial !== id.serial) return false;
  return isNameOf(id.issuer, certificate.issuer);
}

function isNameOf(encoded: Uint8Array, name: Name): boolean {
  const read = parsed(() => readName(readWhole(encoded)));
  return read.ok && isSameName(read.value, name);
}

/** RFC 5280 §4.2.1.2 (1): a certificate without a key identifier has that of its key. */
function keyIdOf({ subjectKeyId, spki }: Certificate): Uint8Array {
  if (subjectKeyId) return subjectKeyId;
  const key = parsed(() => {
    const members = new Members(readWhole(spki));
    members.next();
    return readBits(members.next());
  });
  return key.ok ? digest('sha1', key.value) : new Uint8Array();
}

export type SigningCertificate =
  | { readonly found: 'yes'; readonly certificate: Certificate; readonly reference: 'v1' | 'v2' | 'none' }
  | { readonly found: 'no'; readonly reason: SigningCertificateReason; readonly certificate?: Certificate };

export type SigningCertificateReason =
  | 'certificate-absent'
  | 'reference-unreadable'
  | 'reference-mismatch'
  | 'reference-issuer-mismatch';

/**
 * Finds the certificate that signed (ETSI EN 319 102-1 §5.2.3): named by the signer identifier *and*, where the signed attributes
 * refer to one, of exactly the referred hash. Never "the first in the list": order is the attacker's.
 */
export function findSigningCertificate(
  signer: SignerInfo,
  certificates: readonly Certificate[],
): SigningCertificate {
  const named = certificates.filter((certificate) => isNamedBy(certificate, signer.id));
  const reference = certificateReference(signer.signedAttributes?.list ?? []);
  const [only] = named;
  if (!only) return { found: 'no', reason: 'certificate-absent' };
  if (!reference) return { found: 'yes', certificate: only, reference: 'none' };
  if (!reference.ok) return { found: 'no', reason: 'reference-unreadable', certificate: only };
  const { form, hash, value, issuer, serial } = reference.value;
  const certificate = named.find(({ der }) => same(digest(hash, der), value));
  if (!certificate) return { found: 'no', reason: 'reference-mismatch', certificate: only };
  const hasOtherIssuer = issuer !== undefined && !isNameOf(issuer, certificate.issuer);
  const hasOtherSerial = serial !== undefined && serial !== certificate.serial;
  if (hasOtherIssuer || hasOtherSerial)
    return { found: 'no', reason: 'reference-issuer-mismatch', certificate };
  return { found: 'yes', certificate, reference: form };
}

/** The content type that the signed attributes state. */
export function statedContentType(attributes: readonly Attribute[]): string | undefined {
  const value = singleValue(attributes, ATTRIBUTE.contentType);
  if (value?.tag !== TAG.oid) return undefined;
  const oid = parsed(() => readOid(value));
  return oid.ok ? oid.value : undefined;
}
