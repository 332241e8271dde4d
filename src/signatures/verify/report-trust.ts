import type {
  ChainCertificate,
  Proof,
  RevocationReport,
  TimestampReport,
} from '../../shared/signature/report.ts';
import { subjectName } from '../certificates/certificate.ts';
import { describeCertificate } from '../certificates/describe.ts';
import type { JudgedToken, TrustEvidence } from './finding.ts';
import type { ProofOfExistence } from './proofs.ts';
import { type CertificateState, decisiveAnswer } from './revocation.ts';

const unanswered = {
  kind: null,
  source: null,
  responder: null,
  thisUpdate: null,
  nextUpdate: null,
  revokedAt: null,
  reason: null,
} as const;

/** What decided about one certificate's revocation; a certificate without a state is an anchor or the end of a broken path. */
function reportState(state: CertificateState | undefined): RevocationReport {
  if (!state?.isNeeded) return { ...unanswered, status: 'not-needed' };
  const answer = decisiveAnswer(state);
  if (!answer) return { ...unanswered, status: 'unknown' };
  return {
    status: answer.state,
    kind: answer.kind,
    source: answer.source,
    responder: subjectName(answer.responder),
    thisUpdate: answer.thisUpdate.toISOString(),
    nextUpdate: answer.nextUpdate?.toISOString() ?? null,
    revokedAt: answer.revokedAt?.toISOString() ?? null,
    reason: answer.reason ?? null,
  };
}

/** The path as far as it could be built, each certificate with what is known of its revocation. */
export function reportChain({ path, states }: TrustEvidence): ChainCertificate[] {
  const reaches = path !== undefined && (path.outcome === 'passed' || path.reason !== 'no-path');
  return (path?.path ?? []).map((certificate, index, { length }) => ({
    ...describeCertificate(certificate),
    isAnchor: reaches && index === length - 1,
    revocation: reportState(states[index]),
  }));
}

export function reportProof(proof: ProofOfExistence | undefined): Proof | null {
  if (!proof) return null;
  const { at, by, authority, field } = proof;
  return {
    at: at.toISOString(),
    by,
    authority: authority ? subjectName(authority) : null,
    field: field ?? null,
  };
}

/** A time-stamp inside a signature, with its authority's chain and its own verdict. */
export function reportToken({ token, trust, finding }: JudgedToken): TimestampReport {
  const { info, signer } = token.check;
  const isPassed = finding.outcome === 'passed';
  return {
    at: info.at.toISOString(),
    authority: signer?.certificate ? subjectName(signer.certificate) : null,
    hash: info.hash,
    indication: isPassed ? 'PASSED' : finding.outcome === 'failed' ? 'FAILED' : 'INDETERMINATE',
    subIndication: isPassed ? null : finding.subIndication,
    reason: isPassed ? 'passed' : finding.reason,
    chain: reportChain(trust),
  };
}
