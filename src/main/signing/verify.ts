import type { Sha256 } from '../../shared/domain/core/values.ts';
import { AppError } from '../../shared/errors.ts';
import { recordName } from '../../shared/signature/record-name.ts';
import { PdfReport } from '../../shared/signature/report.ts';
import { attempt, VERIFY_MS_MAX } from '../files/look-into.ts';
import type { ActionContext, QueryContext } from '../handler.ts';
import { unreadReport, type VerifyFile } from '../jobs/verify.ts';
import { answersFolder } from './levels/levels.ts';
import { askableHosts } from './levels/settings.ts';
import { keepReport, keptReport, knowsLess } from './online-report.ts';
import { loadAnchors } from './trust.ts';

/** Asking the authorities of a long path, each as long as it may take. */
const ONLINE_MS_MAX = 180_000;

type VerifyContext = Pick<QueryContext, 'ports' | 'blobs' | 'db'>;

/**
 * The report on a file of this computer, judged in a helper: what a stranger wrote is never parsed where the application answers. A file that breaks its
 * helper or outlives its time is "chưa xác định". What the authorities said when they were asked stands until the roots change. Throws
 * `signing.file-not-here`.
 */
export async function verifyKept(context: VerifyContext, sha256: Sha256): Promise<PdfReport> {
  const asked = askedOf(context, sha256, true);
  const known = keptReport(context.db, sha256) ?? (await judgedToTheEnd(context, asked, VERIFY_MS_MAX));
  return known ?? unreadReport(asked.at);
}

/**
 * Asks the authorities for what the file does not answer itself. A file that could not be judged to the end, or of which less is known than when they were
 * asked before, leaves what was known of it: throws `signing.not-asked | -nobody-answered | -file-not-here | -settings-unreadable`.
 */
export async function verifyOnline(context: ActionContext, sha256: Sha256): Promise<PdfReport> {
  const asked = {
    ...askedOf(context, sha256, false),
    internalHosts: [...askableHosts(context.levels.settings())],
    answersIn: answersFolder(context.ports.dataDir),
  };
  const report = await judgedToTheEnd(context, asked, ONLINE_MS_MAX);
  if (!report) throw new AppError('signing.not-asked', {}, { retryable: true });
  const known = keptReport(context.db, sha256);
  if (known && knowsLess(report, known))
    throw new AppError('signing.nobody-answered', {}, { retryable: true });
  // A file that had to go while its authorities were asked leaves no report behind.
  if (context.blobs.has(sha256)) context.write((db) => keepReport(db, sha256, report));
  context.announce('file', 'incoming', 'outgoing');
  return report;
}

function askedOf({ ports, blobs, db }: VerifyContext, sha256: Sha256, offline: boolean): VerifyFile {
  if (!blobs.has(sha256)) throw new AppError('signing.file-not-here');
  const anchors = loadAnchors({ dataDir: ports.dataDir, db });
  return { file: blobs.fileOf(sha256), anchors, at: ports.now(), offline };
}

/** Undefined where the helper broke or was ended over the file. */
async function judgedToTheEnd(
  { ports }: VerifyContext,
  asked: VerifyFile,
  msMax: number,
): Promise<PdfReport | undefined> {
  const helper = ports.helpers.start('verify');
  try {
    const judged = await attempt(helper.call('verifyFile', asked, msMax));
    return judged.problem === undefined ? PdfReport.parse(judged.value) : undefined;
  } finally {
    await helper.stop();
  }
}

export type RecordWanted = {
  readonly sha256: Sha256;
  readonly name: string;
  readonly format: 'pdf' | 'json';
};

/** The record of a file's verification, as the window shows it now, under a name that can be saved. Throws `signing.file-not-here`, `helper.timed-out`. */
export async function exportRecord(context: VerifyContext, { sha256, name, format }: RecordWanted) {
  const { ports, db } = context;
  const asked = askedOf(context, sha256, true);
  const kept = keptReport(db, sha256);
  const told = { name, format, madeAt: ports.now(), version: ports.version };
  const helper = ports.helpers.start('verify');
  try {
    const input = { ...asked, ...told, ...(kept && { report: kept }) };
    const bytes = (await helper.call('recordFile', input, VERIFY_MS_MAX)) as Uint8Array;
    return { name: recordName(name, format), content: Buffer.from(bytes).toString('base64') };
  } finally {
    await helper.stop();
  }
}
