import { z } from 'zod';

/** Whether the bytes are what was signed. Trust in the certificate plays no part in it. Worst first. */
export const INTEGRITIES = [
  'encrypted',
  'malformed',
  'invalid',
  'modified',
  'indeterminate',
  'valid',
  'unsigned',
] as const;
export const Integrity = z.enum(INTEGRITIES);
export type Integrity = z.infer<typeof Integrity>;

/** ETSI EN 319 102-1 §5.1.3: three outcomes, never a boolean. */
export const Indication = z.enum(['TOTAL_PASSED', 'INDETERMINATE', 'TOTAL_FAILED']);
export type Indication = z.infer<typeof Indication>;

/** ETSI EN 319 102-1 Tables 5 and 6, those that this verifier gives. */
export const SubIndication = z.enum([
  'FORMAT_FAILURE',
  'HASH_FAILURE',
  'SIG_CRYPTO_FAILURE',
  'REVOKED',
  'EXPIRED',
  'NOT_YET_VALID',
  'SIG_CONSTRAINTS_FAILURE',
  'CHAIN_CONSTRAINTS_FAILURE',
  'CERTIFICATE_CHAIN_GENERAL_FAILURE',
  'CRYPTO_CONSTRAINTS_FAILURE',
  'POLICY_PROCESSING_ERROR',
  'TIMESTAMP_ORDER_FAILURE',
  'NO_SIGNING_CERTIFICATE_FOUND',
  'NO_CERTIFICATE_CHAIN_FOUND',
  'REVOKED_NO_POE',
  'REVOKED_CA_NO_POE',
  'OUT_OF_BOUNDS_NOT_REVOKED',
  'OUT_OF_BOUNDS_NO_POE',
  'REVOCATION_OUT_OF_BOUNDS_NO_POE',
  'CRYPTO_CONSTRAINTS_FAILURE_NO_POE',
  'TRY_LATER',
  'SIGNED_DATA_NOT_FOUND',
]);
export type SubIndication = z.infer<typeof SubIndication>;

/** ETSI EN 319 142-1 §6: what a PAdES signature carries beside itself. */
export const Level = z.enum(['B-B', 'B-T', 'B-LT', 'B-LTA']);
export type Level = z.infer<typeof Level>;

/** What happened to the document in a revision after the signature. */
export const LATER_CHANGES = [
  'signature-added',
  'timestamp-added',
  'signature-field-added',
  'validation-data',
  'metadata',
  'form-filled',
  'form-filled-unsealed',
  'annotation-changed',
  'field-changed',
  'locked-field-changed',
  'form-changed',
  'page-changed',
  'page-covered',
  'document-changed',
  'signature-removed',
  'certification-broken',
  'unreadable',
  'written-ambiguously',
  'trailing-bytes',
] as const;
export const LaterChange = z.object({
  code: z.enum(LATER_CHANGES),
  verdict: z.enum(['permitted', 'doubtful', 'forbidden']),
  /** The revision that made it; 1 is the original. */
  revision: z.int(),
  /** A field's name, a page, or an entry of the catalogue. */
  place: z.string(),
});
export type LaterChange = z.infer<typeof LaterChange>;

export const Detail = z.record(z.string(), z.union([z.string(), z.number()]));

/** Why a signature is what it is: keys of the catalogue `signature.reason.*`. */
export const REASONS = [
  'passed',
  'dictionary-broken',
  'dictionary-ambiguous',
  'subfilter-unknown',
  'byte-range-broken',
  'byte-range-gap',
  'byte-range-end',
  'not-in-signed-revision',
  'signature-changed',
  'cms-broken',
  'signers-many',
  'content-embedded',
  'content-empty',
  'policy-broken',
  'certificate-absent',
  'certificate-reference',
  'digest-mismatch',
  'signature-mismatch',
  'algorithm-unsupported',
  'attributes-broken',
  'hash-broken',
  'hash-weak',
  'content-changed',
  'unsealed',
  'change-doubtful',
  'trailing-bytes',
  'unreadable',
  'too-complex',
  'untrusted',
  'chain-broken',
  'certificate-purpose',
  'expired',
  'expired-not-revoked',
  'expired-unasked',
  'not-yet-valid',
  'signed-before-validity',
  'signed-after-expiry',
  'key-weak',
  'weak-when-signed',
  'revoked',
  'signed-after-revocation',
  'authority-revoked',
  'suspended',
  'revocation-unknown',
  'revocation-stale',
  'revocation-out-of-bounds',
  'crl-indirect',
  'timestamp-broken',
  'timestamp-order',
] as const;
export const Reason = z.enum(REASONS);
export type Reason = z.infer<typeof Reason>;

/** The building blocks of EN 319 102-1 §5.2, with those that only a PDF and a time-stamp need. */
export const Block = z.enum(['FC', 'ISC', 'VCI', 'XCV', 'RFC', 'CV', 'SAV', 'PDF', 'TIME']);
export type Block = z.infer<typeof Block>;

export const CheckStep = z.object({
  check: z.string(),
  block: Block,
  clause: z.string(),
  outcome: z.enum(['passed', 'failed', 'indeterminate']),
  reason: Reason,
});
export type CheckStep = z.infer<typeof CheckStep>;

export const SENTENCES = [
  'valid',
  'modified',
  'invalid',
  'undetermined',
  'unsigned',
  'malformed',
  'encrypted',
] as const;

/** A sentence as data: the words are in `shared/words/signature.ts`. */
export const Sentence = z.object({ code: z.enum(SENTENCES), reason: Reason, detail: Detail });
export type Sentence = z.infer<typeof Sentence>;

/** Whose a certificate is, as far as it says so itself; the law asks for both an official's and an agency's. */
export const Holder = z.enum(['person', 'agency', 'authority', 'unknown']);
export type Holder = z.infer<typeof Holder>;

export const Signer = z.object({
  name: z.string(),
  /** The position that the certificate states, for instance "Chủ tịch". */
  position: z.string().nullable(),
  organisation: z.string().nullable(),
  holder: Holder,
  /** All parts of the subject's name, most specific first. */
  subject: z.string(),
  issuer: z.string(),
  serial: z.string(),
  notBefore: z.iso.datetime(),
  notAfter: z.iso.datetime(),
  /** SHA-256 of the certificate, hexadecimal: how an office knows its own officials. */
  fingerprint: z.string(),
  /** Kind and strength of its key, for instance "RSA 2048"; null when the key is of no known kind. */
  key: z.string().nullable(),
  /** What its key may be used for (RFC 5280 §4.2.1.3), by the names of the RFC; empty when the certificate does not limit it. */
  usages: z.array(z.string()),
  /** The same of the extension (§4.2.1.12); a purpose of unknown name is told by its number. */
  extendedUsages: z.array(z.string()),
});
export type Signer = z.infer<typeof Signer>;

/** Where evidence came from: the signature itself, the document's store (DSS), or an answer fetched for this verdict. */
export const EvidenceSource = z.enum(['signature', 'document', 'online']);
export type EvidenceSource = z.infer<typeof EvidenceSource>;

/** What is known of one certificate's revocation, and who said so. Without an answer everything but `status` is null. */
export const RevocationReport = z.object({
  /** `not-needed`: an anchor, or a certificate that names nobody who could be asked or says that nobody need be. */
  status: z.enum(['good', 'revoked', 'on-hold', 'unknown', 'not-needed']),
  kind: z.enum(['ocsp', 'crl']).nullable(),
  source: EvidenceSource.nullable(),
  /** Who signed the answer. */
  responder: z.string().nullable(),
  thisUpdate: z.iso.datetime().nullable(),
  nextUpdate: z.iso.datetime().nullable(),
  revokedAt: z.iso.datetime().nullable(),
  /** Name of the reason code (RFC 5280 §5.3.1), where the answer has one. */
  reason: z.string().nullable(),
});
export type RevocationReport = z.infer<typeof RevocationReport>;

/** One certificate of the path, from the signer to the anchor or as far as the path could be built. */
export const ChainCertificate = Signer.extend({ isAnchor: z.boolean(), revocation: RevocationReport });
export type ChainCertificate = z.infer<typeof ChainCertificate>;

/** A time-stamp over the signature value, kept inside the signature. Document time-stamps are signatures of the report. */
export const TimestampReport = z.object({
  at: z.iso.datetime(),
  authority: z.string().nullable(),
  /** Hash of what was stamped. */
  hash: z.string(),
  indication: z.enum(['PASSED', 'INDETERMINATE', 'FAILED']),
  subIndication: SubIndication.nullable(),
  reason: Reason,
  chain: z.array(ChainCertificate),
});
export type TimestampReport = z.infer<typeof TimestampReport>;

/** The earliest trusted proof that the signature existed (EN 319 102-1 §5.6.2.3), and which evidence gave it. */
export const Proof = z.object({
  at: z.iso.datetime(),
  by: z.enum(['signature-timestamp', 'document-timestamp']),
  authority: z.string().nullable(),
  /** The field of the document time-stamp. */
  field: z.string().nullable(),
});
export type Proof = z.infer<typeof Proof>;

export const SignatureReport = z.object({
  field: z.string(),
  kind: z.enum(['signature', 'timestamp']),
  integrity: Integrity,
  coversWholeFile: z.boolean(),
  /** The revision that the signature signs, 1 being the original; null when it signs none. */
  revision: z.int().nullable(),
  /** Length of the signed document: its first so many bytes are what was signed. */
  signedBytes: z.int().nullable(),
  indication: Indication,
  subIndication: SubIndication.nullable(),
  level: Level.nullable(),
  signer: Signer.nullable(),
  /** Claimed by the signer, or stated by the time-stamping authority; the second is said by `timestamped`. */
  signedAt: z.iso.datetime().nullable(),
  timestamped: z.boolean(),
  /** What the signer claims, proven or not. */
  claimedAt: z.iso.datetime().nullable(),
  proof: Proof.nullable(),
  chain: z.array(ChainCertificate),
  timestamps: z.array(TimestampReport),
  algorithms: z.object({ hash: z.string().nullable(), signature: z.string().nullable() }),
  laterChanges: z.array(LaterChange),
  sentence: Sentence,
  trail: z.array(CheckStep),
});
export type SignatureReport = z.infer<typeof SignatureReport>;

/** Everything that can be said about one file. */
export const PdfReport = z.object({
  integrity: Integrity,
  revisions: z.int(),
  /** The time for which the verdict was asked. */
  judgedAt: z.iso.datetime(),
  /** Whether answers about revocation were fetched for this verdict. */
  online: z.boolean(),
  signatures: z.array(SignatureReport),
  sentence: Sentence,
});
export type PdfReport = z.infer<typeof PdfReport>;

/** The worst of several; `unsigned` when there is none. */
export function worstIntegrity(integrities: readonly Integrity[]): Integrity {
  return INTEGRITIES.find((integrity) => integrities.includes(integrity)) ?? 'unsigned';
}
