import { standardName } from './names.ts';
import type { XmlProblem } from './package.ts';
import type { RawElement } from './raw-element.ts';
import { watchTail } from './stray.ts';
import { growTree } from './tree.ts';

const LESS = 0x3c;
const GREATER = 0x3e;
const CLOSE_BRACKET = 0x5d;
const SLASH = 0x2f;
const CDATA = Uint8Array.from('<![CDATA[', (letter) => letter.charCodeAt(0));
/** What may stand before a document: U+FEFF in UTF-8, and white space. */
const LEAD: readonly number[] = [0xef, 0xbb, 0xbf, 0x20, 0x09, 0x0a, 0x0d];
/** Stray bytes before the declaration: a few are met in the wild, a file of them is none of ours. */
const STRAY_BYTES_MAX = 64 * 1024;
/** One a content is met; each costs as much as an element. */
const SECTIONS_MAX = 1_000;
/** Markup and header, without the content of the attachments. */
const MARKUP_BYTES_MAX = 4 * 1024 * 1024;

export type Scanned = {
  /** Whether something stood before or behind the document that does not belong to it. */
  readonly hasStray: boolean;
  /** As far as it could be read. */
  readonly root: RawElement | undefined;
  readonly problem: XmlProblem | 'too-large' | undefined;
};

/** Takes the content of the attachments as it stands there, piece by piece. */
export type ContentTaker = {
  readonly take: (content: number, piece: Uint8Array) => void;
  readonly end: (content: number) => void;
};

const contentNames: ReadonlySet<string> = new Set(['ContentTransferEncoded', 'AttachmentData']);

type Scan = ContentTaker & {
  readonly tree: ReturnType<typeof growTree>;
  readonly decoder: TextDecoder;
  where: 'lead' | 'markup' | 'content' | 'cdata' | 'done';
  seenBytes: number;
  hasStray: boolean;
  markupBytes: number;
  /** Whether a `<` was fed and no `>` behind it. */
  isInTag: boolean;
  /** CDATA sections inside contents so far. */
  sections: number;
  /** How many bytes of `<![CDATA[` have been seen inside a content; all of them also where none is looked for any more. */
  matched: number;
};

/**
 * Reads a package in pieces of bytes. The markup goes to the XML parser; the base64 of an attachment, however long, never does: it is taken from its
 * element's open tag to the next `<`. In between nothing but text or a CDATA section may stand (a comment or an element there, which readers treat
 * differently, is refused).
 */
export function makeScanner(taker: ContentTaker) {
  const tree = growTree((local) => contentNames.has(standardName(local)));
  const decoder = new TextDecoder('utf-8');
  const scan: Scan = {
    ...{ ...taker, tree, decoder, where: 'lead' },
    ...{ seenBytes: 0, markupBytes: 0, matched: 0, sections: 0, isInTag: false, hasStray: false },
  };
  const tail = watchTail();
  const isTooLarge = (): boolean => scan.markupBytes > MARKUP_BYTES_MAX;
  return {
    push(bytes: Uint8Array): void {
      scan.seenBytes += bytes.length;
      let at = 0;
      while (at < bytes.length && scan.where !== 'done' && !tree.isStopped() && !isTooLarge()) {
        if (scan.where === 'lead') at = inLead(scan, bytes, at);
        else if (scan.where === 'markup') at = inMarkup(scan, bytes, at);
        else at = inContent(scan, bytes, at);
      }
      if (scan.where === 'done' && at < bytes.length) tail.see(bytes.subarray(at));
    },
    end(): Scanned {
      const cut = scan.where === 'done' ? undefined : 'not-xml';
      // Behind a fault of form nobody knows what belongs to the document.
      const hasStray = scan.hasStray || (tree.problem() === undefined && tail.isStray());
      return { hasStray, root: tree.root(), problem: tree.problem() ?? (isTooLarge() ? 'too-large' : cut) };
    },
  };
}

function inLead(scan: Scan, bytes: Uint8Array, from: number): number {
  const found = bytes.indexOf(LESS, from);
  scan.hasStray ||= bytes.subarray(from, found < 0 ? undefined : found).some((byte) => !LEAD.includes(byte));
  if (found >= 0) scan.where = 'markup';
  else if (scan.seenBytes > STRAY_BYTES_MAX) scan.tree.stop('not-xml');
  return found >= 0 ? found : bytes.length;
}

/** Feeds markup up to and with the next `>`, so that the parser's events are known before the next byte is read. */
function inMarkup(scan: Scan, bytes: Uint8Array, from: number): number {
  const content = scan.tree.content();
  if (content !== undefined && scan.matched < CDATA.length) {
    matchCdata(scan, bytes[from] ?? 0);
    feed(scan, bytes.subarray(from, from + 1));
    return from + 1;
  }
  // Text is fed with the tag behind it, so that a text of nothing but `>` costs no more than another.
  const less = scan.isInTag ? from : bytes.indexOf(LESS, from);
  const found = less < 0 ? -1 : bytes.indexOf(GREATER, less);
  const to = found < 0 ? bytes.length : found + 1;
  feed(scan, bytes.subarray(from, to));
  scan.isInTag = less >= 0 && found < 0;
  if (found >= 0) afterTag(scan, content);
  return to;
}

/** Inside a content, behind `<`: the end tag, or a CDATA section. */
function matchCdata(scan: Scan, byte: number): void {
  if (scan.matched === 1 && byte === SLASH) scan.matched = CDATA.length;
  else if (byte !== CDATA[scan.matched]) scan.tree.stop('not-xml');
  else if (++scan.matched === CDATA.length) {
    scan.where = 'cdata';
    if (++scan.sections > SECTIONS_MAX) scan.tree.stop('too-many-elements');
  }
}

function feed(scan: Scan, bytes: Uint8Array): void {
  scan.markupBytes += bytes.length;
  if (scan.markupBytes <= MARKUP_BYTES_MAX)
    scan.tree.write(withoutControls(scan.decoder.decode(bytes, { stream: true })));
}

function afterTag(scan: Scan, before: number | undefined): void {
  const now = scan.tree.content();
  if (before !== undefined && now !== before) scan.end(before);
  if (scan.tree.isEnded()) scan.where = 'done';
  else scan.where = now === undefined ? 'markup' : 'content';
  scan.matched = 0;
}

function inContent(scan: Scan, bytes: Uint8Array, from: number): number {
  const isCdata = scan.where === 'cdata';
  const found = bytes.indexOf(isCdata ? CLOSE_BRACKET : LESS, from);
  const to = found < 0 ? bytes.length : found;
  const content = scan.tree.content();
  if (content !== undefined && to > from) scan.take(content, bytes.subarray(from, to));
  if (found < 0) return to;
  // What ends a CDATA section is fed like any tag; a section's start is looked for again behind it.
  scan.matched = isCdata ? CDATA.length : 0;
  scan.isInTag = true;
  scan.where = 'markup';
  return to;
}

// XML 1.0 §2.2: may not stand in a document; pasted text brings them, and nobody means them.
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters to drop.
const controls = /[\u0000-\u0008\u000b\u000c\u000e-\u001f]/g;
const withoutControls = (markup: string): string => markup.replace(controls, '');
