import type { PdfReport } from '../../../shared/signature/report.ts';
import { adviceOf, changeSentenceOf, sentenceOf } from '../../../shared/signature/sentence.ts';
import { verdictOf } from '../../../shared/signature/verdict.ts';
import { say } from '../../../shared/words/vi.ts';
import { parseCertificate } from '../../../signatures/certificates/certificate.ts';
import { describeCertificate } from '../../../signatures/certificates/describe.ts';

/** An anchor as a record names it. */
export type AnchorTold = {
  readonly subject: string;
  /** SHA-256, hexadecimal. */
  readonly fingerprint: string;
  readonly notBefore: string;
  readonly notAfter: string;
};

/** Biên bản kiểm tra: what was asked, of which file, with what, and what came out; enough to ask again and compare. */
export type VerificationRecord = {
  readonly file: { readonly name: string; readonly sha256: string; readonly sizeBytes: number };
  readonly report: PdfReport;
  readonly anchors: readonly AnchorTold[];
  readonly madeAt: string;
  readonly version: string;
};

/** What is told of the anchors that were used, DER. */
export const anchorsTold = (anchors: readonly Uint8Array[]): readonly AnchorTold[] =>
  anchors.flatMap((der) => {
    const certificate = parseCertificate(der);
    if (!certificate.ok) return [];
    const { subject, fingerprint, notBefore, notAfter } = describeCertificate(certificate.value);
    return [{ subject, fingerprint, notBefore, notAfter }];
  });

/** Raised when a field of the JSON changes its meaning; new fields do not raise it. */
const FORMAT = 'hamrong-signature-record/1';

/** The record for programs: the whole report, each signature with its sentence. */
export function recordJson({ file, report, anchors, madeAt, version }: VerificationRecord): string {
  const { signatures, ...rest } = report;
  const told = {
    format: FORMAT,
    program: say('record.program', { version }),
    madeAt,
    file,
    verdict: verdictOf(report),
    sentence: sentenceOf(report),
    advice: adviceOf(report) ?? null,
    anchors,
    report: {
      ...rest,
      sentence: sentenceOf(report),
      signatures: signatures.map((signature) => ({
        ...signature,
        sentence: sentenceOf(signature),
        laterChanges: signature.laterChanges.map((change) => ({
          ...change,
          sentence: changeSentenceOf(change),
        })),
      })),
    },
  };
  return `${JSON.stringify(told, null, 2)}\n`;
}
