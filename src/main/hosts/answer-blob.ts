import { Readable } from 'node:stream';
import { say } from '../../shared/words/vi.ts';
import { type KeptFile, openKept, streamKept } from '../store/kept-file.ts';
import { wantedRange } from './byte-range.ts';
import { COMMON_HEADERS, DOCUMENT_POLICY, plain } from './content-policy.ts';

/** Kinds that a window may draw by itself, told by their first bytes; a name or a sender's word counts for nothing. */
const SIGNATURES: readonly (readonly [string, readonly number[]])[] = [
  ['application/pdf', [0x25, 0x50, 0x44, 0x46, 0x2d]],
  ['image/png', [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]],
  ['image/jpeg', [0xff, 0xd8, 0xff]],
];
const FILE_NAME_LENGTH_MAX = 255;

const mediaTypeOf = (head: Uint8Array): string =>
  SIGNATURES.find(([, bytes]) => bytes.every((byte, index) => head[index] === byte))?.[0] ??
  'application/octet-stream';

/** RFC 8187: a name in any letters; what is not plain is percent-encoded. */
const attachment = (name: string): string =>
  `attachment; filename*=UTF-8''${encodeURIComponent(name.slice(0, FILE_NAME_LENGTH_MAX)).replace(/['()*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`)}`;

export type BlobWanted = {
  /** As a file of that name. */
  readonly download: string | null;
  /** Only so many bytes from the start, as if the file ended there: the version that a signature covers (ISO 32000-2 §12.8.1). */
  readonly first: string | null;
};

/**
 * The bytes of a kept file, whole or in part, or of its beginning; a beginning longer than the file is not found. Never cached: another official may sit here
 * next.
 */
export async function answerBlob(
  file: KeptFile,
  request: Request,
  { download, first }: BlobWanted,
): Promise<Response> {
  const opened = await openKept(file);
  let sizeBytes: number;
  let head: Uint8Array;
  try {
    const whole = opened.sizeBytes;
    sizeBytes = first === null ? whole : Number(first);
    if ((first !== null && !/^\d{1,15}$/.test(first)) || sizeBytes > whole)
      return plain(404, say('host.no-such-page'));
    head = await opened.read(0, Math.min(8, sizeBytes));
  } finally {
    await opened.close();
  }
  const headers = new Headers({
    ...COMMON_HEADERS,
    'content-type': mediaTypeOf(head),
    'content-security-policy': DOCUMENT_POLICY,
    'accept-ranges': 'bytes',
    ...(download !== null && { 'content-disposition': attachment(download) }),
  });
  const wanted = wantedRange(request.headers.get('range'), sizeBytes);
  if (wanted === 'unsatisfiable') {
    headers.set('content-range', `bytes */${sizeBytes}`);
    return new Response(null, { status: 416, headers });
  }
  const part = wanted === 'whole' ? { start: 0, end: sizeBytes - 1 } : wanted;
  const length = part.end - part.start + 1;
  headers.set('content-length', String(length));
  if (wanted !== 'whole') headers.set('content-range', `bytes ${part.start}-${part.end}/${sizeBytes}`);
  const status = wanted === 'whole' ? 200 : 206;
  const isBodyless = request.method === 'HEAD' || length === 0;
  const body = isBodyless ? null : Readable.toWeb(streamKept(file, part));
  return new Response(body as ReadableStream<Uint8Array> | null, { status, headers });
}
