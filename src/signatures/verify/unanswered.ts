import type { Certificate } from '../certificates/certificate.ts';
import { bestTime, type Evidence } from './finding.ts';
import { type CertificateState, decisiveAnswer, isFresh } from './revocation.ts';

/** Paths asked about for one file: each official, agency and time-stamping authority once. */
const PATHS_MAX = 20;

/**
 * The paths to an anchor on which a certificate lacks an answer that holds: those of signers, of time-stamps and of tokens, each once. A path that ends
 * nowhere is not asked about: its answers would prove nothing, and a stranger's file must not choose whom we call.
 */
export function unansweredPaths(evidence: readonly Evidence[]): readonly (readonly Certificate[])[] {
  const paths = new Map<string, readonly Certificate[]>();
  for (const trust of evidence.flatMap((one) => [one, ...one.tokens.map((token) => token.trust)])) {
    const { path } = trust;
    const [signer] = path?.path ?? [];
    const reaches = path?.outcome === 'passed' || path?.reason === 'expired';
    if (path && signer && reaches && trust.states.some((state) => isOpen(state, bestTime(trust))))
      paths.set(signer.fingerprint, path.path);
  }
  return [...paths.values()].slice(0, PATHS_MAX);
}

function isOpen(state: CertificateState, since: Date): boolean {
  if (!state.isNeeded) return false;
  const answer = decisiveAnswer(state);
  if (!answer || answer.state === 'on-hold') return true;
  return answer.state === 'good' && !state.answers.some((one) => isFresh(one, since));
}
