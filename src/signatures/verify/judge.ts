import {
  type CheckStep,
  type Indication,
  type Integrity,
  type Sentence,
  type SubIndication,
  worstIntegrity,
} from '../../shared/signature/report.ts';
import { algorithms } from './checks/algorithms.ts';
import { byteRange } from './checks/byte-range.ts';
import { certificatePath } from './checks/certificate-path.ts';
import { certificateValidity } from './checks/certificate-validity.ts';
import { attributes, cmsForm, digest, signatureValue, signingCertificate } from './checks/cms.ts';
import { dictionary } from './checks/dictionary.ts';
import { laterChanges } from './checks/later-changes.ts';
import { policy } from './checks/policy.ts';
import { revocation, revocationFreshness } from './checks/revocation.ts';
import { signedRevision } from './checks/signed-revision.ts';
import { timestampOrder, timestamps } from './checks/timestamps.ts';
import { type Check, type Evidence, type Finding, passed, type TrustEvidence } from './finding.ts';

/** Checks that ask for trust alone: the building blocks of a time-stamp whose own signature is sound (EN 319 102-1 §5.4). */
const TRUST_ORDER: readonly Check<TrustEvidence>[] = [
  certificatePath,
  certificateValidity,
  revocation,
  revocationFreshness,
];

/** The order of EN 319 102-1 §5.3: format, identification, policy, trust, cryptography, acceptance; then what a PDF and time ask. */
const ORDER: readonly Check[] = [
  dictionary,
  byteRange,
  signedRevision,
  cmsForm,
  signingCertificate,
  policy,
  ...TRUST_ORDER,
  digest,
  signatureValue,
  attributes,
  algorithms,
  laterChanges,
  timestamps,
  timestampOrder,
];

/** The verdict on a time-stamp's authority, with the reason that decides. */
export const judgeTrust = (trust: TrustEvidence): Finding =>
  decisiveOf([...TRUST_ORDER, algorithms].map((check) => check.judge(trust))) ?? passed;

export type Verdict = {
  readonly integrity: Integrity;
  readonly indication: Indication;
  readonly subIndication: SubIndication | null;
  readonly sentence: Sentence;
  readonly trail: readonly CheckStep[];
};

/** Runs every check over the evidence of one signature; `decisiveOf` says which finding gives the verdict. */
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
  const decisive = decisiveOf(all);
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

/** Kinds of findings from the gravest; what waiting alone may settle ("thử lại sau") never hides what it cannot. */
const GRAVITY: readonly ((finding: Finding & { outcome: 'failed' | 'indeterminate' }) => boolean)[] = [
  ({ outcome }) => outcome === 'failed',
  ({ integrity }) => integrity !== undefined,
  ({ subIndication }) => subIndication !== 'TRY_LATER',
  () => true,
];

/** The first of the gravest findings; undefined when all passed. */
function decisiveOf(all: readonly Finding[]): Finding | undefined {
  const open = all.filter((finding) => finding.outcome !== 'passed');
  for (const isSo of GRAVITY) {
    const found = open.find(isSo);
    if (found) return found;
  }
  return undefined;
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
