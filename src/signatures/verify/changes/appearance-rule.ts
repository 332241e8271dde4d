import type { FormNode } from '../../pdf/form.ts';
import {
  asArray,
  asDict,
  asNumber,
  asRef,
  asStream,
  latin1,
  type PdfDict,
  type PdfObject,
  type PdfStream,
} from '../../pdf/objects.ts';
import { type Corners, cornersOf, visibleBox } from '../../pdf/page-geometry.ts';
import type { PdfView } from '../../pdf/view.ts';
import { attempt } from '../attempt.ts';
import { isEmptyValue } from './empty-value.ts';
import type { Step } from './step.ts';

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

/** Whether a widget draws nothing: no place on the page, or nothing in its appearance and no border or ground of its own. */
export function isInvisible(view: PdfView, { dict }: Pick<FormNode, 'dict'>): boolean {
  const size = sizeOf(numbersOf(view, view.get(dict, 'Rect')));
  if (!size || size.some((side) => side === 0)) return true;
  const look = asDict(view.get(dict, 'MK'));
  if (look?.entries.has('BG') || look?.entries.has('BC')) return false;
  if (!asDict(view.get(dict, 'AP'))) return true;
  const stream = asStream(normalAppearance(view, dict));
  return stream !== undefined && stream.raw.length < DRAWN_BYTES_MIN && isBlank(view, stream);
}

/** What is longer than this is not looked into: it draws. */
const DRAWN_BYTES_MIN = 4096;

/** An appearance in a coding that is not read here counts as drawn. */
function isBlank(view: PdfView, stream: PdfStream): boolean {
  const data = attempt(() => view.decode(stream));
  if (!data.ok && data.fault.code === 'pdf.too-complex') throw data.fault;
  return data.ok && /^\s*$/.test(latin1(data.value));
}

/** A seal and a leader's block together stay far below this part of a page; what is larger hides the text. */
const COVER_MAX = 0.5;

/** Whether a widget's place takes more than half of what is seen of its page, with those met before: who signs twice covers one half each time. */
export function coversPage({ comparison: { after: view }, pageOf, covered }: Step, node: FormNode): boolean {
  const listed = pageOf(node);
  const stated = node.dict.entries.get('P');
  const page = listed?.dict ?? asDict(view.resolve(stated));
  const place = cornersOf(view, view.get(node.dict, 'Rect'));
  if (!page || !place || isInvisible(view, node)) return false;
  const num = (listed?.ref ?? asRef(stated))?.num ?? 0;
  const shown = visibleBox(view, page);
  const area = sharedArea(place, shown) + (covered.get(num) ?? 0);
  covered.set(num, area);
  return area > COVER_MAX * sharedArea(shown, shown);
}

function sharedArea([l1, b1, r1, t1]: Corners, [l2, b2, r2, t2]: Corners): number {
  const [width, height] = [Math.min(r1, r2) - Math.max(l1, l2), Math.min(t1, t2) - Math.max(b1, b2)];
  return width > 0 && height > 0 ? width * height : 0;
}

/** Whether a widget lies over a text field that says something: a number or a date can be hidden under a new seal. */
export function coversValue(
  { comparison, pageOf }: Step,
  node: FormNode,
  fields: readonly FormNode[],
): boolean {
  const { after: view } = comparison;
  const [page, place] = [pageOf(node), cornersOf(view, view.get(node.dict, 'Rect'))];
  if (!page || !place || isInvisible(view, node)) return false;
  return fields.some((field) => {
    const other = cornersOf(view, view.get(field.dict, 'Rect'));
    if (!other || field.type !== 'Tx' || isEmptyValue(view.resolve(field.value))) return false;
    return pageOf(field) === page && sharedArea(place, other) > 0;
  });
}
