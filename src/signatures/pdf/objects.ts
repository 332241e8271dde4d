/**
 * The object model of ISO 32000-2 §7.3. Names and strings are bytes: a name is held as one character a byte, `#xx` already
 * resolved, so that comparing and writing it back loses nothing.
 */
export type PdfNull = { readonly kind: 'null' };
export type PdfBoolean = { readonly kind: 'boolean'; readonly value: boolean };
export type PdfNumber = { readonly kind: 'number'; readonly value: number };
export type PdfName = { readonly kind: 'name'; readonly value: string };
export type PdfString = { readonly kind: 'string'; readonly bytes: Uint8Array; readonly hex: boolean };
export type PdfArray = { readonly kind: 'array'; readonly items: readonly PdfObject[] };
export type PdfDict = {
  readonly kind: 'dict';
  readonly entries: ReadonlyMap<string, PdfObject>;
  /** Keys that stood more than once: readers disagree which one counts, so a signature must not depend on them. */
  readonly duplicates: readonly string[];
};
export type PdfStream = { readonly kind: 'stream'; readonly dict: PdfDict; readonly raw: Uint8Array };
export type PdfRef = { readonly kind: 'ref'; readonly num: number; readonly gen: number };

export type PdfObject =
  | PdfNull
  | PdfBoolean
  | PdfNumber
  | PdfName
  | PdfString
  | PdfArray
  | PdfDict
  | PdfStream
  | PdfRef;

export const pdfNull: PdfNull = { kind: 'null' };
const noDuplicates: readonly string[] = [];

export const pdfBoolean = (value: boolean): PdfBoolean => ({ kind: 'boolean', value });
/** A number of ours; what is finer than a millionth of a point moves nothing on paper. */
export const pdfNumber = (value: number): PdfNumber => ({
  kind: 'number',
  value: Number.isInteger(value) ? value : Math.round(value * 1e6) / 1e6,
});
export const pdfName = (value: string): PdfName => ({ kind: 'name', value });
export const pdfArray = (items: readonly PdfObject[]): PdfArray => ({ kind: 'array', items });
export const pdfRef = (num: number, gen = 0): PdfRef => ({ kind: 'ref', num, gen });
export const pdfString = (bytes: Uint8Array): PdfString => ({ kind: 'string', bytes, hex: false });
export const pdfHexString = (bytes: Uint8Array): PdfString => ({ kind: 'string', bytes, hex: true });
export const pdfStream = (dict: PdfDict, raw: Uint8Array): PdfStream => ({ kind: 'stream', dict, raw });

/** A dictionary from entries; `undefined` values are left out, so that optional keys need no branches. */
export function pdfDict(
  entries:
    | Iterable<readonly [string, PdfObject | undefined]>
    | Readonly<Record<string, PdfObject | undefined>>,
): PdfDict {
  const pairs = Symbol.iterator in entries ? entries : Object.entries(entries);
  const map = new Map<string, PdfObject>();
  for (const [key, value] of pairs) if (value !== undefined) map.set(key, value);
  return { kind: 'dict', entries: map, duplicates: noDuplicates };
}

/** The same dictionary with some keys set, or removed where the value is `undefined`; order of the others is kept. */
export function withEntries(
  dict: PdfDict,
  changes: Readonly<Record<string, PdfObject | undefined>>,
): PdfDict {
  const map = new Map(dict.entries);
  for (const [key, value] of Object.entries(changes)) {
    if (value === undefined) map.delete(key);
    else map.set(key, value);
  }
  return { kind: 'dict', entries: map, duplicates: noDuplicates };
}

const utf16 = new TextDecoder('utf-16be');
const utf8 = new TextDecoder('utf-8');

/** A text string (ISO 32000-2 §7.9.2.2): UTF-16BE when it has anything beyond ASCII. */
export function pdfText(text: string): PdfString {
  if (/^[\x20-\x7e]*$/.test(text)) return pdfString(Uint8Array.from(text, (letter) => letter.charCodeAt(0)));
  const bytes = new Uint8Array(2 + text.length * 2);
  bytes.set([0xfe, 0xff]);
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    bytes[2 + i * 2] = unit >> 8;
    bytes[3 + i * 2] = unit & 0xff;
  }
  return pdfString(bytes);
}

/** The text of a text string, read as UTF-16BE, UTF-8 (PDF 2.0) or Latin letters by its first bytes. */
export function textOf(string: PdfString): string {
  const { bytes } = string;
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return utf16.decode(bytes.subarray(2));
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return utf8.decode(bytes.subarray(3));
  return latin1(bytes);
}

/** One character a byte. */
export function latin1(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
}

export const isName = (object: PdfObject | undefined, value: string): boolean =>
  object?.kind === 'name' && object.value === value;

export const asNumber = (object: PdfObject | undefined): number | undefined =>
  object?.kind === 'number' ? object.value : undefined;

export const asInteger = (object: PdfObject | undefined): number | undefined =>
  object?.kind === 'number' && Number.isSafeInteger(object.value) ? object.value : undefined;

export const asName = (object: PdfObject | undefined): string | undefined =>
  object?.kind === 'name' ? object.value : undefined;

export const asRef = (object: PdfObject | undefined): PdfRef | undefined =>
  object?.kind === 'ref' ? object : undefined;

export const asArray = (object: PdfObject | undefined): PdfArray | undefined =>
  object?.kind === 'array' ? object : undefined;

/** The dictionary of a dictionary or of a stream. */
export function asDict(object: PdfObject | undefined): PdfDict | undefined {
  if (object?.kind === 'dict') return object;
  return object?.kind === 'stream' ? object.dict : undefined;
}

export const asStream = (object: PdfObject | undefined): PdfStream | undefined =>
  object?.kind === 'stream' ? object : undefined;

export const asString = (object: PdfObject | undefined): PdfString | undefined =>
  object?.kind === 'string' ? object : undefined;
