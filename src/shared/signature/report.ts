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

/** ETSI EN 319 102-1 Table 3, those that this verifier gives. */
export const SubIndication = z.enum([
  'FORMAT_FAILURE',
  'HASH_FAILURE',
  'SIG_CRYPTO_FAILURE',
  'SIG_CONSTRAINTS_FAILURE',
  'CHAIN_CONSTRAINTS_FAILURE',
  'CERTIFICATE_CHAIN_GENERAL_FAILURE',
  'CRYPTO_CONSTRAINTS_FAILURE',
  'CRYPTO_CONSTRAINTS_FAILURE_NO_POE',
  'EXPIRED',
  'NOT_YET_VALID',
  'NO_SIGNING_CERTIFICATE_FOUND',
  'NO_CERTIFICATE_CHAIN_FOUND',
  'REVOKED',
  'REVOKED_NO_POE',
  'REVOKED_CA_NO_POE',
  'OUT_OF_BOUNDS_NO_POE',
  'TIMESTAMP_ORDER_FAILURE',
  'SIGNED_DATA_NOT_FOUND',
  'TRY_LATER',
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
  'not-yet-valid',
  'key-weak',
  'revoked',
  'revocation-unknown',
  'timestamp-broken',
] as const;
export const Reason = z.enum(REASONS);
export type Reason = z.infer<typeof Reason>;

export const CheckStep = z.object({
  check: z.string(),
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

export const Signer = z.object({
  name: z.string(),
  organisation: z.string().nullable(),
  issuer: z.string(),
  serial: z.string(),
  notBefore: z.iso.datetime(),
  notAfter: z.iso.datetime(),
  /** SHA-256 of the certificate, hexadecimal: how an office knows its own officials. */
  fingerprint: z.string(),
});
export type Signer = z.infer<typeof Signer>;

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
  laterChanges: z.array(LaterChange),
  sentence: Sentence,
  trail: z.array(CheckStep),
});
export type SignatureReport = z.infer<typeof SignatureReport>;

/** Everything that can be said about one file without asking anyone. */
export const PdfReport = z.object({
  integrity: Integrity,
  revisions: z.int(),
  signatures: z.array(SignatureReport),
  sentence: Sentence,
});
export type PdfReport = z.infer<typeof PdfReport>;

/** The worst of several; `unsigned` when there is none. */
export function worstIntegrity(integrities: readonly Integrity[]): Integrity {
  return INTEGRITIES.find((integrity) => integrities.includes(integrity)) ?? 'unsigned';
}
