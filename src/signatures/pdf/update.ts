import { createHash } from 'node:crypto';
import { assert } from '../../shared/assert.ts';
import { AppError } from '../../shared/errors.ts';
import { catalogRefOf, type PdfFile } from './file.ts';
import {
  asArray,
  asString,
  type PdfDict,
  type PdfObject,
  type PdfRef,
  pdfArray,
  pdfDict,
  pdfHexString,
  pdfName,
  pdfNumber,
  pdfRef,
  pdfStream,
} from './objects.ts';
import { nameText, serialize } from './serialize.ts';
import { sizeOf } from './xref.ts';

/** The hole of a signature, as offsets in the whole file. */
export type SignatureHole = {
  /** ISO 32000-2 §12.8.1: everything but /Contents with its angle brackets. */
  readonly byteRange: readonly [number, number, number, number];
  /** First hexadecimal digit. */
  readonly start: number;
  /** Behind the last digit. */
  readonly end: number;
};

export type FinishedUpdate = {
  /** What is appended; the bytes of the original stay untouched in front of it. */
  readonly tail: Uint8Array;
  readonly tailOffset: number;
  readonly hole: SignatureHole | undefined;
  /** Original and tail in one piece: a copy of the whole file. */
  whole(): Uint8Array;
};

export type PdfUpdate = {
  /** A fresh object number. */
  reserve(): PdfRef;
  /** Writes `object` under `ref`: a reserved one, or one of the file whose object is thereby replaced. */
  put(ref: PdfRef, object: PdfObject): void;
  /** The object as this update will leave it. */
  current(ref: PdfRef): PdfObject;
  /** Writes a signature dictionary; /ByteRange and a /Contents of `contentsBytes` are added. One in an update. */
  putSignature(ref: PdfRef, dict: PdfDict, contentsBytes: number): void;
  finish(): FinishedUpdate;
};

/** Ten digits hold every offset that a cross-reference table can name (§7.5.4). */
const OFFSET_DIGITS = 10;
const BYTE_RANGE_HOLE = OFFSET_DIGITS * 3 + 6;

const ascii = (text: string): Uint8Array => Buffer.from(text, 'latin1');

/**
 * Begins an incremental update (ISO 32000-2 §7.5.6): bytes are only ever appended, and the file is continued in its own kind, a
 * table behind a table, a stream behind a stream. Throws `pdf.encrypted`; writing to an encrypted file is not done here.
 */
export function beginUpdate(file: PdfFile): PdfUpdate {
  if (file.encrypted) throw new AppError('pdf.encrypted');
  const objects = new Map<number, { readonly ref: PdfRef; readonly object: PdfObject }>();
  const firstFree = nextNumber(file);
  let next = firstFree;
  let signature: { readonly ref: PdfRef; readonly dict: PdfDict; readonly contentsBytes: number } | undefined;

  const put = (ref: PdfRef, object: PdfObject): void => {
    assert(object.kind !== 'ref', 'an indirect object is no reference');
    assert(
      ref.num > 0 && ref.num < next,
      'an object is written under a number of the file or a reserved one',
    );
    objects.set(ref.num, { ref, object });
  };

  return {
    reserve: () => pdfRef(next++),
    put,
    current: (ref) => objects.get(ref.num)?.object ?? file.latest.resolve(ref),
    putSignature(ref, dict, contentsBytes) {
      assert(signature === undefined, 'an update holds one signature');
      assert(contentsBytes > 0 && Number.isSafeInteger(contentsBytes), 'the hole has a size');
      put(ref, dict);
      signature = { ref, dict, contentsBytes };
    },
    finish: () => {
      const writer = createWriter(file);
      const sorted = [...objects.values()].sort((a, b) => a.ref.num - b.ref.num);
      for (const { ref, object } of sorted) {
        if (ref.num === signature?.ref.num) writer.signature(ref, signature.dict, signature.contentsBytes);
        else writer.object(ref, object);
      }
      return writer.close(next);
    },
  };
}

function nextNumber(file: PdfFile): number {
  let size = 1;
  for (const { sections } of file.revisions) {
    for (const section of sections) size = Math.max(size, sizeOf(section));
  }
  return size;
}

/** Collects the tail and the offsets of what it holds. */
function createWriter(file: PdfFile) {
  const parts: Uint8Array[] = [];
  const offsets = new Map<number, { readonly offset: number; readonly gen: number }>();
  const { base } = file;
  const tailOffset = file.bytes.length;
  let length = 0;
  let places:
    | { readonly byteRange: number; readonly contents: number; readonly contentsBytes: number }
    | undefined;

  const push = (bytes: Uint8Array): void => {
    parts.push(bytes);
    length += bytes.length;
  };
  const begin = (ref: PdfRef): void => {
    offsets.set(ref.num, { offset: tailOffset + length - base, gen: ref.gen });
    push(ascii(`${ref.num} ${ref.gen} obj\n`));
  };
  const last = file.bytes.at(-1);
  if (last !== 10 && last !== 13) push(ascii('\n'));

  return {
    object(ref: PdfRef, object: PdfObject): void {
      begin(ref);
      push(serialize(withLength(object)));
      push(ascii('\nendobj\n'));
    },
    signature(ref: PdfRef, dict: PdfDict, contentsBytes: number): void {
      begin(ref);
      push(ascii('<<'));
      for (const [key, value] of dict.entries) {
        if (key === 'ByteRange' || key === 'Contents') continue;
        push(ascii(`${nameText(key)} `));
        push(serialize(value));
      }
      push(ascii('/ByteRange '));
      const byteRange = length;
      push(ascii(' '.repeat(BYTE_RANGE_HOLE)));
      push(ascii('/Contents '));
      places = { byteRange, contents: length, contentsBytes };
      push(ascii(`<${'0'.repeat(2 * contentsBytes)}>`));
      push(ascii('>>\nendobj\n'));
    },
    close(size: number): FinishedUpdate {
      const startxref = tailOffset + length - base;
      const newest = file.revisions.at(-1);
      assert(newest !== undefined, 'an open file has a revision');
      const head = newest.head - base;
      if (file.kind === 'table') push(tableSection(file, offsets, size, head, Buffer.concat(parts)));
      else push(streamSection(file, offsets, { size, head, startxref }, Buffer.concat(parts)));
      push(ascii(`startxref\n${startxref}\n%%EOF\n`));
      const tail = Buffer.concat(parts);
      const hole = places ? openHole(tail, tailOffset, places) : undefined;
      return { tail, tailOffset, hole, whole: () => Buffer.concat([file.bytes, tail]) };
    },
  };
}

function withLength(object: PdfObject): PdfObject {
  if (object.kind !== 'stream') return object;
  const entries = new Map(object.dict.entries).set('Length', pdfNumber(object.raw.length));
  return pdfStream(pdfDict(entries), object.raw);
}

/** The numbers in /ByteRange fill their hole to the last byte, bracket included; else a stray `]` follows. */
function openHole(
  tail: Uint8Array,
  tailOffset: number,
  places: { readonly byteRange: number; readonly contents: number; readonly contentsBytes: number },
): SignatureHole {
  const before = tailOffset + places.contents;
  const after = before + 2 * places.contentsBytes + 2;
  const byteRange = [0, before, after, tailOffset + tail.length - after] as const;
  const text = `[${byteRange.join(' ')}`.padEnd(BYTE_RANGE_HOLE - 1);
  assert(text.length === BYTE_RANGE_HOLE - 1, 'the byte range fits its hole');
  tail.set(ascii(`${text}]`), places.byteRange);
  return { byteRange, start: before + 1, end: after - 1 };
}

/**
 * Writes the signature into its hole, in place. `bytes` begins at `offset` of the file (0: the whole file; `tailOffset`: the tail).
 * Throws `signing.hole-too-small` when it does not fit: the caller tries again with a larger one.
 */
export function fillHole(bytes: Uint8Array, hole: SignatureHole, cms: Uint8Array, offset = 0): void {
  const digits = Buffer.from(cms).toString('hex').toUpperCase();
  if (digits.length > hole.end - hole.start) {
    throw new AppError('signing.hole-too-small', { needed: cms.length, held: (hole.end - hole.start) / 2 });
  }
  bytes.set(ascii(digits), hole.start - offset);
}

type Offsets = ReadonlyMap<number, { readonly offset: number; readonly gen: number }>;

function runsOf(nums: readonly number[]): readonly (readonly number[])[] {
  const runs: number[][] = [];
  for (const num of nums) {
    const run = runs.at(-1);
    if (run && run.at(-1) === num - 1) run.push(num);
    else runs.push([num]);
  }
  return runs;
}

function trailerEntries(
  file: PdfFile,
  size: number,
  prev: number,
  body: Uint8Array,
): [string, PdfObject | undefined][] {
  const { trailer } = file.latest;
  const first = asString(asArray(file.latest.get(trailer, 'ID'))?.items[0]);
  const fresh = createHash('sha256').update(body).digest().subarray(0, 16);
  return [
    ['Size', pdfNumber(size)],
    ['Root', catalogRefOf(file.latest)],
    ['Info', trailer.entries.get('Info')],
    // §14.4: the first identifier is permanent, the second changes with every revision.
    ['ID', first ? pdfArray([pdfHexString(first.bytes), pdfHexString(fresh)]) : undefined],
    ['Prev', pdfNumber(prev)],
  ];
}

function tableSection(
  file: PdfFile,
  offsets: Offsets,
  size: number,
  head: number,
  body: Uint8Array,
): Uint8Array {
  const parts = ['xref\n'];
  for (const run of runsOf([...offsets.keys()].sort((a, b) => a - b))) {
    parts.push(`${run[0]} ${run.length}\n`);
    for (const num of run) {
      const { offset, gen } = offsets.get(num) ?? { offset: 0, gen: 0 };
      parts.push(`${String(offset).padStart(OFFSET_DIGITS, '0')} ${String(gen).padStart(5, '0')} n \n`);
    }
  }
  parts.push('trailer\n');
  const trailer = serialize(pdfDict(trailerEntries(file, size, head, body)));
  return Buffer.concat([ascii(parts.join('')), trailer, ascii('\n')]);
}

function streamSection(
  file: PdfFile,
  offsets: Offsets,
  at: { readonly size: number; readonly head: number; readonly startxref: number },
  body: Uint8Array,
): Uint8Array {
  const own = at.size;
  const all = new Map(offsets).set(own, { offset: at.startxref, gen: 0 });
  const nums = [...all.keys()].sort((a, b) => a - b);
  const offsetBytes = at.startxref > 0xffffffff ? 5 : 4;
  const rowBytes = 1 + offsetBytes + 2;
  const rows = Buffer.alloc(nums.length * rowBytes);
  for (const [row, num] of nums.entries()) {
    const { offset, gen } = all.get(num) ?? { offset: 0, gen: 0 };
    rows.writeUInt8(1, row * rowBytes);
    rows.writeUIntBE(offset, row * rowBytes + 1, offsetBytes);
    rows.writeUInt16BE(gen, row * rowBytes + 1 + offsetBytes);
  }
  const dict = pdfDict([
    ['Type', pdfName('XRef')],
    ...trailerEntries(file, own + 1, at.head, body),
    ['W', pdfArray([1, offsetBytes, 2].map(pdfNumber))],
    ['Index', pdfArray(runsOf(nums).flatMap((run) => [pdfNumber(run[0] ?? 0), pdfNumber(run.length)]))],
    ['Length', pdfNumber(rows.length)],
  ]);
  return Buffer.concat([ascii(`${own} 0 obj\n`), serialize(pdfStream(dict, rows)), ascii('\nendobj\n')]);
}
