import { AppError } from '../../shared/errors.ts';
import {
  type Integrity,
  type PdfReport,
  type Reason,
  type Sentence,
  worstIntegrity,
} from '../../shared/signature/report.ts';
import { type Certificate, parseCertificate } from '../certificates/certificate.ts';
import { openPdf, type PdfFile } from '../pdf/file.ts';
import { createBudget, PDF_LIMITS, type PdfLimits } from '../pdf/limits.ts';
import type { RevocationSource } from '../revocation/source.ts';
import { idOf, readAnswers } from './answers.ts';
import { attempt } from './attempt.ts';
import { dssAnswers, dssCertificates } from './dss.ts';
import { gatherSignature, type SignatureEvidence } from './evidence.ts';
import type { Evidence } from './finding.ts';
import { judge } from './judge.ts';
import { gatherLaterChanges, type Signing } from './later-changes.ts';
import { subjectOf } from './proofs.ts';
import { reportSignature } from './report-signature.ts';
import { findSignatures } from './signature-field.ts';
import { gatherTrust, type World } from './trust.ts';
import { unansweredPaths } from './unanswered.ts';

export type VerifyOptions = {
  /** Certificates that are trusted by themselves, DER. */
  readonly anchors: readonly Uint8Array[];
  /** Certificates that may stand between, DER. */
  readonly intermediates?: readonly Uint8Array[];
  /** The time for which the verdict is asked. */
  readonly at: Date;
  /** Off-line nobody is asked: what the file does not answer itself is TRY_LATER. */
  readonly offline: boolean;
  /** Whom to ask on-line for what the file does not answer. */
  readonly revocation?: RevocationSource;
  readonly limits?: PdfLimits;
};

/**
 * Verifies every signature of a PDF (ETSI EN 319 102-1; ISO 32000-2 §12.8). Whatever the bytes are, the answer is a report: a broken,
 * huge or hostile file ends in a verdict within `limits.timeMsMax` of reading and comparing. Off-line nothing is fetched; on-line `revocation` is asked,
 * once for each path that lacks an answer.
 */
export async function verifyPdf(bytes: Uint8Array, options: VerifyOptions): Promise<PdfReport> {
  const online = !options.offline && options.revocation !== undefined;
  const judged = await verify(bytes, options).catch((fault: unknown) => {
    if (fault instanceof AppError) return faultReport(fault);
    throw fault;
  });
  return { ...judged, judgedAt: options.at.toISOString(), online };
}

/** A report before it is said for when and with what it was made. */
type Judged = Omit<PdfReport, 'judgedAt' | 'online'>;

async function verify(bytes: Uint8Array, options: VerifyOptions): Promise<Judged> {
  const file = openPdf(bytes, options.limits ?? PDF_LIMITS);
  const revisions = file.revisions.length;
  if (file.encrypted) return fileReport('encrypted', revisions, 'encrypted', 'passed');
  const gathered = gather(file, options);
  if (gathered.signatures.length === 0) return fileReport('unsigned', revisions, 'unsigned', 'passed');
  const evidence = await askAndTrust(gathered, options);
  const signatures = evidence.map((one) => reportSignature(one, judge(one)));
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

type Gathered = { readonly signatures: readonly SignatureEvidence[]; readonly world: World };

function gather(file: PdfFile, options: VerifyOptions): Gathered {
  const stored = dssCertificates(file.latest);
  const known = [...stored, ...readAll(options.intermediates ?? [])];
  const found = findSignatures(file).map((field) => gatherSignature(file, field, known));
  const signings = found.flatMap((one): readonly Signing[] => {
    const { revision, end } = one.byteRange;
    if (revision === undefined || one.inSignedRevision === 'absent') return [];
    return [{ key: one.field.key, kind: one.kind, revision, end, isBroken: isBroken(one) }];
  });
  const changes = gatherLaterChanges(file, signings);
  const signatures = found.map((one): SignatureEvidence => {
    const own = one.byteRange.revision;
    const laterChanges =
      own === undefined ? [] : [...changes].flatMap(([index, list]) => (index > own ? list : []));
    return { ...one, laterChanges };
  });
  return {
    signatures,
    world: {
      anchors: readAll(options.anchors),
      known: [...known, ...found.flatMap(({ cms }) => cms?.signer?.certificates ?? [])],
      answers: readAnswers(dssAnswers(file.latest), 'document'),
      storedIn: (revision) => storedIn(file, revision),
      at: options.at,
      budget: file.budget,
    },
  };
}

/** Whether a signature surely does not hold; one that nobody here can compute is not called broken. */
const isBroken = ({ cms, byteRange }: SignatureEvidence): boolean =>
  !byteRange.leavesOutContents ||
  !cms?.signer ||
  cms.carriedDigestFits === false ||
  cms.signer.integrity.outcome === 'failed' ||
  cms.signer.signatureValue.outcome === 'failed';

/** What the store of a revision holds, as proofs of existence name it; a revision that cannot be read proves nothing. */
function storedIn(file: PdfFile, revision: number): readonly string[] {
  const stored = attempt(() => {
    const view = file.view(revision);
    const { ocsp, crls } = dssAnswers(view);
    return [
      ...dssCertificates(view).map(subjectOf.certificate),
      ...[...ocsp, ...crls].map((bytes) => subjectOf.answer(idOf(bytes))),
    ];
  });
  if (!stored.ok && stored.fault.code !== 'pdf.malformed') throw stored.fault;
  return stored.ok ? stored.value : [];
}

/** Judges trust with what the file has; on-line asks for what is missing and judges once more. */
async function askAndTrust(
  { signatures, world }: Gathered,
  { offline, revocation, limits }: VerifyOptions,
): Promise<readonly Evidence[]> {
  const evidence = gatherTrust(signatures, world);
  const paths = offline || !revocation ? [] : unansweredPaths(evidence);
  if (!revocation || paths.length === 0) return evidence;
  const fetched = (await Promise.all(paths.map(revocation))).flatMap((one) => readAnswers(one, 'online'));
  // Waiting for others is not the file's fault: what follows has a time of its own.
  const budget = createBudget(limits ?? PDF_LIMITS);
  return gatherTrust(signatures, { ...world, answers: [...world.answers, ...fetched], budget });
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
