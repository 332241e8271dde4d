import { decodeStream } from './filters.ts';
import { isWhite, Lexer } from './lexer.ts';
import { type Budget, malformed } from './limits.ts';
import { asArray, asDict, asInteger, asStream, isName, type PdfDict, pdfNull } from './objects.ts';
import { parseIndirect, parseObject } from './parser.ts';

/** Where an object stands: at an offset, inside an object stream, or nowhere. */
export type XrefEntry =
  | { readonly kind: 'free' }
  | { readonly kind: 'offset'; readonly offset: number; readonly gen: number }
  | { readonly kind: 'packed'; readonly stream: number; readonly index: number };

/** One cross-reference table or stream with its trailer (ISO 32000-2 §7.5.4, §7.5.5, §7.5.8). */
export type XrefSection = {
  readonly kind: 'table' | 'stream';
  /** Of its first letter: the offsets that name it may point at white space before. */
  readonly offset: number;
  /** Where the section's own bytes end; `startxref` follows. */
  readonly end: number;
  /** Where the last of its bytes end, those of a hidden stream counted: a revision that ends before was left open for somebody to fill. */
  readonly reach: number;
  readonly entries: ReadonlyMap<number, XrefEntry>;
  readonly trailer: PdfDict;
  readonly prev: number | undefined;
  /** The object number of a cross-reference stream. */
  readonly streamNum: number | undefined;
};

const free: XrefEntry = { kind: 'free' };

/** Where sections are read; `base` is added to every offset that the file states. */
export type XrefSource = { readonly bytes: Uint8Array; readonly budget: Budget; readonly base: number };

/** Reads the section at `offset`, with the hidden stream of a hybrid file (§7.5.8.4). Throws `pdf.malformed`. */
function readSection({ bytes, budget, base }: XrefSource, offset: number): XrefSection {
  if (!Number.isSafeInteger(offset) || offset < 0 || offset >= bytes.length) {
    throw malformed('a cross-reference section outside the file', offset);
  }
  const lexer = new Lexer(bytes, budget, offset);
  lexer.skipSpace();
  const start = lexer.pos;
  return lexer.acceptWord('xref') ? readTable(lexer, start, base) : readStreamSection(lexer, start, base);
}

function readTable(lexer: Lexer, offset: number, base: number): XrefSection {
  const entries = new Map<number, XrefEntry>();
  for (;;) {
    lexer.skipSpace();
    if (lexer.startsWith('trailer')) break;
    readSubsection(lexer, entries, base);
  }
  lexer.pos += 'trailer'.length;
  const trailer = parseObject(lexer);
  if (trailer.kind !== 'dict') throw malformed('a trailer is no dictionary', offset);
  const end = lexer.pos;
  const reach = Math.max(end, addHidden(lexer, trailer, entries, base));
  const prev = prevOf(trailer, base);
  return { kind: 'table', offset, end, reach, entries, trailer, prev, streamNum: undefined };
}

/** Adds what the hidden stream of a hybrid file places and the table calls free. Answers where that stream ends, 0 without one. */
function addHidden(
  { bytes, budget }: Lexer,
  trailer: PdfDict,
  entries: Map<number, XrefEntry>,
  base: number,
): number {
  const stated = asInteger(trailer.entries.get('XRefStm'));
  if (stated === undefined) return 0;
  const hidden = inside(stated + base, bytes);
  const section = readStreamSection(new Lexer(bytes, budget, hidden), hidden, base);
  for (const [num, entry] of section.entries) {
    const known = entries.get(num);
    if (known === undefined || known.kind === 'free') entries.set(num, entry);
  }
  return section.end;
}

function inside(offset: number, bytes: Uint8Array): number {
  if (offset < 0 || offset >= bytes.length)
    throw malformed('a hidden cross-reference stream outside the file', offset);
  return offset;
}

function readSubsection(lexer: Lexer, entries: Map<number, XrefEntry>, base: number): void {
  const at = lexer.pos;
  let first = lexer.readDigits();
  lexer.skipSpace();
  const count = lexer.readDigits();
  if (first === undefined || count === undefined)
    throw malformed('a cross-reference subsection without its numbers', at);
  if (count > lexer.budget.limits.objectsMax || first > 100_000_000) throw malformed('too many objects', at);
  for (let i = 0; i < count; i++) {
    lexer.budget.spend();
    lexer.skipSpace();
    // Some writers announce more entries than they write; every reader lives with it.
    if (lexer.startsWith('trailer')) return;
    const offset = lexer.readDigits();
    lexer.skipSpace();
    const gen = lexer.readDigits();
    lexer.skipSpace();
    if (offset === undefined || gen === undefined)
      throw malformed('a broken cross-reference entry', lexer.pos);
    const inUse = lexer.acceptWord('n');
    if (!inUse && !lexer.acceptWord('f')) throw malformed('a cross-reference entry of no kind', lexer.pos);
    // A first subsection that begins at 1 with the head of the free list means 0 (a known fault of writers).
    if (i === 0 && first === 1 && !inUse && gen === 65535 && entries.size === 0) first = 0;
    addEntry(entries, first + i, inUse && offset > 0 ? { kind: 'offset', offset: offset + base, gen } : free);
  }
  if (entries.size > lexer.budget.limits.objectsMax) throw malformed('too many objects', at);
}

function readStreamSection(lexer: Lexer, offset: number, base: number): XrefSection {
  const indirect = parseIndirect(lexer, () => undefined);
  const stream = asStream(indirect.object);
  if (!stream || !isName(stream.dict.entries.get('Type'), 'XRef')) {
    throw malformed('neither a cross-reference table nor a stream', offset);
  }
  const data = decodeStream(stream, (object) => object ?? pdfNull, lexer.budget);
  const entries = readStreamEntries(stream.dict, data, { budget: lexer.budget, base });
  lexer.skipSpace();
  lexer.acceptWord('endobj');
  return {
    kind: 'stream',
    offset,
    end: lexer.pos,
    reach: lexer.pos,
    entries,
    trailer: stream.dict,
    prev: prevOf(stream.dict, base),
    streamNum: indirect.num,
  };
}

const integersOf = (dict: PdfDict, key: string): readonly number[] | undefined =>
  asArray(dict.entries.get(key))?.items.map((item) => asInteger(item) ?? -1);

function readStreamEntries(
  dict: PdfDict,
  data: Uint8Array,
  { budget, base }: Pick<XrefSource, 'budget' | 'base'>,
): Map<number, XrefEntry> {
  const widths = integersOf(dict, 'W');
  const [typeWidth, secondWidth, thirdWidth] = widths ?? [];
  if (
    typeWidth === undefined ||
    secondWidth === undefined ||
    thirdWidth === undefined ||
    widths?.some((width) => width < 0 || width > 8)
  ) {
    throw malformed('a cross-reference stream without widths');
  }
  const rowBytes = typeWidth + secondWidth + thirdWidth;
  if (rowBytes === 0) throw malformed('a cross-reference stream of empty rows');
  const index = integersOf(dict, 'Index') ?? [0, asInteger(dict.entries.get('Size')) ?? 0];
  const entries = new Map<number, XrefEntry>();
  let at = 0;
  const read = (width: number): number => {
    let value = 0;
    for (let i = 0; i < width; i++) value = value * 256 + (data[at++] ?? 0);
    return value;
  };
  for (let pair = 0; pair + 1 < index.length; pair += 2) {
    const first = index[pair] ?? -1;
    const count = index[pair + 1] ?? -1;
    if (first < 0 || count < 0 || first > 100_000_000)
      throw malformed('a broken index of a cross-reference stream');
    for (let i = 0; i < count; i++) {
      if (at + rowBytes > data.length) throw malformed('a cross-reference stream is too short');
      budget.spend();
      const type = typeWidth === 0 ? 1 : read(typeWidth);
      const second = read(secondWidth);
      const third = read(thirdWidth);
      addEntry(entries, first + i, entryOf([type, second, third], base));
    }
    if (entries.size > budget.limits.objectsMax) throw malformed('too many objects');
  }
  return entries;
}

/** An object that one section places twice is read differently by different readers. */
function addEntry(entries: Map<number, XrefEntry>, num: number, entry: XrefEntry): void {
  const known = entries.get(num);
  if (known && JSON.stringify(known) !== JSON.stringify(entry))
    throw malformed(`object ${num} stands twice in one table`);
  entries.set(num, entry);
}

function entryOf([type, second, third]: readonly [number, number, number], base: number): XrefEntry {
  if (type === 1) return second > 0 ? { kind: 'offset', offset: second + base, gen: third } : free;
  if (type === 2) return { kind: 'packed', stream: second, index: third };
  // §7.5.8.3: any other type is a reference to the null object.
  return free;
}

function prevOf(trailer: PdfDict, base: number): number | undefined {
  const prev = trailer.entries.get('Prev');
  if (prev === undefined) return undefined;
  const offset = asInteger(prev);
  if (offset === undefined) throw malformed('/Prev is no offset');
  // Some writers say 0 for "none"; no section can stand there.
  return offset === 0 ? undefined : offset + base;
}

/** The whole chain of sections from the one at `start`, newest first. A section met twice is a loop and malformed. */
export function readChain(source: XrefSource, start: number): readonly XrefSection[] {
  const { budget } = source;
  const sections: XrefSection[] = [];
  const seen = new Set<number>();
  let total = 0;
  for (let offset: number | undefined = start; offset !== undefined; ) {
    if (seen.has(offset)) throw malformed('the chain of revisions is a loop', offset);
    if (seen.size >= budget.limits.revisionsMax) throw malformed('too many revisions', offset);
    seen.add(offset);
    const section = readSection(source, offset);
    total += section.entries.size;
    if (total > 2 * budget.limits.objectsMax) throw malformed('too many objects');
    sections.push(section);
    offset = section.prev;
  }
  return sections;
}

/** `eof` is undefined when no `%%EOF` follows: such a file can be read, but none of its signatures ends with it. */
export type Tail = {
  /** The first letter that `startxref` leads to. */
  readonly section: number;
  readonly eof: number | undefined;
};

/** `startxref`, its number and `%%EOF` at `from` (§7.5.5), with nothing but white space and comments between. */
export function readTail({ bytes, budget, base }: XrefSource, from: number): Tail | undefined {
  const lexer = new Lexer(bytes, budget, from);
  // Some writers sign their name in a comment before `startxref`.
  lexer.skipSpace();
  if (!lexer.acceptWord('startxref')) return undefined;
  while (isWhite(lexer.peek())) lexer.pos++;
  const startxref = lexer.readDigits();
  if (startxref === undefined) return undefined;
  const named = new Lexer(bytes, budget, startxref + base);
  named.skipSpace();
  while (isWhite(lexer.peek())) lexer.pos++;
  return {
    section: named.pos,
    eof: lexer.startsWith('%%EOF') ? lexer.pos + '%%EOF'.length : undefined,
  };
}

/** The size of /Size as this trailer says it, or one more than its highest number. */
export function sizeOf(section: XrefSection): number {
  const stated = asInteger(asDict(section.trailer)?.entries.get('Size')) ?? 0;
  let highest = 0;
  for (const num of section.entries.keys()) highest = Math.max(highest, num);
  return Math.max(stated, highest + 1);
}
