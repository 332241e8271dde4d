import { checkSignature, type HashName, hashOfOid, hashOfSignature } from '../asn1/algorithms.ts';
import { derForm } from '../asn1/der-form.ts';
import { parsed, readOctets, readTime, readWhole } from '../asn1/read.ts';
import { type Certificate, parseCertificate, publicKeyOf } from '../certificates/certificate.ts';
import { hasForeignAlgorithmProtection } from './algorithm-protection.ts';
import {
  ATTRIBUTE,
  type Attribute,
  CONTENT,
  type SignedData,
  type SignerInfo,
  singleValue,
} from './parse.ts';
import type { SignedContent } from './signed-content.ts';
import {
  findSigningCertificate,
  type SigningCertificateReason,
  statedContentType,
} from './signing-certificate.ts';

/** Time-stamps beyond these in one signature are not looked at. */
const TOKENS_MAX = 20;

/** Outcomes of ETSI EN 319 102-1 §5.1; a finding names the sub-indication and, in our words, the reason. */
export type CmsFinding =
  | { readonly outcome: 'passed' }
  | { readonly outcome: 'failed'; readonly subIndication: CmsSubIndication; readonly reason: CmsReason }
  | {
      readonly outcome: 'indeterminate';
      readonly subIndication: CmsSubIndication;
      readonly reason: CmsReason;
    };

export type CmsSubIndication =
  | 'FORMAT_FAILURE'
  | 'HASH_FAILURE'
  | 'SIG_CRYPTO_FAILURE'
  | 'SIG_CONSTRAINTS_FAILURE'
  | 'NO_SIGNING_CERTIFICATE_FOUND';

export type CmsReason =
  | SigningCertificateReason
  | 'digest-mismatch'
  | 'digest-absent'
  | 'digest-unsupported'
  | 'signature-mismatch'
  | 'signature-unsupported'
  | 'key-mismatch'
  | 'content-type-mismatch'
  | 'hashes-differ'
  | 'algorithm-protection-mismatch'
  | 'content-embedded'
  | 'content-empty';

/** All that one SignerInfo says about itself and its content. Nothing here speaks of trust: `certificates/path.ts` does. */
export type SignerCheck = {
  readonly signer: SignerInfo;
  /** The signing certificate; also given, as the likely one, when its reference does not fit. */
  readonly certificate?: Certificate;
  /** Everything readable that came in the CMS: candidates for the path. */
  readonly certificates: readonly Certificate[];
  readonly certificateReference: 'v1' | 'v2' | 'none';
  readonly hash?: HashName;
  /** Is the signing certificate known (identification, §5.2.3)? */
  readonly identification: CmsFinding;
  /** Does the content have the signed digest (cryptographic verification, §5.2.7, first half)? */
  readonly integrity: CmsFinding;
  /** Is the signature value made by the certificate's key (second half)? */
  readonly signatureValue: CmsFinding;
  /** Are the signed attributes coherent (RFC 5652 §11)? */
  readonly attributes: CmsFinding;
  /** signing-time, where a non-PAdES signature carries one: a claim, not a proof. */
  readonly claimedAt?: Date;
  /** DER of each signature time-stamp token (RFC 3161, unsigned attribute id-aa 14). */
  readonly timestampTokens: readonly Uint8Array[];
  /** DER of each content time-stamp token (EN 319 122-1 §5.2.8): made before the signature. */
  readonly contentTokens: readonly Uint8Array[];
};

const passed: CmsFinding = { outcome: 'passed' };
const failed = (subIndication: CmsSubIndication, reason: CmsReason): CmsFinding => ({
  outcome: 'failed',
  subIndication,
  reason,
});
const unsure = (subIndication: CmsSubIndication, reason: CmsReason): CmsFinding => ({
  outcome: 'indeterminate',
  subIndication,
  reason,
});

/** RFC 5652 §11.2: the message-digest attribute against the digest of the content. */
function checkDigest(signer: SignerInfo, hash: HashName | undefined, content: SignedContent): CmsFinding {
  if (!hash) return unsure('SIG_CRYPTO_FAILURE', 'digest-unsupported');
  if (!signer.signedAttributes) return passed;
  const value = singleValue(signer.signedAttributes.list, ATTRIBUTE.messageDigest);
  const stated = value && parsed(() => readOctets(value));
  if (!stated?.ok) return failed('FORMAT_FAILURE', 'digest-absent');
  const isSame = Buffer.compare(stated.value, content.digest(hash)) === 0;
  return isSame ? passed : failed('HASH_FAILURE', 'digest-mismatch');
}

/** The attributes in DER where they were written in BER or out of order: what was signed is always DER (RFC 5652 §5.4). */
function orderedForm(attributes: Uint8Array): Uint8Array | undefined {
  const form = parsed(() => derForm(readWhole(attributes)));
  return form.ok && Buffer.compare(form.value, attributes) !== 0 ? form.value : undefined;
}

/** RFC 5652 §5.6: over the signed attributes in their DER form, or over the content itself when there are none. */
function checkValue(
  signer: SignerInfo,
  certificate: Certificate | undefined,
  hash: HashName | undefined,
  content: SignedContent,
): CmsFinding {
  if (!certificate) return unsure('NO_SIGNING_CERTIFICATE_FOUND', 'certificate-absent');
  const key = publicKeyOf(certificate);
  if (!key) return unsure('SIG_CRYPTO_FAILURE', 'signature-unsupported');
  const check = (data: Uint8Array) =>
    checkSignature(key, signer.signatureAlgorithm, data, signer.signature, hash);
  const attributes = signer.signedAttributes?.bytes;
  const asWritten = check(attributes ?? content.whole());
  const inOrder = asWritten === 'invalid' && attributes ? orderedForm(attributes) : undefined;
  switch (inOrder ? check(inOrder) : asWritten) {
    case 'valid':
      return passed;
    case 'invalid':
      return failed('SIG_CRYPTO_FAILURE', 'signature-mismatch');
    case 'key-mismatch':
      return failed('SIG_CRYPTO_FAILURE', 'key-mismatch');
    case 'unsupported':
      return unsure('SIG_CRYPTO_FAILURE', 'signature-unsupported');
  }
}

/** RFC 5652 §11.1, RFC 6211, RFC 5652 §5.4. */
function checkAttributes(cms: SignedData, signer: SignerInfo, hash: HashName | undefined): CmsFinding {
  const list = signer.signedAttributes?.list;
  if (!list && cms.contentType !== CONTENT.data) return failed('FORMAT_FAILURE', 'content-type-mismatch');
  if (list && statedContentType(list) !== cms.contentType)
    return failed('FORMAT_FAILURE', 'content-type-mismatch');
  if (list && hasForeignAlgorithmProtection(signer, list))
    return failed('FORMAT_FAILURE', 'algorithm-protection-mismatch');
  const signedHash = hashOfSignature(signer.signatureAlgorithm, hash);
  return signedHash && hash && signedHash !== hash
    ? unsure('SIG_CONSTRAINTS_FAILURE', 'hashes-differ')
    : passed;
}

/** A PDF signature is detached (EN 319 142-1 §6.3); what it carries all the same is told apart: an empty string occurs in the wild. */
function checkContent({ content, contentType }: SignedData): CmsFinding {
  if (content === undefined || contentType !== CONTENT.data) return passed;
  return unsure('SIG_CONSTRAINTS_FAILURE', content.length === 0 ? 'content-empty' : 'content-embedded');
}

function claimedTime(signer: SignerInfo): Date | undefined {
  const value = singleValue(signer.signedAttributes?.list ?? [], ATTRIBUTE.signingTime);
  const time = value && parsed(() => readTime(value));
  return time?.ok ? time.value : undefined;
}

const tokensIn = (attributes: readonly Attribute[], wanted: string): readonly Uint8Array[] =>
  attributes
    .filter(({ oid }) => oid === wanted)
    .flatMap(({ values }) => values.map(({ raw }) => raw))
    .slice(0, TOKENS_MAX);

/** The certificates carried in a CMS that can be read at all. */
export const certificatesOf = (cms: SignedData): readonly Certificate[] =>
  cms.certificates.flatMap((der) => {
    const certificate = parseCertificate(der);
    return certificate.ok ? [certificate.value] : [];
  });

/**
 * Checks one signer of a CMS against its detached content. `more` are certificates known from elsewhere (DSS, own store).
 */
export function checkSigner(
  cms: SignedData,
  signer: SignerInfo,
  content: SignedContent,
  more: readonly Certificate[] = [],
): SignerCheck {
  const certificates = certificatesOf(cms);
  const signing = findSigningCertificate(signer, [...certificates, ...more]);
  const hash = hashOfOid(signer.digestAlgorithm.oid);
  const claimedAt = claimedTime(signer);
  const attributes = checkAttributes(cms, signer, hash);
  return {
    signer,
    certificates,
    ...(signing.certificate && { certificate: signing.certificate }),
    certificateReference: signing.found === 'yes' ? signing.reference : 'none',
    ...(hash && { hash }),
    identification:
      signing.found === 'yes'
        ? passed
        : unsure(
            signing.reason === 'reference-issuer-mismatch'
              ? 'SIG_CONSTRAINTS_FAILURE'
              : 'NO_SIGNING_CERTIFICATE_FOUND',
            signing.reason,
          ),
    integrity: checkDigest(signer, hash, content),
    signatureValue: checkValue(signer, signing.certificate, hash, content),
    attributes: attributes.outcome === 'passed' ? checkContent(cms) : attributes,
    ...(claimedAt && { claimedAt }),
    timestampTokens: tokensIn(signer.unsignedAttributes, ATTRIBUTE.signatureTimeStamp),
    contentTokens: tokensIn(signer.signedAttributes?.list ?? [], ATTRIBUTE.contentTimeStamp),
  };
}
