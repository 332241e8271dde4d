import {
  asArray,
  asDict,
  asNumber,
  asRef,
  asStream,
  isName,
  type PdfDict,
  type PdfObject,
} from '../pdf/objects.ts';
import type { PdfView } from '../pdf/view.ts';
import { type DrawingFont, glyphString } from './embedded-font.ts';
import { readToUnicode } from './to-unicode.ts';

const WIDTHS_MAX = 65_536;
const DEFAULT_WIDTH = 1000;

/** The /W array of a CID font (ISO 32000-2 §9.7.4.3): `first [w …]` and `first last w`. */
function readWidths(view: PdfView, descendant: PdfDict): ReadonlyMap<number, number> {
  const widths = new Map<number, number>();
  const items = (asArray(view.get(descendant, 'W'))?.items ?? []).map((item) => view.resolve(item));
  for (let at = 0; at < items.length && widths.size < WIDTHS_MAX; ) {
    const first = asNumber(items[at]) ?? 0;
    const listed = asArray(items[at + 1]);
    if (listed) {
      listed.items.forEach((width, index) => {
        widths.set(first + index, asNumber(view.resolve(width)) ?? DEFAULT_WIDTH);
      });
      at += 2;
      continue;
    }
    const last = Math.min(asNumber(items[at + 1]) ?? first, first + WIDTHS_MAX);
    for (let code = first; code <= last; code++) widths.set(code, asNumber(items[at + 2]) ?? DEFAULT_WIDTH);
    at += 3;
  }
  return widths;
}

/**
 * A Type0 font with Identity-H that a file already has, ready to draw with: its codes are found through its ToUnicode map.
 * Nothing when it is of another kind; `encode` gives nothing for a text with a letter that the font lacks.
 */
export function reusedFont(view: PdfView, object: PdfObject | undefined): DrawingFont | undefined {
  const ref = asRef(object);
  const dict = asDict(view.resolve(object));
  const map = asStream(view.get(dict, 'ToUnicode'));
  const descendant = asDict(view.resolve(asArray(view.get(dict, 'DescendantFonts'))?.items[0]));
  if (!ref || !dict || !map || !descendant || !isName(view.get(dict, 'Encoding'), 'Identity-H'))
    return undefined;
  const codes = readToUnicode(view.decode(map));
  const widths = readWidths(view, descendant);
  const fallback = asNumber(view.get(descendant, 'DW')) ?? DEFAULT_WIDTH;
  const codesOf = (text: string) => Array.from(text, (letter) => codes.get(letter.codePointAt(0) ?? 0));
  return {
    ref,
    encode: (text) => {
      const found = codesOf(text);
      return found.every((code) => code !== undefined) ? glyphString(found) : undefined;
    },
    widthOf: (text, size) =>
      codesOf(text).reduce<number>((sum, code) => sum + (widths.get(code ?? 0) ?? fallback), 0) *
      (size / DEFAULT_WIDTH),
  };
}
