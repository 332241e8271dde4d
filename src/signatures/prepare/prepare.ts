import { AppError } from '../../shared/errors.ts';
import { say } from '../../shared/words/vi.ts';
import { CAPITAL_HEIGHT, makeForm, operands } from '../appearance/draw.ts';
import { type AddObject, type DrawingFont, embedFont } from '../appearance/embedded-font.ts';
import type { TinosStyle } from '../appearance/tinos.ts';
import { openPdf } from '../pdf/file.ts';
import {
  asDict,
  asString,
  latin1,
  type PdfDict,
  type PdfRef,
  pdfArray,
  pdfDict,
  pdfName,
  pdfNumber,
  pdfString,
  pdfText,
  withEntries,
} from '../pdf/objects.ts';
import { type Canvas, geometryOf } from '../pdf/page-geometry.ts';
import { beginUpdate, type PdfUpdate } from '../pdf/update.ts';
import type { PdfView } from '../pdf/view.ts';
import { demandReadablePages } from '../preflight/walk.ts';
import { acroFormOf, fieldsOf } from '../sign/fields.ts';
import { addFields, lockDict, pageAt, rectOf, signatureField } from '../sign/target.ts';
import type { Placement, TextPlace } from './placement.ts';

/** The fields that a document waits for its number, date, signature and seal with. */
export const PREPARED_FIELDS = {
  number: 'so',
  date: 'ngay',
  person: 'chuKyLanhDao',
  seal: 'dauCoQuan',
} as const;

/** Whether all stands that the agency's one revision fills. A paper that lacks any of it gets number, date and seal as signatures of their own. */
export function isPreparedToSeal(view: PdfView): boolean {
  const names = new Set(fieldsOf(view).map(({ name }) => name));
  return [PREPARED_FIELDS.number, PREPARED_FIELDS.date, PREPARED_FIELDS.seal].every((name) =>
    names.has(name),
  );
}

/** Names of the fonts in /DR; number upright, date italic (decree 30/2020, Annex I, part I, II.3c and II.4c). */
const FONTS: Readonly<Record<'number' | 'date', { readonly name: string; readonly style: TinosStyle }>> = {
  number: { name: 'TinosVN', style: 'regular' },
  date: { name: 'TinosVNI', style: 'italic' },
};

const NUMBER_LETTERS_MAX = 10;
const DATE_LETTERS_MAX = 40;
const PRINT = 4;
/** The number stands against its "/" (decree 30/2020, Annex I, II.3c), the date right behind the place ("Thanh Hóa, ngày …"). */
const ALIGNMENT = { number: 2, date: 0 } as const;
/** As a filled line begins, so that nothing jumps when the date is filled in. */
const LINE_START = 2;

/** Every letter that a number or a date phrase, or a correction of one, may need: ASCII and all of Vietnamese. */
const LETTERS = (() => {
  const ascii = Array.from({ length: 95 }, (_, index) => String.fromCharCode(32 + index)).join('');
  const vowels = 'aăâeêioôơuưyAĂÂEÊIOÔƠUƯY';
  const tones = ['', '\u0300', '\u0301', '\u0303', '\u0309', '\u0323'];
  const accented = Array.from(vowels, (vowel) =>
    tones.map((tone) => (vowel + tone).normalize('NFC')).join(''),
  ).join('');
  return `${ascii}đĐ…–${accented}`;
})();

type Order = { readonly view: PdfView; readonly update: PdfUpdate; readonly add: AddObject };

/** The ground of a field that lies over a printed blank is white, so that dots or "ngày … tháng …" do not show through. */
const ground = (place: TextPlace): PdfDict =>
  place.coversText ? pdfDict({ BG: pdfArray([pdfNumber(1)]) }) : pdfDict({});

/** The appearance before anything is filled in: nothing for the number, the blank phrase for a date that the page lacks. */
function blank(
  add: AddObject,
  font: DrawingFont,
  { place, canvas }: { readonly place: TextPlace; readonly canvas: Canvas },
  text: string,
): PdfRef {
  const resources = pdfDict({ Font: pdfDict({ F: font.ref }) });
  if (place.coversText || text === '') return makeForm(add, canvas, '/Tx BMC EMC', pdfDict({}));
  const base = (place.height - CAPITAL_HEIGHT * place.fontSize) / 2;
  const line = `BT 0 g /F ${operands(place.fontSize)} Tf ${operands(LINE_START, base)} Td ${font.encode(text) ?? '<>'} Tj ET`;
  return makeForm(add, canvas, `/Tx BMC q ${line} Q EMC`, resources);
}

function textField(
  { add, view }: Order,
  kind: 'number' | 'date',
  place: TextPlace,
  font: DrawingFont,
): PdfDict {
  const text = kind === 'date' ? say('signing.date-blank') : '';
  const page = pageAt(view, place.page);
  const canvas = geometryOf(view, page.dict).canvasOf(geometryOf(view, page.dict).toPage(place));
  return pdfDict({
    Type: pdfName('Annot'),
    Subtype: pdfName('Widget'),
    FT: pdfName('Tx'),
    T: pdfText(PREPARED_FIELDS[kind]),
    F: pdfNumber(PRINT),
    Rect: rectOf(view, page, place),
    P: page.ref,
    DA: pdfString(Buffer.from(`/${FONTS[kind].name} ${operands(place.fontSize)} Tf 0 g`)),
    Q: pdfNumber(ALIGNMENT[kind]),
    MaxLen: pdfNumber(kind === 'number' ? NUMBER_LETTERS_MAX : DATE_LETTERS_MAX),
    MK: ground(place),
    AP: pdfDict({ N: blank(add, font, { place, canvas }, text) }),
  });
}

/** /DR and /DA of the form with our fonts beside those it has (ISO 32000-2 §12.7.3): later revisions then never touch the form. */
function formEntries({ view }: Order, fonts: Readonly<Record<'number' | 'date', DrawingFont>>) {
  const form = acroFormOf(view)?.dict;
  const resources = asDict(view.get(form, 'DR')) ?? pdfDict({});
  const own = asDict(view.get(resources, 'Font')) ?? pdfDict({});
  const added = { [FONTS.number.name]: fonts.number.ref, [FONTS.date.name]: fonts.date.ref };
  const look = asString(view.get(form, 'DA'));
  const defaultLook = look ? latin1(look.bytes) : `/${FONTS.number.name} 0 Tf 0 g`;
  return {
    DR: withEntries(resources, { Font: withEntries(own, added) }),
    DA: pdfString(Buffer.from(defaultLook, 'latin1')),
  };
}

function demandUnprepared(view: PdfView): void {
  const fields = fieldsOf(view);
  if (fields.some((field) => field.type === 'Sig' && asDict(field.get('V'))))
    throw new AppError('signing.already-signed');
  const names = new Set<string>(Object.values(PREPARED_FIELDS));
  const taken = fields.find(({ name }) => names.has(name));
  if (taken) throw new AppError('signing.already-prepared', { field: taken.name });
}

function writeFields(order: Order, placement: Placement): void {
  const { view, update, add } = order;
  const put = (place: { readonly page: number }, dict: PdfDict) => ({
    ref: add(dict),
    page: pageAt(view, place.page),
  });
  const texts = (['number', 'date'] as const).flatMap((kind) => {
    const place = placement[kind];
    return place ? [{ kind, place }] : [];
  });
  const fonts = {
    number: embedFont(add, FONTS.number.style, [LETTERS]),
    date: embedFont(add, FONTS.date.style, [LETTERS]),
  };
  const textFields = texts.map(({ kind, place }) => put(place, textField(order, kind, place, fonts[kind])));
  const locked = texts.map(({ kind }) => PREPARED_FIELDS[kind]);
  const { person, seal } = placement;
  const lock = locked.length > 0 ? add(lockDict(locked)) : undefined;
  const fields = [
    ...textFields,
    put(
      person,
      signatureField(view, PREPARED_FIELDS.person, { page: pageAt(view, person.page), place: person }),
    ),
    put(
      seal,
      signatureField(view, PREPARED_FIELDS.seal, { page: pageAt(view, seal.page), place: seal }, lock),
    ),
  ];
  addFields(view, update, fields, texts.length > 0 ? formEntries(order, fonts) : {});
}

/**
 * Writes into an unsigned PDF what its later signatures need: empty text fields for number and date, a signature field for the
 * leader, one for the seal that locks both texts, and the fonts they are drawn with. Later revisions then only fill fields, and
 * never touch catalogue, pages or form. Appends one revision; the input is not changed.
 *
 * Throws `signing.already-signed`, `signing.already-prepared`, `signing.page-missing` and `pdf.*`.
 */
export function prepareForSigning(bytes: Uint8Array, placement: Placement): Uint8Array {
  const file = openPdf(bytes);
  const update = beginUpdate(file);
  demandUnprepared(file.latest);
  demandReadablePages(file);
  const add: AddObject = (object) => {
    const ref = update.reserve();
    update.put(ref, object);
    return ref;
  };
  writeFields({ view: file.latest, update, add }, placement);
  return update.finish().whole();
}
