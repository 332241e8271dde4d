import type { Reason } from '../../../shared/signature/report.ts';
import type { PathReason } from '../../certificates/path.ts';
import { type Check, passed, type TrustEvidence, untrusted } from '../finding.ts';

const REASONS: Readonly<Record<Exclude<PathReason, 'expired' | 'not-yet-valid'>, Reason>> = {
  'no-path': 'untrusted',
  'bad-signature': 'chain-broken',
  'not-a-ca': 'chain-broken',
  'path-too-long': 'chain-broken',
  'key-usage': 'certificate-purpose',
  'extended-key-usage': 'certificate-purpose',
  'unknown-critical-extension': 'chain-broken',
  'name-constraints': 'chain-broken',
  policies: 'chain-broken',
  'weak-key': 'key-weak',
  'weak-hash': 'hash-weak',
  'unsupported-key': 'algorithm-unsupported',
};

/** There is a path to an anchor in which everything but the dates is right; the dates are asked by a check of their own. */
export const certificatePath: Check<TrustEvidence> = {
  name: 'certificate-path',
  block: 'XCV',
  clause: 'EN 319 102-1 §5.2.6; RFC 5280 §6.1',
  judge: ({ path }) => {
    if (!path) return untrusted('certificate-absent', 'NO_SIGNING_CERTIFICATE_FOUND');
    if (path.outcome === 'passed' || path.reason === 'expired' || path.reason === 'not-yet-valid')
      return passed;
    return untrusted(REASONS[path.reason], path.subIndication);
  },
};
