import { type Asn1, items, Members, must, readOid, TAG } from './read.ts';

const NAME_PARTS_MAX = 64;
const ATTRIBUTE_LABELS: Readonly<Record<string, string>> = {
  '2.5.4.3': 'CN',
  '2.5.4.4': 'SN',
  '2.5.4.5': 'SERIALNUMBER',
  '2.5.4.6': 'C',
  '2.5.4.7': 'L',
  '2.5.4.8': 'ST',
  '2.5.4.10': 'O',
  '2.5.4.11': 'OU',
  '2.5.4.12': 'T',
  '2.5.4.42': 'GN',
  '1.2.840.113549.1.9.1': 'E',
  '0.9.2342.19200300.100.1.1': 'UID',
  '0.9.2342.19200300.100.1.25': 'DC',
};

export type NamePart = { readonly label: string; readonly value: string };

/** A distinguished name. Revocation and references compare `raw` byte by byte; chains take `isSameName`. */
export type Name = { readonly raw: Uint8Array; readonly parts: readonly NamePart[] };

/** Characters that could reorder or hide parts of a shown name: controls, bidirectional overrides, zero-width ones. */
const UNSEEN = /[\p{Cc}\p{Cf}\u2028\u2029]/gu;

function decodeUtf16Be(bytes: Uint8Array): string {
  must(bytes.length % 2 === 0, 'BMPString of an odd length');
  return Buffer.from(bytes).swap16().toString('utf16le');
}

function readText(element: Asn1): string {
  const decode: Readonly<Record<number, (bytes: Uint8Array) => string>> = {
    [TAG.utf8]: (bytes) => Buffer.from(bytes).toString('utf8'),
    30: decodeUtf16Be,
  };
  const text = (decode[element.tag] ?? ((bytes) => Buffer.from(bytes).toString('latin1')))(element.content);
  return text.normalize('NFC').replace(UNSEEN, '').trim();
}

export function readName(element: Asn1): Name {
  must(element.tag === TAG.sequence, 'not a name');
  const parts = items(element).flatMap((set) => {
    must(set.tag === TAG.set, 'not a relative distinguished name');
    return items(set).map((attribute): NamePart => {
      const members = new Members(attribute);
      const type = readOid(members.next());
      return { label: ATTRIBUTE_LABELS[type] ?? type, value: readText(members.next()) };
    });
  });
  must(parts.length <= NAME_PARTS_MAX, 'name of too many parts');
  return { raw: element.raw, parts };
}

const keys = new WeakMap<Name, string>();

/** What two names must have in common to be one (RFC 5280 §7.1): attributes in order, letters' case and spaces aside, however they are encoded. */
function keyOf(name: Name): string {
  const known = keys.get(name);
  if (known !== undefined) return known;
  const key = name.parts
    .map(({ label, value }) => `${label}=${value.replace(/\s+/gu, ' ').toLowerCase()}`)
    .join('\0');
  keys.set(name, key);
  return key;
}

/** Whether two names are one. Whoever relies on it checks a signature as well. */
export const isSameName = (a: Name, b: Name): boolean =>
  Buffer.compare(a.raw, b.raw) === 0 || keyOf(a) === keyOf(b);

/** The last value that a name gives for a label such as `O`; undefined when it gives none or an empty one. */
export const namePart = (name: Name, label: string): string | undefined =>
  name.parts.findLast((part) => part.label === label && part.value !== '')?.value;

/** The name a person reads: common name, else organisation or unit, else all of it. NFC, without unseen characters. */
export const displayName = (name: Name): string =>
  namePart(name, 'CN') ?? namePart(name, 'O') ?? namePart(name, 'OU') ?? fullName(name);

/** The organisation a name states, if any. */
export const organisationOf = (name: Name): string | undefined => namePart(name, 'O');

/** All parts, most specific first (RFC 4514 order), for details and reports. */
export const fullName = (name: Name): string =>
  name.parts
    .toReversed()
    .map(({ label, value }) => `${label}=${value}`)
    .join(', ');
