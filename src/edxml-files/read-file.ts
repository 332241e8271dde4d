import { createReadStream, rmSync } from 'node:fs';
import { PACKAGE_BYTES_MAX } from '../shared/edxml/package.ts';
import { makeMessageReader, type ReadMessage } from '../shared/edxml/read.ts';
import { filesUnder, type OnDisk } from './file-store.ts';
import { unwrapFile } from './unwrap-file.ts';

/** So much of a package is held at a time, whatever it holds. */
const PIECE_BYTES = 256 * 1024;

/** The file that holds the package itself: the given one, or for one that was zipped as a whole a new one at `out`, which is the caller's to remove. */
export const plainFile = (path: string, out: string): string => (unwrapFile(path, out) ? out : path);

/**
 * Reads a message from a file, also from one in a zip, its attachments into new files `<prefix>-<number>` that are the caller's then, also those of a message with problems.
 * Throws what the file system throws; what the file holds is never a reason to.
 */
export async function readMessageFile(path: string, prefix: string): Promise<ReadMessage<OnDisk>> {
  const own = `${prefix}-goi`;
  try {
    return await readPlain(plainFile(path, own), prefix);
  } finally {
    rmSync(own, { force: true });
  }
}

async function readPlain(path: string, prefix: string): Promise<ReadMessage<OnDisk>> {
  const reader = makeMessageReader(filesUnder(prefix));
  let sizeBytes = 0;
  for await (const piece of createReadStream(path, { highWaterMark: PIECE_BYTES })) {
    reader.push(piece as Uint8Array);
    sizeBytes += (piece as Uint8Array).length;
    // The reader has said "too large"; a pipe or a device may have no end at all.
    if (sizeBytes > PACKAGE_BYTES_MAX) break;
  }
  return reader.end();
}
