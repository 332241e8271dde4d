import type { Certificate } from '../../certificates/certificate.ts';
import { type Check, type Finding, passed, type TrustEvidence, untrusted, worthless } from '../finding.ts';

const holdsAt = ({ notBefore, notAfter }: Certificate, at: Date): boolean =>
  notBefore <= at && at <= notAfter;

/** The signer's certificate and its authorities held when the signature was made: now, or at the proven time. */
export const certificateValidity: Check<TrustEvidence> = {
  name: 'certificate-validity',
  block: 'XCV',
  clause: 'EN 319 102-1 §5.2.6.4, §5.5.4 (4), §5.6.2.4',
  judge: (evidence) => {
    const { path, proof, madeAfter, at } = evidence;
    const [signer, ...authorities] = path?.path ?? [];
    if (!signer) return passed;
    if (proof && proof.at < signer.notBefore) return worthless('signed-before-validity', 'NOT_YET_VALID');
    if (madeAfter && madeAfter > signer.notAfter) return worthless('signed-after-expiry', 'EXPIRED');
    if (at < signer.notBefore) return untrusted('not-yet-valid', 'NOT_YET_VALID');
    const isOpen = authorities.some((one) => !holdsAt(one, at) && !(proof && holdsAt(one, proof.at)));
    if (isOpen) return untrusted('expired', 'OUT_OF_BOUNDS_NO_POE');
    return at <= signer.notAfter ? passed : judgeExpired(signer, evidence);
  },
};

/** An expired certificate still carries a signature that is proven to be older, as long as it is known not to have been revoked. */
function judgeExpired(signer: Certificate, { proof, states: [own] }: TrustEvidence): Finding {
  const isKnown = !own?.isNeeded || own.answers.length > 0;
  if (proof && proof.at <= signer.notAfter)
    return isKnown ? passed : untrusted('expired-unasked', 'OUT_OF_BOUNDS_NO_POE');
  return own?.answers.some(({ state }) => state === 'good')
    ? untrusted('expired-not-revoked', 'OUT_OF_BOUNDS_NOT_REVOKED')
    : untrusted('expired', 'OUT_OF_BOUNDS_NO_POE');
}
