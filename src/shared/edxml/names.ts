import { edocFields, type Field, statusFields, traceFields } from './layout.ts';

/** Elements that stand around the fields. */
const around = [
  ...['edXML', 'edXMLEnvelope', 'edXMLHeader', 'MessageHeader', 'TraceHeaderList', 'Signature'],
  ...['edXMLBody', 'edXMLManifest', 'Reference', 'AttachmentEncoded', 'Attachment', 'ContentId'],
  ...['AttachmentName', 'ContentType', 'ContentTransferEncoded', 'AttachmentData'],
];

const tagsIn = (fields: readonly Field[]): readonly string[] =>
  fields.flatMap((field) => {
    if (field.kind === 'group') return [field.tag, ...tagsIn(field.fields)];
    if (field.kind === 'list') return [field.tag, ...('kind' in field.of ? [] : tagsIn(field.of))];
    return [field.tag];
  });

/** The standard writes "Bussiness"; some senders write the word as it is spelt. */
const respelt = (tag: string): string => tag.replace('Bussiness', 'Business');

const known = [...around, ...tagsIn(edocFields), ...tagsIn(statusFields), ...tagsIn(traceFields)];
const names = new Map(
  known.flatMap((tag) => [tag, respelt(tag)].map((written) => [written.toLowerCase(), tag] as const)),
);

/** An element's name as the standard writes it, whatever capitals its sender used; one that the standard does not know stays as it is. */
export const standardName = (local: string): string => names.get(local.toLowerCase()) ?? local;
