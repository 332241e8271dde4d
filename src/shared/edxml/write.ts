import { makeBase64Encoder } from './base64.ts';
import { edocFields, type Field, statusFields, traceFields } from './layout.ts';
import type { Edoc, EdxmlStatus, Extra } from './message.ts';
import { type EdxmlPackage, NAMESPACE, type PackageFile } from './package.ts';
import type { RawElement } from './raw-element.ts';

// XML 1.0 §2.2: what may not stand in a document at all is dropped, the rest is escaped.
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters to drop.
const forbidden = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g;
const escapes: Readonly<Record<string, string>> = {
  ...{ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' },
  // An attribute's line breaks would be read as spaces, a text's carriage return as a line feed (XML 1.0 §§2.11, 3.3.3).
  ...{ '\r': '&#xD;', '\n': '&#xA;', '\t': '&#x9;' },
};
const asIs = (value: string): string =>
  value.replace(forbidden, '').replace(/[&<>"\r]/g, (character) => escapes[character] ?? character);
const inAttribute = (value: string): string =>
  value.replace(forbidden, '').replace(/[&<>"\r\n\t]/g, (character) => escapes[character] ?? character);
const text = (value: string): string => asIs(value.normalize('NFC'));

const element = (name: string, content: string): string => `<edXML:${name}>${content}</edXML:${name}>`;

/** A file that comes in pieces when its turn is there. */
export type FileSource = Omit<PackageFile, 'bytes'> & { readonly read: () => AsyncIterable<Uint8Array> };

/**
 * Writes a document message in exactly the shape that every receiver is known to read (QCVN 102:2016 with its samples): root in the default
 * namespace, header and body prefixed `edXML:`, AttachmentEncoded and Attachment unprefixed. UTF-8, no byte order mark.
 */
export function writePackage(given: EdxmlPackage): Uint8Array<ArrayBuffer> {
  const pieces: Uint8Array[] = [];
  for (const part of partsOf(given, given.files)) {
    if (typeof part === 'string') pieces.push(encoder.encode(part));
    else {
      const base64 = makeBase64Encoder();
      pieces.push(base64.push(given.files[part]?.bytes ?? new Uint8Array()), base64.end());
    }
  }
  return joined(pieces);
}

/** The same, in pieces: of each file no more is held than it gives at a time. */
export async function* writeInPieces(given: Edoc, files: readonly FileSource[]): AsyncGenerator<Uint8Array> {
  for (const part of partsOf(given, files)) {
    if (typeof part === 'string') yield encoder.encode(part);
    else {
      const base64 = makeBase64Encoder();
      for await (const piece of files[part]?.read() ?? []) yield base64.push(piece);
      yield base64.end();
    }
  }
}

const encoder = new TextEncoder();

function joined(pieces: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(pieces.reduce((sum, { length }) => sum + length, 0));
  let length = 0;
  for (const piece of pieces) {
    bytes.set(piece, length);
    length += piece.length;
  }
  return bytes;
}

/** The markup with the number of a file where its content belongs. */
function* partsOf(given: Edoc, files: readonly Omit<PackageFile, 'bytes'>[]): Generator<string | number> {
  yield packageHead(given, files);
  for (const [index, file] of files.entries()) {
    yield attachmentHead(file, index);
    yield index;
    yield attachmentTail(given, index);
  }
  yield packageTail(given);
}

/** Writes a status message: the header and nothing else. */
export const writeStatus = (given: EdxmlStatus): Uint8Array<ArrayBuffer> =>
  new TextEncoder().encode(
    `${opening}${element(
      'edXMLHeader',
      element('MessageHeader', fieldsOf(given, statusFields, '', given.extra)) +
        extras(given.extra, 'edXMLHeader'),
    )}${extras(given.extra, 'edXMLEnvelope')}</edXML:edXMLEnvelope>${extras(given.extra, 'edXML', false)}</edXML>\n`,
  );

const opening = `<?xml version="1.0" encoding="UTF-8"?>\n<edXML xmlns="${NAMESPACE}"><edXML:edXMLEnvelope xmlns:edXML="${NAMESPACE}">`;
const contentId = (index: number): string => `cid:${String(index + 1)}`;

/** Everything before the first attachment. */
function packageHead(given: Edoc, files: readonly Omit<PackageFile, 'bytes'>[]): string {
  const { extra } = given;
  const references = files.map(({ name, contentType, description = name }, index) =>
    element(
      'Reference',
      element('ContentId', contentId(index)) +
        element('ContentType', text(contentType)) +
        element('Description', text(description)) +
        element('AttachmentName', text(name)),
    ),
  );
  return (
    opening +
    element(
      'edXMLHeader',
      element('MessageHeader', fieldsOf(given, edocFields, '', extra)) +
        element('TraceHeaderList', fieldsOf(given, traceFields, 'TraceHeaderList', extra)) +
        extras(extra, 'edXMLHeader'),
    ) +
    element(
      'edXMLBody',
      `<edXML:edXMLManifest version="1.0">${references.join('')}${extras(extra, 'edXMLManifest')}</edXML:edXMLManifest>${extras(extra, 'edXMLBody')}`,
    ) +
    `${extras(extra, 'edXMLEnvelope')}</edXML:edXMLEnvelope><AttachmentEncoded>`
  );
}

const attachmentHead = (
  { name, contentType, description = name }: Omit<PackageFile, 'bytes'>,
  index: number,
): string =>
  `<Attachment><ContentId>${contentId(index)}</ContentId><AttachmentName>${text(name)}</AttachmentName>` +
  `<Description>${text(description)}</Description><ContentType>${text(contentType)}</ContentType>` +
  `<edXML:ContentTransferEncoded xmlns:edXML="${NAMESPACE}">`;

const attachmentTail = ({ extra }: Edoc, index: number): string =>
  `</edXML:ContentTransferEncoded>${extras(extra, `AttachmentEncoded/Attachment[${String(index + 1)}]`, false)}</Attachment>`;

const packageTail = ({ extra }: Edoc): string =>
  `${extras(extra, 'AttachmentEncoded', false)}</AttachmentEncoded>${extras(extra, 'edXML', false)}</edXML>\n`;

type Value = Readonly<Record<string, unknown>>;

function fieldsOf(
  value: Value,
  fields: readonly Field[],
  path: string,
  extra: readonly Extra[] | undefined,
): string {
  return (
    fields
      .map((field) => fieldOf(value, field, path === '' ? field.tag : `${path}/${field.tag}`, extra))
      .join('') + extras(extra, path === '' ? 'MessageHeader' : path)
  );
}

function fieldOf(value: Value, field: Field, path: string, extra: readonly Extra[] | undefined): string {
  if (field.kind === 'group') {
    const inner = field.key === undefined ? value : value[field.key];
    if (inner === undefined) return '';
    const written = fieldsOf(inner as Value, field.fields, path, extra);
    return written === '' ? '' : element(field.tag, written);
  }
  const own = value[field.key];
  if (field.kind === 'list') {
    const { of } = field;
    return ((own ?? []) as readonly unknown[])
      .map((each, index) =>
        element(
          field.tag,
          'kind' in of
            ? text(String(each))
            : fieldsOf(each as Value, of, `${path}[${String(index + 1)}]`, extra),
        ),
      )
      .join('');
  }
  const words = own === undefined ? writtenFor(field, value) : wordsOf(field, own);
  return words === undefined ? '' : element(field.tag, text(words));
}

const writtenFor = ({ written }: Field, value: Value): string | undefined =>
  typeof written === 'function' ? written(value) : written;

function wordsOf(field: Exclude<Field, { kind: 'list' | 'group' }>, own: unknown): string | undefined {
  const plain = String(own);
  if (field.kind === 'day') return plain === '' ? undefined : plain.replaceAll('-', '/');
  if (field.kind === 'time') return stamp(plain);
  return field.kind === 'code' ? field.codes.get(own) : plain;
}

/** `yyyy/MM/dd HH:mm:ss` in Viet Nam's time, as TraceHeader wants; what is no instant stays as it came. */
function stamp(instant: string): string {
  if (!/^\d{4}-\d{2}-\d{2}T[\d:.]+Z$/.test(instant)) return instant;
  return new Date(Date.parse(instant) + 7 * 3_600_000)
    .toISOString()
    .slice(0, 19)
    .replace('T', ' ')
    .replaceAll('-', '/');
}

/** What was kept of elements that this program does not know, back in its place behind the known ones. */
const extras = (extra: readonly Extra[] | undefined, under: string, isPrefixed = true): string =>
  (extra ?? [])
    .filter((each) => each.under === under)
    .map((each) => raw(each.element, isPrefixed, NAMESPACE))
    .join('');

const XML = 'http://www.w3.org/XML/1998/namespace';

/** `around` is the default namespace where it will stand; `isPrefixed` whether `edXML:` is bound there. */
function raw(
  { namespace, local, attributes, children }: RawElement,
  isPrefixed: boolean,
  around: string,
): string {
  const isOurs = isPrefixed && namespace === NAMESPACE;
  const name = isOurs ? `edXML:${local}` : local;
  const declared = isOurs || namespace === around ? '' : ` xmlns="${inAttribute(namespace)}"`;
  const inside = isOurs ? around : namespace;
  const given = attributes.map((each, index) => attribute(each, `n${String(index)}`));
  const content = children.map((child) =>
    typeof child === 'string' ? asIs(child) : raw(child, isPrefixed, inside),
  );
  return `<${name}${declared}${given.join('')}>${content.join('')}</${name}>`;
}

function attribute({ namespace, local, value }: RawElement['attributes'][number], prefix: string): string {
  const written = `="${inAttribute(value)}"`;
  if (namespace === '') return ` ${local}${written}`;
  if (namespace === XML) return ` xml:${local}${written}`;
  return ` xmlns:${prefix}="${inAttribute(namespace)}" ${prefix}:${local}${written}`;
}
