/**
 * Reads ASN.1 (X.690) lazily: an element knows its bytes, its children are read when asked for. DER is expected; the BER forms
 * that old signers still write (indefinite lengths, padded lengths, constructed octet strings) are read too, because CMS allows
 * them outside the signed attributes (RFC 5652 §5.3), and are reported by `strict`.
 */
export const ASN1_DEPTH_MAX = 32;
export const ASN1_ITEMS_MAX = 20_000;
export const OID_BYTES_MAX = 64;

export type Asn1 = {
  /** The identifier octet: class, constructed bit and number (numbers above 30 do not occur in what we read). */
  readonly tag: number;
  readonly raw: Uint8Array;
  readonly content: Uint8Array;
  /** False when the element's own header is BER and not DER. */
  readonly strict: boolean;
};

export const TAG = {
  boolean: 0x01,
  integer: 0x02,
  bitString: 0x03,
  octetString: 0x04,
  null: 0x05,
  oid: 0x06,
  enumerated: 0x0a,
  utf8: 0x0c,
  utcTime: 0x17,
  generalizedTime: 0x18,
  sequence: 0x30,
  set: 0x31,
} as const;

/** Outside bytes that are not the ASN.1 they should be. Caught by the parsers of whole structures and given back as data. */
export class Asn1Fault extends Error {
  override readonly name = 'Asn1Fault';
}

export type Parsed<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly reason: string };

/** Runs a parser of outside bytes; an ASN.1 fault becomes data, a bug stays a bug. */
export function parsed<T>(parse: () => T): Parsed<T> {
  try {
    return { ok: true, value: parse() };
  } catch (fault) {
    if (fault instanceof Asn1Fault) return { ok: false, reason: fault.message };
    throw fault;
  }
}

export function must(condition: unknown, why: string): asserts condition {
  if (!condition) throw new Asn1Fault(why);
}

type Length = { readonly header: number; readonly length: number; readonly strict: boolean };

function readLength(bytes: Uint8Array, at: number): Length | 'indefinite' {
  const first = bytes[at];
  must(first !== undefined, 'element ends before its length');
  if (first < 0x80) return { header: 2, length: first, strict: true };
  if (first === 0x80) return 'indefinite';
  const count = first & 0x7f;
  must(count <= 4, 'length of more than four bytes');
  let length = 0;
  for (let index = 1; index <= count; index++) {
    const byte = bytes[at + index];
    must(byte !== undefined, 'element ends inside its length');
    length = length * 256 + byte;
  }
  const strict = length >= 0x80 && (count === 1 || length >= 256 ** (count - 1));
  return { header: 2 + count, length, strict };
}

/** The element at `at`; throws `Asn1Fault` when it does not end inside `bytes` or is nested deeper than the limit. */
export function readAt(bytes: Uint8Array, at = 0, depth = 0): Asn1 {
  must(depth <= ASN1_DEPTH_MAX, 'elements nested too deep');
  const tag = bytes[at];
  must(tag !== undefined, 'element missing');
  must((tag & 0x1f) !== 0x1f, 'multi-byte tag');
  const length = readLength(bytes, at + 1);
  if (length !== 'indefinite') {
    const start = at + length.header;
    const end = start + length.length;
    must(end <= bytes.length, 'element longer than its container');
    return { tag, raw: bytes.subarray(at, end), content: bytes.subarray(start, end), strict: length.strict };
  }
  must((tag & 0x20) !== 0, 'indefinite length of a primitive element');
  let next = at + 2;
  for (let count = 0; !(bytes[next] === 0 && bytes[next + 1] === 0); count++) {
    must(count < ASN1_ITEMS_MAX, 'too many elements');
    next += readAt(bytes, next, depth + 1).raw.length;
  }
  return { tag, raw: bytes.subarray(at, next + 2), content: bytes.subarray(at + 2, next), strict: false };
}

/** The one element that `bytes` must be, nothing after it. */
export function readWhole(bytes: Uint8Array): Asn1 {
  const element = readAt(bytes);
  must(element.raw.length === bytes.length, 'bytes after the element');
  return element;
}

/** The children of a constructed element, in order. */
export function items(element: Asn1): Asn1[] {
  must((element.tag & 0x20) !== 0, 'a primitive element has no children');
  const found: Asn1[] = [];
  for (let at = 0; at < element.content.length; ) {
    must(found.length < ASN1_ITEMS_MAX, 'too many elements');
    const item = readAt(element.content, at);
    found.push(item);
    at += item.raw.length;
  }
  return found;
}

/** Steps through the children of a SEQUENCE whose optional members are told apart by their tags. */
export class Members {
  readonly #items: readonly Asn1[];
  #at = 0;

  constructor(element: Asn1, tag: number = TAG.sequence) {
    must(element.tag === tag, `tag ${element.tag.toString(16)} where ${tag.toString(16)} belongs`);
    this.#items = items(element);
  }

  next(tag?: number): Asn1 {
    const item = this.#items[this.#at++];
    must(item !== undefined, 'member missing');
    must(
      tag === undefined || item.tag === tag,
      `tag ${item.tag.toString(16)} where ${tag?.toString(16)} belongs`,
    );
    return item;
  }

  optional(...tags: readonly number[]): Asn1 | undefined {
    const item = this.#items[this.#at];
    if (item === undefined || !tags.includes(item.tag)) return undefined;
    this.#at++;
    return item;
  }

  end(): void {
    must(this.#at >= this.#items.length, 'unexpected member');
  }
}

/** Dotted text of an OBJECT IDENTIFIER. */
export function readOid(element: Asn1): string {
  must(element.tag === TAG.oid, 'not an object identifier');
  const { content } = element;
  must(content.length > 0 && content.length <= OID_BYTES_MAX, 'object identifier of a wrong length');
  const arcs: number[] = [];
  let arc = 0;
  for (const byte of content) {
    arc = arc * 128 + (byte & 0x7f);
    must(arc <= Number.MAX_SAFE_INTEGER, 'object identifier arc too large');
    if (byte < 0x80) {
      if (arcs.length === 0)
        arcs.push(Math.min(2, Math.floor(arc / 40)), arc - 40 * Math.min(2, Math.floor(arc / 40)));
      else arcs.push(arc);
      arc = 0;
    }
  }
  must((content.at(-1) ?? 0x80) < 0x80, 'object identifier is cut off');
  return arcs.join('.');
}

/** A small non-negative INTEGER (versions, salt lengths, path lengths). */
export function readSmallInteger(element: Asn1): number {
  must(element.tag === TAG.integer || element.tag === TAG.enumerated, 'not an integer');
  must(element.content.length > 0 && element.content.length <= 4, 'integer out of range');
  let value = 0;
  for (const byte of element.content) value = value * 256 + byte;
  must((element.content[0] ?? 0x80) < 0x80, 'negative integer');
  return value;
}

/** An INTEGER as hexadecimal digits of its content bytes without needless leading zeros (certificate serial numbers). */
export function readIntegerHex(element: Asn1): string {
  must(element.tag === TAG.integer && element.content.length > 0, 'not an integer');
  must(element.content.length <= 64, 'integer too long');
  return Buffer.from(element.content)
    .toString('hex')
    .replace(/^(00)+(?=.)/, '');
}

export function readBoolean(element: Asn1): boolean {
  must(element.tag === TAG.boolean && element.content.length === 1, 'not a boolean');
  return element.content[0] !== 0;
}

/** The bytes of an OCTET STRING; a BER constructed one is put together. */
export function readOctets(element: Asn1, depth = 0): Uint8Array {
  if (element.tag === TAG.octetString) return element.content;
  must(element.tag === 0x24, 'not an octet string');
  must(depth < ASN1_DEPTH_MAX, 'octet string nested too deep');
  return Buffer.concat(items(element).map((part) => readOctets(part, depth + 1)));
}

/** The bytes of a BIT STRING of whole bytes (keys, signatures). */
export function readBits(element: Asn1): Uint8Array {
  must(element.tag === TAG.bitString && element.content[0] === 0, 'not a bit string of whole bytes');
  return element.content.subarray(1);
}

/** The numbers of the bits that are set in a named BIT STRING (key usage). */
export function readNamedBits(element: Asn1): ReadonlySet<number> {
  must(
    element.tag === TAG.bitString && element.content.length >= 1 && element.content.length <= 8,
    'not named bits',
  );
  const bits = new Set<number>();
  element.content.subarray(1).forEach((byte, index) => {
    for (let bit = 0; bit < 8; bit++) if (byte & (0x80 >> bit)) bits.add(index * 8 + bit);
  });
  return bits;
}

const UTC_TIME = /^(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)Z$/;
const GENERALIZED_TIME = /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(?:[.,](\d{1,9}))?Z$/;

/** UTCTime or GeneralizedTime in UTC (RFC 5280 §4.1.2.5: two-digit years from 50 belong to the 1900s). */
export function readTime(element: Asn1): Date {
  must(element.tag === TAG.utcTime || element.tag === TAG.generalizedTime, 'not a time');
  const text = Buffer.from(element.content).toString('latin1');
  const fields = (element.tag === TAG.utcTime ? UTC_TIME : GENERALIZED_TIME).exec(text);
  must(fields !== null, 'time in an unknown form');
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = fields.slice(1, 7).map(Number);
  const fullYear = element.tag === TAG.generalizedTime ? year : year < 50 ? 2000 + year : 1900 + year;
  const fraction = Number(`0.${fields[7] ?? '0'}`);
  const time = new Date(
    Date.UTC(fullYear, month - 1, day, hour, minute, second) + Math.floor(fraction * 1000),
  );
  must(time.getUTCMonth() === month - 1 && time.getUTCDate() === day, 'time that does not exist');
  return time;
}
