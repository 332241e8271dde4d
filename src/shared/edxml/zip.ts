import { Inflate } from 'fflate';
import { PACKAGE_BYTES_MAX } from './package.ts';

/** APPNOTE.TXT 4.3.16, 4.3.12, 4.3.7: end of central directory, its entries, the header before each file. */
const END = 0x06054b50;
const ENTRY = 0x02014b50;
const LOCAL = 0x04034b50;
const END_BYTES = 22;
const ENTRY_BYTES = 46;
const LOCAL_BYTES = 30;
const COMMENT_BYTES_MAX = 0xffff;
/** Enough for thousands of names; a package of Office has dozens. */
const DIRECTORY_BYTES_MAX = 1024 * 1024;
const STORED = 0;
const DEFLATED = 8;
const ENCRYPTED = 1;
/** Deflate makes at most a thousandfold: so many bytes in make no more than a few megabytes out at once. */
const PIECE_BYTES = 4096;

type Source = { readonly sizeBytes: number; readonly read: (from: number, length: number) => Uint8Array };

export type ZipEntry = {
  readonly name: string;
  readonly method: number;
  readonly isEncrypted: boolean;
  readonly crc: number;
  readonly packedBytes: number;
  readonly sizeBytes: number;
  readonly start: number;
};

const view = (bytes: Uint8Array): DataView => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);

/** The files in a zip by its central directory, folders left out; undefined when there is no whole directory. */
export function zipEntries({ sizeBytes, read }: Source): readonly ZipEntry[] | undefined {
  const tailFrom = Math.max(0, sizeBytes - END_BYTES - COMMENT_BYTES_MAX);
  const tail = view(read(tailFrom, sizeBytes - tailFrom));
  let end = tail.byteLength - END_BYTES;
  while (end >= 0 && tail.getUint32(end, true) !== END) end--;
  if (end < 0) return undefined;
  const [length, start] = [tail.getUint32(end + 12, true), tail.getUint32(end + 16, true)];
  if (length > DIRECTORY_BYTES_MAX || start + length > tailFrom + end) return undefined;
  return entriesIn(read(start, length), tail.getUint16(end + 10, true));
}

function entriesIn(bytes: Uint8Array, count: number): readonly ZipEntry[] | undefined {
  const directory = view(bytes);
  const entries: ZipEntry[] = [];
  let at = 0;
  for (let index = 0; index < count; index++) {
    if (at + ENTRY_BYTES > bytes.length || directory.getUint32(at, true) !== ENTRY) return undefined;
    const nameEnd = at + ENTRY_BYTES + directory.getUint16(at + 28, true);
    const name = new TextDecoder('utf-8').decode(bytes.subarray(at + ENTRY_BYTES, nameEnd));
    entries.push({
      name,
      isEncrypted: (directory.getUint16(at + 8, true) & ENCRYPTED) !== 0,
      method: directory.getUint16(at + 10, true),
      crc: directory.getUint32(at + 16, true),
      packedBytes: directory.getUint32(at + 20, true),
      sizeBytes: directory.getUint32(at + 24, true),
      start: directory.getUint32(at + 42, true),
    });
    at = nameEnd + directory.getUint16(at + 30, true) + directory.getUint16(at + 32, true);
  }
  return entries.filter(({ name }) => !name.endsWith('/'));
}

/**
 * Unpacks one entry into `write`, never more bytes than its directory says. False when it is not what the directory says it is, to the last bit
 * (CRC-32): then what was written is worth nothing.
 */
export function unzipEntry(source: Source, entry: ZipEntry, write: (bytes: Uint8Array) => void): boolean {
  const { method, isEncrypted, packedBytes, start } = entry;
  if (isEncrypted || (method !== STORED && method !== DEFLATED)) return false;
  if (start + LOCAL_BYTES > source.sizeBytes) return false;
  const local = view(source.read(start, LOCAL_BYTES));
  if (local.getUint32(0, true) !== LOCAL) return false;
  const from = start + LOCAL_BYTES + local.getUint16(26, true) + local.getUint16(28, true);
  if (from + packedBytes > source.sizeBytes) return false;
  let sizeBytes = 0;
  const crc = makeCrc();
  const take = (bytes: Uint8Array): void => {
    sizeBytes += bytes.length;
    if (sizeBytes > entry.sizeBytes) throw new RangeError('more than the directory says');
    crc.add(bytes);
    write(bytes);
  };
  try {
    const inflate = method === DEFLATED ? new Inflate(take) : undefined;
    for (let at = 0; at < packedBytes; at += PIECE_BYTES) {
      const length = Math.min(PIECE_BYTES, packedBytes - at);
      const piece = source.read(from + at, length);
      if (inflate) inflate.push(piece, at + length === packedBytes);
      else take(piece.slice());
    }
  } catch {
    return false; // fflate throws on a broken stream, `take` on one that is too long.
  }
  return sizeBytes === entry.sizeBytes && crc.value() === entry.crc;
}

const PACKAGE = /\.(?:edxml|xml)$/i;

/** The one package among the files of a zip; of several names that say so none is. */
export function packageEntry(entries: readonly ZipEntry[]): ZipEntry | undefined {
  const found = entries.length === 1 ? entries : entries.filter(({ name }) => PACKAGE.test(name));
  return found.length === 1 ? found[0] : undefined;
}

const ZIP = [0x50, 0x4b, 3, 4];

/** The package in a zip that is in memory; undefined where the bytes are no such zip, or what is in it is broken or larger than a package may be. */
export function unwrapped(bytes: Uint8Array): Uint8Array | undefined {
  if (ZIP.some((byte, index) => bytes[index] !== byte)) return undefined;
  const source: Source = {
    sizeBytes: bytes.length,
    read: (from, length) => bytes.subarray(from, from + length),
  };
  const entry = packageEntry(zipEntries(source) ?? []);
  if (!entry || entry.sizeBytes > PACKAGE_BYTES_MAX) return undefined;
  const pieces: Uint8Array[] = [];
  if (!unzipEntry(source, entry, (piece) => void pieces.push(piece))) return undefined;
  const whole = new Uint8Array(entry.sizeBytes);
  let at = 0;
  for (const piece of pieces) {
    whole.set(piece, at);
    at += piece.length;
  }
  return whole;
}

const table = Uint32Array.from({ length: 256 }, (_, index) => {
  let value = index;
  for (let bit = 0; bit < 8; bit++) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1;
  return value;
});

/** CRC-32 as zip has it (ISO 3309). */
function makeCrc() {
  let crc = 0xffffffff;
  return {
    add(bytes: Uint8Array): void {
      for (let index = 0; index < bytes.length; index++)
        crc = (table[(crc ^ (bytes[index] ?? 0)) & 0xff] ?? 0) ^ (crc >>> 8);
    },
    value: (): number => (crc ^ 0xffffffff) >>> 0,
  };
}
