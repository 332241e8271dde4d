import { hashReliableUntil } from '../algorithm-policy.ts';
import { type AlgorithmIdentifier, checkSignature, hashOfSignature } from '../asn1/algorithms.ts';
import { type Certificate, keyUsableUntil, publicKeyOf } from '../certificates/certificate.ts';

/** RFC 5280 §5.3.1, by the names of the RFC; its code 7 is not used. */
const REASON_CODES: Readonly<Record<number, string>> = {
  0: 'unspecified',
  1: 'keyCompromise',
  2: 'cACompromise',
  3: 'affiliationChanged',
  4: 'superseded',
  5: 'cessationOfOperation',
  6: 'certificateHold',
  8: 'removeFromCRL',
  9: 'privilegeWithdrawn',
  10: 'aACompromise',
};
const HOLD = 'certificateHold';
const UNHOLD = 'removeFromCRL';

/** One answer about one certificate, already checked to come from whom it may. */
export type RevocationAnswer = {
  /** `on-hold`: suspended, may still be released (RFC 5280 §5.3.1). */
  readonly state: 'good' | 'revoked' | 'on-hold';
  readonly revokedAt?: Date;
  /** Name of the reason code, where there is one. */
  readonly reason?: string;
  readonly thisUpdate: Date;
  readonly nextUpdate?: Date;
  /** Who signed the answer: the issuer itself, or the responder that it appointed. */
  readonly responder: Certificate;
  /** Until when its signature proves anything (policy of algorithms); undefined while no end is known. */
  readonly reliableUntil: Date | undefined;
};

/** What an OCSP response and a CRL have in common: bytes and a signature over them. */
export type SignedAnswer = {
  readonly signedBytes: Uint8Array;
  readonly algorithm: AlgorithmIdentifier;
  readonly signature: Uint8Array;
};

const checked = new WeakMap<SignedAnswer, Map<string, boolean>>();

/** Whether `signer`'s key made the signature; computed once for each pair, because one CRL answers for many certificates. */
export function isAnswerOf(answer: SignedAnswer, signer: Certificate): boolean {
  const known = checked.get(answer) ?? new Map<string, boolean>();
  checked.set(answer, known);
  const before = known.get(signer.fingerprint);
  if (before !== undefined) return before;
  const key = publicKeyOf(signer);
  const isSigned =
    key !== undefined &&
    checkSignature(key, answer.algorithm, answer.signedBytes, answer.signature) === 'valid';
  known.set(signer.fingerprint, isSigned);
  return isSigned;
}

/** The earlier end of the two that a signature rests on: its hash and its key. */
export function reliableUntil({ algorithm }: SignedAnswer, signer: Certificate): Date | undefined {
  const hash = hashOfSignature(algorithm);
  const ends = [hash && hashReliableUntil(hash), keyUsableUntil(signer)].filter((end) => end !== undefined);
  return ends.toSorted((a, b) => a.getTime() - b.getTime())[0];
}

export const reasonOfCode = (code: number): string => REASON_CODES[code] ?? 'unspecified';

/** The state that an entry with this reason means. */
export function stateOf(reason: string | undefined): RevocationAnswer['state'] {
  if (reason === UNHOLD) return 'good';
  return reason === HOLD ? 'on-hold' : 'revoked';
}

/**
 * Whether an answer can speak of `certificate` at all: given after the certificate had expired, it is silent about it unless its author keeps the
 * expired ones that long (RFC 6960 §4.4.4 archive cutoff; X.509 expiredCertsOnCRL). `keptSince` is that time.
 */
export const speaksOf = ({ notAfter }: Certificate, thisUpdate: Date, keptSince: Date | undefined): boolean =>
  thisUpdate <= notAfter || (keptSince !== undefined && keptSince <= notAfter);
