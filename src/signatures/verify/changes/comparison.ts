import type { Budget } from '../../pdf/limits.ts';
import { isName, type PdfDict, type PdfObject, pdfNull } from '../../pdf/objects.ts';
import type { PdfView } from '../../pdf/view.ts';
import type { XrefEntry } from '../../pdf/xref.ts';

/**
 * Compares two revisions of one document by meaning: references are followed, whether something stands directly or indirectly
 * does not count, the bytes of a stream do. What has a rule of its own (a page, a field) is *ruled*: a comparison that reaches it
 * by the way stops there, because its rule looks at it. What a page draws stops nowhere: a dictionary that is a field here and a
 * list of pictures there must not change under the field's rule.
 */
export type Comparison = {
  readonly before: PdfView;
  readonly after: PdfView;
  readonly budget: Budget;
  /** Names an object that has a rule of its own; at a page every comparison stops, elsewhere those of what is drawn go on. */
  rule(num: number, kind: Ruled): void;
  /** From here on, what has been reached counts as belonging to the document itself and not to a field alone. */
  closeOutside(): void;
  /** Whether an object of the earlier revision was reached before `closeOutside`. */
  isOutside(num: number): boolean;
  /** Whether both mean the same, down to the last object that they reach. */
  same(before: PdfObject | undefined, after: PdfObject | undefined): boolean;
  /** The same for what is drawn (§7.8): only a page ends the way. */
  sameDrawn(before: PdfObject | undefined, after: PdfObject | undefined): boolean;
  /** The keys under which two dictionaries differ, and those that the later one has twice. */
  changedKeys(before: PdfDict, after: PdfDict): readonly string[];
};

export type Ruled = 'page' | 'other';

type Pair = readonly [before: PdfObject, after: PdfObject, isDrawn: boolean];

export function createComparison(before: PdfView, after: PdfView, budget: Budget): Comparison {
  const ruled = new Map<number, Ruled>();
  const known = new Set<string>();
  const outside = new Set<number>();
  let isOpen = true;

  function compare(a: PdfObject | undefined, b: PdfObject | undefined, isDrawn: boolean): boolean {
    const met: string[] = [];
    const waiting: Pair[] = [[a ?? pdfNull, b ?? pdfNull, isDrawn]];
    for (let pair = waiting.pop(); pair; pair = waiting.pop()) {
      budget.spend();
      if (samePair(pair, waiting, met)) continue;
      // What was taken as the same on the way may be what differs: forget it.
      for (const key of met) known.delete(key);
      return false;
    }
    return true;
  }

  function samePair([a, b, isDrawn]: Pair, waiting: Pair[], met: string[]): boolean {
    if (isOpen && a.kind === 'ref') outside.add(a.num);
    const [first, second] = [before.resolve(a), after.resolve(b)];
    budget.spend(bytesOf(first) >> BYTES_A_STEP);
    if (!sameGeneration([before, after], a, b)) return false;
    if (a.kind === 'ref' && b.kind === 'ref') {
      if (a.num === b.num && endsAt(a.num, isDrawn, first, second)) return true;
      const key = `${isDrawn} ${a.num} ${a.gen} ${b.num} ${b.gen}`;
      if (known.has(key)) return true;
      known.add(key);
      met.push(key);
    }
    return sameShape(first, second, isDrawn, waiting);
  }

  /** A rule looks at dictionaries: what is, or becomes, a stream has data that no rule sees. */
  function endsAt(num: number, isDrawn: boolean, first: PdfObject, second: PdfObject): boolean {
    const kind = ruled.get(num);
    if (kind === undefined || first.kind !== 'dict' || second.kind !== 'dict') return false;
    return kind === 'page' || !isDrawn;
  }

  const same = (a: PdfObject | undefined, b: PdfObject | undefined): boolean => compare(a, b, false);
  return {
    before,
    after,
    budget,
    rule: (num, kind) => ruled.set(num, kind),
    closeOutside() {
      isOpen = false;
    },
    isOutside: (num) => outside.has(num),
    same,
    sameDrawn: (a, b) => compare(a, b, true),
    changedKeys: (a, b) => [
      ...(isAmbiguous(a, b) ? [...a.duplicates, ...b.duplicates].map((key) => `${key} ${key}`) : []),
      ...[...new Set([...a.entries.keys(), ...b.entries.keys()])].filter(
        (key) => !same(a.entries.get(key), b.entries.get(key)),
      ),
    ],
  };
}

/** §7.3.10 calls a reference with another generation null, many viewers take the object all the same: it must not come, and not move. */
function sameGeneration([before, after]: readonly [PdfView, PdfView], a: PdfObject, b: PdfObject): boolean {
  const [was, is] = [oddEntry(before, a), oddEntry(after, b)];
  if (!was && !is) return true;
  return was?.kind === 'offset' && is?.kind === 'offset' && was.offset === is.offset;
}

/** The entry of a reference that names another generation than stands there. */
function oddEntry(view: PdfView, object: PdfObject): XrefEntry | undefined {
  if (object.kind !== 'ref') return undefined;
  const entry = view.entry(object.num);
  if (!entry || entry.kind === 'free') return undefined;
  return (entry.kind === 'offset' ? entry.gen : 0) === object.gen ? undefined : entry;
}

/** A step of the budget compares so many bytes, as a power of two. */
const BYTES_A_STEP = 8;

function bytesOf(object: PdfObject): number {
  if (object.kind === 'stream') return object.raw.length;
  return object.kind === 'string' ? object.bytes.length : 0;
}

/** iText 2 writes its version into the root of the page tree when it signs. No page inherits it (§7.7.3.4). */
const ITEXT_MARK = 'ITXT';

/** Whether two resolved objects agree in themselves; what they hold is put into `waiting`. */
function sameShape(a: PdfObject, b: PdfObject, isDrawn: boolean, waiting: Pair[]): boolean {
  if (a.kind === 'stream' && b.kind === 'stream') {
    const isOnePlace = a.raw.buffer === b.raw.buffer && a.raw.byteOffset === b.raw.byteOffset;
    // A stream written anew is compared by its bytes; one that stayed where it was must also keep the length that it states.
    const skipped = isOnePlace ? undefined : 'Length';
    return sameBytes(a.raw, b.raw) && sameEntries(a.dict, b.dict, waiting, { isDrawn: true, skipped });
  }
  if (a.kind === 'dict' && b.kind === 'dict') {
    const skipped = isName(a.entries.get('Type'), 'Pages') ? ITEXT_MARK : undefined;
    return sameEntries(a, b, waiting, { isDrawn, skipped });
  }
  if (a.kind === 'array' && b.kind === 'array') {
    if (a.items.length !== b.items.length) return false;
    for (const [index, item] of a.items.entries()) waiting.push([item, b.items[index] ?? pdfNull, isDrawn]);
    return true;
  }
  return sameScalar(a, b);
}

function sameEntries(
  a: PdfDict,
  b: PdfDict,
  waiting: Pair[],
  { isDrawn, skipped }: { readonly isDrawn: boolean; readonly skipped?: string | undefined },
): boolean {
  if (isAmbiguous(a, b)) return false;
  for (const key of new Set([...a.entries.keys(), ...b.entries.keys()])) {
    if (key !== skipped)
      waiting.push([a.entries.get(key) ?? pdfNull, b.entries.get(key) ?? pdfNull, isDrawn]);
  }
  return true;
}

/** A key that stands twice in what was written anew, or stood twice in what it replaces: each reader takes another of the two. */
export const isAmbiguous = (a: PdfDict, b: PdfDict): boolean =>
  a !== b && (a.duplicates.length > 0 || b.duplicates.length > 0);

function sameScalar(a: PdfObject, b: PdfObject): boolean {
  switch (a.kind) {
    case 'null':
      return b.kind === 'null';
    case 'boolean':
      return b.kind === 'boolean' && a.value === b.value;
    case 'number':
      return b.kind === 'number' && a.value === b.value;
    case 'name':
      return b.kind === 'name' && a.value === b.value;
    case 'string':
      return b.kind === 'string' && sameBytes(a.bytes, b.bytes);
    case 'ref':
    case 'array':
    case 'dict':
    case 'stream':
      return false;
  }
}

const sameBytes = (a: Uint8Array, b: Uint8Array): boolean =>
  (a.buffer === b.buffer && a.byteOffset === b.byteOffset && a.length === b.length) ||
  Buffer.compare(a, b) === 0;
