import { assert } from '../../shared/assert.ts';
import { type FormNode, formTreeOf, walkForm } from '../pdf/form.ts';
import {
  asArray,
  asDict,
  asInteger,
  asRef,
  type PdfDict,
  type PdfObject,
  type PdfRef,
} from '../pdf/objects.ts';
import { type Canvas, type Corners, cornersOf, geometryOf, type Size } from '../pdf/page-geometry.ts';
import { type PdfPage, pagesOf } from '../pdf/pages.ts';
import type { PdfView } from '../pdf/view.ts';

type Found = { readonly ref: PdfRef; readonly dict: PdfDict };

/** A terminal form field (ISO 32000-2 §12.7.4), with what it inherits. */
export type FormField = Found & {
  /** Fully qualified. */
  readonly name: string;
  readonly type: string | undefined;
  /** The annotation that shows it: the field itself, or its first widget. */
  readonly widget: Found | undefined;
  /** An inheritable entry, resolved; null when there is none. */
  readonly get: (key: string) => PdfObject;
};

const isWidget = ({ dict, isField }: FormNode): boolean => !isField && dict.entries.has('Rect');

/** The form's dictionary and where it stands; `ref` is missing when it stands directly in the catalogue. */
export function acroFormOf(view: PdfView): { readonly dict: PdfDict; readonly ref?: PdfRef } | undefined {
  const entry = view.catalog.entries.get('AcroForm');
  const dict = asDict(view.resolve(entry));
  const ref = asRef(entry);
  return dict && { dict, ...(ref && { ref }) };
}

/** Every terminal field that is an object of its own. Throws `pdf.malformed` beyond the limits of a form's tree. */
export function fieldsOf(view: PdfView): readonly FormField[] {
  return [...walkForm(formTreeOf(view))].flatMap((node): readonly FormField[] => {
    const { ref, dict, name, type, kids, parents } = node;
    if (!ref || (isWidget(node) && parents.length > 0) || !kids.every(isWidget)) return [];
    const holders = [dict, ...parents];
    const get = (key: string) =>
      view.get(
        holders.find((one) => one.entries.has(key)),
        key,
      );
    return [{ ref, dict, name, type, widget: widgetOf(node), get }];
  });
}

function widgetOf({ ref, dict, kids }: FormNode): Found | undefined {
  const shown = [{ ref, dict }, ...kids].find((one) => one.ref && one.dict.entries.has('Rect'));
  return shown?.ref && { ref: shown.ref, dict: shown.dict };
}

/** Width and height of a field's rectangle in its page's own units; zero when it has none. */
export function sizeOf(view: PdfView, widget: PdfDict): Size {
  const [left, bottom, right, top] = cornersIn(view, widget);
  return { width: right - left, height: top - bottom };
}

const cornersIn = (view: PdfView, widget: PdfDict): Corners =>
  cornersOf(view, view.get(widget, 'Rect')) ?? [0, 0, 0, 0];

/** How large a widget is drawn and how it is turned on its page: found by /P, or by the page that lists it. */
export function canvasOf(view: PdfView, { ref, dict }: Found): Canvas {
  const named = asRef(dict.entries.get('P'));
  const pages = pagesOf(view);
  const lists = (page: PdfPage) =>
    asArray(view.get(page.dict, 'Annots'))?.items.some((item) => asRef(item)?.num === ref.num) ?? false;
  const page = pages.find((one) => one.ref.num === named?.num) ?? pages.find(lists);
  const [left, bottom, right, top] = cornersIn(view, dict);
  if (!page) return { width: right - left, height: top - bottom };
  return geometryOf(view, page.dict).canvasOf([left, bottom, right, top]);
}

/** Bits of an integer entry such as /Ff or /SigFlags. */
export function withBits(object: PdfObject, bits: number): number {
  const value = asInteger(object) ?? 0;
  assert(bits >= 0, 'bits are not negative');
  return value | bits;
}
