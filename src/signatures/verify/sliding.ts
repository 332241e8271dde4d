import { hashReliableUntil } from '../algorithm-policy.ts';
import { type Certificate, keyUsableUntil, signatureHashOf } from '../certificates/certificate.ts';
import { type Proofs, subjectOf } from './proofs.ts';
import { type CertificateState, isFresh } from './revocation.ts';

/** Up to when the chain can be relied on, or the certificate for which no evidence existed in time. */
export type Sliding =
  | { readonly outcome: 'passed'; readonly controlTime: Date }
  | { readonly outcome: 'indeterminate'; readonly certificate: Certificate };

const earlier = (a: Date, b: Date | undefined): Date => (b && b < a ? b : a);

/**
 * Validation time sliding (EN 319 102-1 §5.6.2.2), shell model. From the anchor's certificate down to the signer's, the time slides back to a revocation, to
 * the issue of an answer that is not fresh, or to the end of an algorithm; of each certificate and its answer there must be a proof of existence by then.
 */
export function slide(
  path: readonly Certificate[],
  states: readonly CertificateState[],
  proofs: Proofs,
  at: Date,
): Sliding {
  let controlTime = at;
  for (const { certificate, isNeeded, answers } of states.toReversed()) {
    const knownBy = (subject: string): boolean => (proofs.of(subject)?.at ?? at) <= controlTime;
    const answer = answers.find(
      ({ id, thisUpdate }) => thisUpdate <= controlTime && knownBy(subjectOf.answer(id)),
    );
    const isKnown = controlTime === at || knownBy(subjectOf.certificate(certificate));
    if (!isKnown || (isNeeded && !answer)) return { outcome: 'indeterminate', certificate };
    if (answer && answer.state !== 'good') controlTime = earlier(controlTime, answer.revokedAt);
    else if (answer && !isFresh(answer, controlTime)) controlTime = earlier(controlTime, answer.thisUpdate);
    controlTime = reliableEnd(certificate, answer?.reliableUntil, controlTime);
  }
  const anchor = path.at(-1);
  return {
    outcome: 'passed',
    controlTime: anchor ? earlier(controlTime, keyUsableUntil(anchor)) : controlTime,
  };
}

/** Step (d): the last time at which the algorithms of the certificate and of its answer were all relied on. */
function reliableEnd(certificate: Certificate, answerEnd: Date | undefined, controlTime: Date): Date {
  const hash = signatureHashOf(certificate);
  return [hash && hashReliableUntil(hash), keyUsableUntil(certificate), answerEnd].reduce<Date>(
    (time, end) => earlier(time, end),
    controlTime,
  );
}
