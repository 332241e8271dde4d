import {
  type CheckStep,
  type Indication,
  type Integrity,
  type Sentence,
  type SubIndication,
  worstIntegrity,
} from '../../shared/signature/report.ts';
import { byteRange } from './checks/byte-range.ts';
import { attributes, cmsForm, digest, signatureValue, signingCertificate } from './checks/cms.ts';
import { dictionary } from './checks/dictionary.ts';
import { laterChanges } from './checks/later-changes.ts';
import { signedRevision } from './checks/signed-revision.ts';
import { certificatePath, revocation, timestamps } from './checks/trust.ts';
import type { Check, Evidence, Finding } from './finding.ts';

/** The order of EN 319 102-1 §5.3: format, identification, cryptography, what came after, then trust and time. */
const ORDER: readonly Check[] = [
  dictionary,
  byteRange,
  signedRevision,
  cmsForm,
  signingCertificate,
  digest,
  signatureValue,
  attributes,
  laterChanges,
  timestamps,
  certificatePath,
  revocation,
];

export type Verdict = {
  readonly integrity: Integrity;
  readonly indication: Indication;
  readonly subIndication: SubIndication | null;
  readonly sentence: Sentence;
  readonly trail: readonly CheckStep[];
};

/** Runs every check over the evidence of one signature. The first failure decides, then the first open question. */
export function judge(evidence: Evidence, order: readonly Check[] = ORDER): Verdict {
  const findings = order.map((check) => ({ check, finding: check.judge(evidence) }));
  const trail = findings.map(
    ({ check, finding }): CheckStep => ({
      check: check.name,
      block: check.block,
      clause: check.clause,
      outcome: finding.outcome,
      reason: finding.outcome === 'passed' ? 'passed' : finding.reason,
    }),
  );
  const all = findings.map(({ finding }) => finding);
  const decisive =
    all.find(({ outcome }) => outcome === 'failed') ?? all.find(({ outcome }) => outcome === 'indeterminate');
  const integrity = worstIntegrity(['valid', ...all.flatMap(integrityOf)]);
  const indication = indicationOf(decisive);
  return {
    integrity,
    indication,
    subIndication: decisive && decisive.outcome !== 'passed' ? decisive.subIndication : null,
    sentence: sentenceFor(integrity, indication, decisive),
    trail,
  };
}

const integrityOf = (finding: Finding): readonly Integrity[] =>
  finding.outcome !== 'passed' && finding.integrity ? [finding.integrity] : [];

function indicationOf(decisive: Finding | undefined): Indication {
  if (!decisive || decisive.outcome === 'passed') return 'TOTAL_PASSED';
  return decisive.outcome === 'failed' ? 'TOTAL_FAILED' : 'INDETERMINATE';
}

function sentenceFor(integrity: Integrity, indication: Indication, decisive: Finding | undefined): Sentence {
  const reason = decisive && decisive.outcome !== 'passed' ? decisive.reason : 'passed';
  const detail = { ...(decisive && decisive.outcome !== 'passed' ? decisive.detail : {}) };
  const code = integrity === 'modified' ? 'modified' : codeOf(indication);
  return { code, reason, detail };
}

function codeOf(indication: Indication): Sentence['code'] {
  switch (indication) {
    case 'TOTAL_PASSED':
      return 'valid';
    case 'INDETERMINATE':
      return 'undetermined';
    case 'TOTAL_FAILED':
      return 'invalid';
  }
}
