import { type ReadAttachment, readAttachments } from './attachments.ts';
import { takeContents } from './contents.ts';
import { edocFields, statusFields, traceFields } from './layout.ts';
import { messageIn } from './locate.ts';
import type { Edoc, EdxmlStatus } from './message.ts';
import { type EdxmlPackage, hindering, PACKAGE_BYTES_MAX, type PackageProblem } from './package.ts';
import type { RawElement } from './raw-element.ts';
import { type Findings, keepUnknown, readFields } from './read-fields.ts';
import { makeScanner } from './scan.ts';
import { type InMemory, type OpenStore, storeInMemory } from './store.ts';
import { at, elementsIn, isNamed, textAt } from './tree.ts';
import { makeUtf8 } from './utf8.ts';

/**
 * A message as far as it can be read. Without problems that hinder it can be relied on; with them it still tells the fields and attachments that could be read,
 * but nothing may be done with it by a machine.
 */
export type ReadMessage<Kept = InMemory> = {
  readonly problems: readonly PackageProblem[];
  readonly attachments: readonly ReadAttachment<Kept>[];
  /** Whether an XML signature is in it; what it is worth is another reader's matter (src/signatures/xmldsig). */
  readonly isSigned: boolean;
} & (
  | { readonly kind: 'edoc'; readonly message: Edoc }
  | { readonly kind: 'status'; readonly message: EdxmlStatus }
  | { readonly kind: 'unknown' }
);

export type ReadPackage =
  | { readonly ok: true; readonly value: EdxmlPackage }
  | { readonly ok: false; readonly problems: readonly PackageProblem[] };

/** A document message that can be relied on, or what keeps it from that. Never throws. */
export function readPackage(bytes: Uint8Array): ReadPackage {
  const read = readMessage(bytes);
  const problems = hindering(read.problems);
  if (problems.length > 0) return { ok: false, problems };
  if (read.kind !== 'edoc') return { ok: false, problems: [{ path: 'edXML', code: 'not-edxml' }] };
  const files = read.attachments.map(({ name, contentType, description, bytes: content }) => ({
    name,
    contentType,
    ...(description !== undefined && { description }),
    bytes: content,
  }));
  return { ok: true, value: { ...read.message, files } };
}

/** Reads a message that is in memory. Never throws; every problem names its field. */
export function readMessage(bytes: Uint8Array): ReadMessage {
  const reader = makeMessageReader(storeInMemory);
  reader.push(bytes);
  return reader.end();
}

/**
 * Reads a message that comes in pieces, each attachment into a store of its own; nothing longer than a piece is held. Liberal: any prefixes, a byte order
 * mark or stray bytes around the document, raw or one-entry-zip attachments told apart by their first bytes, a missing Signature. What a store throws is
 * thrown; the bytes are never a reason to.
 */
export function makeMessageReader<Kept>(open: OpenStore<Kept>) {
  const taken = takeContents(open);
  const scanner = makeScanner(taken.taker);
  const utf8 = makeUtf8();
  let sizeBytes = 0;
  return {
    push(piece: Uint8Array): void {
      sizeBytes += piece.length;
      if (sizeBytes <= PACKAGE_BYTES_MAX) scanner.push(utf8(piece));
    },
    end(): ReadMessage<Kept> {
      const { root: document, problem, hasStray } = scanner.end();
      const root = document && messageIn(document);
      const whole = sizeBytes > PACKAGE_BYTES_MAX ? 'too-large' : problem;
      const problems: PackageProblem[] = whole ? [{ path: 'edXML', code: whole }] : [];
      const kind = root ? kindOf(root) : 'unknown';
      if (!document || !root || kind === 'unknown') {
        taken.drop();
        return {
          ...{ kind: 'unknown', isSigned: false, attachments: [] },
          problems: whole ? problems : [{ path: 'edXML', code: 'not-edxml' }],
        };
      }
      if (hasStray) problems.push({ path: 'edXML', code: 'stray-bytes', isMinor: true });
      const findings: Findings = { hasContent: bringsDocument(root), problems, extra: [] };
      const message = readHeader(root, kind, findings);
      const attachments = readAttachments(root, taken.settle, kind === 'edoc', findings);
      taken.drop();
      const { extra } = findings;
      // The table made it: every field that the type calls for is there.
      return {
        ...{ kind, message: { ...message, ...(extra.length > 0 && { extra }) } },
        ...{ attachments, isSigned: holdsSignature(document) },
        problems: firstOf(problems),
      } as unknown as ReadMessage<Kept>;
    },
  };
}

/** Nobody reads more; thousands of empty elements would make as many. */
const PROBLEMS_MAX = 200;

/** Where some must go, minor ones do: no number of them may hide one that hinders. */
function firstOf(problems: readonly PackageProblem[]): readonly PackageProblem[] {
  if (problems.length <= PROBLEMS_MAX) return problems;
  return [...hindering(problems), ...problems.filter(({ isMinor }) => isMinor)].slice(0, PROBLEMS_MAX);
}

const DS = 'http://www.w3.org/2000/09/xmldsig#';
const holdsSignature = (element: RawElement): boolean =>
  (element.local === 'Signature' && element.namespace === DS) || elementsIn(element).some(holdsSignature);

const HEADER = ['edXMLEnvelope', 'edXMLHeader', 'MessageHeader'] as const;
const TRACES = ['edXMLEnvelope', 'edXMLHeader', 'TraceHeaderList'] as const;

/** A status is told by its code, or, where that is what is missing, by answering without bringing anything. */
function kindOf(root: RawElement): 'edoc' | 'status' | 'unknown' {
  const header = at(root, ...HEADER);
  const hasFiles = at(root, 'AttachmentEncoded') ?? at(root, 'edXMLEnvelope', 'edXMLBody');
  if (at(header, 'StatusCode')) return 'status';
  if (at(header, 'ResponseFor') && !at(header, 'Code') && !at(header, 'Subject') && !hasFiles)
    return 'status';
  return header || hasFiles || isNamed(root, 'edXML') ? 'edoc' : 'unknown';
}

/** BussinessDocType: a new document or a replacement comes with its fields and files; a recall or an update may come without. */
const bringsDocument = (root: RawElement): boolean =>
  !['1', '2'].includes(textAt(at(root, ...TRACES), 'Bussiness', 'BussinessDocType') ?? '');

/** Hubs deliver a copy for each, and some refuse it; who it is for is known all the same. */
function tellTwice(to: Edoc['to'], { problems }: Findings): void {
  const codes = to.map(({ organId }) => organId.toLowerCase());
  codes.forEach((code, index) => {
    if (code === '' || codes.indexOf(code) === index) return;
    problems.push({ path: `To[${String(index + 1)}]/OrganId`, code: 'repeated', isMinor: true });
  });
}

const nothing: RawElement = { namespace: '', local: '', attributes: [], children: [] };
/** Elements that have another reader, wherever a sender has put them. */
const elsewhere = ['Signature', 'AttachmentEncoded', 'edXMLAttachments'];

function readHeader(root: RawElement, kind: 'edoc' | 'status', findings: Findings): object {
  const header = at(root, ...HEADER);
  if (!header) findings.problems.push({ path: 'MessageHeader', code: 'missing' });
  // One word for a whole header that is not there.
  const told = header ? findings : { ...findings, problems: [] };
  const value = readFields(header ?? nothing, kind === 'edoc' ? edocFields : statusFields, '', told);
  const traces = at(root, ...TRACES) ?? nothing;
  if (kind === 'edoc') Object.assign(value, readFields(traces, traceFields, 'TraceHeaderList', told));
  if (kind === 'edoc') tellTwice((value as Partial<Edoc>).to ?? [], told);
  const keep = (known: readonly string[], ...path: readonly string[]): void =>
    keepUnknown(at(root, ...path), new Set([...known, ...elsewhere]), path.at(-1) ?? 'edXML', findings);
  const traceList = kind === 'edoc' ? ['TraceHeaderList'] : [];
  keep(['MessageHeader', ...traceList], 'edXMLEnvelope', 'edXMLHeader');
  keep(['edXMLHeader', 'edXMLBody'], 'edXMLEnvelope');
  keep(['edXMLManifest'], 'edXMLEnvelope', 'edXMLBody');
  keep(['Reference'], 'edXMLEnvelope', 'edXMLBody', 'edXMLManifest');
  keep(['edXMLEnvelope']);
  return value;
}
