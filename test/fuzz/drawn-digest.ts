import { createHash, type Hash } from 'node:crypto';
import { openPdf } from '../../src/signatures/pdf/file.ts';
import { asArray, asDict, isName, type PdfDict, type PdfObject } from '../../src/signatures/pdf/objects.ts';
import { inheritedOf, pagesOf } from '../../src/signatures/pdf/pages.ts';
import type { PdfView } from '../../src/signatures/pdf/view.ts';

/**
 * What the pages of the last revision draw, as one digest, by another way than the verifier's comparison: everything is written out from each page,
 * objects numbered in the order in which they are met. Two files with the same digest draw the same pages, annotations left out.
 */
export function drawnDigest(bytes: Uint8Array): string {
  const view = openPdf(bytes).latest;
  const hash = createHash('sha256');
  const met = new Map<number, number>();
  for (const page of pagesOf(view)) {
    met.set(page.ref.num, met.size);
    for (const key of ['Contents', 'UserUnit', 'Group']) write(view, page.dict.entries.get(key), hash, met);
    for (const key of ['Resources', 'MediaBox', 'CropBox', 'Rotate'] as const)
      write(view, inheritedOf(view, page.dict, key), hash, met);
  }
  return hash.digest('hex');
}

/** The annotations of the last revision with what they draw and say, signature fields left out. */
export function annotationDigest(bytes: Uint8Array): string {
  const view = openPdf(bytes).latest;
  const hash = createHash('sha256');
  const met = new Map<number, number>();
  for (const page of pagesOf(view)) {
    met.set(page.ref.num, met.size);
    for (const item of asArray(view.get(page.dict, 'Annots'))?.items ?? []) {
      const dict = asDict(view.resolve(item));
      if (!dict || isName(view.get(dict, 'FT'), 'Sig')) continue;
      for (const key of ['Subtype', 'Rect', 'AP', 'AS', 'V', 'F'])
        write(view, dict.entries.get(key), hash, met);
    }
  }
  return hash.digest('hex');
}

function write(view: PdfView, start: PdfObject | undefined, hash: Hash, met: Map<number, number>): void {
  const waiting: (PdfObject | string)[] = [start ?? 'null'];
  for (let item = waiting.pop(); item !== undefined; item = waiting.pop()) {
    if (typeof item === 'string') hash.update(`${item}\n`);
    else if (view.resolve(item).kind === 'null') hash.update('null\n');
    else if (item.kind === 'ref') {
      const known = met.get(item.num);
      if (known !== undefined) hash.update(`met ${known}\n`);
      else {
        met.set(item.num, met.size);
        waiting.push(view.resolve(item));
      }
    } else if (item.kind === 'array') waiting.push('end', ...item.items.toReversed(), 'array');
    else if (item.kind === 'dict') waiting.push(...entriesOf(view, item));
    else if (item.kind === 'stream') {
      hash.update('stream\n').update(item.raw);
      waiting.push(...entriesOf(view, item.dict));
    } else hash.update(item.kind === 'string' ? Buffer.from(item.bytes) : JSON.stringify(item)).update('\n');
  }
}

/** An entry that leads to nothing is as good as none (§7.3.7). */
const entriesOf = (view: PdfView, dict: PdfDict): (PdfObject | string)[] =>
  [...dict.entries]
    .filter(([key, value]) => key !== 'Length' && view.resolve(value).kind !== 'null')
    .sort(([a], [b]) => (a < b ? 1 : -1))
    .flatMap(([key, value]) => [value, `key ${key}`]);
