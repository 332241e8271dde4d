import type { CopyForm } from '../../shared/domain/outgoing/outgoing.ts';
import { AppError } from '../../shared/errors.ts';
import { say } from '../../shared/words/vi.ts';
import type { Appearance } from '../appearance/draw.ts';
import { subjectOrganisation } from '../certificates/certificate.ts';
import { catalogRefOf, type PdfFile } from '../pdf/file.ts';
import {
  asArray,
  asDict,
  asInteger,
  asRef,
  type PdfDict,
  type PdfObject,
  type PdfRef,
  pdfArray,
  pdfDict,
  pdfName,
  pdfNumber,
  pdfText,
  withEntries,
} from '../pdf/objects.ts';
import { geometryOf } from '../pdf/page-geometry.ts';
import { type PdfPage, pagesOf } from '../pdf/pages.ts';
import type { PdfUpdate } from '../pdf/update.ts';
import type { PdfView } from '../pdf/view.ts';
import { acroFormOf, type FormField, withBits } from './fields.ts';
import type { Signer } from './signer.ts';
import { attachmentLine, copyLine } from './stamp-line.ts';
import { vietnamTime } from './vietnam-time.ts';

/** A rectangle as a reader sees the page: in points from the lower left corner of what is shown, upright; pages count from 1. */
export type Place = {
  readonly page: number;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
};

/** Where a signature goes: into a field that waits for it, or into a new one, invisible when it has no place. */
export type SignatureTarget =
  | { readonly field: string }
  | {
      readonly newField: {
        readonly name?: string;
        /** Of the name that is made up when there is no `name`. */
        readonly prefix?: string;
        readonly place?: Place;
        readonly lock?: readonly string[];
      };
    };

/**
 * `signer`: name, organisation and time in words, when there is no picture of the signature. `attachment`: reference and time, as the
 * agency's signature on a separate file shows them (decree 30/2020, Annex I, part I, II.8b), without a picture.
 * `copy`: form of the copy, agency that copied and time (part II, I.3c), without a picture.
 */
export type SignatureLook =
  | Appearance
  | { readonly kind: 'signer' }
  | { readonly kind: 'attachment'; readonly reference: string }
  | { readonly kind: 'copy'; readonly form: CopyForm; readonly agency: string };

/** Upper right corner of page 1, Times New Roman, upright, 10 points, black; no picture. */
const corner = (line: string): Appearance => ({ kind: 'lines', lines: [line], size: 10, align: 'right' });

export const appearanceOf = (look: SignatureLook, signer: Signer, at: Date): Appearance => {
  if (look.kind === 'attachment') return corner(attachmentLine(look.reference, at));
  if (look.kind === 'copy') return corner(copyLine(look.form, look.agency, at));
  if (look.kind !== 'signer') return look;
  const organisation = subjectOrganisation(signer.certificate);
  const lines = [
    say('signing.appearance-signer', { name: signer.name }),
    ...(organisation ? [say('signing.appearance-organisation', { name: organisation })] : []),
    say('signing.appearance-time', { time: vietnamTime(at) }),
  ];
  return { kind: 'lines', lines };
};

/** Print and Locked (ISO 32000-2 §12.5.3). */
const FLAGS = 4 + 128;
/** SignaturesExist and AppendOnly (§12.7.3, table 225). */
export const SIGNATURE_FLAGS = 3;
const NAME_PREFIX = 'ChuKy';
const FREE_NAMES_TRIED_MAX = 10_000;

function freeName(
  fields: readonly FormField[],
  wanted: string | undefined,
  prefix: string = NAME_PREFIX,
): string {
  const taken = new Set(fields.map(({ name }) => name));
  if (wanted !== undefined) {
    const isTaken = fields.some(({ name }) => name === wanted || name.startsWith(`${wanted}.`));
    if (isTaken || wanted === '' || wanted.includes('.'))
      throw new AppError('signing.field-taken', { field: wanted });
    return wanted;
  }
  for (let number = 1; number < FREE_NAMES_TRIED_MAX; number++) {
    if (!taken.has(`${prefix}${number}`)) return `${prefix}${number}`;
  }
  throw new AppError('signing.field-taken', { field: prefix });
}

/** Adds to an array that stands under `key`, keeping it direct or indirect as found; only the object that holds it is written. */
function appendTo(
  update: PdfUpdate,
  view: PdfView,
  holder: { ref: PdfRef; dict: PdfDict },
  key: string,
  item: PdfRef,
): void {
  const dict = asDict(update.current(holder.ref)) ?? holder.dict;
  const entry = dict.entries.get(key);
  const ref = asRef(entry);
  const items = asArray(ref ? update.current(ref) : view.resolve(entry))?.items ?? [];
  const array = pdfArray([...items, item]);
  if (ref) update.put(ref, array);
  else update.put(holder.ref, withEntries(dict, { [key]: array }));
}

/**
 * Puts changed entries into the form, wherever it stands, making it when the file has none: as an object of its own, because others (pdfsig) lose the field
 * of the signature that they add to a form inside the catalogue.
 */
function changeForm(
  file: Pick<PdfFile, 'latest'>,
  update: PdfUpdate,
  change: (form: PdfDict) => PdfDict,
): void {
  const view = file.latest;
  const form = acroFormOf(view);
  if (form?.ref) {
    update.put(form.ref, change(asDict(update.current(form.ref)) ?? form.dict));
    return;
  }
  const catalogRef = catalogRefOf(view);
  const catalog = asDict(update.current(catalogRef)) ?? view.catalog;
  const entry = catalog.entries.get('AcroForm');
  const inCatalog = asDict(entry);
  if (inCatalog) {
    update.put(catalogRef, withEntries(catalog, { AcroForm: change(inCatalog) }));
    return;
  }
  const made = asRef(entry) ?? update.reserve();
  update.put(made, change(asDict(update.current(made)) ?? pdfDict({})));
  if (!entry) update.put(catalogRef, withEntries(catalog, { AcroForm: made }));
}

/** The form's /SigFlags must say that there are signatures; written only when it does not yet. */
export function raiseSignatureFlags(view: PdfView, update: PdfUpdate): void {
  const flags = view.get(acroFormOf(view)?.dict, 'SigFlags');
  const raised = withBits(flags, SIGNATURE_FLAGS);
  if (asInteger(flags) === raised) return;
  changeForm({ latest: view }, update, (form) => withEntries(form, { SigFlags: pdfNumber(raised) }));
}

/** Hangs new fields, which are their own widgets, into the form and on their pages. */
export function addFields(
  view: PdfView,
  update: PdfUpdate,
  added: readonly { readonly ref: PdfRef; readonly page: { readonly ref: PdfRef; readonly dict: PdfDict } }[],
  more: Readonly<Record<string, PdfObject>> = {},
): void {
  const form = acroFormOf(view);
  const fieldsRef = asRef(form?.dict.entries.get('Fields'));
  const refs = added.map(({ ref }) => ref);
  const items = asArray(view.get(form?.dict, 'Fields'))?.items ?? [];
  const array = pdfArray([...items, ...refs]);
  if (fieldsRef) update.put(fieldsRef, array);
  changeForm({ latest: view }, update, (dict) =>
    withEntries(dict, {
      ...(fieldsRef ? {} : { Fields: array }),
      SigFlags: pdfNumber(withBits(view.get(dict, 'SigFlags'), SIGNATURE_FLAGS)),
      ...more,
    }),
  );
  for (const { ref, page } of added) appendTo(update, view, page, 'Annots', ref);
}

export function pageAt(view: PdfView, page: number) {
  const found = pagesOf(view)[page - 1];
  if (!found) throw new AppError('signing.page-missing', { page });
  return found;
}

/** /Rect of a place: on a page that is turned, cut or scaled not the numbers of the place itself. */
export const rectOf = (view: PdfView, page: PdfPage, place: Omit<Place, 'page'>) =>
  pdfArray(
    geometryOf(view, page.dict)
      .toPage(place)
      .map((corner) => pdfNumber(Math.round(corner * 100) / 100)),
  );

const NOWHERE = pdfArray([0, 0, 0, 0].map(pdfNumber));

export const lockDict = (fields: readonly string[]): PdfDict =>
  pdfDict({
    Type: pdfName('SigFieldLock'),
    Action: pdfName('Include'),
    Fields: pdfArray(fields.map(pdfText)),
  });

/** An empty signature field that is its own widget (ISO 32000-2 §12.7.5.5). */
export function signatureField(
  view: PdfView,
  name: string,
  { page, place }: { readonly page: PdfPage; readonly place: Omit<Place, 'page'> | undefined },
  lock?: PdfRef | PdfDict,
): PdfDict {
  return pdfDict({
    Type: pdfName('Annot'),
    Subtype: pdfName('Widget'),
    FT: pdfName('Sig'),
    T: pdfText(name),
    F: pdfNumber(FLAGS),
    Rect: place ? rectOf(view, page, place) : NOWHERE,
    P: page.ref,
    Lock: lock,
  });
}

/** A field for a signature: `dict` is what will be written with /V and /AP added. */
export type OpenField = {
  readonly name: string;
  readonly field: { readonly ref: PdfRef; readonly dict: PdfDict };
  readonly widget: { readonly ref: PdfRef; readonly dict: PdfDict };
};

/** Finds the waiting field or makes the new one. Throws `signing.field-missing | -signed | -taken`, `signing.page-missing`. */
export function openField(
  view: PdfView,
  update: PdfUpdate,
  fields: readonly FormField[],
  target: SignatureTarget,
): OpenField {
  if ('field' in target) {
    const name = target.field;
    const found = fields.find((field) => field.name === name && field.type === 'Sig');
    if (!found) throw new AppError('signing.field-missing', { field: name });
    if (asDict(found.get('V'))) throw new AppError('signing.field-signed', { field: name });
    return { name, field: found, widget: found.widget ?? found };
  }
  const { place, lock } = target.newField;
  const name = freeName(fields, target.newField.name, target.newField.prefix);
  const page = pageAt(view, place?.page ?? 1);
  const ref = update.reserve();
  const dict = signatureField(view, name, { page, place }, lock && lockDict(lock));
  update.put(ref, dict);
  addFields(view, update, [{ ref, page }]);
  return { name, field: { ref, dict }, widget: { ref, dict } };
}
