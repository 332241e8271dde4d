import type { PdfFile } from '../pdf/file.ts';
import { isWhite, Lexer } from '../pdf/lexer.ts';
import { asArray, asInteger, asString } from '../pdf/objects.ts';
import type { PdfView } from '../pdf/view.ts';
import { attempt } from './attempt.ts';
import type { SignatureField } from './signature-field.ts';

/** What a signature says it signs (ISO 32000-2 §12.8.1), and what lies there. Facts only. */
export type ByteRangeFacts = {
  /** Start, length, start, length; undefined when there are no four whole numbers in order inside the file. */
  readonly range: readonly [number, number, number, number] | undefined;
  /** Whether what is left out is the hexadecimal string of this dictionary's /Contents and nothing else. */
  readonly leavesOutContents: boolean;
  /** Where the signed bytes end. */
  readonly end: number;
  /** The revision whose end is there; undefined when none ends there. */
  readonly revision: number | undefined;
  /** Nothing but white space and marks of the end follows. */
  readonly coversWholeFile: boolean;
};

/** A step of the budget is about a kilobyte hashed or looked through: many signatures over a large file end in time. */
const BYTES_A_STEP = 10;

const none: ByteRangeFacts = {
  range: undefined,
  leavesOutContents: false,
  end: 0,
  revision: undefined,
  coversWholeFile: false,
};

export function gatherByteRange(file: PdfFile, field: SignatureField): ByteRangeFacts {
  const view = file.view(field.foundIn);
  const range = rangeOf(view, field, file.bytes.length);
  if (!range) return none;
  const end = range[2] + range[3];
  file.budget.spend(file.bytes.length >> BYTES_A_STEP);
  return {
    range,
    leavesOutContents: leavesOutContents(file, field, range),
    end,
    revision: revisionAt(file, end),
    coversWholeFile: endsAt(file.bytes, end),
  };
}

function rangeOf(view: PdfView, field: SignatureField, size: number): ByteRangeFacts['range'] {
  const items = asArray(view.get(field.dict, 'ByteRange'))?.items;
  if (items?.length !== 4) return undefined;
  const [start, length, next, rest] = items.map((item) => asInteger(view.resolve(item)) ?? -1);
  if (start === undefined || length === undefined || next === undefined || rest === undefined)
    return undefined;
  const isOrdered = start === 0 && length > 0 && next > length && rest >= 0 && next + rest <= size;
  return isOrdered ? [start, length, next, rest] : undefined;
}

const KEY = '/Contents';

/** Lexes the string at the hole's first byte: it must be a hexadecimal one, end at the hole's last byte and be the value itself. */
function leavesOutContents(
  file: PdfFile,
  field: SignatureField,
  [, from, to]: readonly [number, number, number, number],
): boolean {
  const { bytes, budget } = file;
  const view = file.view(field.foundIn);
  const contents = asString(field.dict?.entries.get('Contents'));
  const extent = field.holder === undefined ? undefined : view.extent(field.holder);
  if (!contents?.hex || !extent || from < extent.start || to > extent.end || bytes[from] !== 60) return false;
  let key = from;
  while (key > 0 && isWhite(bytes[key - 1])) key--;
  if (Buffer.from(bytes.subarray(Math.max(0, key - KEY.length), key)).toString('latin1') !== KEY)
    return false;
  const lexer = new Lexer(bytes, budget, from, to);
  const read = attempt(() => lexer.readHex());
  return read.ok && lexer.pos === to && Buffer.compare(read.value, contents.bytes) === 0;
}

/** The revision that ends at `end`: at its `%%EOF`, white space behind it counted or not. */
function revisionAt(file: PdfFile, end: number): number | undefined {
  const { bytes, revisions } = file;
  const found = revisions.findLast(({ eof }) => eof !== undefined && eof <= end);
  if (found?.eof === undefined) return undefined;
  const isLast = found.index === revisions.length - 1;
  // Whatever stands behind the last %%EOF is signed too when the range reaches the file's end.
  if (isLast && end === bytes.length) return found.index;
  return endsAt(bytes, found.eof, end) ? found.index : undefined;
}

const EOF = Buffer.from('%%EOF', 'latin1');

/** Whether only white space and further `%%EOF` lie between, which say nothing to any reader. */
export function endsAt(bytes: Uint8Array, from: number, to = bytes.length): boolean {
  for (let at = from; at < to; ) {
    if (isWhite(bytes[at])) at++;
    else if (at + EOF.length <= to && EOF.equals(bytes.subarray(at, at + EOF.length))) at += EOF.length;
    else return false;
  }
  return true;
}
