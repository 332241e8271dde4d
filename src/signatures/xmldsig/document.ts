import { SaxesParser, type SaxesTagNS } from 'saxes';
import { PACKAGE_BYTES_MAX, PACKAGE_DEPTH_MAX, PACKAGE_ELEMENTS_MAX } from '../../shared/edxml/package.ts';

/** An element with what a canonical form needs: names as written, namespaces as meant, text and elements in their order. */
export type XmlElement = {
  readonly prefix: string;
  readonly local: string;
  readonly namespace: string;
  readonly attributes: readonly XmlAttribute[];
  /** Prefixes bound here and above, '' being the default; the innermost wins. */
  readonly scope: ReadonlyMap<string, string>;
  readonly children: (XmlElement | string)[];
  readonly parent: XmlElement | undefined;
  /** Whether a comment stood in it: it vanishes from the canonical form, and splits a text in the eyes of some readers. */
  hasComment: boolean;
  /** The character behind the last child, where an element can be put in. */
  contentEnd: number;
};

export type XmlAttribute = {
  readonly prefix: string;
  readonly local: string;
  readonly namespace: string;
  readonly value: string;
};

export type DocumentProblem =
  | 'not-xml'
  | 'doctype'
  | 'too-large'
  | 'too-deep'
  | 'too-many-elements'
  | 'too-many-attributes';

export type ParsedDocument =
  | {
      readonly ok: true;
      readonly root: XmlElement;
      readonly text: string;
      /** A processing instruction stands somewhere: no envelope has one, and it can show one reader what another passes over. */
      readonly hasInstruction: boolean;
    }
  | { readonly ok: false; readonly problem: DocumentProblem };

const ATTRIBUTES_MAX = 64;
const CHUNK = 0x10000;

/**
 * Parses XML 1.0 in UTF-8 whole, for canonical forms; a document type is refused. Never throws.
 */
export function parseDocument(bytes: Uint8Array): ParsedDocument {
  if (bytes.length > PACKAGE_BYTES_MAX) return { ok: false, problem: 'too-large' };
  const text = decode(bytes);
  if (text === undefined) return { ok: false, problem: 'not-xml' };
  const builder = makeBuilder();
  const parser = new SaxesParser({ xmlns: true });
  parser.on('doctype', () => builder.stop('doctype'));
  let hasInstruction = false;
  parser.on('processinginstruction', () => {
    hasInstruction = true;
  });
  parser.on('error', () => builder.stop('not-xml'));
  parser.on('opentag', builder.open);
  parser.on('closetag', () => builder.close(parser.position));
  parser.on('text', builder.addText);
  parser.on('cdata', builder.addText);
  parser.on('comment', builder.addComment);
  for (let start = 0; start < text.length && !builder.problem(); start += CHUNK)
    parser.write(text.slice(start, start + CHUNK));
  if (!builder.problem()) parser.close();
  const problem = builder.problem();
  const root = builder.root();
  if (problem || !root) return { ok: false, problem: problem ?? 'not-xml' };
  return { ok: true, root, text, hasInstruction };
}

function decode(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

function makeBuilder() {
  let problem: DocumentProblem | undefined;
  let root: XmlElement | undefined;
  let count = 0;
  const stack: XmlElement[] = [];
  const stop = (why: DocumentProblem): void => {
    problem ??= why;
  };
  return {
    problem: () => problem,
    root: () => root,
    stop,
    open(tag: SaxesTagNS): void {
      count++;
      if (count > PACKAGE_ELEMENTS_MAX) stop('too-many-elements');
      if (stack.length >= PACKAGE_DEPTH_MAX) stop('too-deep');
      if (Object.keys(tag.attributes).length > ATTRIBUTES_MAX) stop('too-many-attributes');
      if (problem) return;
      const element = elementOf(tag, stack.at(-1));
      element.parent?.children.push(element);
      root ??= element;
      stack.push(element);
    },
    close(position: number): void {
      const element = stack.pop();
      if (element) element.contentEnd = position;
    },
    addText(more: string): void {
      const current = stack.at(-1);
      if (!current || problem) return;
      const last = current.children.at(-1);
      if (typeof last === 'string') current.children[current.children.length - 1] = last + more;
      else current.children.push(more);
    },
    addComment(): void {
      const current = stack.at(-1);
      if (current) current.hasComment = true;
    },
  };
}

const XMLNS = 'http://www.w3.org/2000/xmlns/';

function elementOf(tag: SaxesTagNS, parent: XmlElement | undefined): XmlElement {
  const attributes = Object.values(tag.attributes);
  const declared = Object.entries(tag.ns ?? {});
  const scope =
    declared.length === 0 && parent ? parent.scope : new Map([...(parent?.scope ?? []), ...declared]);
  return {
    prefix: tag.prefix,
    local: tag.local,
    namespace: tag.uri,
    attributes: attributes
      .filter(({ uri }) => uri !== XMLNS)
      .map(({ prefix, local, uri, value }) => ({ prefix, local, namespace: uri, value })),
    scope,
    children: [],
    parent,
    hasComment: false,
    contentEnd: 0,
  };
}

/** Every element below and with `root`, parents first. */
export function* elementsOf(root: XmlElement): Generator<XmlElement> {
  const waiting: XmlElement[] = [root];
  for (let element = waiting.pop(); element; element = waiting.pop()) {
    yield element;
    for (const child of element.children.toReversed()) if (typeof child !== 'string') waiting.push(child);
  }
}

export const attributeOf = (element: XmlElement, local: string): string | undefined =>
  element.attributes.find((attribute) => attribute.local === local && attribute.prefix === '')?.value;
