import { createReadStream } from 'node:fs';
import type { FileSource } from '../shared/edxml/write.ts';

const PIECE_BYTES = 192 * 1024;

/** A file of the disk as an attachment, read when its turn in the package comes. */
export const sourceOfFile = (path: string, told: Omit<FileSource, 'read'>): FileSource => ({
  ...told,
  read: () => createReadStream(path, { highWaterMark: PIECE_BYTES }),
});
