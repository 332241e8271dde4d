import { AppError } from '../../shared/errors.ts';
import { openPdf, type PdfFile } from '../pdf/file.ts';
import { createBudget, PDF_LIMITS, type PdfLimits } from '../pdf/limits.ts';
import { asInteger, asNumber } from '../pdf/objects.ts';
import { strayBytes } from './between.ts';
import { type PdfDamage, type Piece, structure } from './damage.ts';
import { dictionaryFault, drawingFault } from './objects-fit.ts';
import { readWhole, whyOf } from './read-whole.ts';
import { streamDamage } from './streams.ts';
import { wasExact } from './written-exactly.ts';

/** Nobody reads more. */
const DAMAGES_MAX = 20;
/** Behind so many the rest is as the beginning. */
const LOOKED_MAX = 200;
/** One changed byte makes no more places that do not fit: its own, the one that a table looks for, what is left between. */
const STRUCTURES_MAX = 3;
/** For one file of a package. */
const DAMAGE_LIMITS: PdfLimits = { ...PDF_LIMITS, timeMsMax: 10_000 };

/**
 * Looks at every byte of a PDF for signs that it is not as it was written: each compressed stream against its own checksum (RFC 1950), each JPEG against its coding (T.81), each object where the
 * tables say and of the length it says, nothing but white space and comments between (ISO 32000-2 §7.3 to §7.5), the words of uncompressed drawings. Nothing found does not mean unchanged:
 * letters of an uncompressed text, numbers of a dictionary and samples of a picture have nothing to be compared with. Of an encrypted file only the structure is looked at. Answers at most
 * 20, or `unchecked` where a limit ended the look or its tables never were right. Never throws on what the file holds.
 */
export function findDamage(bytes: Uint8Array, limits = DAMAGE_LIMITS): readonly PdfDamage[] | 'unchecked' {
  const found: PdfDamage[] = [];
  const pieces: Piece[] = [];
  try {
    lookThrough(openPdf(bytes, limits, createBudget(limits)), found, pieces);
  } catch (fault) {
    if (!(fault instanceof AppError)) throw fault;
    if (fault.code === 'pdf.malformed' && wasExact(bytes)) return [structure(0, whyOf(fault))];
    if (found.length === 0) return 'unchecked';
  }
  // Whoever writes so has always written so.
  const structures = found.filter(({ kind }) => kind === 'structure').length;
  const isLoose = structures > Math.min(STRUCTURES_MAX, pieces.length);
  return found.filter(({ kind }) => !isLoose || kind === 'content').slice(0, DAMAGES_MAX);
}

/** Adds what is found to `found`, so that it stays told where a limit ends the look. */
function lookThrough(file: PdfFile, found: PdfDamage[], pieces: Piece[]): void {
  for (const { offset, num, gen, revision } of placesIn(file)) {
    const view = file.view(revision);
    const read = readWhole(file, offset, (ref) => asNumber(view.resolve(ref)));
    if (typeof read === 'string') {
      found.push(structure(offset, read));
      continue;
    }
    if (read.num !== num || read.gen !== gen) found.push(structure(offset, 'another object stands here'));
    pieces.push({ from: offset, to: read.to });
    const fault =
      dictionaryFault(read.object) ?? (file.encrypted ? undefined : drawingFault(read.object, view));
    if (fault) found.push(structure(offset, fault));
    if (!file.encrypted) found.push(...streamDamage(read.object, offset, view));
    if (found.length >= LOOKED_MAX) return;
  }
  found.push(...tableDamage(file, pieces));
  const stray = strayBytes(file, pieces, ({ object }, offset) => {
    if (!file.encrypted) found.push(...streamDamage(object, offset, file.latest));
  });
  found.push(...stray);
}

type Place = {
  readonly offset: number;
  readonly num: number;
  readonly gen: number;
  readonly revision: number;
};

/** Every object that any table places, each once. */
function* placesIn({ revisions, budget }: PdfFile): Generator<Place> {
  const seen = new Set<string>();
  for (const { index, sections } of revisions)
    for (const { entries } of sections)
      for (const [num, entry] of entries) {
        budget.spend();
        if (entry.kind !== 'offset') continue;
        const key = `${String(num)}@${String(entry.offset)}`;
        if (seen.has(key)) continue;
        seen.add(key);
        yield { offset: entry.offset, num, gen: entry.gen, revision: index };
      }
}

/** Tables and their trailers are pieces of the file, too (§7.5.4, §7.5.5); a trailer that counts fewer objects than it places does not fit. */
function tableDamage({ revisions }: PdfFile, pieces: Piece[]): readonly PdfDamage[] {
  const found: PdfDamage[] = [];
  for (const { sections, eof } of revisions) {
    for (const { kind, offset, end, entries, trailer } of sections) {
      if (kind === 'table') pieces.push({ from: offset, to: end });
      const size = asInteger(trailer.entries.get('Size')) ?? 0;
      let highest = 0;
      for (const num of entries.keys()) highest = Math.max(highest, num);
      if (size <= highest) found.push(structure(offset, 'a trailer counts too few objects'));
    }
    if (eof === undefined) found.push(structure(sections.at(-1)?.end ?? 0, 'a table without its end'));
  }
  return found;
}
