import { createHash, createPrivateKey, sign } from 'node:crypto';
import type { Issued } from '../../src/server/trial/pki.ts';
import { type Certificate, parseCertificate } from '../../src/signatures/certificates/certificate.ts';
import { buildSignedData, signedAttributes } from '../../src/signatures/cms/build.ts';
import { openPdf } from '../../src/signatures/pdf/file.ts';
import {
  asArray,
  asDict,
  asStream,
  type PdfDict,
  type PdfObject,
  type PdfRef,
  pdfArray,
  pdfDict,
  pdfName,
  pdfRef,
  pdfStream,
  pdfString,
  withEntries,
} from '../../src/signatures/pdf/objects.ts';
import { beginUpdate, fillHole, type PdfUpdate } from '../../src/signatures/pdf/update.ts';

/**
 * A laboratory for verifiers: one small document with everything that attacks touch, signed with our own CMS, and changed afterwards
 * object by object. It signs whatever it is told to, also what the product would refuse.
 */
export type Kind = 'table' | 'stream';

const latin1 = (text: string) => Buffer.from(text, 'latin1');

/** Numbers of the document's objects, for attacks that name them. */
export const OBJECT = {
  ...{ catalog: 1, pages: 2, page: 3, content: 4, font: 5, form: 6, number: 7, date: 8 },
  ...{
    leader: 9,
    seal: 10,
    lock: 11,
    appearance: 12,
    dangling: 13,
    secondPage: 14,
    note: 15,
    noteAppearance: 16,
  },
} as const;

const box = '/Type/XObject/Subtype/Form/BBox[0 0 80 20]/Resources<</Font<</F1 5 0 R>>>>';
const stream = (dict: string, data: string) =>
  `<<${dict}/Length ${data.length}>>\nstream\n${data}\nendstream`;

const bodies: readonly string[] = [
  '<</Type/Catalog/Pages 2 0 R/AcroForm 6 0 R/PieceInfo<</Lab<</Later 13 0 R>>>>>>',
  '<</Type/Pages/Kids[3 0 R 14 0 R]/Count 2/Resources<</Font<</F1 5 0 R>>>>/MediaBox[0 0 595 842]>>',
  '<</Type/Page/Parent 2 0 R/Contents 4 0 R/Annots[7 0 R 8 0 R 9 0 R 10 0 R 15 0 R]>>',
  stream('', 'BT /F1 14 Tf 72 700 Td (Chi 15 trieu dong) Tj ET'),
  '<</Type/Font/Subtype/Type1/BaseFont/Times-Roman>>',
  '<</Fields[7 0 R 8 0 R 9 0 R 10 0 R]/SigFlags 3/DA(/F1 13 Tf 0 g)/DR<</Font<</F1 5 0 R>>>>>>',
  '<</Type/Annot/Subtype/Widget/FT/Tx/T(so)/F 4/Rect[100 780 180 800]/P 3 0 R/MaxLen 10/AP<</N 12 0 R>>>>',
  '<</Type/Annot/Subtype/Widget/FT/Tx/T(ngay)/F 4/Rect[300 780 380 800]/P 3 0 R/AP<</N 12 0 R>>>>',
  '<</Type/Annot/Subtype/Widget/FT/Sig/T(chuKyLanhDao)/F 4/Rect[350 100 500 180]/P 14 0 R>>',
  '<</Type/Annot/Subtype/Widget/FT/Sig/T(dauCoQuan)/F 4/Rect[250 100 330 180]/P 14 0 R/Lock 11 0 R>>',
  '<</Type/SigFieldLock/Action/Include/Fields[(so)(ngay)]>>',
  stream(box, '/Tx BMC EMC'),
  'null',
  '<</Type/Page/Parent 2 0 R/Contents 4 0 R>>',
  '<</Type/Annot/Subtype/Text/Rect[10 10 30 30]/Contents(Ghi chu)/AP<</N 16 0 R>>>>',
  stream(box, 'q Q'),
];

/** The unsigned document; object 13 is named and not there. */
export function labDocument(kind: Kind): Uint8Array {
  let text = '%PDF-1.7\n';
  const offsets = bodies.map((body, index) => {
    const offset = text.length;
    if (index + 1 !== OBJECT.dangling) text += `${index + 1} 0 obj\n${body}\nendobj\n`;
    return index + 1 === OBJECT.dangling ? 0 : offset;
  });
  const startxref = text.length;
  const size = bodies.length + 1;
  if (kind === 'table') {
    const rows = offsets
      .map((at) => `${String(at).padStart(10, '0')} 00000 ${at === 0 ? 'f' : 'n'} \n`)
      .join('');
    text += `xref\n0 ${size}\n0000000000 65535 f \n${rows}trailer\n<</Size ${size}/Root 1 0 R>>\n`;
  } else {
    const rows = [0, ...offsets, startxref].map((at) => [at === 0 ? 0 : 1, at >> 8, at & 255]);
    const data = rows
      .flat()
      .map((byte) => String.fromCharCode(byte))
      .join('');
    const dict = `/Type/XRef/Size ${size + 1}/Root 1 0 R/W[1 2 0]`;
    text += `${size} 0 obj\n${stream(dict, data)}\nendobj\n`;
  }
  return latin1(`${text}startxref\n${startxref}\n%%EOF\n`);
}

export type Edit = (update: PdfUpdate) => void;

/** Appends one revision. */
export function edited(bytes: Uint8Array, edit: Edit): Uint8Array {
  const update = beginUpdate(openPdf(bytes));
  edit(update);
  return update.finish().whole();
}

/** Room for a CMS with its chain and a time-stamp. */
const HOLE_BYTES = 8192;

export type SignOptions = {
  readonly edit?: Edit;
  readonly dict?: Readonly<Record<string, PdfObject>>;
  /** What is written into the field beside its value. */
  readonly field?: Readonly<Record<string, PdfObject>>;
  /** Blanks behind the end of the file that are signed with it. */
  readonly blanks?: number;
};

/** Appends one revision with a signature in the field of object `num`, by `issued`. */
export const signedIn = (
  bytes: Uint8Array,
  num: number,
  issued: Issued,
  options: SignOptions = {},
): Uint8Array => filledIn(bytes, num, (digest) => cmsOf(digest, issued), options);

/** Appends one revision whose field of object `num` holds what `make` makes of the document: of its SHA-256, or of all that is signed. */
export function filledIn(
  bytes: Uint8Array,
  num: number,
  make: (digest: Uint8Array, content: Uint8Array) => Uint8Array,
  options: SignOptions = {},
): Uint8Array {
  const update = beginUpdate(openPdf(bytes));
  options.edit?.(update);
  const value = update.reserve();
  const field = pdfRef(num);
  update.put(field, withEntries(dictOf(update, field), { V: value, ...options.field }));
  const dict = pdfDict({
    Type: pdfName('Sig'),
    Filter: pdfName('Adobe.PPKLite'),
    SubFilter: pdfName('ETSI.CAdES.detached'),
    M: pdfString(latin1("D:20261123100000+07'00'")),
    ...options.dict,
  });
  update.putSignature(value, dict, HOLE_BYTES);
  const done = update.finish();
  const { hole } = done;
  if (!hole) throw new Error('an update with a signature has a hole');
  const { blanks = 0 } = options;
  const whole = Buffer.concat([done.whole(), Buffer.alloc(blanks, 0x20)]);
  const [start, before, after, rest] = hole.byteRange;
  const range = whole.lastIndexOf(hole.byteRange.join(' '));
  whole.write([start, before, after, rest + blanks].join(' '), range, 'latin1');
  const content = Buffer.concat([whole.subarray(0, before), whole.subarray(after)]);
  const digest = createHash('sha256').update(content).digest();
  fillHole(whole, hole, make(digest, content));
  return whole;
}

/** A detached CMS over `digest`, with the signer's certificate alone. */
export function cmsOf(digest: Uint8Array, issued: Issued): Uint8Array {
  const certificate = certificateOf(issued);
  const attributes = signedAttributes(digest, certificate);
  const signature = sign('sha256', attributes, createPrivateKey(issued.privateKeyPem));
  return buildSignedData({ certificate, chain: [], hash: 'sha256', scheme: 'rsa', attributes, signature });
}

function certificateOf(issued: Issued): Certificate {
  const certificate = parseCertificate(issued.certificate);
  if (!certificate.ok) throw new Error(certificate.reason);
  return certificate.value;
}

/** The dictionary of an object as the update will leave it. */
export function dictOf(update: PdfUpdate, ref: PdfRef): PdfDict {
  const dict = asDict(update.current(ref));
  if (!dict) throw new Error(`object ${ref.num} is no dictionary`);
  return dict;
}

/** Changes keys of an object that is a dictionary. */
export const setKeys =
  (num: number, keys: Readonly<Record<string, PdfObject | undefined>>): Edit =>
  (update) =>
    update.put(pdfRef(num), withEntries(dictOf(update, pdfRef(num)), keys));

/** Replaces the data of an object that is a stream. */
export const setData =
  (num: number, data: string): Edit =>
  (update) => {
    const old = asStream(update.current(pdfRef(num)));
    if (!old) throw new Error(`object ${num} is no stream`);
    update.put(pdfRef(num), pdfStream(old.dict, latin1(data)));
  };

/** A drawn form of `size`, written as a new object. */
export function drawing(
  update: PdfUpdate,
  data: string,
  keys: Readonly<Record<string, PdfObject>> = {},
): PdfRef {
  const ref = update.reserve();
  const shape = { Type: pdfName('XObject'), Subtype: pdfName('Form'), BBox: numbers(0, 0, 80, 20) };
  update.put(ref, pdfStream(pdfDict({ ...shape, ...keys }), latin1(data)));
  return ref;
}

export const numbers = (...values: number[]) =>
  pdfArray(values.map((value) => ({ kind: 'number', value }) as const));

/** Adds references to an array that stands in a dictionary. */
export const append =
  (num: number, key: string, make: (update: PdfUpdate) => readonly PdfObject[]): Edit =>
  (update) => {
    const dict = dictOf(update, pdfRef(num));
    const items = asArray(dict.entries.get(key))?.items ?? [];
    update.put(pdfRef(num), withEntries(dict, { [key]: pdfArray([...items, ...make(update)]) }));
  };

/** Fills a text field as our clerk's revision does: value, own appearance, read only. */
export const filled =
  (num: number, text: string): Edit =>
  (update) => {
    const n = drawing(update, `/Tx BMC q BT /F1 13 Tf 2 4 Td (${text}) Tj ET Q EMC`);
    setKeys(num, {
      V: pdfString(latin1(text)),
      Ff: { kind: 'number', value: 1 },
      AP: pdfDict({ N: n }),
    })(update);
  };
