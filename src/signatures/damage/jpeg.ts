import type { Budget } from '../pdf/limits.ts';
import { scanFault } from './jpeg-scan.ts';
import { type Tables, takeSegment } from './jpeg-tables.ts';

const SEGMENTS_MAX = 10_000;
const SCAN = 0xda;
const END = 0xd9;

/**
 * Reads a JPEG (ITU-T T.81) to its end without making a picture of it: every code must be one of its tables, every block have its 64 values, every mean of a block be a brightness, and the data end
 * where the picture does. Answers what does not fit. Of other than sequential Huffman coding (progressive, arithmetic) only the segments are read.
 */
export function jpegFault(bytes: Uint8Array, budget: Budget): string | undefined {
  if (bytes[0] !== 0xff || bytes[1] !== 0xd8) return 'a picture without its beginning';
  const tables: Tables = { huffman: new Map(), steps: new Map(), frame: undefined, restartEvery: 0 };
  let at = 2;
  for (let count = 0; count < SEGMENTS_MAX; count++) {
    budget.spend();
    if (bytes[at] !== 0xff) return 'a picture with something else between its segments';
    while (bytes[at + 1] === 0xff) at++;
    const marker = bytes[at + 1] ?? -1;
    at += 2;
    if (marker === END) return undefined;
    const length = ((bytes[at] ?? 0) << 8) | (bytes[at + 1] ?? 0);
    if (marker < 0xc0 || length < 2 || at + length > bytes.length) return 'a picture with a broken segment';
    const segment = bytes.subarray(at + 2, at + length);
    at += length;
    const fault = marker === SCAN ? undefined : takeSegment(marker, segment, tables);
    if (fault === 'unread') return undefined;
    if (fault) return fault;
    if (marker !== SCAN) continue;
    const end = scanFault(bytes, { at, head: segment, tables, budget });
    if (end === undefined) return undefined;
    if (typeof end === 'string') return end;
    at = end;
  }
  return undefined;
}
