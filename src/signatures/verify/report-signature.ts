import type { Level, SignatureReport, Signer } from '../../shared/signature/report.ts';
import {
  type Certificate,
  issuerName,
  subjectName,
  subjectOrganisation,
} from '../certificates/certificate.ts';
import type { PdfFile } from '../pdf/file.ts';
import { asDict } from '../pdf/objects.ts';
import type { Evidence } from './finding.ts';
import type { Verdict } from './judge.ts';
import { readPdfDate } from './pdf-date.ts';

/** One signature's part of the report. */
export function reportSignature(evidence: Evidence, verdict: Verdict, file: PdfFile): SignatureReport {
  const { byteRange, cms, claimed } = evidence;
  const certificate = cms?.signer?.certificate;
  const signedAt =
    cms?.stampedAt ??
    evidence.provenAt ??
    (claimed ? readPdfDate(claimed) : undefined) ??
    cms?.signer?.claimedAt;
  return {
    field: evidence.field.name,
    kind: evidence.kind,
    integrity: verdict.integrity,
    coversWholeFile: byteRange.coversWholeFile,
    revision: byteRange.revision === undefined ? null : byteRange.revision + 1,
    signedBytes: byteRange.revision === undefined ? null : byteRange.end,
    indication: verdict.indication,
    subIndication: verdict.subIndication,
    level: levelOf(evidence, file),
    signer: certificate ? signerOf(certificate) : null,
    signedAt: signedAt?.toISOString() ?? null,
    timestamped: cms?.stampedAt !== undefined || evidence.provenAt !== undefined,
    laterChanges: [...evidence.laterChanges],
    sentence: verdict.sentence,
    trail: [...verdict.trail],
  };
}

const signerOf = (certificate: Certificate): Signer => ({
  name: subjectName(certificate),
  organisation: subjectOrganisation(certificate) ?? null,
  issuer: issuerName(certificate),
  serial: certificate.serial,
  notBefore: certificate.notBefore.toISOString(),
  notAfter: certificate.notAfter.toISOString(),
  fingerprint: certificate.fingerprint,
});

/** EN 319 142-1 §6: which level the signature's form reaches; whether it holds is the verdict's business. */
function levelOf(
  { subFilter, cms, timestamps, laterChanges, byteRange }: Evidence,
  file: PdfFile,
): Level | null {
  if (subFilter !== 'cades' || !cms?.signer || cms.signer.certificateReference === 'none') return null;
  const isStamped = timestamps.some((token) => token.ok && token.check.coversContent);
  const isDocumentStamped = laterChanges.some(({ code }) => code === 'timestamp-added');
  const hasStore = asDict(file.latest.get(file.latest.catalog, 'DSS')) !== undefined;
  if (byteRange.revision === undefined || !(isStamped || isDocumentStamped)) return 'B-B';
  if (!hasStore) return 'B-T';
  return isDocumentStamped ? 'B-LTA' : 'B-LT';
}
