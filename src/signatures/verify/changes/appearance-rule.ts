import type { FormNode } from '../../pdf/form.ts';
import { asArray, asDict, asNumber, asStream, type PdfDict, type PdfObject } from '../../pdf/objects.ts';
import { inheritedOf } from '../../pdf/pages.ts';
import type { PdfView } from '../../pdf/view.ts';

/** Points by which a box may differ from its place: rounding of writers, not a shift that could be seen. */
const BOX_TOLERANCE_PT = 1;

const IDENTITY = [1, 0, 0, 1, 0, 0];

/** The normal appearance of a widget, where it is one stream. */
const normalAppearance = (view: PdfView, dict: PdfDict): PdfObject =>
  view.get(asDict(view.get(dict, 'AP')), 'N');

function numbersOf(view: PdfView, object: PdfObject): readonly number[] | undefined {
  const items = asArray(view.resolve(object))?.items;
  const numbers = items?.flatMap((item) => asNumber(view.resolve(item)) ?? []);
  return numbers && numbers.length === items?.length ? numbers : undefined;
}

/**
 * Whether a filled text is drawn in its own place, as large as the place, not turned or stretched (ISO 32000-2 §12.5.5): the box is
 * the rectangle's size and there is no matrix. A node without appearance has nothing to draw.
 */
export function hasPlainAppearance(view: PdfView, { dict }: FormNode): boolean {
  const stream = asStream(normalAppearance(view, dict));
  if (!stream) return true;
  const matrix = stream.dict.entries.get('Matrix');
  if (matrix !== undefined) {
    const numbers = numbersOf(view, matrix);
    if (!numbers || !IDENTITY.every((value, index) => numbers[index] === value)) return false;
  }
  const box = sizeOf(numbersOf(view, view.get(stream.dict, 'BBox')));
  const place = sizeOf(numbersOf(view, view.get(dict, 'Rect')));
  if (!box || !place) return false;
  return box.every((side, index) => Math.abs(side - (place[index] ?? 0)) <= BOX_TOLERANCE_PT);
}

function sizeOf(box: readonly number[] | undefined): readonly number[] | undefined {
  const [left, bottom, right, top] = box ?? [];
  if (left === undefined || bottom === undefined || right === undefined || top === undefined)
    return undefined;
  return [Math.abs(right - left), Math.abs(top - bottom)];
}

/** Whether a widget draws nothing: no appearance, an empty one, or no place on the page. */
export function isInvisible(view: PdfView, { dict }: Pick<FormNode, 'dict'>): boolean {
  const size = sizeOf(numbersOf(view, view.get(dict, 'Rect')));
  if (!size || size.some((side) => side === 0)) return true;
  const appearance = asDict(view.get(dict, 'AP'));
  if (!appearance) return true;
  const stream = asStream(normalAppearance(view, dict));
  return stream !== undefined && /^\s*$/.test(Buffer.from(view.decode(stream)).toString('latin1'));
}

/** A seal and a leader's block together stay far below this part of a page; what is larger hides the text. */
const COVER_MAX = 0.5;

/** Whether a widget's place takes more than half of its page. */
export function coversPage(view: PdfView, { dict }: FormNode): boolean {
  const page = asDict(view.get(dict, 'P'));
  if (!page || isInvisible(view, { dict })) return false;
  const [width, height] = sizeOf(numbersOf(view, inheritedOf(view, page, 'MediaBox'))) ?? [];
  const [ownWidth, ownHeight] = sizeOf(numbersOf(view, view.get(dict, 'Rect'))) ?? [];
  if (!width || !height || !ownWidth || !ownHeight) return false;
  return ownWidth * ownHeight > COVER_MAX * width * height;
}
