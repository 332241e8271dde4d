import {
  certificateFactsOf,
  checkNameOf,
  groupDigits,
  groupFingerprint,
  outcomeSentenceOf,
  signatureFactsOf,
  signatureTitleOf,
  timestampSentenceOf,
  validityOf,
} from '../../../shared/signature/facts.ts';
import type { SignatureReport } from '../../../shared/signature/report.ts';
import { revisionSentenceOf, revisionsOf } from '../../../shared/signature/revisions.ts';
import { adviceOf, sentenceOf } from '../../../shared/signature/sentence.ts';
import { type SignatureVerdict, verdictOf, verdictOfSignature } from '../../../shared/signature/verdict.ts';
import { formatMoment } from '../../../shared/text/day.ts';
import { say } from '../../../shared/words/vi.ts';
import { Flow, type Ink } from './flow.ts';
import type { VerificationRecord } from './record.ts';

/** What one record lists of each; the JSON record has everything. */
export const RECORD_LIMITS = { signatures: 50, certificates: 10, revisions: 60, anchors: 50 } as const;

const INKS: Readonly<Record<SignatureVerdict | 'unsigned', Ink>> = {
  valid: 'good',
  indeterminate: 'unsure',
  invalid: 'wrong',
  unsigned: 'black',
};

/** The record as an unsigned A4 PDF in Vietnamese: verdict, file, each signature with its trail of checks, certificates, savings, anchors. */
export async function drawRecord(record: VerificationRecord): Promise<Uint8Array<ArrayBuffer>> {
  const { file, report, madeAt, version } = record;
  const flow = await Flow.begin();
  flow.paragraph(say('record.title'), { size: 14, isBold: true, align: 'centre' });
  flow.gap(2);
  const made = say('record.made', {
    time: formatMoment(madeAt),
    program: say('record.program', { version }),
  });
  flow.paragraph(made, { size: 10, ink: 'grey', align: 'centre' });
  flow.gap(12);
  flow.paragraph(sentenceOf(report), { size: 13, isBold: true, ink: INKS[verdictOf(report)] });
  const advice = adviceOf(report);
  if (advice !== undefined) flow.paragraph(advice);
  flow.heading(say('record.file'));
  flow.facts([
    { label: say('record.file.name'), value: file.name },
    { label: 'SHA-256', value: groupFingerprint(file.sha256) },
    {
      label: say('record.file.size'),
      value: say('record.file.size.bytes', { bytes: groupDigits(file.sizeBytes) }),
    },
    { label: say('record.file.revisions'), value: String(report.revisions) },
    { label: say('record.judgedAt'), value: formatMoment(report.judgedAt) },
    { label: say('record.asking'), value: say(`record.asking.${report.online ? 'online' : 'offline'}`) },
  ]);
  for (const [index, signature] of report.signatures.slice(0, RECORD_LIMITS.signatures).entries())
    drawSignature(flow, signature, index + 1);
  drawRevisions(flow, record);
  drawAnchors(flow, record);
  flow.gap(12);
  flow.paragraph(say('report.note'), { size: 10, ink: 'grey' });
  return flow.finish(say('record.title'), new Date(madeAt), (number, count, isCut) =>
    say(isCut ? 'record.page.cut' : 'record.page', { number, count }),
  );
}

function drawSignature(flow: Flow, signature: SignatureReport, index: number): void {
  flow.heading(signatureTitleOf(signature, index), 13);
  flow.paragraph(sentenceOf(signature), { isBold: true, ink: INKS[verdictOfSignature(signature)] });
  flow.gap(3);
  flow.facts([
    ...signatureFactsOf(signature),
    ...signature.timestamps.map((stamp) => ({
      label: say('report.stamp'),
      value: timestampSentenceOf(stamp),
    })),
  ]);
  flow.gap(6);
  flow.table(
    [
      { title: say('report.check'), share: 0.22 },
      { title: say('report.outcome'), share: 0.36 },
      { title: say('report.clause'), share: 0.42 },
    ],
    signature.trail.map((step) => [
      { text: checkNameOf(step), size: 10 },
      { text: outcomeSentenceOf(step, signature), size: 10, ...OUTCOME_STYLES[step.outcome] },
      { text: step.clause, size: 9, ink: 'grey' },
    ]),
  );
  if (signature.chain.length > 0) flow.heading(say('record.certificates'), 11);
  for (const [at, certificate] of signature.chain.slice(0, RECORD_LIMITS.certificates).entries()) {
    flow.paragraph(say('record.certificate', { index: at + 1, name: certificate.name }), { isBold: true });
    flow.gap(2);
    flow.facts(certificateFactsOf(certificate));
    flow.gap(4);
  }
}

const OUTCOME_STYLES = {
  passed: {},
  failed: { isBold: true, ink: 'wrong' },
  indeterminate: { isBold: true, ink: 'unsure' },
} as const;

function drawRevisions(flow: Flow, { report }: VerificationRecord): void {
  const revisions = revisionsOf(report).slice(0, RECORD_LIMITS.revisions);
  if (revisions.length === 0) return;
  flow.heading(say('report.revisions'));
  flow.facts(
    revisions.map((revision) => ({
      label: say('revision.number', { revision: revision.revision }),
      value: revisionSentenceOf(revision),
    })),
  );
}

function drawAnchors(flow: Flow, { anchors }: VerificationRecord): void {
  flow.heading(say('record.anchors'));
  if (anchors.length === 0) flow.paragraph(say('record.anchors.none'));
  for (const anchor of anchors.slice(0, RECORD_LIMITS.anchors)) {
    flow.paragraph(anchor.subject);
    flow.facts([
      { label: say('report.validity'), value: validityOf(anchor) },
      { label: say('report.fingerprint'), value: groupFingerprint(anchor.fingerprint) },
    ]);
    flow.gap(4);
  }
  const more = anchors.length - RECORD_LIMITS.anchors;
  if (more > 0) flow.paragraph(say('record.anchors.more', { count: more }));
}
