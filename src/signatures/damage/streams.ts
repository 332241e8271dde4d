import { inflateSync } from 'node:zlib';
import { AppError } from '../../shared/errors.ts';
import { decodeStream } from '../pdf/filters.ts';
import { asArray, asName, asStream, type PdfObject } from '../pdf/objects.ts';
import type { PdfView } from '../pdf/view.ts';
import { content, type PdfDamage, structure } from './damage.ts';
import { jpegFault } from './jpeg.ts';
import { whyOf } from './read-whole.ts';

/** A stream that grows beyond this is not looked into. */
const INFLATED_BYTES_MAX = 64 * 1024 * 1024;

/** What a stream says against itself by its first filter (§7.4): those behind it stand under the same checksum. */
export function streamDamage(object: PdfObject, offset: number, view: PdfView): readonly PdfDamage[] {
  const stream = asStream(object);
  if (!stream) return [];
  const filter = view.get(stream.dict, 'Filter');
  const first = asName(view.resolve(asArray(filter)?.items[0] ?? filter));
  switch (first) {
    case 'FlateDecode':
      return flateDamage(stream.raw, offset, view);
    case 'DCTDecode': {
      const fault = jpegFault(stream.raw, view.budget);
      return fault ? [content(offset, fault)] : [];
    }
    case 'ASCIIHexDecode':
    case 'ASCII85Decode':
      return asciiDamage(object, offset, view);
    case undefined:
      return isCompressed(stream.raw) ? [structure(offset, 'a compressed stream that does not say so')] : [];
  }
  return [];
}

/** Too short to tell by its first bytes. */
const COMPRESSED_BYTES_MIN = 16;

/** RFC 1950 §2.2, and no text: its two bytes would be a digit or a letter and a space or a control. */
function isCompressed(raw: Uint8Array): boolean {
  const [first = 0, second = 0] = raw;
  if (raw.length < COMPRESSED_BYTES_MIN || first !== 0x78 || ((first << 8) | second) % 31 !== 0) return false;
  try {
    return inflateSync(raw, { maxOutputLength: INFLATED_BYTES_MAX }).length > 0;
  } catch {
    return false;
  }
}

/**
 * RFC 1950: the data ends with the Adler-32 of what it was made from. Data that is wrong is damaged; data without its end, or with more behind it than the end of a line, is what some writers
 * leave.
 */
function flateDamage(raw: Uint8Array, offset: number, { budget }: PdfView): readonly PdfDamage[] {
  if (raw.length === 0) return [];
  try {
    const { buffer, engine } = inflateSync(raw, {
      maxOutputLength: INFLATED_BYTES_MAX,
      info: true,
    }) as unknown as {
      readonly buffer: Uint8Array;
      readonly engine: { readonly bytesWritten: number };
    };
    budget.inflated(buffer.length);
    budget.spend(buffer.length >> 8);
    const rest = raw.subarray(engine.bytesWritten);
    return rest.every((byte) => byte <= 32) ? [] : [structure(offset, 'more than a compressed stream')];
  } catch (fault) {
    if (fault instanceof AppError || !(fault instanceof Error) || !('code' in fault)) throw fault;
    if (fault.code === 'Z_DATA_ERROR') return [content(offset, 'a compressed stream against its checksum')];
    return fault.code === 'Z_BUF_ERROR' ? [structure(offset, 'a compressed stream without its end')] : [];
  }
}

function asciiDamage(object: PdfObject, offset: number, view: PdfView): readonly PdfDamage[] {
  const stream = asStream(object);
  if (!stream) return [];
  try {
    decodeStream(stream, view.resolve, view.budget);
    return [];
  } catch (fault) {
    // A filter behind it that is not read here says nothing.
    if (!(fault instanceof AppError) || fault.code !== 'pdf.malformed') throw fault;
    return whyOf(fault).startsWith('filter ') ? [] : [content(offset, whyOf(fault))];
  }
}
