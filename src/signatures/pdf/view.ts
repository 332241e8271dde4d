import { decodeStream } from './filters.ts';
import { Lexer } from './lexer.ts';
import { type Budget, malformed } from './limits.ts';
import {
  asDict,
  asInteger,
  asNumber,
  asStream,
  type PdfDict,
  type PdfObject,
  type PdfStream,
  pdfNull,
} from './objects.ts';
import { type IndirectObject, parseIndirect, parseObject } from './parser.ts';
import type { XrefEntry } from './xref.ts';

/** A reference to a reference to … is no document. */
const REFERENCE_CHAIN_MAX = 16;

/** Reading one object may need another (its length, its object stream); so deep and no deeper. */
const OPEN_OBJECTS_MAX = 16;

/** The document as of one revision. Every method throws `pdf.malformed` on a broken object and nothing else. */
export type PdfView = {
  /** What reading this file may still cost. */
  readonly budget: Budget;
  readonly trailer: PdfDict;
  /** The revision's catalogue. */
  readonly catalog: PdfDict;
  entry(num: number): XrefEntry | undefined;
  /** Every object number that is in use. */
  numbers(): Iterable<number>;
  /** The object that a reference names (null when none), anything else as it is. */
  resolve(object: PdfObject | undefined): PdfObject;
  /** `resolve` of a dictionary's entry. */
  get(dict: PdfDict | undefined, key: string): PdfObject;
  /** The bytes of the file that hold the object itself; undefined when it is inside an object stream or nowhere. */
  extent(num: number): Extent | undefined;
  /** The decoded bytes of a stream. */
  decode(stream: PdfStream): Uint8Array;
};

export type Extent = { readonly start: number; readonly end: number };

type Container = { readonly nums: readonly number[]; readonly objects: readonly PdfObject[] };

/**
 * What one revision says of an object's place. Its bytes end with that revision: an entry that points behind it was left open for
 * somebody to fill after the signature.
 */
export type Version = { readonly revision: number; readonly entry: XrefEntry; readonly end: number };

/** For each object number its versions, oldest first. */
export type History = ReadonlyMap<number, readonly Version[]>;

export type SharedObjects = {
  readonly bytes: Uint8Array;
  readonly budget: Budget;
  /** Objects that mean the same in every revision, by their offset. */
  readonly byOffset: Map<number, IndirectObject>;
  readonly history: History;
};

/** The view of a revision over the objects shared by all views. */
export function createView(shared: SharedObjects, revision: number, trailer: PdfDict): PdfView {
  const reader = createReader(shared, revision);
  const view: PdfView = {
    budget: shared.budget,
    trailer,
    get catalog() {
      const catalog = asDict(reader.resolve(trailer.entries.get('Root')));
      if (!catalog) throw malformed('there is no catalogue');
      return catalog;
    },
    entry: reader.entry,
    *numbers() {
      for (const num of shared.history.keys()) {
        const entry = reader.entry(num);
        if (entry && entry.kind !== 'free') yield num;
      }
    },
    resolve: reader.resolve,
    extent: reader.extent,
    get: (dict, key) => reader.resolve(dict?.entries.get(key)),
    decode: (stream) => decodeStream(stream, reader.resolve, shared.budget),
  };
  return view;
}

function createReader(shared: SharedObjects, revision: number) {
  const { bytes, budget, byOffset, history } = shared;
  const own = new Map<number, PdfObject>();
  const open = new Set<number>();

  const version = (num: number): Version | undefined =>
    history.get(num)?.findLast((one) => one.revision <= revision);
  const entry = (num: number): XrefEntry | undefined => version(num)?.entry;

  function load(num: number, at: XrefEntry, gen: number): PdfObject {
    if (at.kind === 'free') return pdfNull;
    if (at.kind === 'packed') return gen === 0 ? unpack(num, at) : pdfNull;
    // §7.3.10: a reference with another generation is a reference to nothing.
    if (at.gen !== gen) return pdfNull;
    const found = parseAt(num, at.offset);
    if (found.num !== num || found.gen !== gen)
      throw malformed('another object stands where the table says', at.offset);
    return found.object;
  }

  function parseAt(num: number, offset: number): IndirectObject {
    const known = byOffset.get(offset);
    const end = version(num)?.end ?? bytes.length;
    if (known && known.end <= end) return known;
    const found = parseIndirect(new Lexer(bytes, budget, offset, end), (ref) => asNumber(resolve(ref)));
    if (!found.lengthRef) byOffset.set(offset, found);
    return found;
  }

  function extent(num: number): Extent | undefined {
    const at = entry(num);
    return at?.kind === 'offset' ? { start: at.offset, end: parseAt(num, at.offset).end } : undefined;
  }

  function read(num: number, at: XrefEntry, gen: number): PdfObject {
    const known = own.get(num);
    if (known) return known;
    if (open.has(num)) return pdfNull;
    if (open.size >= OPEN_OBJECTS_MAX) throw malformed('objects need each other too deep');
    open.add(num);
    try {
      const object = load(num, at, gen);
      own.set(num, object);
      return object;
    } finally {
      open.delete(num);
    }
  }

  function resolve(object: PdfObject | undefined): PdfObject {
    let current = object ?? pdfNull;
    for (let steps = 0; current.kind === 'ref'; steps++) {
      if (steps > REFERENCE_CHAIN_MAX) throw malformed('a chain of references has no end');
      budget.spend();
      const at = entry(current.num);
      if (!at) return pdfNull;
      if (at.kind === 'offset' ? at.gen !== current.gen : current.gen !== 0) return pdfNull;
      current = read(current.num, at, current.gen);
    }
    return current;
  }

  const unpack = createUnpacker(budget, resolve, (num) => {
    const at = entry(num);
    return at?.kind === 'offset' ? asStream(read(num, at, at.gen)) : undefined;
  });
  return { entry, resolve, extent };
}

type Packed = Extract<XrefEntry, { readonly kind: 'packed' }>;

/** Takes objects out of object streams (ISO 32000-2 §7.5.7), each stream opened once; a stream is itself never packed. */
function createUnpacker(
  budget: Budget,
  resolve: (object: PdfObject | undefined) => PdfObject,
  streamOf: (num: number) => PdfStream | undefined,
) {
  const containers = new Map<number, Container>();
  const open = (num: number): Container => {
    const stream = streamOf(num);
    if (!stream) throw malformed(`object stream ${num} is no stream`);
    const container = parseContainer(stream, decodeStream(stream, resolve, budget), resolve, budget);
    containers.set(num, container);
    return container;
  };
  return (num: number, { stream, index }: Packed): PdfObject => {
    const container = containers.get(stream) ?? open(stream);
    if (container.nums[index] !== num) throw malformed(`object ${num} is not in its object stream`);
    return container.objects[index] ?? pdfNull;
  };
}

function parseContainer(
  stream: PdfStream,
  data: Uint8Array,
  resolve: (object: PdfObject | undefined) => PdfObject,
  budget: Budget,
): Container {
  const count = asInteger(resolve(stream.dict.entries.get('N'))) ?? -1;
  const first = asInteger(resolve(stream.dict.entries.get('First'))) ?? -1;
  if (count < 0 || count > budget.limits.objectsMax || first < 0 || first > data.length) {
    throw malformed('an object stream without its numbers');
  }
  const header = new Lexer(data, budget, 0, first);
  const nums: number[] = [];
  const objects: PdfObject[] = [];
  for (let i = 0; i < count; i++) {
    header.skipSpace();
    const num = header.readDigits();
    header.skipSpace();
    const offset = header.readDigits();
    if (num === undefined || offset === undefined) throw malformed('an object stream with a broken head');
    const object = parseObject(new Lexer(data, budget, first + offset));
    nums.push(num);
    objects.push(object);
  }
  return { nums, objects };
}
