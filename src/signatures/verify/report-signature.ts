import type { Level, SignatureReport } from '../../shared/signature/report.ts';
import { schemeName } from '../asn1/algorithms.ts';
import { describeCertificate } from '../certificates/describe.ts';
import type { Evidence } from './finding.ts';
import type { Verdict } from './judge.ts';
import { readPdfDate } from './pdf-date.ts';
import { reportChain, reportProof, reportToken } from './report-trust.ts';

/** One signature's part of the report. */
export function reportSignature(evidence: Evidence, verdict: Verdict): SignatureReport {
  const { byteRange, cms, claimed } = evidence;
  const certificate = cms?.signer?.certificate;
  const claimedAt = (claimed ? readPdfDate(claimed) : undefined) ?? cms?.signer?.claimedAt;
  const stampedAt = cms?.token?.at ?? evidence.proof?.at;
  const signedAt = stampedAt ?? claimedAt;
  return {
    field: evidence.field.name,
    kind: evidence.kind,
    integrity: verdict.integrity,
    coversWholeFile: byteRange.coversWholeFile,
    revision: byteRange.revision === undefined ? null : byteRange.revision + 1,
    signedBytes: byteRange.revision === undefined ? null : byteRange.end,
    indication: verdict.indication,
    subIndication: verdict.subIndication,
    level: levelOf(evidence),
    signer: certificate ? describeCertificate(certificate) : null,
    signedAt: signedAt?.toISOString() ?? null,
    timestamped: stampedAt !== undefined,
    claimedAt: claimedAt?.toISOString() ?? null,
    proof: reportProof(evidence.proof),
    chain: reportChain(evidence),
    timestamps: evidence.tokens.map(reportToken),
    algorithms: {
      hash: cms?.signer?.hash ?? null,
      signature: cms?.signer ? (schemeName(cms.signer.signer.signatureAlgorithm) ?? null) : null,
    },
    laterChanges: [...evidence.laterChanges],
    sentence: verdict.sentence,
    trail: [...verdict.trail],
  };
}

/** EN 319 142-1 §6: which level the signature's form reaches; whether it holds is the verdict's business. */
function levelOf({ subFilter, cms, timestamps, laterChanges, byteRange }: Evidence): Level | null {
  if (subFilter !== 'cades' || !cms?.signer || cms.signer.certificateReference === 'none') return null;
  const isStamped = timestamps.some((token) => token.ok && token.check.coversContent);
  const isDocumentStamped = laterChanges.some(({ code }) => code === 'timestamp-added');
  if (byteRange.revision === undefined || !(isStamped || isDocumentStamped)) return 'B-B';
  // A store from before the signature says nothing of it, and only a time-stamp behind the store keeps what it says.
  const storedIn = laterChanges.find(({ code }) => code === 'validation-data')?.revision;
  if (storedIn === undefined) return 'B-T';
  const isKept = laterChanges.some(
    ({ code, revision }) => code === 'timestamp-added' && revision >= storedIn,
  );
  return isKept ? 'B-LTA' : 'B-LT';
}
