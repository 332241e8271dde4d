import { PdfReport } from '../../src/shared/signature/report.ts';
import { openPdf } from '../../src/signatures/pdf/file.ts';
import { verifyPdf } from '../../src/signatures/verify/verify-pdf.ts';
import { makeRandom } from '../support/random.ts';
import type { Base } from './bases.ts';
import { annotationDigest, drawnDigest } from './drawn-digest.ts';
import { makeInput } from './mutate.ts';

/** One input, judged. `violation`: what must never be. */
export type Outcome = {
  readonly base: string;
  readonly how: string;
  readonly bytes: Uint8Array;
  readonly verdict: string;
  /** The input came to the comparison of digests, or was refused with a reason. */
  readonly isReached: boolean;
  readonly violation: string | undefined;
};

/** What the program promises for one file (DESIGN §10); counted in time of this thread, so that a busy machine is not a fault. */
const CPU_MS_MAX = 3_000;
const NOW = new Date('2026-12-01T00:00:00Z');
/** An odd constant spreads the index over the seed's bits. */
const SPREAD = 0x9e3779b1;

export const inputAt = (bases: readonly Base[], seed: number, index: number) =>
  makeInput(bases, makeRandom((seed ^ Math.imul(index + 1, SPREAD)) >>> 0));

export async function fuzzOnce(
  { bases, anchor }: { readonly bases: readonly Base[]; readonly anchor: Uint8Array },
  seed: number,
  index: number,
): Promise<Outcome> {
  const { base, bytes, how } = inputAt(bases, seed, index);
  const outcome = { base: base.name, how, bytes };
  const begun = process.threadCpuUsage();
  try {
    const report = await verifyPdf(bytes, { anchors: [anchor], at: NOW, offline: true });
    const { user, system } = process.threadCpuUsage(begun);
    const isSlow = (user + system) / 1000 > CPU_MS_MAX;
    const violation = isSlow ? 'more than 3 s' : violationOf(report, base.bytes, bytes);
    return { ...outcome, verdict: report.integrity, isReached: report.integrity !== 'unsigned', violation };
  } catch (fault) {
    const { message = '', name = '' } = fault instanceof Error ? fault : {};
    return { ...outcome, verdict: 'crash', isReached: false, violation: `crash: ${name} ${message}` };
  }
}

function violationOf(report: PdfReport, original: Uint8Array, bytes: Uint8Array): string | undefined {
  if (!PdfReport.safeParse(report).success) return 'a report that breaks its own form';
  if (report.integrity !== 'valid') return undefined;
  for (const { signedBytes, integrity } of report.signatures) {
    if (integrity === 'valid' && !keepsSigned(original, bytes, signedBytes ?? 0))
      return 'green over changed signed bytes';
  }
  // What a viewer shows is what the newest signature signed, whatever the base had after it.
  const signed = original.subarray(
    0,
    Math.max(...report.signatures.map(({ signedBytes }) => signedBytes ?? 0)),
  );
  if (drawnDigest(bytes) !== drawnDigest(signed)) return 'green over other pages';
  const isFilling = report.signatures.some(({ laterChanges }) =>
    laterChanges.some(({ code }) => code === 'form-filled'),
  );
  if (!isFilling && annotationDigest(bytes) !== annotationDigest(signed)) return 'green over other fields';
  return undefined;
}

/** Whether the signed part stands as it stood; only the digits of the signature itself are not signed. */
function keepsSigned(original: Uint8Array, bytes: Uint8Array, length: number): boolean {
  if (length === 0 || bytes.length < length) return false;
  const hole = holesOf(original).find(([, , end]) => end === length);
  if (!hole) return false;
  const [from, to] = hole;
  const same = (a: number, b: number) => Buffer.compare(original.subarray(a, b), bytes.subarray(a, b)) === 0;
  return same(0, from) && same(to, Math.min(length, original.length));
}

const holes = new WeakMap<Uint8Array, readonly (readonly [number, number, number])[]>();

/** From, to and end of every range that the original states, by its text: the fuzzer's own reading, not the verifier's. */
function holesOf(original: Uint8Array): readonly (readonly [number, number, number])[] {
  const known = holes.get(original);
  if (known) return known;
  const text = Buffer.from(original).toString('latin1');
  const found = [...text.matchAll(/\/ByteRange\s*\[\s*0+\s+(\d+)\s+(\d+)\s+(\d+)\s*\]/g)].map(
    ([, from, to, rest]) => [Number(from), Number(to), Number(to) + Number(rest)] as const,
  );
  holes.set(original, found);
  return found;
}

/** Files of the corpus that are attacked or broken already make no green, whatever is done to them; a base must be readable. */
export const isUsable = (bytes: Uint8Array): boolean => {
  try {
    return openPdf(bytes).revisions.length > 0;
  } catch {
    return false;
  }
};
