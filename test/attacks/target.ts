import { openPdf, type PdfFile } from '../../src/signatures/pdf/file.ts';
import {
  asArray,
  asDict,
  asRef,
  asStream,
  type PdfDict,
  type PdfObject,
  type PdfRef,
  pdfArray,
  pdfDict,
  pdfName,
  pdfNumber,
  pdfRef,
  pdfStream,
  pdfString,
  withEntries,
} from '../../src/signatures/pdf/objects.ts';
import { type PdfPage, pagesOf } from '../../src/signatures/pdf/pages.ts';
import { beginUpdate, type PdfUpdate } from '../../src/signatures/pdf/update.ts';
import type { PdfView } from '../../src/signatures/pdf/view.ts';
import { acroFormOf, type FormField, fieldsOf } from '../../src/signatures/sign/fields.ts';

type Found = { readonly ref: PdfRef; readonly dict: PdfDict };

/** A signed file and the places that attacks aim at. */
export type Target = {
  readonly bytes: Uint8Array;
  readonly file: PdfFile;
  readonly view: PdfView;
  readonly catalog: Found;
  readonly page: PdfPage;
  readonly form: PdfDict;
  readonly fields: readonly FormField[];
  /** The signature field signed last, its dictionary, and its range. */
  readonly signed: FormField;
  readonly signature: Found;
  readonly range: readonly [number, number, number, number];
};

export const latin1 = (text: string): Buffer => Buffer.from(text, 'latin1');
export const textOf = (bytes: Uint8Array): string => Buffer.from(bytes).toString('latin1');
export const literal = (text: string): PdfObject => pdfString(latin1(text));
export const name = pdfName;
export const numbers = (...values: readonly number[]): PdfObject => pdfArray(values.map(pdfNumber));
export const script = (): PdfDict => pdfDict({ S: name('JavaScript'), JS: literal('app.alert(1)') });

/** Looks at a signed file. Throws when nothing in it is signed: there is nothing to attack. */
export function aimAt(bytes: Uint8Array): Target {
  const file = openPdf(bytes);
  const view = file.latest;
  const fields = fieldsOf(view);
  const root = must(asRef(view.trailer.entries.get('Root')), 'a catalogue');
  const signings = fields.flatMap((field) => {
    const ref = asRef(field.dict.entries.get('V'));
    const dict = field.type === 'Sig' ? asDict(view.resolve(ref)) : undefined;
    const range = asArray(dict?.entries.get('ByteRange'))?.items.map((item) =>
      item.kind === 'number' ? item.value : -1,
    );
    const [a, b, c, d] = range ?? [];
    if (!ref || !dict || a === undefined || b === undefined || c === undefined || d === undefined) return [];
    return [{ field, signature: { ref, dict }, range: [a, b, c, d] as const }];
  });
  const newest = must(
    signings.toSorted((one, other) => other.range[2] + other.range[3] - one.range[2] - one.range[3])[0],
    'a signature',
  );
  return {
    bytes,
    file,
    view,
    catalog: { ref: root, dict: view.catalog },
    page: must(pagesOf(view)[0], 'a page'),
    form: acroFormOf(view)?.dict ?? pdfDict({}),
    fields,
    signed: newest.field,
    signature: newest.signature,
    range: newest.range,
  };
}

export function must<Value>(value: Value | undefined, what: string): Value {
  if (value === undefined) throw new Error(`this file has no ${what}`);
  return value;
}

/** One way to change a signed file; `undefined` where the file has not what the attack needs. */
export type Change = (target: Target) => Uint8Array | undefined;

/** An edit of objects, appended as a revision the way an honest writer does. `false`: the file has not what it needs. */
export type Edit = (target: Target, update: PdfUpdate) => unknown;

export const appended =
  (edit: Edit): Change =>
  (target) => {
    const update = beginUpdate(target.file);
    return edit(target, update) === false ? undefined : update.finish().whole();
  };

/** Sets keys of an object of the file; `undefined` takes a key away. */
export const set = (
  update: PdfUpdate,
  ref: PdfRef,
  keys: Readonly<Record<string, PdfObject | undefined>>,
): void => update.put(ref, withEntries(must(asDict(update.current(ref)), `dictionary ${ref.num}`), keys));

export const add = (update: PdfUpdate, object: PdfObject): PdfRef => {
  const ref = update.reserve();
  update.put(ref, object);
  return ref;
};

/** A white sheet over everything, as a form that a page, a widget or an annotation may draw. */
export const sheet = (update: PdfUpdate, data = '1 1 1 rg 0 0 600 850 re f'): PdfRef =>
  add(
    update,
    pdfStream(
      pdfDict({ Type: name('XObject'), Subtype: name('Form'), BBox: numbers(0, 0, 600, 850) }),
      latin1(data),
    ),
  );

export const content = (
  update: PdfUpdate,
  data = 'BT /F1 14 Tf 72 700 Td (Chi 95 trieu dong) Tj ET',
): PdfRef => add(update, pdfStream(pdfDict({}), latin1(data)));

/** Adds an item to an array that stands in a dictionary, directly or not. */
export function push(target: Target, update: PdfUpdate, holder: PdfRef, key: string, item: PdfObject): void {
  const entry = must(asDict(update.current(holder)), 'dictionary').entries.get(key);
  const ref = asRef(entry);
  const items = asArray(ref ? update.current(ref) : target.view.resolve(entry))?.items ?? [];
  if (ref) update.put(ref, pdfArray([...items, item]));
  else set(update, holder, { [key]: pdfArray([...items, item]) });
}

/** Puts changed keys into the form, wherever it stands. */
export function setForm(
  { view, catalog }: Target,
  update: PdfUpdate,
  keys: Readonly<Record<string, PdfObject | undefined>>,
): void {
  const entry = view.catalog.entries.get('AcroForm');
  const ref = asRef(entry);
  if (ref) set(update, ref, keys);
  else set(update, catalog.ref, { AcroForm: withEntries(asDict(entry) ?? pdfDict({}), keys) });
}

export function pushField(target: Target, update: PdfUpdate, field: PdfRef): void {
  const items = asArray(target.view.get(target.form, 'Fields'))?.items ?? [];
  setForm(target, update, { Fields: pdfArray([...items, field]) });
}

/** The first object that passes, by its number; what an attack overwrites in place. */
export function findObject(
  { view }: Target,
  passes: (object: PdfObject) => boolean,
): { readonly ref: PdfRef; readonly object: PdfObject } | undefined {
  for (const num of view.numbers()) {
    const entry = view.entry(num);
    const ref = pdfRef(num, entry?.kind === 'offset' ? entry.gen : 0);
    const object = view.resolve(ref);
    if (passes(object)) return { ref, object };
  }
  return undefined;
}

const typeIs = (type: string, subtype?: string) => (object: PdfObject) => {
  const entries = asDict(object)?.entries;
  const is = (key: string, value: string) => {
    const found = entries?.get(key);
    return found?.kind === 'name' && found.value === value;
  };
  return is('Type', type) && (subtype === undefined || is('Subtype', subtype));
};
export const isFont = typeIs('Font');
export const isImage = typeIs('XObject', 'Image');

/** The font program or the content that the page really draws with. */
export const isFontFile = (object: PdfObject): boolean =>
  asStream(object)?.dict.entries.has('Length1') === true || typeIs('Font', 'Type0')(object);

export const fieldOfType = ({ fields }: Target, type: string, isFilled?: boolean): FormField | undefined =>
  fields.find(
    (field) => field.type === type && (isFilled === undefined || isFilled === field.dict.entries.has('V')),
  );
