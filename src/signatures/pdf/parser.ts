import { isWhite, type Lexer } from './lexer.ts';
import { malformed } from './limits.ts';
import {
  type PdfDict,
  type PdfObject,
  type PdfRef,
  pdfArray,
  pdfNull,
  pdfRef,
  pdfStream,
} from './objects.ts';

const noDuplicates: readonly string[] = [];

/**
 * Reads one direct object (ISO 32000-2 §7.3) or a reference at the lexer's place. Throws `pdf.malformed` beyond the limit of
 * nesting or on what is no object.
 */
export function parseObject(lexer: Lexer, depth = 0): PdfObject {
  lexer.skipSpace();
  lexer.budget.spend();
  const byte = lexer.peek();
  if (byte === undefined) throw malformed('the data ends where an object should stand', lexer.pos);
  if (depth > lexer.budget.limits.nestingMax) throw malformed('objects are nested too deep', lexer.pos);
  if ((byte >= 48 && byte <= 57) || byte === 43 || byte === 45 || byte === 46) return parseNumberOrRef(lexer);
  switch (byte) {
    case 47:
      return { kind: 'name', value: lexer.readName() };
    case 40:
      return { kind: 'string', bytes: lexer.readLiteral(), hex: false };
    case 60:
      return lexer.peek(1) === 60
        ? parseDict(lexer, depth)
        : { kind: 'string', bytes: lexer.readHex(), hex: true };
    case 91:
      return parseArray(lexer, depth);
  }
  if (lexer.acceptWord('true')) return { kind: 'boolean', value: true };
  if (lexer.acceptWord('false')) return { kind: 'boolean', value: false };
  if (lexer.acceptWord('null')) return pdfNull;
  throw malformed('not an object', lexer.pos);
}

function parseNumberOrRef(lexer: Lexer): PdfObject {
  const start = lexer.pos;
  const num = lexer.readDigits();
  if (num !== undefined && isWhite(lexer.peek())) {
    const afterNumber = lexer.pos;
    lexer.skipSpace();
    const gen = lexer.readDigits();
    if (gen !== undefined && isWhite(lexer.peek())) {
      lexer.skipSpace();
      if (lexer.acceptWord('R')) return pdfRef(num, gen);
    }
    lexer.pos = afterNumber;
    return { kind: 'number', value: num };
  }
  lexer.pos = start;
  return { kind: 'number', value: lexer.readNumber() };
}

function parseArray(lexer: Lexer, depth: number): PdfObject {
  lexer.pos++;
  const items: PdfObject[] = [];
  for (;;) {
    lexer.skipSpace();
    if (lexer.peek() === 93) {
      lexer.pos++;
      return pdfArray(items);
    }
    items.push(parseObject(lexer, depth + 1));
  }
}

function parseDict(lexer: Lexer, depth: number): PdfDict {
  const start = lexer.pos;
  lexer.pos += 2;
  const entries = new Map<string, PdfObject>();
  let duplicates: string[] | undefined;
  let absent: Set<string> | undefined;
  for (;;) {
    lexer.skipSpace();
    if (lexer.peek() === 62 && lexer.peek(1) === 62) {
      lexer.pos += 2;
      return { kind: 'dict', entries, duplicates: duplicates ?? noDuplicates };
    }
    if (lexer.peek() !== 47) throw malformed('a dictionary has a key that is no name', start);
    const key = lexer.readName();
    const value = parseObject(lexer, depth + 1);
    if (entries.has(key) || absent?.has(key)) {
      if (lexer.isStrict) throw malformed('a key stands twice', start);
      duplicates ??= [];
      duplicates.push(key);
    }
    if (value.kind !== 'null') entries.set(key, value);
    else {
      absent ??= new Set();
      absent.add(key);
    }
  }
}

export type IndirectObject = {
  readonly num: number;
  readonly gen: number;
  readonly object: PdfObject;
  /** Where the object's own bytes end, `endobj` not counted. */
  readonly end: number;
  /** A stream whose /Length is a reference means what the length means in that revision: not to be shared. */
  readonly lengthRef: PdfRef | undefined;
};

/**
 * Reads `num gen obj … endobj` (§7.3.10) at the lexer's place. `lengthOf` answers an indirect /Length. A stream whose length does
 * not end at `endstream` is read up to the next `endstream`, as every viewer does.
 */
export function parseIndirect(lexer: Lexer, lengthOf: (ref: PdfRef) => number | undefined): IndirectObject {
  lexer.skipSpace();
  const start = lexer.pos;
  const num = lexer.readDigits();
  lexer.skipSpace();
  const gen = lexer.readDigits();
  lexer.skipSpace();
  if (num === undefined || gen === undefined || !lexer.startsWith('obj')) {
    throw malformed('no object where the cross-reference table says', start);
  }
  lexer.pos += 3;
  lexer.skipSpace();
  if (lexer.startsWith('endobj')) return { num, gen, object: pdfNull, end: lexer.pos, lengthRef: undefined };
  const object = parseObject(lexer);
  const end = lexer.pos;
  lexer.skipSpace();
  if (object.kind !== 'dict' || !lexer.startsWith('stream'))
    return { num, gen, object, end, lengthRef: undefined };
  const length = object.entries.get('Length');
  const lengthRef = length?.kind === 'ref' ? length : undefined;
  const stated = lengthRef ? lengthOf(lengthRef) : length?.kind === 'number' ? length.value : undefined;
  const raw = readStreamData(lexer, stated);
  return { num, gen, object: pdfStream(object, raw), end: lexer.pos, lengthRef };
}

function readStreamData(lexer: Lexer, stated: number | undefined): Uint8Array {
  lexer.pos += 'stream'.length;
  // §7.3.8.1: CR LF or LF; behind a CR alone one reader begins a byte earlier than another.
  if (lexer.isStrict && !lexer.startsWith('\n') && !lexer.startsWith('\r\n'))
    throw malformed('a stream without the end of its line', lexer.pos);
  while (lexer.peek() === 32) lexer.pos++;
  if (lexer.peek() === 13) lexer.pos++;
  if (lexer.peek() === 10) lexer.pos++;
  const start = lexer.pos;
  if (stated !== undefined && Number.isSafeInteger(stated) && stated >= 0 && start + stated <= lexer.end) {
    lexer.pos = start + stated;
    while (isWhite(lexer.peek())) lexer.pos++;
    if (lexer.startsWith('endstream')) {
      lexer.pos += 'endstream'.length;
      return lexer.bytes.subarray(start, start + stated);
    }
  }
  if (lexer.isStrict) throw malformed('a stream of another length', start);
  const { bytes } = lexer;
  const found = Buffer.from(bytes.buffer, bytes.byteOffset, lexer.end).indexOf('endstream', start, 'latin1');
  if (found < 0) throw malformed('a stream has no end', start);
  lexer.budget.spend((found - start) >> 8);
  lexer.pos = found + 'endstream'.length;
  let end = found;
  if (end > start && bytes[end - 1] === 10) end--;
  if (end > start && bytes[end - 1] === 13) end--;
  return bytes.subarray(start, end);
}
