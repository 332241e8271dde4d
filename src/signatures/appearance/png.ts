import { inflateSync } from 'node:zlib';
import { AppError } from '../../shared/errors.ts';

export const PNG_BYTES_MAX = 4 * 1024 * 1024;
/** A seal of 47 mm at 600 dots an inch has 1.2 million points. */
export const PNG_POINTS_MAX = 4_000_000;
const CHUNKS_MAX = 10_000;

/** `color` holds three bytes a point, `alpha` one, where the picture has any transparency. */
export type Picture = {
  readonly width: number;
  readonly height: number;
  readonly color: Uint8Array;
  readonly alpha?: Uint8Array;
};

const SIGNATURE = '89504e470d0a1a0a';
const unusable = (why: string): AppError => new AppError('signing.image-unusable', { why });

type Header = {
  readonly width: number;
  readonly height: number;
  readonly depth: number;
  readonly kind: number;
};
type Chunks = {
  readonly header: Header;
  readonly data: Uint8Array;
  readonly palette?: Buffer;
  readonly transparency?: Buffer;
};

/** Samples a point, by colour type (PNG, ISO/IEC 15948 §11.2.2). */
const CHANNELS: Readonly<Record<number, number>> = { 0: 1, 2: 3, 3: 1, 4: 2, 6: 4 };
const DEPTHS: Readonly<Record<number, readonly number[]>> = {
  0: [1, 2, 4, 8, 16],
  2: [8, 16],
  3: [1, 2, 4, 8],
  4: [8, 16],
  6: [8, 16],
};

function readHeader(chunk: Buffer): Header {
  if (chunk.length !== 13) throw unusable('header');
  const [width, height, depth, kind] = [
    chunk.readUInt32BE(0),
    chunk.readUInt32BE(4),
    chunk.readUInt8(8),
    chunk.readUInt8(9),
  ];
  if (width === 0 || height === 0 || width * height > PNG_POINTS_MAX) throw unusable('size');
  if (!DEPTHS[kind]?.includes(depth)) throw unusable('colour');
  if (chunk.readUInt8(12) !== 0) throw unusable('interlaced');
  return { width, height, depth, kind };
}

function readChunks(png: Buffer): Chunks {
  if (png.length > PNG_BYTES_MAX || png.subarray(0, 8).toString('hex') !== SIGNATURE)
    throw unusable('not a PNG');
  const chunks = new Map<string, Buffer>();
  const data: Buffer[] = [];
  for (let at = 8, count = 0; at + 12 <= png.length; count++) {
    if (count > CHUNKS_MAX) throw unusable('chunks');
    const length = png.readUInt32BE(at);
    const name = png.toString('latin1', at + 4, at + 8);
    if (at + 12 + length > png.length) throw unusable('cut off');
    const chunk = png.subarray(at + 8, at + 8 + length);
    if (name === 'IDAT') data.push(chunk);
    else if (!chunks.has(name)) chunks.set(name, chunk);
    if (name === 'IEND') break;
    at += 12 + length;
  }
  const header = chunks.get('IHDR');
  if (!header) throw unusable('header');
  const [palette, transparency] = [chunks.get('PLTE'), chunks.get('tRNS')];
  return {
    header: readHeader(header),
    data: Buffer.concat(data),
    ...(palette && { palette }),
    ...(transparency && { transparency }),
  };
}

function paeth(left: number, up: number, corner: number): number {
  const guess = left + up - corner;
  const [a, b, c] = [Math.abs(guess - left), Math.abs(guess - up), Math.abs(guess - corner)];
  if (a <= b && a <= c) return left;
  return b <= c ? up : corner;
}

/** Undoes the row filters (§9.2); the result has no filter bytes. */
function unfilter(raw: Buffer, rowBytes: number, height: number, step: number): Buffer {
  const rows = Buffer.alloc(rowBytes * height);
  for (let y = 0; y < height; y++) {
    const filter = raw[y * (rowBytes + 1)] ?? 0;
    if (filter > 4) throw unusable('filter');
    const [from, to] = [y * (rowBytes + 1) + 1, y * rowBytes];
    for (let x = 0; x < rowBytes; x++) {
      const left = x >= step ? (rows[to + x - step] ?? 0) : 0;
      const up = y > 0 ? (rows[to + x - rowBytes] ?? 0) : 0;
      const corner = x >= step && y > 0 ? (rows[to + x - rowBytes - step] ?? 0) : 0;
      const guess = [0, left, up, (left + up) >> 1, filter === 4 ? paeth(left, up, corner) : 0][filter] ?? 0;
      rows[to + x] = ((raw[from + x] ?? 0) + guess) & 0xff;
    }
  }
  return rows;
}

/** Samples as bytes; 16-bit ones lose their lower half, narrow grey ones are widened to the full range, indexes stay as they are. */
function samplesOf(rows: Buffer, { width, height, depth, kind }: Header, rowBytes: number): Uint8Array {
  if (depth === 8) return rows;
  const perRow = width * (CHANNELS[kind] ?? 1);
  const samples = new Uint8Array(perRow * height);
  const scale = kind === 3 || depth === 16 ? 1 : 255 / (2 ** depth - 1);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < perRow; x++) {
      const bit = x * depth;
      const byte = rows[y * rowBytes + (bit >> 3)] ?? 0;
      const value = depth === 16 ? byte : (byte >> (8 - depth - (bit & 7))) & (2 ** depth - 1);
      samples[y * perRow + x] = Math.round(value * scale);
    }
  }
  return samples;
}

function inflate({ data, header }: Chunks, expected: number): Buffer {
  let raw: Buffer;
  try {
    raw = inflateSync(data, { maxOutputLength: expected });
  } catch (cause) {
    throw new AppError('signing.image-unusable', { why: 'compression' }, { cause });
  }
  if (raw.length !== expected) throw unusable(`rows of ${header.height}`);
  return raw;
}

/**
 * Decodes a PNG (ISO/IEC 15948), all colour types and depths, not interlaced. Limits: 4 MB, four million points. Throws
 * `signing.image-unusable` on anything else. Checksums are not looked at: a damaged picture is seen by the person who chose it.
 */
export function decodePng(bytes: Uint8Array): Picture {
  const chunks = readChunks(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength));
  const { header, palette, transparency } = chunks;
  const channels = CHANNELS[header.kind] ?? 1;
  const rowBytes = Math.ceil((header.width * channels * header.depth) / 8);
  const raw = inflate(chunks, (rowBytes + 1) * header.height);
  const rows = unfilter(raw, rowBytes, header.height, Math.max(1, (channels * header.depth) >> 3));
  const samples = samplesOf(rows, header, rowBytes);
  const points = header.width * header.height;
  const color = new Uint8Array(points * 3);
  const alpha = new Uint8Array(points).fill(255);
  for (let point = 0; point < points; point++) {
    const at = point * channels;
    const first = samples[at] ?? 0;
    if (header.kind === 3) {
      for (let part = 0; part < 3; part++) color[point * 3 + part] = palette?.[first * 3 + part] ?? 0;
      alpha[point] = transparency?.[first] ?? 255;
      continue;
    }
    const isGrey = channels < 3;
    for (let part = 0; part < 3; part++) color[point * 3 + part] = isGrey ? first : (samples[at + part] ?? 0);
    if (channels === 2 || channels === 4) alpha[point] = samples[at + channels - 1] ?? 255;
  }
  const isOpaque = alpha.every((value) => value === 255);
  return { width: header.width, height: header.height, color, ...(!isOpaque && { alpha }) };
}
