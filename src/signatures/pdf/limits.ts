import { AppError } from '../../shared/errors.ts';

/** What one file may cost a reader. Each bound is far above the documents of an office and far below what hurts a PC. */
export type PdfLimits = {
  readonly fileBytesMax: number;
  readonly nestingMax: number;
  readonly stringBytesMax: number;
  readonly objectsMax: number;
  readonly revisionsMax: number;
  readonly streamRatioMax: number;
  readonly streamBytesMax: number;
  readonly inflatedBytesMax: number;
  readonly timeMsMax: number;
};

export const PDF_LIMITS: PdfLimits = {
  fileBytesMax: 256 * 1024 * 1024,
  nestingMax: 100,
  stringBytesMax: 8 * 1024 * 1024,
  objectsMax: 1_000_000,
  revisionsMax: 512,
  streamRatioMax: 200,
  streamBytesMax: 256 * 1024 * 1024,
  inflatedBytesMax: 256 * 1024 * 1024,
  timeMsMax: 3000,
};

/** Work is counted and the clock is looked at every so many steps: a look costs more than a step. */
const STEPS_BETWEEN_LOOKS = 2048;

/** Time and memory left for one file. Every loop over outside data spends from it, so that no file can hold a worker. */
export type Budget = {
  readonly limits: PdfLimits;
  /** Counts `steps` of work. Throws `pdf.too-complex` when the time is over. */
  spend(steps?: number): void;
  /** Counts decompressed bytes. Throws `pdf.too-complex` when there were too many. */
  inflated(bytes: number): void;
};

/** A budget that starts now. Throws nothing itself. */
export function createBudget(limits: PdfLimits = PDF_LIMITS): Budget {
  const endsAt = performance.now() + limits.timeMsMax;
  let steps = 0;
  let inflatedBytes = 0;
  return {
    limits,
    spend(count = 1) {
      steps += count;
      if (steps < STEPS_BETWEEN_LOOKS) return;
      steps = 0;
      if (performance.now() > endsAt) throw new AppError('pdf.too-complex', { why: 'time' });
    },
    inflated(bytes) {
      inflatedBytes += bytes;
      if (inflatedBytes > limits.inflatedBytesMax) throw new AppError('pdf.too-complex', { why: 'inflated' });
    },
  };
}

/** The one fault of a file that breaks the format; `why` is for the log, the sentence is in the catalogue. */
export const malformed = (why: string, offset?: number): AppError =>
  new AppError('pdf.malformed', offset === undefined ? { why } : { why, offset });
