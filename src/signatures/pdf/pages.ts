import { malformed } from './limits.ts';
import { asArray, asDict, asRef, isName, type PdfDict, type PdfRef } from './objects.ts';
import type { PdfView } from './view.ts';

export type PdfPage = { readonly ref: PdfRef; readonly dict: PdfDict };

const PAGES_MAX = 100_000;
const PARENTS_MAX = 100;

/** Attributes that a page takes from the nodes above it (ISO 32000-2 §7.7.3.4). */
const INHERITED = ['Resources', 'MediaBox', 'CropBox', 'Rotate'] as const;

/** The pages in reading order. Throws `pdf.malformed` on a loop, a broken node or more than 100,000 pages. */
export function pagesOf(view: PdfView): readonly PdfPage[] {
  const pages: PdfPage[] = [];
  const seen = new Set<number>();
  const waiting: PdfRef[] = [];
  const root = asRef(view.catalog.entries.get('Pages'));
  if (!root) throw malformed('the catalogue has no page tree');
  waiting.push(root);
  for (let ref = waiting.pop(); ref; ref = waiting.pop()) {
    if (seen.has(ref.num)) throw malformed('the page tree is a loop');
    if (seen.size > 2 * PAGES_MAX) throw malformed('too many pages');
    seen.add(ref.num);
    const dict = asDict(view.resolve(ref));
    // A kid that is named and not there is no page; viewers pass over it.
    if (!dict) continue;
    const kids = asArray(view.get(dict, 'Kids'));
    if (kids && !isName(view.get(dict, 'Type'), 'Page')) {
      for (const kid of kids.items.toReversed()) {
        const kidRef = asRef(kid);
        if (!kidRef) throw malformed('a kid of the page tree is no reference');
        waiting.push(kidRef);
      }
    } else pages.push({ ref, dict });
  }
  return pages;
}

/** A page's attribute, its own or the one it inherits; null when there is none. */
export function inheritedOf(view: PdfView, page: PdfDict, key: (typeof INHERITED)[number]) {
  let node: PdfDict | undefined = page;
  for (let depth = 0; node && depth < PARENTS_MAX; depth++) {
    const value = view.get(node, key);
    if (value.kind !== 'null') return value;
    node = asDict(view.get(node, 'Parent'));
  }
  return view.resolve(undefined);
}
