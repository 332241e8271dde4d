import { constants, inflateSync } from 'node:zlib';
import { type Budget, malformed } from './limits.ts';
import {
  asArray,
  asDict,
  asInteger,
  asName,
  latin1,
  type PdfDict,
  type PdfObject,
  type PdfStream,
} from './objects.ts';

/** A stream smaller than this may still grow to a megabyte: a ratio alone would refuse small, even streams. */
const SMALL_STREAM_BYTES_MAX = 1024 * 1024;

const FILTERS_MAX = 8;

type Resolve = (object: PdfObject | undefined) => PdfObject;
type Context = { readonly resolve: Resolve; readonly budget: Budget };

/** Bytes that a step of the budget turns over, as a power of two. */
const BYTES_A_STEP = 8;

/**
 * The decoded bytes of a stream (ISO 32000-2 §7.4) for the filters that structure uses: Flate with predictors, ASCIIHex, ASCII85.
 * Images are not decoded. Throws `pdf.malformed`, or `pdf.too-complex` when it grows beyond 200 times or 256 MB.
 */
export function decodeStream(stream: PdfStream, resolve: Resolve, budget: Budget): Uint8Array {
  const names = listOf(resolve(stream.dict.entries.get('Filter') ?? stream.dict.entries.get('F')), resolve);
  const parameters = listOf(
    resolve(stream.dict.entries.get('DecodeParms') ?? stream.dict.entries.get('DP')),
    resolve,
  );
  if (names.length > FILTERS_MAX) throw malformed('too many filters');
  let data = stream.raw;
  for (const [index, filter] of names.entries()) {
    data = decodeOne(asName(filter) ?? '', data, asDict(parameters[index]), { resolve, budget });
  }
  return data;
}

function listOf(object: PdfObject, resolve: Resolve): readonly PdfObject[] {
  if (object.kind === 'null') return [];
  return (asArray(object)?.items ?? [object]).map((item) => resolve(item));
}

function decodeOne(
  filter: string,
  data: Uint8Array,
  parameters: PdfDict | undefined,
  context: Context,
): Uint8Array {
  switch (filter) {
    case 'FlateDecode':
    case 'Fl':
      return unpredict(inflate(data, context.budget), parameters, context);
    case 'ASCIIHexDecode':
    case 'AHx':
      return decodeHex(data, context.budget);
    case 'ASCII85Decode':
    case 'A85':
      return decodeAscii85(data, context.budget);
    case 'Crypt':
      return data;
  }
  throw malformed(`filter ${filter.slice(0, 40)} is not read here`);
}

function inflate(data: Uint8Array, budget: Budget): Uint8Array {
  const { streamRatioMax, streamBytesMax } = budget.limits;
  const most = Math.max(SMALL_STREAM_BYTES_MAX, Math.min(streamBytesMax, data.length * streamRatioMax));
  const out = inflateAtMost(data, most);
  budget.inflated(out.length);
  budget.spend(out.length >> 8);
  return out;
}

function inflateAtMost(data: Uint8Array, most: number): Uint8Array {
  try {
    // Z_SYNC_FLUSH: a stream whose last bytes are cut gives what it has, as viewers do.
    return inflateSync(data, { maxOutputLength: most, finishFlush: constants.Z_SYNC_FLUSH });
  } catch (fault) {
    if (!(fault instanceof Error)) throw fault;
    throw malformed(
      `a compressed stream cannot be read: ${'code' in fault ? String(fault.code) : fault.name}`,
    );
  }
}

/** Undoes a PNG or TIFF predictor (§7.4.4.4). */
function unpredict(
  data: Uint8Array,
  parameters: PdfDict | undefined,
  { resolve, budget }: Context,
): Uint8Array {
  const numberAt = (key: string, otherwise: number) =>
    asInteger(resolve(parameters?.entries.get(key))) ?? otherwise;
  const predictor = numberAt('Predictor', 1);
  if (predictor <= 1) return data;
  const colors = numberAt('Colors', 1);
  const bits = numberAt('BitsPerComponent', 8);
  const columns = numberAt('Columns', 1);
  if (colors < 1 || colors > 32 || bits < 1 || bits > 16 || columns < 1 || columns > 1_000_000) {
    throw malformed('predictor parameters');
  }
  budget.spend(data.length >> BYTES_A_STEP);
  const pixelBytes = Math.max(1, (colors * bits) >> 3);
  const rowBytes = (colors * bits * columns + 7) >> 3;
  if (predictor >= 10) return unpredictPng(data, { rowBytes, pixelBytes, budget });
  if (predictor !== 2 || bits !== 8) throw malformed('predictor kind');
  const out = Uint8Array.from(data);
  for (let row = 0; row < out.length; row += rowBytes) {
    const end = Math.min(row + rowBytes, out.length);
    for (let i = row + pixelBytes; i < end; i++) out[i] = (out[i] ?? 0) + (out[i - pixelBytes] ?? 0);
  }
  return out;
}

function unpredictPng(
  data: Uint8Array,
  {
    rowBytes,
    pixelBytes,
    budget,
  }: { readonly rowBytes: number; readonly pixelBytes: number; readonly budget: Budget },
): Uint8Array {
  const rows = Math.ceil(data.length / (rowBytes + 1));
  const out = new Uint8Array(rows * rowBytes);
  let from = 0;
  let to = 0;
  for (let row = 0; row < rows; row++) {
    budget.spend(1 + (rowBytes >> BYTES_A_STEP));
    const kind = data[from++] ?? 0;
    const length = Math.min(rowBytes, data.length - from);
    for (let i = 0; i < length; i++, to++) {
      const left = i >= pixelBytes ? (out[to - pixelBytes] ?? 0) : 0;
      const up = row > 0 ? (out[to - rowBytes] ?? 0) : 0;
      const corner = row > 0 && i >= pixelBytes ? (out[to - rowBytes - pixelBytes] ?? 0) : 0;
      out[to] = (data[from + i] ?? 0) + predicted(kind, left, up, corner);
    }
    from += length;
  }
  return out.subarray(0, to);
}

function predicted(kind: number, left: number, up: number, corner: number): number {
  switch (kind) {
    case 1:
      return left;
    case 2:
      return up;
    case 3:
      return (left + up) >> 1;
    case 4: {
      const guess = left + up - corner;
      const [byLeft, byUp, byCorner] = [
        Math.abs(guess - left),
        Math.abs(guess - up),
        Math.abs(guess - corner),
      ];
      if (byLeft <= byUp && byLeft <= byCorner) return left;
      return byUp <= byCorner ? up : corner;
    }
  }
  return 0;
}

function decodeHex(data: Uint8Array, budget: Budget): Uint8Array {
  budget.inflated(data.length >> 1);
  budget.spend(data.length >> BYTES_A_STEP);
  const text = latin1(data).split('>', 1)[0]?.replace(/\s/g, '') ?? '';
  if (/[^0-9A-Fa-f]/.test(text)) throw malformed('a hexadecimal stream has another letter');
  return Buffer.from(text.length % 2 === 0 ? text : `${text}0`, 'hex');
}

const ZERO_GROUP = 122;
const END_OF_DATA = 126;

function decodeAscii85(data: Uint8Array, budget: Budget): Uint8Array {
  const zeros = data.reduce((sum, byte) => sum + Number(byte === ZERO_GROUP), 0);
  budget.inflated(data.length + 3 * zeros);
  const out = new Uint8Array(data.length + 3 * zeros);
  let length = 0;
  let count = 0;
  let value = 0;
  const flush = (): void => {
    if (count < 2) return;
    for (let missing = count; missing < 5; missing++) value = value * 85 + 84;
    for (let i = 0; i < count - 1; i++) out[length++] = Math.floor(value / 256 ** (3 - i)) & 0xff;
    count = 0;
    value = 0;
  };
  budget.spend(data.length >> 4);
  for (const byte of data) {
    if (byte === END_OF_DATA) break;
    if (byte === ZERO_GROUP && count === 0) length += 4;
    else if (byte >= 33 && byte <= 117) {
      value = value * 85 + byte - 33;
      count++;
    } else if (byte > 32) throw malformed('an ASCII85 stream has another letter');
    if (count === 5) {
      flush();
      if ((length & 0xffff) === 0) budget.spend(4096);
    }
  }
  flush();
  return out.subarray(0, length);
}
