import { readSync } from 'node:fs';

/** `length` bytes of an open file from `from` on; fewer where it ends before. Throws what the file system throws. */
export function readPiece(file: number, from: number, length: number): Uint8Array {
  const bytes = new Uint8Array(length);
  let at = 0;
  while (at < length) {
    const read = readSync(file, bytes, at, length - at, from + at);
    if (read === 0) break;
    at += read;
  }
  return bytes.subarray(0, at);
}
