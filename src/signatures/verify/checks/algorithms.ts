import { hashReliableUntil } from '../../algorithm-policy.ts';
import { bestTime, type Check, passed, type TrustEvidence, unclear, untrusted } from '../finding.ts';

/** The hash bound content to signature when the signature is known to have existed. The keys are asked with the path. */
export const algorithms: Check<TrustEvidence> = {
  name: 'algorithms',
  block: 'SAV',
  clause: 'EN 319 102-1 §5.2.8, §5.5.4 (8), §5.6.2.4 (4)',
  judge: (evidence) => {
    const { hash, madeAfter } = evidence;
    const until = hash && hashReliableUntil(hash);
    if (!until || bestTime(evidence) <= until) return passed;
    // Whoever can find two documents of one digest has signed both: there the bytes themselves are open.
    if (hash === 'md5') return unclear('hash-broken', 'CRYPTO_CONSTRAINTS_FAILURE_NO_POE');
    return madeAfter && madeAfter > until
      ? untrusted('weak-when-signed', 'CRYPTO_CONSTRAINTS_FAILURE')
      : untrusted('hash-weak', 'CRYPTO_CONSTRAINTS_FAILURE_NO_POE');
  },
};
