import type { AppError } from '../../shared/errors.ts';
import {
  type Integrity,
  type PdfReport,
  type Reason,
  type Sentence,
  worstIntegrity,
} from '../../shared/signature/report.ts';
import { type Certificate, parseCertificate } from '../certificates/certificate.ts';
import { openPdf, type PdfFile } from '../pdf/file.ts';
import { PDF_LIMITS, type PdfLimits } from '../pdf/limits.ts';
import { attempt } from './attempt.ts';
import { dssCertificates, dssItems } from './dss.ts';
import {
  gatherSignature,
  isSound,
  pathOf,
  type SignatureEvidence,
  timestampPath,
  type VerifyContext,
} from './evidence.ts';
import type { Evidence, TrustEvidence } from './finding.ts';
import { judge } from './judge.ts';
import { gatherLaterChanges, type Signing } from './later-changes.ts';
import { reportSignature } from './report-signature.ts';
import { gatherRevocation, type RevocationAnswers, readAnswers } from './revocation.ts';
import { findSignatures } from './signature-field.ts';

export type VerifyOptions = {
  /** Certificates that are trusted by themselves, DER. */
  readonly anchors: readonly Uint8Array[];
  /** Certificates that may stand between, DER. */
  readonly intermediates?: readonly Uint8Array[];
  /** The time for which the verdict is asked. */
  readonly at: Date;
  /** Nothing is fetched in any case; what could not be asked is told as TRY_LATER. */
  readonly offline: boolean;
  readonly limits?: PdfLimits;
};

/**
 * Verifies every signature of a PDF (ETSI EN 319 102-1; ISO 32000-2 §12.8). Whatever the bytes are, the answer is a report: a broken,
 * huge or hostile file ends in a verdict within `limits.timeMsMax` of reading and comparing. Nothing is fetched.
 */
export async function verifyPdf(bytes: Uint8Array, options: VerifyOptions): Promise<PdfReport> {
  const result = attempt(() => verify(bytes, options));
  const judged = result.ok ? result.value : faultReport(result.fault);
  return { ...judged, judgedAt: options.at.toISOString(), online: false };
}

/** A report before it is said for when and with what it was made. */
type Judged = Omit<PdfReport, 'judgedAt' | 'online'>;

function verify(bytes: Uint8Array, options: VerifyOptions): Judged {
  const file = openPdf(bytes, options.limits ?? PDF_LIMITS);
  const revisions = file.revisions.length;
  if (file.encrypted) return fileReport('encrypted', revisions, 'encrypted', 'passed');
  const context: VerifyContext = {
    anchors: readAll(options.anchors),
    intermediates: readAll(options.intermediates ?? []),
    at: options.at,
    offline: options.offline,
    budget: file.budget,
  };
  const evidence = gather(file, context);
  const signatures = evidence.map((one) => reportSignature(one, judge(one)));
  if (signatures.length === 0) return fileReport('unsigned', revisions, 'unsigned', 'passed');
  const integrity = worstIntegrity(signatures.map((signature) => signature.integrity));
  const rank = { TOTAL_FAILED: 0, INDETERMINATE: 1, TOTAL_PASSED: 2 };
  const worst = signatures.toSorted(
    (a, b) =>
      Number(b.integrity === integrity) - Number(a.integrity === integrity) ||
      rank[a.indication] - rank[b.indication],
  )[0];
  const sentence: Sentence = worst?.sentence ?? { code: 'undetermined', reason: 'unreadable', detail: {} };
  return { integrity, revisions, signatures, sentence };
}

const readAll = (ders: readonly Uint8Array[]): readonly Certificate[] =>
  ders.flatMap((der) => {
    const certificate = parseCertificate(der);
    return certificate.ok ? [certificate.value] : [];
  });

function gather(file: PdfFile, context: VerifyContext): readonly Evidence[] {
  const known = [...dssCertificates(file), ...context.intermediates];
  const found = findSignatures(file).map((field) => gatherSignature(file, field, known, context));
  const signings = found.flatMap((one): readonly Signing[] => {
    const { revision, end } = one.byteRange;
    if (revision === undefined || one.inSignedRevision === 'absent') return [];
    return [{ key: one.field.key, kind: one.kind, revision, end }];
  });
  const changes = gatherLaterChanges(file, signings);
  const complete = found.map((one): SignatureEvidence => {
    const own = one.byteRange.revision;
    const laterChanges =
      own === undefined ? [] : [...changes].flatMap(([index, list]) => (index > own ? list : []));
    return { ...one, laterChanges };
  });
  const answers = readAnswers(dssItems(file, 'OCSPs'), dssItems(file, 'CRLs'));
  return complete.map((one) => ({ ...one, ...gatherTrust(one, { all: complete, known, answers, context }) }));
}

type Surroundings = {
  readonly all: readonly SignatureEvidence[];
  readonly known: readonly Certificate[];
  readonly answers: RevocationAnswers;
  readonly context: VerifyContext;
};

function gatherTrust(one: SignatureEvidence, { all, known, answers, context }: Surroundings): TrustEvidence {
  const certificate = one.cms?.signer?.certificate;
  const provenAt = provenTime(one, all, known, context);
  if (!certificate || !one.cms?.signer) {
    return { path: undefined, provenAt, revocation: { status: 'unknown' } };
  }
  const { signer, signed } = one.cms;
  const path =
    one.kind === 'timestamp'
      ? timestampPath(signer, signed, known, context)
      : pathOf(signer, [...signer.certificates, ...known], context, {
          at: provenAt ?? context.at,
          purpose: 'document-signing',
        });
  const revocation = gatherRevocation(
    path?.path ?? [certificate],
    answers,
    provenAt ?? context.at,
    context.budget,
  );
  return { path, provenAt, revocation };
}

/** EN 319 102-1 §5.6.2: the earliest trusted proof, a token over the signature or a later time-stamp of the document. */
function provenTime(
  one: SignatureEvidence,
  all: readonly SignatureEvidence[],
  known: readonly Certificate[],
  context: VerifyContext,
): Date | undefined {
  const own = one.timestamps.flatMap((token) =>
    token.ok && token.check.coversContent && isSound(token.check.signer) && token.path?.outcome === 'passed'
      ? [token.check.info.at]
      : [],
  );
  const later = all.flatMap((other) => {
    const { cms, byteRange } = other;
    const isLater = (byteRange.revision ?? -1) > (one.byteRange.revision ?? Number.POSITIVE_INFINITY);
    if (!isLater || other.kind !== 'timestamp' || !cms?.signer || !cms.stampedAt) return [];
    const isProof = byteRange.leavesOutContents && cms.carriedDigestFits && isSound(cms.signer);
    return isProof && timestampPath(cms.signer, cms.signed, known, context)?.outcome === 'passed'
      ? [cms.stampedAt]
      : [];
  });
  return [...own, ...later].toSorted((a, b) => a.getTime() - b.getTime())[0];
}

function fileReport(integrity: Integrity, revisions: number, code: Sentence['code'], reason: Reason): Judged {
  return { integrity, revisions, signatures: [], sentence: { code, reason, detail: {} } };
}

function faultReport(fault: AppError): Judged {
  if (fault.code === 'pdf.too-complex' || fault.code === 'pdf.too-large') {
    return fileReport('indeterminate', 0, 'undetermined', 'too-complex');
  }
  return fileReport('malformed', 0, 'malformed', 'passed');
}
