import { closeSync, fstatSync, openSync, readSync, rmSync, writeSync } from 'node:fs';
import { PACKAGE_BYTES_MAX } from '../shared/edxml/package.ts';
import { packageEntry, unzipEntry, zipEntries } from '../shared/edxml/zip.ts';
import { readPiece } from './read-piece.ts';

const ZIP = Buffer.from('PK\u0003\u0004');

/**
 * A package that was put into a zip as a whole: its bytes go into the new file `out`. False where the file is no such zip (then nothing is written), or what is in
 * it is broken or larger than a package may be. Throws what the file system throws.
 */
export function unwrapFile(path: string, out: string): boolean {
  const file = openSync(path, 'r');
  try {
    const head = Buffer.alloc(ZIP.length);
    // A pipe or a device has no places to read at.
    if (!fstatSync(file).isFile()) return false;
    if (readSync(file, head, 0, head.length, 0) < head.length || !head.equals(ZIP)) return false;
    const source = {
      sizeBytes: fstatSync(file).size,
      read: (from: number, length: number) => readPiece(file, from, length),
    };
    const entry = packageEntry(zipEntries(source) ?? []);
    if (!entry || entry.sizeBytes > PACKAGE_BYTES_MAX) return false;
    const written = openSync(out, 'wx', 0o600);
    let isWhole = false;
    try {
      isWhole = unzipEntry(source, entry, (bytes) => {
        for (let at = 0; at < bytes.length; ) at += writeSync(written, bytes, at);
      });
    } finally {
      closeSync(written);
      if (!isWhole) rmSync(out, { force: true });
    }
    return isWhole;
  } finally {
    closeSync(file);
  }
}
