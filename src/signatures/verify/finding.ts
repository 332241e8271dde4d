import type { Detail } from '../../shared/errors.ts';
import type { Block, Integrity, Reason, SubIndication } from '../../shared/signature/report.ts';
import type { HashName } from '../asn1/algorithms.ts';
import type { PathCheck } from '../certificates/path.ts';
import type { SignatureEvidence, TokenEvidence } from './evidence.ts';
import type { ProofOfExistence } from './proofs.ts';
import type { CertificateState } from './revocation.ts';
import type { Sliding } from './sliding.ts';

/** What is known of the certificate behind a signature or a time-stamp, and of when that existed. */
export type TrustEvidence = {
  /** The present: the time for which the verdict is asked. */
  readonly at: Date;
  readonly path: PathCheck | undefined;
  /** Of the path's certificates but the anchor, signer first. */
  readonly states: readonly CertificateState[];
  /** The earliest trusted proof that it existed (EN 319 102-1 §5.6.2.3). */
  readonly proof: ProofOfExistence | undefined;
  /** A time-stamp that it covers proves that it was made after this. */
  readonly madeAfter: Date | undefined;
  /**
   * For when answers about revocation must hold: the proven time or the present. Undefined for a time-stamp, of whose authority any acceptable answer will do,
   * as in the default policy of EU DSS: an archive that had to be asked about each day would be none. On-line its authority is asked anew.
   */
  readonly freshAt: Date | undefined;
  readonly sliding: Sliding;
  readonly hash: HashName | undefined;
};

/** A time-stamp inside a signature with its own verdict. */
export type JudgedToken = {
  readonly token: TokenEvidence & { readonly ok: true };
  readonly trust: TrustEvidence;
  readonly finding: Finding;
};

/** A trusted time-stamp as a stretch of time, its accuracy taken in. */
export type Stamp = { readonly earliest: Date; readonly latest: Date };

export type Evidence = SignatureEvidence &
  TrustEvidence & {
    readonly tokens: readonly JudgedToken[];
    /** The trusted time-stamps around the signature, in the order in which they must have been made. */
    readonly stamps: readonly Stamp[];
  };

/** What one check found. `integrity` is set where the finding speaks of the bytes; trust alone never touches it. */
export type Finding =
  | { readonly outcome: 'passed' }
  | {
      readonly outcome: 'failed' | 'indeterminate';
      readonly reason: Reason;
      readonly subIndication: SubIndication;
      readonly integrity?: Integrity;
      readonly detail?: Detail;
    };

/** One question to the evidence: small, pure, with the clause that asks it. */
export type Check<E = Evidence> = {
  readonly name: string;
  readonly block: Block;
  readonly clause: string;
  readonly judge: (evidence: E) => Finding;
};

export const passed: Finding = { outcome: 'passed' };

/** The bytes are not what was signed, or nobody can say what was. */
export const invalid = (reason: Reason, subIndication: SubIndication = 'FORMAT_FAILURE'): Finding => ({
  outcome: 'failed',
  reason,
  subIndication,
  integrity: 'invalid',
});

/** The bytes are right and the signature is nevertheless worth nothing. */
export const worthless = (reason: Reason, subIndication: SubIndication): Finding => ({
  outcome: 'failed',
  reason,
  subIndication,
});

/** Nobody can say whether the bytes are what was signed. */
export const unclear = (reason: Reason, subIndication: SubIndication): Finding => ({
  outcome: 'indeterminate',
  reason,
  subIndication,
  integrity: 'indeterminate',
});

/** The bytes are right; whose they are, or since when, is open. */
export const untrusted = (reason: Reason, subIndication: SubIndication): Finding => ({
  outcome: 'indeterminate',
  reason,
  subIndication,
});

/** EN 319 102-1 §5.5.4: when the signature is known to have existed; without proof that is the present. */
export const bestTime = ({ proof, at }: TrustEvidence): Date => proof?.at ?? at;
