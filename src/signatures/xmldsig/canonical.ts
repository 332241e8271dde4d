import type { XmlAttribute, XmlElement } from './document.ts';

export type CanonicalOptions = {
  /** An element that is left out with all below it: the enveloped signature. */
  readonly without?: XmlElement | undefined;
  /** Prefixes that are written wherever they are in scope (InclusiveNamespaces), '' for the default. */
  readonly inclusive?: readonly string[];
};

/**
 * The bytes of an element by Exclusive XML Canonicalization 1.0 without comments (W3C, 18 July 2002): a namespace is written where a name uses it
 * and no element above has written it.
 */
export function canonicalBytes(apex: XmlElement, options: CanonicalOptions = {}): Uint8Array {
  const parts: string[] = [];
  write(apex, new Map(), options, parts);
  return Buffer.from(parts.join(''), 'utf8');
}

const XML_PREFIX = 'xml';

function write(
  element: XmlElement,
  written: ReadonlyMap<string, string>,
  options: CanonicalOptions,
  out: string[],
): void {
  const name = element.prefix === '' ? element.local : `${element.prefix}:${element.local}`;
  const declared = declarations(element, written, options.inclusive ?? []);
  out.push(`<${name}`);
  for (const [prefix, uri] of declared)
    out.push(` xmlns${prefix === '' ? '' : `:${prefix}`}="${attributeText(uri)}"`);
  for (const attribute of element.attributes.toSorted(byName)) {
    const { prefix, local, value } = attribute;
    out.push(` ${prefix === '' ? local : `${prefix}:${local}`}="${attributeText(value)}"`);
  }
  out.push('>');
  const below = declared.length === 0 ? written : new Map([...written, ...declared]);
  for (const child of element.children) {
    if (typeof child === 'string') out.push(contentText(child));
    else if (child !== options.without) write(child, below, options, out);
  }
  out.push(`</${name}>`);
}

/** The namespaces that this element must write, sorted by prefix, the default first. */
function declarations(
  { prefix, attributes, scope }: XmlElement,
  written: ReadonlyMap<string, string>,
  inclusive: readonly string[],
): readonly (readonly [string, string])[] {
  const used = new Set([prefix, ...attributes.filter((one) => one.prefix !== '').map((one) => one.prefix)]);
  for (const one of inclusive) if (scope.has(one)) used.add(one);
  used.delete(XML_PREFIX);
  return [...used]
    .map((one) => [one, scope.get(one) ?? ''] as const)
    .filter(([one, uri]) => (written.get(one) ?? '') !== uri)
    .sort(([a], [b]) => compare(a, b));
}

const byName = (a: XmlAttribute, b: XmlAttribute): number =>
  compare(a.namespace, b.namespace) || compare(a.local, b.local);

/** By code points, as the recommendation wants; UTF-16 order differs only beyond the basic plane. */
const compare = (a: string, b: string): number => Buffer.compare(Buffer.from(a), Buffer.from(b));

const CONTENT: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '\r': '&#xD;' };
const ATTRIBUTE: Readonly<Record<string, string>> = {
  ...{ '&': '&amp;', '<': '&lt;', '"': '&quot;' },
  ...{ '\t': '&#x9;', '\n': '&#xA;', '\r': '&#xD;' },
};

const contentText = (text: string): string => text.replace(/[&<>\r]/g, (letter) => CONTENT[letter] ?? letter);
const attributeText = (text: string): string =>
  text.replace(/[&<"\t\n\r]/g, (letter) => ATTRIBUTE[letter] ?? letter);
