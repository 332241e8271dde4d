import type { Reason } from '../../../shared/signature/report.ts';
import type { PathReason } from '../../certificates/path.ts';
import { type Check, passed, unclear, untrusted } from '../finding.ts';

const PATH_REASONS: Readonly<Record<PathReason, Reason>> = {
  'no-path': 'untrusted',
  'bad-signature': 'chain-broken',
  expired: 'expired',
  'not-yet-valid': 'not-yet-valid',
  'not-a-ca': 'chain-broken',
  'path-too-long': 'chain-broken',
  'key-usage': 'certificate-purpose',
  'extended-key-usage': 'certificate-purpose',
  'unknown-critical-extension': 'chain-broken',
  'name-constraints': 'chain-broken',
  'weak-key': 'key-weak',
  'weak-hash': 'hash-weak',
  'unsupported-key': 'algorithm-unsupported',
};

export const certificatePath: Check = {
  name: 'certificate-path',
  block: 'XCV',
  clause: 'EN 319 102-1 §5.2.6; RFC 5280 §6.1',
  judge: ({ path }) => {
    if (!path) return untrusted('certificate-absent', 'NO_SIGNING_CERTIFICATE_FOUND');
    return path.outcome === 'passed' ? passed : untrusted(PATH_REASONS[path.reason], path.subIndication);
  },
};

/** Revoked before the proven time is a failure, revoked with no proof of time is open; not asked is open, never red nor green. */
export const revocation: Check = {
  name: 'revocation',
  block: 'XCV',
  clause: 'EN 319 102-1 §5.2.6.4, §5.5; RFC 6960; RFC 5280 §6.3',
  judge: ({ revocation: { status, revokedAt }, provenAt }) => {
    if (status === 'good' || status === 'not-offered') return passed;
    if (status === 'unknown') return untrusted('revocation-unknown', 'TRY_LATER');
    if (provenAt === undefined || revokedAt === undefined) return untrusted('revoked', 'REVOKED_NO_POE');
    if (provenAt < revokedAt) return passed;
    return { outcome: 'failed', reason: 'revoked', subIndication: 'REVOKED' };
  },
};

/** A time-stamp that does not stamp this signature was put there by somebody; one that is only untrusted proves nothing and spoils nothing. */
export const timestamps: Check = {
  name: 'timestamps',
  block: 'TIME',
  clause: 'EN 319 102-1 §5.4; RFC 3161 §2.4.2',
  judge: ({ timestamps: tokens }) => {
    const isBroken = tokens.some(
      (token) =>
        !token.ok ||
        !token.check.coversContent ||
        token.check.signer?.integrity.outcome === 'failed' ||
        token.check.signer?.signatureValue.outcome === 'failed',
    );
    return isBroken ? unclear('timestamp-broken', 'SIG_CONSTRAINTS_FAILURE') : passed;
  },
};
