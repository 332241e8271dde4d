import { z } from 'zod';
import type { Inspected } from '../../shared/domain/core/command.ts';
import type { PreflightFinding } from '../../shared/signature/preflight.ts';
import { PdfReport } from '../../shared/signature/report.ts';
import { type DamageOutcome, damageOutcome } from '../../signatures/damage/damage-problem.ts';
import { inspectSigned } from '../../signatures/inspect.ts';
import { PDF_LIMITS } from '../../signatures/pdf/limits.ts';
import { preflight } from '../../signatures/preflight/preflight.ts';
import { verifyPdf } from '../../signatures/verify/verify-pdf.ts';
import { anchorsTold, recordJson } from '../signing/record/record.ts';
import { hashFile } from '../store/blobs.ts';
import { KeptFile, keptSize, readKept } from '../store/kept-file.ts';
import { Asking, presentIs, sourceOf } from './asking.ts';

const VerifyFile = Asking.extend({ file: KeptFile, offline: z.boolean() });
export type VerifyFile = z.input<typeof VerifyFile>;

const RecordFile = VerifyFile.extend({
  name: z.string(),
  format: z.enum(['pdf', 'json']),
  madeAt: z.iso.datetime(),
  version: z.string(),
  /** What was found already; left out, the file is judged now. */
  report: PdfReport.optional(),
});

/** What is said of a file that could not be judged within its limits, asked for the time `at`. */
export const unreadReport = (at: string): PdfReport => ({
  integrity: 'indeterminate',
  revisions: 0,
  judgedAt: at,
  online: false,
  signatures: [],
  sentence: { code: 'undetermined', reason: 'too-complex', detail: {} },
});

/** Verifies a file by its path, so that a large one is read where it is judged. A file over the limit is told, not read. */
async function verifyFile(input: unknown): Promise<PdfReport> {
  const asked = VerifyFile.parse(input);
  const { file, anchors, at, offline } = asked;
  if (keptSize(file) > PDF_LIMITS.fileBytesMax) return unreadReport(at);
  presentIs(at);
  const revocation = offline ? {} : { revocation: sourceOf(asked) };
  return verifyPdf(await readKept(file), { anchors, at: new Date(at), offline, ...revocation });
}

/** Judges a file and writes the record of it (biên bản kiểm tra): A4 pages, or the same for programs. */
async function recordFile(input: unknown): Promise<Uint8Array> {
  const { file, name, format, madeAt, version, report: known, ...asked } = RecordFile.parse(input);
  const report = known ?? (await verifyFile({ file, ...asked }));
  const told = { name, sha256: await hashFile(file), sizeBytes: keptSize(file) };
  const record = { file: told, report, anchors: anchorsTold(asked.anchors), madeAt, version };
  if (format === 'json') return Buffer.from(recordJson(record));
  // Loaded when first asked for: drawing pages brings a PDF writer and a font engine, which judging does not need.
  const { drawRecord } = await import('../signing/record/draw-record.ts');
  return drawRecord(record);
}

/** What is said of a file that could not be looked at within its limits. */
export const UNCHECKED: readonly PreflightFinding[] = [{ code: 'unchecked', weight: 'warn', what: '' }];

/** Looks, before a signature, for what could change or hide what is signed. */
async function preflightFile(input: unknown): Promise<readonly PreflightFinding[]> {
  const { file } = z.object({ file: KeptFile }).parse(input);
  if (keptSize(file) > PDF_LIMITS.fileBytesMax) return UNCHECKED;
  return preflight(await readKept(file));
}

/** Looks at a PDF that no signature vouches for: what its own checksums and structure say. One over the limit is not read. */
async function damageFile(input: unknown): Promise<DamageOutcome> {
  const { file } = z.object({ file: KeptFile }).parse(input);
  return keptSize(file) > PDF_LIMITS.fileBytesMax ? 'unchecked' : damageOutcome(await readKept(file));
}

const CheckSigned = z.object({
  /** The file that was signed, by its path. */
  base: KeptFile,
  signed: z.instanceof(Uint8Array),
  anchors: VerifyFile.shape.anchors,
  at: z.iso.datetime(),
});

/** Judges a signature before it is kept: what was found, and the verifier's reason. */
async function checkSigned(input: unknown): Promise<{ readonly found: Inspected; readonly reason: string }> {
  const { base, signed, anchors, at } = CheckSigned.parse(input);
  const report = await verifyPdf(signed, { anchors, at: new Date(at), offline: true });
  return { found: inspectSigned(signed, await readKept(base), report), reason: report.sentence.reason };
}

/** What the `verify` helper does. */
export const verifyJob = { verifyFile, recordFile, preflightFile, damageFile, checkSigned } as const;
