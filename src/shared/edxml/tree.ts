import { SaxesParser } from 'saxes';
import { PACKAGE_DEPTH_MAX, PACKAGE_ELEMENTS_MAX } from './package.ts';

/** An element by its local name: prefixes differ from vendor to vendor and mean nothing (QCVN 102 in the wild). */
export type Element = { readonly name: string; readonly children: Element[]; text: string };

export type XmlProblem = 'not-xml' | 'doctype' | 'too-deep' | 'too-many-elements';

/** Parses without DTD or entities beyond XML's own five; limits on depth and count. Answers the root, or what is wrong. */
export function parseTree(xml: string): Element | { readonly problem: XmlProblem } {
  let problem: XmlProblem | undefined;
  let root: Element | undefined;
  let count = 0;
  const open: Element[] = [];
  const parser = new SaxesParser({ xmlns: true });
  const stop = (why: XmlProblem): void => {
    problem ??= why;
  };
  parser.on('doctype', () => stop('doctype'));
  parser.on('error', () => stop('not-xml'));
  parser.on('opentag', ({ local }) => {
    count += 1;
    if (count > PACKAGE_ELEMENTS_MAX) stop('too-many-elements');
    if (open.length >= PACKAGE_DEPTH_MAX) stop('too-deep');
    if (problem) return;
    const element: Element = { name: local, children: [], text: '' };
    open.at(-1)?.children.push(element);
    root ??= element;
    open.push(element);
  });
  parser.on('closetag', () => void open.pop());
  const addText = (more: string): void => {
    const current = open.at(-1);
    if (current && !problem) current.text += more;
  };
  parser.on('text', addText);
  parser.on('cdata', addText);
  for (let start = 0; start < xml.length && !problem; start += 0x10000)
    parser.write(xml.slice(start, start + 0x10000));
  if (!problem) parser.close();
  if (problem) return { problem };
  return root ?? { problem: 'not-xml' };
}

/** The first child of that local name along a path; undefined where there is none. */
export const at = (element: Element | undefined, ...path: readonly string[]): Element | undefined =>
  path.reduce<Element | undefined>(
    (found, name) => found?.children.find((child) => child.name === name),
    element,
  );

export const all = (element: Element | undefined, name: string): readonly Element[] =>
  element?.children.filter((child) => child.name === name) ?? [];

export const textAt = (element: Element | undefined, ...path: readonly string[]): string | undefined => {
  const found = at(element, ...path)?.text.trim();
  return found === undefined || found === '' ? undefined : found.normalize('NFC');
};
