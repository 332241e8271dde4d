import type { RowVerdict } from '../../shared/contract/shapes.ts';
import type { Sha256 } from '../../shared/domain/core/values.ts';
import { AppError } from '../../shared/errors.ts';
import { PdfReport } from '../../shared/signature/report.ts';
import { verdictOf } from '../../shared/signature/verdict.ts';
import type { DamageOutcome } from '../../signatures/damage/damage-problem.ts';
import { FileText } from '../jobs/index-file.ts';
import type { Helper, Ports } from '../ports.ts';
import { loadAnchors } from '../signing/trust.ts';
import type { Blobs } from '../store/blobs.ts';
import type { ReadDb } from '../store/handles.ts';
import type { KeptFile } from '../store/kept-file.ts';

/** A file that takes longer is left as "chưa xác định" and unsearched; it never stops the others. */
export const VERIFY_MS_MAX = 60_000;
export const TEXT_MS_MAX = 60_000;
const DAMAGE_MS_MAX = 20_000;

/** What looking at a file found. `problem`: the code of why a part of it is missing. */
export type Look = {
  readonly verdict: RowVerdict;
  readonly text: string;
  readonly pageCount: number | undefined;
  readonly problem: string | undefined;
};

export type Helpers = { readonly verify: Helper; readonly index: Helper };

/** Judges the signatures of a kept PDF and reads its text, both in helpers with a time limit. Never throws for what the file is. */
export async function lookInto(
  ports: Pick<Ports, 'dataDir' | 'now'> & { readonly db: ReadDb },
  helpers: Helpers,
  blobs: Blobs,
  sha256: Sha256,
): Promise<Look> {
  const file = blobs.fileOf(sha256);
  const input = { file, anchors: loadAnchors(ports), at: ports.now(), offline: true };
  const judged = await attempt(helpers.verify.call('verifyFile', input, VERIFY_MS_MAX));
  const read = await attempt(helpers.index.call('readText', { file }, TEXT_MS_MAX));
  const text = read.problem === undefined ? FileText.parse(read.value) : undefined;
  return {
    verdict:
      judged.problem === undefined
        ? await verdictIn(PdfReport.parse(judged.value), helpers, file)
        : 'indeterminate',
    text: text?.text ?? '',
    pageCount: text?.pageCount,
    problem: judged.problem ?? read.problem,
  };
}

/** What no signature vouches for is asked what it says of itself, so that whoever receives it sees damage before it stands in a book. */
async function verdictIn(report: PdfReport, { verify }: Helpers, file: KeptFile): Promise<RowVerdict> {
  const verdict = verdictOf(report);
  if (report.integrity !== 'unsigned' && report.integrity !== 'malformed') return verdict;
  const looked = await attempt(verify.call('damageFile', { file }, DAMAGE_MS_MAX));
  return looked.value === ('content' satisfies DamageOutcome) ? 'damaged' : verdict;
}

export type Attempt = { readonly value: unknown; readonly problem: string | undefined };

/** A helper's answer, or the code of why there is none; never throws. */
export async function attempt(work: Promise<unknown>): Promise<Attempt> {
  try {
    return { value: await work, problem: undefined };
  } catch (problem) {
    // What a foreign parser throws at a hostile file has no code of ours; the file is then simply not judged.
    return { value: undefined, problem: problem instanceof AppError ? problem.code : 'internal' };
  }
}
