import type { PdfFile, Revision } from '../../pdf/file.ts';
import { isDigit, isWhite, Lexer } from '../../pdf/lexer.ts';
import { asInteger, asNumber, isName, latin1, type PdfStream } from '../../pdf/objects.ts';
import { parseIndirect, parseObject } from '../../pdf/parser.ts';
import type { PdfView } from '../../pdf/view.ts';
import type { XrefSection } from '../../pdf/xref.ts';
import { attempt } from '../attempt.ts';

/**
 * Whether a revision that came after a signature is written so that every reader reads it alike (ISO 32000-2 §7.5.6): one object behind the other, each
 * placed by the table and by it alone, without anything that readers repair in different ways. What honest programs append is; what is not may show one
 * text here and another there, while the objects that the table names are those that were signed. Throws `pdf.too-complex`.
 */
export function isPlainlyWritten(file: PdfFile, index: number): boolean {
  const [before, revision] = [file.revisions[index - 1], file.revisions[index]];
  const section = revision?.sections[0];
  if (!before || !revision || !section || revision.sections.length > 1) return false;
  if (before.eof === undefined || revision.eof === undefined) return false;
  if (section.trailer.duplicates.length > 0 || isShrunk(file, before, revision)) return false;
  const isRead = attempt(() => readsPlainly(file, { index, start: before.eof ?? 0, revision }));
  if (!isRead.ok && isRead.fault.code === 'pdf.too-complex') throw isRead.fault;
  return isRead.ok && isRead.value;
}

/** §7.5.5: objects with a number from /Size on are to be taken for missing. A revision must not take away so what was there. */
function isShrunk(file: PdfFile, before: Revision, { index, trailer }: Revision): boolean {
  const stated = asInteger(trailer.entries.get('Size'));
  if (stated === undefined) return true;
  const was = asInteger(before.trailer.entries.get('Size')) ?? 0;
  return stated < was && [...file.view(index).numbers()].some((num) => num >= stated);
}

type Part = { readonly index: number; readonly start: number; readonly revision: Revision };

/** Walks over the appended bytes. Throws `pdf.malformed` on what is not strictly an object. */
function readsPlainly(file: PdfFile, part: Part): boolean {
  const { bytes, budget, base } = file;
  const { start, index, revision } = part;
  const [section] = revision.sections;
  if (!section) return false;
  const isStream = section.kind === 'stream';
  const end = isStream ? section.end : section.offset;
  const view = file.view(index);
  const places = placesIn(file, part);
  const hidden = asInteger(section.trailer.entries.get('XRefStm'));
  // The sections themselves need no row of their own.
  const sections = new Set([section.offset, ...(hidden === undefined ? [] : [hidden + base])]);
  const lexer = new Lexer(bytes, budget, start, end, true);
  for (;;) {
    const gap = lexer.pos;
    lexer.skipSpace();
    if (namesObject(bytes, gap, lexer.pos)) return false;
    if (lexer.pos >= end) break;
    const at = lexer.pos;
    const { num, gen, object } = parseIndirect(lexer, (ref) => asNumber(view.resolve(ref)));
    lexer.skipSpace();
    if (!lexer.acceptWord('endobj') || namesObject(bytes, headerEnd(bytes, at), lexer.pos)) return false;
    const place = places.get(at);
    if (place ? place !== `${num} ${gen}` : !sections.has(at)) return false;
    places.delete(at);
    if (object.kind === 'stream' && !isPlainStream(view, object, num)) return false;
  }
  if (places.size > 0 || hasBrokenOffset(bytes, section)) return false;
  return (
    isStream || (isPlainTable(file, section) && !namesObject(bytes, section.offset, revision.eof ?? end))
  );
}

/** §7.5.4: every subsection has the rows that it announces, and a dictionary follows in which nothing is doubtful. */
function isPlainTable({ bytes, budget }: PdfFile, { offset, end }: XrefSection): boolean {
  const lexer = new Lexer(bytes, budget, offset, end, true);
  lexer.acceptWord('xref');
  const digits = (): number | undefined => {
    lexer.skipSpace();
    return lexer.readDigits();
  };
  for (lexer.skipSpace(); !lexer.startsWith('trailer'); lexer.skipSpace()) {
    const [first, count] = [digits(), digits()];
    if (first === undefined || count === undefined) return false;
    for (let row = 0; row < count; row++) {
      if (digits() === undefined || digits() === undefined) return false;
      lexer.skipSpace();
      if (!lexer.acceptWord('n') && !lexer.acceptWord('f')) return false;
    }
  }
  lexer.pos += 'trailer'.length;
  return parseObject(lexer).kind === 'dict';
}

/** An offset with a point, which some readers take and others do not. */
function hasBrokenOffset(bytes: Uint8Array, { kind, offset, end }: XrefSection): boolean {
  const text = latin1(bytes.subarray(offset, end));
  const dict = kind === 'stream' ? text.slice(0, text.indexOf('stream')) : text;
  return /\/(?:Prev|Size|XRefStm)\s*[+-]?\d*\./.test(dict);
}

/** Where the table says that objects of this revision begin. What it leaves where it was, it may name again. */
function placesIn({ bytes, budget }: PdfFile, { start, revision }: Part): Map<number, string> {
  const places = new Map<number, string>();
  for (const [num, entry] of revision.sections[0]?.entries ?? []) {
    if (entry.kind !== 'offset') continue;
    const lexer = new Lexer(bytes, budget, entry.offset);
    lexer.skipSpace();
    if (lexer.pos >= start) places.set(lexer.pos, `${num} ${entry.gen}`);
  }
  return places;
}

/** Behind the word of the object that begins at `at`. */
const headerEnd = (bytes: Uint8Array, at: number): number =>
  bufferOf(bytes, at).indexOf('obj', 0, 'latin1') + at + 3;

const bufferOf = (bytes: Uint8Array, from: number, to = bytes.length): Buffer =>
  Buffer.from(bytes.buffer, bytes.byteOffset + from, Math.max(0, to - from));

/**
 * Whether somebody who looks for objects between `from` and `to` finds one. A reader that finds a fault does, wherever `4 0 obj` stands, in a string or a
 * stream as well, however wide the white space; the last one wins.
 */
function namesObject(bytes: Uint8Array, from: number, to: number): boolean {
  const part = bufferOf(bytes, from, to);
  for (let at = part.indexOf('obj', 0, 'latin1'); at >= 0; at = part.indexOf('obj', at + 1, 'latin1')) {
    const generation = backOver(part, at, isWhite);
    const space = backOver(part, generation, isDigit);
    const number = backOver(part, space, isWhite);
    if (generation < at && space < generation && number < space && isDigit(part[number - 1])) return true;
  }
  return false;
}

/** Where the run of such bytes that ends before `end` begins. */
function backOver(bytes: Uint8Array, end: number, is: (byte: number | undefined) => boolean): number {
  let at = end;
  while (at > 0 && is(bytes[at - 1])) at--;
  return at;
}

/** An object stream (§7.5.7) holds each object once, one behind the other, and only what the table says. */
function isPlainStream(view: PdfView, stream: PdfStream, own: number): boolean {
  view.budget.spend(stream.raw.length >> 6);
  if (!isName(view.get(stream.dict, 'Type'), 'ObjStm')) return true;
  const data = view.decode(stream);
  const first = asInteger(view.get(stream.dict, 'First')) ?? -1;
  const count = asInteger(view.get(stream.dict, 'N')) ?? -1;
  const header = new Lexer(data, view.budget, 0, first);
  let last = 0;
  for (let index = 0; index < count; index++) {
    header.skipSpace();
    const num = header.readDigits();
    header.skipSpace();
    const offset = header.readDigits();
    if (num === undefined || offset === undefined || first + offset < last) return false;
    const entry = view.entry(num);
    if (entry?.kind !== 'packed' || entry.stream !== own || entry.index !== index) return false;
    const lexer = new Lexer(data, view.budget, first + offset, data.length, true);
    parseObject(lexer);
    last = lexer.pos;
  }
  return true;
}
