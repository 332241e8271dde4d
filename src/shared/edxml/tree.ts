import { SaxesParser, type SaxesTagNS } from 'saxes';
import { escapeBare } from './ampersand.ts';
import { standardName } from './names.ts';
import { NAMESPACE, PACKAGE_DEPTH_MAX, PACKAGE_ELEMENTS_MAX, type XmlProblem } from './package.ts';
import type { RawElement } from './raw-element.ts';

type Growing = Omit<RawElement, 'children'> & { readonly children: (Growing | string)[] };

const XMLNS = 'http://www.w3.org/2000/xmlns/';

/** Faults of form are read past, so that a prefix nobody declared hides no attachment; each costs a little, and more than these mean that it is no XML. */
const FAULTS_MAX = 1_000;

/**
 * Builds a tree from markup that comes in pieces, without DTD or entities beyond XML's own five; limits on depth and count. A fault of form is remembered
 * and read past; behind any other nothing is read, and what stood before it stays. `isContent` says of an element whether its text is taken elsewhere.
 */
export function growTree(isContent: (local: string) => boolean) {
  let problem: XmlProblem | undefined;
  let isStopped = false;
  let faults = 0;
  let root: Growing | undefined;
  let count = 0;
  let contents = 0;
  const open: Growing[] = [];
  // Some senders declare the prefix in the envelope and use it outside as well.
  const parser = new SaxesParser({ xmlns: true, additionalNamespaces: { edXML: NAMESPACE } });
  const stop = (why: XmlProblem): void => {
    if (!isStopped) problem = why;
    isStopped = true;
  };
  parser.on('doctype', () => stop('doctype'));
  const readPast = (): void => {
    problem ??= 'not-xml';
    faults += 1;
    if (faults > FAULTS_MAX) stop('not-xml');
  };
  parser.on('error', readPast);
  const escaped = escapeBare(() => {
    readPast();
    return !isStopped;
  });
  parser.on('opentag', (tag) => {
    count += 1;
    if (count > PACKAGE_ELEMENTS_MAX) stop('too-many-elements');
    if (open.length >= PACKAGE_DEPTH_MAX) stop('too-deep');
    if (isStopped) return;
    const parent = open.at(-1);
    const content = isContent(tag.local) && !tag.isSelfClosing ? contents++ : undefined;
    const element = elementOf(tag, content);
    parent?.children.push(element);
    root ??= element;
    open.push(element);
  });
  parser.on('closetag', () => void open.pop());
  const addText = (more: string): void => {
    const children = open.at(-1)?.children;
    if (!children || isStopped) return;
    const last = children.at(-1);
    if (typeof last === 'string') children[children.length - 1] = last + more;
    else children.push(more);
  };
  parser.on('text', addText);
  parser.on('cdata', addText);
  return {
    write: (markup: string): void => void (isStopped || parser.write(escaped(markup))),
    stop,
    isStopped: (): boolean => isStopped,
    /** The number of the content whose element is open now. */
    content: (): number | undefined => open.at(-1)?.content,
    isEnded: (): boolean => root !== undefined && open.length === 0,
    problem: (): XmlProblem | undefined => problem,
    root: (): RawElement | undefined => root,
  };
}

const elementOf = ({ uri, local, attributes }: SaxesTagNS, content: number | undefined): Growing => ({
  namespace: uri,
  local,
  attributes: Object.values(attributes)
    .filter((each) => each.uri !== XMLNS)
    .map((each) => ({ namespace: each.uri, local: each.local, value: each.value })),
  children: [],
  ...(content !== undefined && { content }),
});

export const elementsIn = (element: RawElement | undefined): readonly RawElement[] =>
  element?.children.filter((child) => typeof child !== 'string') ?? [];

/** Whether it is called so, in whatever capitals. */
export const isNamed = ({ local }: RawElement, name: string): boolean =>
  local === name || standardName(local) === name;

/** The first child of that local name along a path; undefined where there is none. */
export const at = (element: RawElement | undefined, ...path: readonly string[]): RawElement | undefined =>
  path.reduce<RawElement | undefined>(
    (found, name) => elementsIn(found).find((child) => isNamed(child, name)),
    element,
  );

export const all = (element: RawElement | undefined, name: string): readonly RawElement[] =>
  elementsIn(element).filter((child) => isNamed(child, name));

/** The text in it without what is around; undefined where there is none. Some senders write "null" for nothing. */
export const textOf = (element: RawElement | undefined): string | undefined => {
  const found = element?.children
    .filter((child) => typeof child === 'string')
    .join('')
    .trim();
  return found === undefined || found === '' || found === 'null' ? undefined : found.normalize('NFC');
};

export const textAt = (element: RawElement | undefined, ...path: readonly string[]): string | undefined =>
  textOf(at(element, ...path));
