import type { Detail } from '../../shared/errors.ts';
import type { Block, Integrity, Reason, SubIndication } from '../../shared/signature/report.ts';
import type { PathCheck } from '../certificates/path.ts';
import type { SignatureEvidence } from './evidence.ts';
import type { RevocationEvidence } from './revocation.ts';

/** What is known of the certificate behind a signature, and of when the signature existed. */
export type TrustEvidence = {
  readonly path: PathCheck | undefined;
  readonly revocation: RevocationEvidence;
  /** The earliest time at which a trusted time-stamp proves that the signature existed (EN 319 102-1 §5.6). */
  readonly provenAt: Date | undefined;
};

export type Evidence = SignatureEvidence & TrustEvidence;

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
export type Check = {
  readonly name: string;
  readonly block: Block;
  readonly clause: string;
  readonly judge: (evidence: Evidence) => Finding;
};

export const passed: Finding = { outcome: 'passed' };

/** The bytes are not what was signed, or nobody can say what was. */
export const invalid = (reason: Reason, subIndication: SubIndication = 'FORMAT_FAILURE'): Finding => ({
  outcome: 'failed',
  reason,
  subIndication,
  integrity: 'invalid',
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
