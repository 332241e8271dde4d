import type { RawElement } from './raw-element.ts';
import { at, elementsIn, isNamed } from './tree.ts';

/**
 * The message in a document, in the usual order: some senders wrap it into a SOAP envelope, leave out the root or the envelope, or put the header's parts where SOAP
 * has them. A document in which nothing of a message is found is answered as it is.
 */
export function messageIn(document: RawElement): RawElement {
  const found = find(document, 'edXML');
  if (found && at(found, 'edXMLEnvelope')) return found;
  const envelope = find(document, 'edXMLEnvelope');
  if (envelope) return made('edXML', [envelope, ...attachmentsBeside(document, envelope)]);
  const header = find(document, 'MessageHeader');
  if (!header) return found ?? document;
  const manifest = find(document, 'edXMLManifest') ?? find(document, 'Manifest');
  return made('edXML', [
    made('edXMLEnvelope', [
      made('edXMLHeader', [header, find(document, 'TraceHeaderList'), find(document, 'Signature')]),
      ...(manifest ? [made('edXMLBody', [{ ...manifest, local: 'edXMLManifest' }])] : []),
    ]),
    find(document, 'AttachmentEncoded'),
  ]);
}

const made = (local: string, children: readonly (RawElement | undefined)[]): RawElement => ({
  namespace: '',
  local,
  attributes: [],
  children: children.filter((each) => each !== undefined),
});

/** The files, where they do not stand in the envelope itself. */
function attachmentsBeside(document: RawElement, envelope: RawElement): readonly RawElement[] {
  if (find(envelope, 'AttachmentEncoded')) return [];
  const beside = find(document, 'AttachmentEncoded');
  return beside ? [beside] : [];
}

/** The first of that name, the element itself among them. */
function find(element: RawElement, name: string): RawElement | undefined {
  if (isNamed(element, name)) return element;
  for (const child of elementsIn(element)) {
    const found = find(child, name);
    if (found) return found;
  }
  return undefined;
}
