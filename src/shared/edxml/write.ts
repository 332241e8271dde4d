import { say } from '../words/vi.ts';
import { toBase64 } from './base64.ts';
import { type EdxmlPackage, NAMESPACE, type Organ } from './package.ts';

// XML 1.0 §2.2: what may not stand in a document at all is dropped, the rest is escaped.
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters to drop.
const forbidden = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g;
const escapes: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const text = (value: string): string =>
  value
    .normalize('NFC')
    .replace(forbidden, '')
    .replace(/[&<>"]/g, (character) => escapes[character] ?? character);

const element = (name: string, content: string): string => `<edXML:${name}>${content}</edXML:${name}>`;
const field = (name: string, value: string | undefined): string =>
  value === undefined ? '' : element(name, text(value));
const slashed = (day: string): string => day.replaceAll('-', '/');

/** `yyyy/MM/dd HH:mm:ss` in Viet Nam's time, as TraceHeader wants. */
const stamp = (instant: string): string =>
  new Date(Date.parse(instant) + 7 * 3_600_000)
    .toISOString()
    .slice(0, 19)
    .replace('T', ' ')
    .replaceAll('-', '/');

/**
 * Writes a new-document package in exactly the shape that every receiver is known to read (QCVN 102:2016 with its samples): root in the default
 * namespace, header and body prefixed `edXML:`, AttachmentEncoded and Attachment unprefixed. UTF-8, no byte order mark.
 */
export function writePackage(given: EdxmlPackage): Uint8Array<ArrayBuffer> {
  const contentId = (index: number): string => `cid:${String(index + 1)}`;
  const references = given.files.map((file, index) =>
    element(
      'Reference',
      field('ContentId', contentId(index)) +
        field('ContentType', file.contentType) +
        field('Description', file.description ?? file.name) +
        field('AttachmentName', file.name),
    ),
  );
  const attachments = given.files.map(
    (file, index) =>
      `<Attachment><ContentId>${contentId(index)}</ContentId><AttachmentName>${text(file.name)}</AttachmentName>` +
      `<Description>${text(file.description ?? file.name)}</Description><ContentType>${text(file.contentType)}</ContentType>` +
      `<edXML:ContentTransferEncoded xmlns:edXML="${NAMESPACE}">${toBase64(file.bytes)}</edXML:ContentTransferEncoded></Attachment>`,
  );
  const xml =
    `<?xml version="1.0" encoding="UTF-8"?>\n<edXML xmlns="${NAMESPACE}"><edXML:edXMLEnvelope xmlns:edXML="${NAMESPACE}">` +
    element('edXMLHeader', messageHeader(given) + traceHeaders(given)) +
    element('edXMLBody', `<edXML:edXMLManifest version="1.0">${references.join('')}</edXML:edXMLManifest>`) +
    `</edXML:edXMLEnvelope><AttachmentEncoded>${attachments.join('')}</AttachmentEncoded></edXML>\n`;
  return new TextEncoder().encode(xml);
}

const organ = (name: 'From' | 'To', each: Organ): string =>
  element(
    name,
    field('OrganId', each.organId) +
      field('OrganizationInCharge', each.organizationInCharge) +
      field('OrganName', each.organName) +
      field('OrganAdd', each.organAdd) +
      field('Email', each.email) +
      field('Telephone', each.telephone),
  );

function messageHeader(given: EdxmlPackage): string {
  return element(
    'MessageHeader',
    organ('From', given.from) +
      given.to.map((each) => organ('To', each)).join('') +
      field('DocumentId', given.documentId) +
      element('Code', field('CodeNumber', given.codeNumber) + field('CodeNotation', given.codeNotation)) +
      element(
        'PromulgationInfo',
        field('Place', given.place) + field('PromulgationDate', slashed(given.promulgationDate)),
      ) +
      // Receivers disagree on the numbers of Type; TypeName is what is relied on.
      element(
        'DocumentType',
        field('Type', '1') + field('TypeDetail', '0') + field('TypeName', given.typeName),
      ) +
      field('Subject', given.subject) +
      field('Content', given.subject) +
      element(
        'SignerInfo',
        field('Competence', given.signer.competence) +
          field('Position', given.signer.position) +
          field('FullName', given.signer.fullName),
      ) +
      field('DueDate', given.dueDate && slashed(given.dueDate)) +
      element(
        'OtherInfo',
        field('Priority', String(given.priority)) +
          field('PromulgationAmount', '1') +
          field('PageAmount', given.pageAmount === undefined ? undefined : String(given.pageAmount)) +
          field('Direction', 'false'),
      ) +
      field('SteeringType', '1') +
      element('ToPlaces', given.toPlaces.map((place) => field('Place', place)).join('')),
  );
}

function traceHeaders(given: EdxmlPackage): string {
  return element(
    'TraceHeaderList',
    element('TraceHeader', field('OrganId', given.from.organId) + field('Timestamp', stamp(given.sentAt))) +
      // The standard spells it so.
      element(
        'Bussiness',
        field('BussinessDocType', '0') +
          field('BussinessDocReason', say('edxml.new-document')) +
          field('Paper', '0') +
          element(
            'StaffInfo',
            field('Department', given.staff.department) + field('Staff', given.staff.staff),
          ),
      ),
  );
}
