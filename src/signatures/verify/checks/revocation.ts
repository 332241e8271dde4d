import { type Check, type Finding, passed, type TrustEvidence, untrusted, worthless } from '../finding.ts';
import {
  type CertificateState,
  decisiveAnswer,
  isFresh,
  isInBounds,
  type KnownAnswer,
} from '../revocation.ts';

/** Revoked after the proven time harms nothing, revoked without such a proof leaves it open, signed after the revocation is worth nothing. */
export const revocation: Check<TrustEvidence> = {
  name: 'revocation',
  block: 'XCV',
  clause: 'EN 319 102-1 §5.2.6.4, §5.5.4 (4), §5.6.2.4; RFC 5280 §6.3; RFC 6960',
  judge: (evidence) => {
    for (const [index, state] of evidence.states.entries()) {
      const answer = decisiveAnswer(state);
      if (!answer || answer.state === 'good') continue;
      const finding = index === 0 ? judgeSigner(answer, evidence) : judgeAuthority(answer, evidence);
      if (finding.outcome !== 'passed') return finding;
    }
    return passed;
  },
};

const isProvenBefore = ({ revokedAt }: KnownAnswer, { proof }: TrustEvidence): boolean =>
  proof !== undefined && revokedAt !== undefined && proof.at < revokedAt;

function judgeSigner(answer: KnownAnswer, evidence: TrustEvidence): Finding {
  const { madeAfter } = evidence;
  if (isProvenBefore(answer, evidence)) return passed;
  if (answer.state === 'on-hold') return untrusted('suspended', 'TRY_LATER');
  return madeAfter && answer.revokedAt && madeAfter >= answer.revokedAt
    ? worthless('signed-after-revocation', 'REVOKED')
    : untrusted('revoked', 'REVOKED_NO_POE');
}

/** A revoked authority could have issued anything since: the signature, and all that vouches for its certificate, must be older. */
function judgeAuthority(answer: KnownAnswer, evidence: TrustEvidence): Finding {
  const { sliding, proof } = evidence;
  const isOlder = sliding.outcome === 'passed' && proof !== undefined && proof.at <= sliding.controlTime;
  if (isOlder && isProvenBefore(answer, evidence)) return passed;
  return answer.state === 'on-hold'
    ? untrusted('suspended', 'TRY_LATER')
    : untrusted('authority-revoked', 'REVOKED_CA_NO_POE');
}

/** Somebody answered for every certificate, late enough, and with a certificate that held. Not asked is open, never red nor green. */
export const revocationFreshness: Check<TrustEvidence> = {
  name: 'revocation-freshness',
  block: 'RFC',
  clause: 'EN 319 102-1 §5.2.5, §5.5.4 (6), §5.6.2.4',
  judge: (evidence) => {
    const findings = evidence.states
      .filter(({ isNeeded }) => isNeeded)
      .map((state) => judgeState(state, evidence));
    return findings.find(({ outcome }) => outcome !== 'passed') ?? passed;
  },
};

function judgeState(state: CertificateState, evidence: TrustEvidence): Finding {
  const answer = decisiveAnswer(state);
  if (!answer) return untrusted(state.hasOnlyIndirect ? 'crl-indirect' : 'revocation-unknown', 'TRY_LATER');
  if (answer.state !== 'good') return passed;
  const { freshAt } = evidence;
  const fresh = state.answers.filter((one) => one.state === 'good' && (!freshAt || isFresh(one, freshAt)));
  if (fresh.length === 0) return untrusted('revocation-stale', 'TRY_LATER');
  return fresh.some((one) => isInBounds(one, evidence.at))
    ? passed
    : untrusted('revocation-out-of-bounds', 'REVOCATION_OUT_OF_BOUNDS_NO_POE');
}
