import { assert } from '../../shared/assert.ts';
import {
  asArray,
  asDict,
  asInteger,
  asName,
  asRef,
  asString,
  type PdfDict,
  type PdfObject,
  type PdfRef,
  textOf,
} from '../pdf/objects.ts';
import type { PdfView } from '../pdf/view.ts';

export const FIELDS_MAX = 10_000;
export const FIELD_DEPTH_MAX = 32;

type Found = { readonly ref: PdfRef; readonly dict: PdfDict };

/** A terminal form field (ISO 32000-2 §12.7.4), with what it inherits. */
export type FormField = Found & {
  /** Fully qualified. */
  readonly name: string;
  readonly type: string | undefined;
  /** The annotation that shows it: the field itself, or its only kid. */
  readonly widget: Found | undefined;
  /** An inheritable entry, resolved; null when there is none. */
  readonly get: (key: string) => PdfObject;
};

type Node = Found & { readonly name: string; readonly parents: readonly PdfDict[] };

const isWidget = ({ entries }: PdfDict): boolean => entries.has('Rect') && !entries.has('T');

function kidsOf(view: PdfView, dict: PdfDict): readonly Found[] {
  return (asArray(view.get(dict, 'Kids'))?.items ?? []).flatMap((kid) => {
    const ref = asRef(kid);
    const kidDict = asDict(view.resolve(kid));
    return ref && kidDict ? [{ ref, dict: kidDict }] : [];
  });
}

function fieldOf(view: PdfView, { ref, dict, name, parents }: Node, kids: readonly Found[]): FormField {
  const get = (key: string): PdfObject => {
    const holder = [dict, ...parents].find((one) => one.entries.has(key));
    return view.get(holder, key);
  };
  const widget = dict.entries.has('Rect') ? { ref, dict } : kids.find((kid) => isWidget(kid.dict));
  return { ref, dict, name, type: asName(get('FT')), widget, get };
}

/** The form's dictionary and where it stands; `ref` is missing when it stands directly in the catalogue. */
export function acroFormOf(view: PdfView): { readonly dict: PdfDict; readonly ref?: PdfRef } | undefined {
  const entry = view.catalog.entries.get('AcroForm');
  const dict = asDict(view.resolve(entry));
  const ref = asRef(entry);
  return dict && { dict, ...(ref && { ref }) };
}

/** Every terminal field that is an object of its own. At most 10,000, 32 levels deep, each object once. */
export function fieldsOf(view: PdfView): readonly FormField[] {
  const fields: FormField[] = [];
  const seen = new Set<number>();
  const visit = ({ ref, dict, name, parents }: Node): void => {
    if (seen.has(ref.num) || seen.size >= FIELDS_MAX || parents.length > FIELD_DEPTH_MAX) return;
    seen.add(ref.num);
    const own = asString(view.get(dict, 'T'));
    const full = [name, own ? textOf(own) : ''].filter((part) => part !== '').join('.');
    const kids = kidsOf(view, dict);
    const below = kids.filter((kid) => !isWidget(kid.dict));
    if (below.length === 0) fields.push(fieldOf(view, { ref, dict, name: full, parents }, kids));
    for (const kid of below) visit({ ...kid, name: full, parents: [dict, ...parents] });
  };
  const roots = asArray(view.get(acroFormOf(view)?.dict, 'Fields'))?.items ?? [];
  for (const root of roots) {
    const ref = asRef(root);
    const dict = asDict(view.resolve(root));
    if (ref && dict) visit({ ref, dict, name: '', parents: [] });
  }
  return fields;
}

/** Width and height of a field's rectangle; zero when it has none. */
export function sizeOf(view: PdfView, widget: PdfDict): { readonly width: number; readonly height: number } {
  const corners = (asArray(view.get(widget, 'Rect'))?.items ?? []).map((corner) => {
    const number = view.resolve(corner);
    return number.kind === 'number' ? number.value : 0;
  });
  const [left = 0, bottom = 0, right = 0, top = 0] = corners;
  return { width: Math.abs(right - left), height: Math.abs(top - bottom) };
}

/** Bits of an integer entry such as /Ff or /SigFlags. */
export function withBits(object: PdfObject, bits: number): number {
  const value = asInteger(object) ?? 0;
  assert(bits >= 0, 'bits are not negative');
  return value | bits;
}
