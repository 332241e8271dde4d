import { attributeOf, elementsOf, type XmlElement } from './document.ts';

export const DS = 'http://www.w3.org/2000/09/xmldsig#';
export const EXCLUSIVE = 'http://www.w3.org/2001/10/xml-exc-c14n#';
export const ENVELOPED = `${DS}enveloped-signature`;
const MORE = 'http://www.w3.org/2001/04/xmldsig-more#';
const ENC = 'http://www.w3.org/2001/04/xmlenc#';

export type XmlHash = 'sha256' | 'sha384' | 'sha512';
export type XmlScheme = { readonly kind: 'rsa' | 'ecdsa'; readonly hash: XmlHash };

export const DIGESTS: Readonly<Record<string, XmlHash>> = {
  [`${ENC}sha256`]: 'sha256',
  [`${MORE}sha384`]: 'sha384',
  [`${ENC}sha512`]: 'sha512',
};

export const SCHEMES: Readonly<Record<string, XmlScheme>> = Object.fromEntries(
  (['rsa', 'ecdsa'] as const).flatMap((kind) =>
    (['sha256', 'sha384', 'sha512'] as const).map((hash) => [`${MORE}${kind}-${hash}`, { kind, hash }]),
  ),
);

/** A signature whose form leaves no second reading. */
export type SignatureElement = {
  readonly element: XmlElement;
  readonly signedInfo: XmlElement;
  /** InclusiveNamespaces of the canonical form of SignedInfo. */
  readonly inclusive: readonly string[];
  readonly scheme: XmlScheme;
  readonly value: Uint8Array;
  readonly reference: {
    readonly uri: string;
    readonly inclusive: readonly string[];
    readonly hash: XmlHash;
    readonly digest: Uint8Array;
  };
  /** DER, in the order in which KeyInfo has them. */
  readonly certificates: readonly Uint8Array[];
};

export type FormProblem = 'form' | 'algorithm-unsupported' | 'transform-not-allowed' | 'references-many';

export type ReadSignature =
  | { readonly ok: true; readonly value: SignatureElement }
  | { readonly ok: false; readonly problem: FormProblem };

const CERTIFICATES_MAX = 10;

class FormFault extends Error {
  override readonly name = 'FormFault';
  readonly problem: FormProblem;
  constructor(problem: FormProblem) {
    super(problem);
    this.problem = problem;
  }
}

/**
 * Reads a Signature element (XMLDSig 1.1 §4) with nothing in it but what is used: each child once, in its order, no Object, no comment. What a second
 * SignedInfo, a second DigestValue or an Object could tell another reader cannot be there.
 */
export function readSignature(element: XmlElement): ReadSignature {
  try {
    return { ok: true, value: read(element) };
  } catch (fault) {
    if (fault instanceof FormFault) return { ok: false, problem: fault.problem };
    throw fault;
  }
}

function read(element: XmlElement): SignatureElement {
  for (const one of elementsOf(element)) if (one.hasComment) throw new FormFault('form');
  const [signedInfo, valueElement, keyInfo] = childrenOf(element, [
    'SignedInfo',
    'SignatureValue',
    'KeyInfo?',
  ]);
  const references = elementChildren(must(signedInfo)).filter(({ local }) => local === 'Reference');
  if (references.length > 1) throw new FormFault('references-many');
  const [canonical, method, reference] = childrenOf(must(signedInfo), [
    ...['CanonicalizationMethod', 'SignatureMethod', 'Reference'],
  ]);
  const scheme = SCHEMES[algorithmOf(must(method))];
  if (algorithmOf(must(canonical)) !== EXCLUSIVE || !scheme) throw new FormFault('algorithm-unsupported');
  if (elementChildren(must(method)).length > 0) throw new FormFault('form');
  return {
    element,
    signedInfo: must(signedInfo),
    inclusive: inclusiveOf(must(canonical)),
    scheme,
    value: base64Of(must(valueElement)),
    reference: readReference(must(reference)),
    certificates: keyInfo ? certificatesOf(keyInfo) : [],
  };
}

function readReference(reference: XmlElement): SignatureElement['reference'] {
  const uri = attributeOf(reference, 'URI');
  const [transforms, method, value] = childrenOf(reference, ['Transforms', 'DigestMethod', 'DigestValue']);
  const [enveloped, exclusive, ...others] = elementChildren(must(transforms));
  const isAllowed =
    others.length === 0 &&
    [enveloped, exclusive].every((one) => one?.namespace === DS && one.local === 'Transform') &&
    algorithmOf(must(enveloped)) === ENVELOPED &&
    elementChildren(must(enveloped)).length === 0 &&
    algorithmOf(must(exclusive)) === EXCLUSIVE;
  if (!isAllowed) throw new FormFault('transform-not-allowed');
  const hash = DIGESTS[algorithmOf(must(method))];
  if (!hash) throw new FormFault('algorithm-unsupported');
  if (uri === undefined || elementChildren(must(method)).length > 0) throw new FormFault('form');
  return { uri, inclusive: inclusiveOf(must(exclusive)), hash, digest: base64Of(must(value)) };
}

/** Every X509Certificate below X509Data; other hints are passed over, they decide nothing. */
function certificatesOf(keyInfo: XmlElement): readonly Uint8Array[] {
  return elementChildren(keyInfo)
    .filter(({ local, namespace }) => local === 'X509Data' && namespace === DS)
    .flatMap(elementChildren)
    .filter(({ local, namespace }) => local === 'X509Certificate' && namespace === DS)
    .slice(0, CERTIFICATES_MAX)
    .map(base64Of);
}

/** The children by these names in this order, no other ones and no text between; a name with `?` may be missing. */
function childrenOf(element: XmlElement, names: readonly string[]): readonly (XmlElement | undefined)[] {
  const isLoose = element.children.some((child) => typeof child === 'string' && child.trim() !== '');
  const left = elementChildren(element);
  const found = names.map((wanted) => {
    const name = wanted.replace('?', '');
    if (left[0]?.local === name && left[0].namespace === DS) return left.shift();
    if (wanted.endsWith('?')) return undefined;
    throw new FormFault('form');
  });
  if (isLoose || left.length > 0) throw new FormFault('form');
  return found;
}

export const elementChildren = (element: XmlElement): XmlElement[] =>
  element.children.filter((child) => typeof child !== 'string');

function must(element: XmlElement | undefined): XmlElement {
  if (!element) throw new FormFault('form');
  return element;
}

const algorithmOf = (element: XmlElement): string => attributeOf(element, 'Algorithm') ?? '';

function inclusiveOf(element: XmlElement): readonly string[] {
  const [list, ...others] = elementChildren(element);
  if (!list) return [];
  if (others.length > 0 || list.local !== 'InclusiveNamespaces' || list.namespace !== EXCLUSIVE)
    throw new FormFault('form');
  const prefixes = (attributeOf(list, 'PrefixList') ?? '').split(/\s+/).filter((prefix) => prefix !== '');
  return prefixes.map((prefix) => (prefix === '#default' ? '' : prefix));
}

/** Text alone, base64 alone. */
function base64Of(element: XmlElement): Uint8Array {
  const [text, ...others] = element.children;
  const digits = typeof text === 'string' ? text.replace(/[\t\n\r ]/g, '') : '';
  if (others.length > 0 || digits === '' || digits.length % 4 !== 0 || !/^[A-Za-z0-9+/]+={0,2}$/.test(digits))
    throw new FormFault('form');
  return Buffer.from(digits, 'base64');
}
