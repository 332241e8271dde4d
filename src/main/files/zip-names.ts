import type { OpenKept } from '../store/kept-file.ts';

/** An end record is 22 bytes, then a comment of at most 65,535 (APPNOTE 4.3.16). */
const END_BYTES_MAX = 22 + 65_535;
/** The directory of a Word or Excel file is some kilobytes; a larger one is not looked at. */
const DIRECTORY_BYTES_MAX = 1024 * 1024;
const ENTRIES_MAX = 10_000;
const END_SIGNATURE = 0x06054b50;
const ENTRY_SIGNATURE = 0x02014b50;
const ENTRY_BYTES = 46;

/** The names in a zip's central directory, without unpacking anything; none where the directory is damaged or over a limit. */
export async function zipEntryNames(file: OpenKept): Promise<readonly string[]> {
  const size = file.sizeBytes;
  const tail = await file.read(Math.max(0, size - END_BYTES_MAX), END_BYTES_MAX);
  const end = endRecordIn(tail);
  if (end === undefined) return [];
  const length = tail.readUInt32LE(end + 12);
  const offset = tail.readUInt32LE(end + 16);
  if (length > DIRECTORY_BYTES_MAX || offset + length > size) return [];
  return namesIn(await file.read(offset, length));
}

function endRecordIn(tail: Buffer): number | undefined {
  for (let at = tail.length - 22; at >= 0; at--) if (tail.readUInt32LE(at) === END_SIGNATURE) return at;
  return undefined;
}

function namesIn(directory: Buffer): readonly string[] {
  const names: string[] = [];
  let at = 0;
  while (at + ENTRY_BYTES <= directory.length && names.length < ENTRIES_MAX) {
    if (directory.readUInt32LE(at) !== ENTRY_SIGNATURE) break;
    const [name, extra, comment] = [28, 30, 32].map((field) => directory.readUInt16LE(at + field));
    const from = at + ENTRY_BYTES;
    names.push(directory.toString('utf8', from, from + (name ?? 0)));
    at = from + (name ?? 0) + (extra ?? 0) + (comment ?? 0);
  }
  return names;
}
