import { AppError } from '../../shared/errors.ts';
import { type Budget, createBudget, malformed, PDF_LIMITS, type PdfLimits } from './limits.ts';
import { asDict, asName, asRef, type PdfDict, type PdfRef } from './objects.ts';
import { createView, type History, type PdfView, type SharedObjects, type Version } from './view.ts';
import { readChain, readTail, type XrefSection, type XrefSource } from './xref.ts';

/**
 * A revision: a prefix of the file that is a whole PDF by itself. A linearized original has two sections, every other one has one.
 */
export type Revision = {
  /** 0 is the oldest. */
  readonly index: number;
  /** Newest first, as they are looked up. */
  readonly sections: readonly XrefSection[];
  /** The offset that this revision's `startxref` names. */
  readonly head: number;
  /** Just behind `%%EOF`; undefined when `startxref … %%EOF` does not stand behind the section. */
  readonly eof: number | undefined;
  readonly trailer: PdfDict;
};

export type PdfFile = {
  readonly bytes: Uint8Array;
  /** Where offset 0 of the file's own tables lies: behind what a mail or a printer put before `%PDF-`. Everything else counts from byte 0. */
  readonly base: number;
  readonly budget: Budget;
  /** Oldest first; never empty. */
  readonly revisions: readonly Revision[];
  readonly encrypted: boolean;
  /** How the file is to be continued: table behind table, stream behind stream. */
  readonly kind: 'table' | 'stream';
  /** The document as of a revision, read as if nothing followed. */
  view(revision: number): PdfView;
  readonly latest: PdfView;
};

const HEADER_SEARCH_BYTES = 1024;

/**
 * Opens a PDF (ISO 32000-2 §7.5) with every revision. Throws `AppError` and nothing else: `pdf.not-a-pdf`, `pdf.malformed`,
 * `pdf.too-large`, `pdf.too-complex`. An encrypted file opens and says so; its strings and streams are not decrypted.
 * Nothing is repaired: a file without a readable cross-reference chain has no revisions that could be judged.
 */
export function openPdf(
  bytes: Uint8Array,
  limits: PdfLimits = PDF_LIMITS,
  budget = createBudget(limits),
): PdfFile {
  if (bytes.length > limits.fileBytesMax) throw new AppError('pdf.too-large', { bytes: bytes.length });
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const header = buffer.subarray(0, HEADER_SEARCH_BYTES).indexOf('%PDF-', 0, 'latin1');
  if (header < 0) throw new AppError('pdf.not-a-pdf');
  const at = buffer.lastIndexOf('startxref', undefined, 'latin1');
  if (at < 0) throw malformed('no startxref at the end of the file');
  const read = (base: number) => assemble(bytes, budget, { at, base });
  if (header === 0) return read(0);
  // What stands before the header counts in some files and not in others; the tables fit only one way.
  try {
    return read(0);
  } catch (fault) {
    if (fault instanceof AppError && fault.code === 'pdf.malformed') return read(header);
    throw fault;
  }
}

type Start = { readonly at: number; readonly base: number };

function assemble(bytes: Uint8Array, budget: Budget, { at, base }: Start): PdfFile {
  const tail = readTail({ bytes, budget, base }, at);
  if (!tail) throw malformed('no startxref at the end of the file', at);
  const revisions = groupRevisions(readChain({ bytes, budget, base }, tail.section), { bytes, budget, base });
  const history = historyOf(revisions, bytes.length);
  const shared: SharedObjects = { bytes, budget, byOffset: new Map(), history };
  const views = new Map<number, PdfView>();
  const view = (index: number): PdfView => {
    const known = views.get(index);
    if (known) return known;
    const revision = revisions[index];
    if (!revision) throw malformed('no such revision');
    const made = createView(shared, index, revision.trailer);
    views.set(index, made);
    return made;
  };
  const newest = revisions.at(-1);
  const kind = newest?.sections[0]?.kind;
  if (!newest || !kind) throw malformed('no revision');
  const latest = view(revisions.length - 1);
  return { bytes, base, budget, revisions, kind, view, latest, encrypted: isEncrypted(revisions, latest) };
}

/** Newest-first sections → oldest-first revisions. Only a linearized original (Annex F) may point forward, and only once. */
function groupRevisions(chain: readonly XrefSection[], source: XrefSource): readonly Revision[] {
  const groups: XrefSection[][] = [];
  for (let i = 0; i < chain.length; i++) {
    const section = chain[i];
    const older = chain[i + 1];
    if (!section) break;
    if (older && older.offset > section.offset) {
      if (i + 2 !== chain.length) throw malformed('revisions are out of order', section.offset);
      groups.push([section, older]);
      break;
    }
    groups.push([section]);
  }
  return groups.reverse().map((sections, index): Revision => {
    const head = sections[0];
    const last = sections.at(-1);
    if (!head || !last) throw malformed('a revision without a section');
    const tail = readTail(source, last.end);
    const isWhole = tail?.eof !== undefined && sections.every(({ reach }) => reach <= (tail.eof ?? 0));
    return {
      index,
      sections,
      head: head.offset,
      eof: isWhole && tail.section === head.offset ? tail.eof : undefined,
      trailer: head.trailer,
    };
  });
}

function historyOf(revisions: readonly Revision[], fileEnd: number): History {
  const history = new Map<number, Version[]>();
  for (const { index, sections, eof } of revisions) {
    const end = eof ?? fileEnd;
    const seen = new Set<number>();
    for (const section of sections) {
      for (const [num, entry] of section.entries) {
        if (seen.has(num)) continue;
        seen.add(num);
        const list = history.get(num);
        if (list) list.push({ revision: index, entry, end });
        else history.set(num, [{ revision: index, entry, end }]);
      }
    }
  }
  return history;
}

/** §7.6.2: encrypted when any trailer names an encryption dictionary; one that is no such dictionary is malformed. */
function isEncrypted(revisions: readonly Revision[], latest: PdfView): boolean {
  const named = revisions
    .map(({ trailer }) => trailer.entries.get('Encrypt'))
    .find((object) => object !== undefined);
  if (named === undefined) return false;
  const dict = asDict(latest.resolve(named));
  if (!asRef(named) || !dict || asName(latest.get(dict, 'Filter')) === undefined) {
    throw malformed('the encryption dictionary is broken');
  }
  return true;
}

/** The reference of the catalogue in the newest revision. Throws `pdf.malformed` when there is none. */
export function catalogRefOf(view: PdfView): PdfRef {
  const root = asRef(view.trailer.entries.get('Root'));
  if (!root) throw malformed('the trailer has no /Root');
  return root;
}
