import { z } from 'zod';
import type { Sha256 } from '../../shared/domain/core/values.ts';
import { PdfReport, type SignatureReport } from '../../shared/signature/report.ts';
import { verdictOf } from '../../shared/signature/verdict.ts';
import { LOOK_VERSION } from '../files/look-version.ts';
import { allOf } from '../store/entities.ts';
import type { ReadDb, WriteDb } from '../store/handles.ts';
import type { Projectors } from '../store/projector.ts';

const Kept = z.object({ judgedBy: z.literal(LOOK_VERSION), report: PdfReport });

/**
 * What was found when the authorities were last asked about this file; undefined when they never were, or when the roots or the verifier have changed since:
 * what an earlier verifier took for valid may be an attack that this one knows.
 */
export function keptReport(db: ReadDb, sha256: Sha256): PdfReport | undefined {
  const row = db
    .prepare<[string], { report: string }>(
      'select report from online_report where sha256 = ? and json_valid(report)',
    )
    .get(sha256);
  return row && Kept.safeParse(JSON.parse(row.report)).data?.report;
}

/** Left open because somebody who was asked did not answer, or not freshly enough. */
const isUnanswered = ({ subIndication, sentence, timestamps }: SignatureReport): boolean =>
  subIndication === 'TRY_LATER' ||
  sentence.reason === 'expired-unasked' ||
  timestamps.some((stamp) => stamp.subIndication === 'TRY_LATER');

/** Whether a later report of the same file only knows less: somebody who answered before was silent now. What it found broken or revoked is never less. */
export const knowsLess = (later: PdfReport, earlier: PdfReport): boolean =>
  verdictOf(later) !== 'invalid' &&
  later.signatures.some((signature, index) => {
    const before = earlier.signatures[index];
    return before !== undefined && isUnanswered(signature) && !isUnanswered(before);
  });

/** Keeps a report that asked the authorities, and lets the rows say the same. */
export function keepReport(db: WriteDb, sha256: Sha256, report: PdfReport): void {
  db.prepare('insert or replace into online_report values (?, ?)').run(
    sha256,
    JSON.stringify({ judgedBy: LOOK_VERSION, report } satisfies z.input<typeof Kept>),
  );
  // What is damaged bears no signature: nobody's answer says anything about it.
  db.prepare(`update file_fact set verdict = ? where sha256 = ? and verdict <> 'damaged'`).run(
    verdictOf(report),
    sha256,
  );
}

/** With other roots every verdict may be another; a file that is broken stays so. */
export function judgeAnew(db: WriteDb): void {
  db.prepare('delete from online_report').run();
  db.prepare(`update file_fact set looked_by = 0 where verdict in ('valid', 'indeterminate')`).run();
}

/** Answers, each time it is asked, whether the agency's roots are others than the last time. */
export function watchRoots(db: ReadDb): () => boolean {
  const now = (): string => JSON.stringify(allOf(db, 'anchor').map(({ id, body }) => [id, body.removed?.at]));
  let known = now();
  return () => {
    const before = known;
    known = now();
    return known !== before;
  };
}

export const anchorProjectors: Required<Pick<Projectors, 'anchor'>> = { anchor: judgeAnew };
