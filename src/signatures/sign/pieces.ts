import { assert } from '../../shared/assert.ts';
import type { PdfFile } from '../pdf/file.ts';
import type { FinishedUpdate } from '../pdf/update.ts';

/** What a signature signs: the file outside its hole (ISO 32000-2 §12.8.1), in pieces, so that a large file is not copied to be hashed. */
export function piecesOf(file: PdfFile, { tail, tailOffset, hole }: FinishedUpdate): readonly Uint8Array[] {
  assert(hole, 'a signature has a hole');
  const [, before, after] = hole.byteRange;
  return [file.bytes, tail.subarray(0, before - tailOffset), tail.subarray(after - tailOffset)];
}
