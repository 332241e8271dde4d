import type { Budget } from '../../pdf/limits.ts';
import { type PdfDict, type PdfObject, pdfNull } from '../../pdf/objects.ts';
import type { PdfView } from '../../pdf/view.ts';

/**
 * Compares two revisions of one document by meaning: references are followed, whether something stands directly or indirectly
 * does not count, the bytes of a stream do. What has a rule of its own (a page, a field) is *ruled*: a comparison that reaches it
 * by the way stops there, because its rule looks at it.
 */
export type Comparison = {
  readonly before: PdfView;
  readonly after: PdfView;
  readonly budget: Budget;
  /** Names an object that has a rule of its own. */
  rule(num: number): void;
  /** From here on, what has been reached counts as belonging to the document itself and not to a field alone. */
  closeOutside(): void;
  /** Whether an object of the earlier revision was reached before `closeOutside`. */
  isOutside(num: number): boolean;
  /** Whether both mean the same, down to the last object that they reach. */
  same(before: PdfObject | undefined, after: PdfObject | undefined): boolean;
  /** The keys under which two dictionaries differ, and those that the later one has twice. */
  changedKeys(before: PdfDict, after: PdfDict): readonly string[];
};

type Pair = readonly [PdfObject, PdfObject];

export function createComparison(before: PdfView, after: PdfView, budget: Budget): Comparison {
  const ruled = new Set<number>();
  const known = new Set<string>();
  const outside = new Set<number>();
  let isOpen = true;

  function same(a: PdfObject | undefined, b: PdfObject | undefined): boolean {
    const met: string[] = [];
    const waiting: Pair[] = [[a ?? pdfNull, b ?? pdfNull]];
    for (let pair = waiting.pop(); pair; pair = waiting.pop()) {
      budget.spend();
      if (samePair(pair, waiting, met)) continue;
      // What was taken as the same on the way may be what differs: forget it.
      for (const key of met) known.delete(key);
      return false;
    }
    return true;
  }

  function samePair([a, b]: Pair, waiting: Pair[], met: string[]): boolean {
    if (isOpen && a.kind === 'ref') outside.add(a.num);
    if (a.kind === 'ref' && b.kind === 'ref') {
      if (a.num === b.num && ruled.has(a.num)) return true;
      const key = `${a.num} ${a.gen} ${b.num} ${b.gen}`;
      if (known.has(key)) return true;
      known.add(key);
      met.push(key);
    }
    const [first, second] = [before.resolve(a), after.resolve(b)];
    return sameShape(first, second, waiting);
  }

  return {
    before,
    after,
    budget,
    rule: (num) => ruled.add(num),
    closeOutside() {
      isOpen = false;
    },
    isOutside: (num) => outside.has(num),
    same,
    changedKeys: (a, b) => [
      ...(isAmbiguous(a, b) ? b.duplicates.map((key) => `${key} ${key}`) : []),
      ...[...new Set([...a.entries.keys(), ...b.entries.keys()])].filter(
        (key) => !same(a.entries.get(key), b.entries.get(key)),
      ),
    ],
  };
}

/** Whether two resolved objects agree in themselves; what they hold is put into `waiting`. */
function sameShape(a: PdfObject, b: PdfObject, waiting: Pair[]): boolean {
  if (a.kind === 'stream' && b.kind === 'stream') {
    return sameBytes(a.raw, b.raw) && sameEntries(a.dict, b.dict, waiting, true);
  }
  if (a.kind === 'dict' && b.kind === 'dict') return sameEntries(a, b, waiting, false);
  if (a.kind === 'array' && b.kind === 'array') {
    if (a.items.length !== b.items.length) return false;
    for (const [index, item] of a.items.entries()) waiting.push([item, b.items[index] ?? pdfNull]);
    return true;
  }
  return sameScalar(a, b);
}

function sameEntries(a: PdfDict, b: PdfDict, waiting: Pair[], isStream: boolean): boolean {
  if (a === b) {
    for (const value of a.entries.values()) waiting.push([value, value]);
    return true;
  }
  if (isAmbiguous(a, b)) return false;
  for (const key of new Set([...a.entries.keys(), ...b.entries.keys()])) {
    // The length is compared by the bytes themselves.
    if (isStream && key === 'Length') continue;
    waiting.push([a.entries.get(key) ?? pdfNull, b.entries.get(key) ?? pdfNull]);
  }
  return true;
}

/** A dictionary written anew with a key that stands twice: each reader takes another of the two. */
export const isAmbiguous = (a: PdfDict, b: PdfDict): boolean => a !== b && b.duplicates.length > 0;

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
