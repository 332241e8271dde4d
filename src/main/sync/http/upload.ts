import { AppError } from '../../../shared/errors.ts';
import { FinaliseResponse } from '../../../shared/protocol/blobs.ts';
import { type KeptFile, type OpenKept, openKept } from '../../store/kept-file.ts';
import { type Line, parsed, rejectionIn, unreachable, unusable } from './line.ts';

/** One PATCH; a cut connection costs at most this much again. */
export const PIECE_BYTES = 8 * 1024 * 1024;
export const PIECE_TIMEOUT_MS = 120_000;
/** Hashing 200 MB again on the server. */
const FINALISE_TIMEOUT_MS = 120_000;
/** 409: the server stands elsewhere than we thought; asked again this often before a new upload (tus 1.0). */
const OFFSET_RETRIES_MAX = 3;
const TUS = { 'tus-resumable': '1.0.0' } as const;

/** tus 1.0 creation: answers the upload's path, to be kept before the first byte. */
export async function openUpload(line: Line, sha256: string, sizeBytes: number): Promise<string> {
  const answer = await line.call({
    method: 'POST',
    path: '/v1/uploads',
    headers: {
      ...TUS,
      'upload-length': String(sizeBytes),
      'upload-metadata': `sha256 ${Buffer.from(sha256).toString('base64')}`,
    },
  });
  const location = answer.headers.get('location');
  if (answer.status !== 201 || !location) {
    const refusal = await rejectionIn(answer);
    if (refusal?.code === 'storage-full' || refusal?.code === 'upload-quota')
      throw new AppError(`server.${refusal.code}`, {}, { retryable: true });
    if (answer.status === 507) throw unreachable('status 507');
    throw new AppError('server.refused', { code: refusal?.code ?? answer.status });
  }
  await answer.body?.cancel();
  // Only the path counts: the server may be reached under another name tomorrow.
  const { pathname, search } = new URL(location, 'http://server');
  return pathname + search;
}

/** Sends from where the server stands (HEAD first, unless it has nothing yet), then has the server hash what it got. */
export async function sendUpload(
  line: Line,
  address: string,
  file: KeptFile,
  {
    sha256,
    sizeBytes,
    isNew,
  }: { readonly sha256: string; readonly sizeBytes: number; readonly isNew: boolean },
): Promise<'finalised' | 'digest-differs' | 'gone'> {
  const opened = await openKept(file);
  try {
    for (let differences = 0; differences <= OFFSET_RETRIES_MAX; differences++) {
      const offset = isNew && differences === 0 ? 0 : await offsetOf(line, address);
      // An upload that is no longer known may have been finalised just before we were ended.
      if (offset === 'gone' || offset >= sizeBytes) return finalise(line, address, sha256, sizeBytes);
      const outcome = await sendPieces(line, address, opened, offset, sizeBytes);
      if (outcome === 'all') return finalise(line, address, sha256, sizeBytes);
      if (outcome === 'gone') return 'gone';
    }
    return 'gone';
  } finally {
    await opened.close();
  }
}

async function offsetOf(line: Line, address: string): Promise<number | 'gone'> {
  const answer = await line.call({ method: 'HEAD', path: address, headers: TUS });
  if (answer.status === 404 || answer.status === 410 || answer.status === 403) return 'gone';
  const offset = Number(answer.headers.get('upload-offset') ?? Number.NaN);
  if (!answer.ok || !Number.isSafeInteger(offset) || offset < 0)
    throw unusable(`upload offset, status ${String(answer.status)}`);
  return offset;
}

async function sendPieces(
  line: Line,
  address: string,
  file: OpenKept,
  from: number,
  sizeBytes: number,
): Promise<'all' | 'elsewhere' | 'gone'> {
  for (let offset = from; offset < sizeBytes; ) {
    const piece = await file.read(offset, Math.min(PIECE_BYTES, sizeBytes - offset));
    if (piece.length === 0) throw new AppError('file.not-here');
    const answer = await line.call({
      method: 'PATCH',
      path: address,
      bytes: piece,
      timeoutMs: PIECE_TIMEOUT_MS,
      headers: {
        ...TUS,
        'content-type': 'application/offset+octet-stream',
        'upload-offset': String(offset),
      },
    });
    await answer.body?.cancel();
    if (answer.status === 409) return 'elsewhere';
    if (answer.status === 404 || answer.status === 410) return 'gone';
    if (answer.status === 423) throw unreachable('the upload is locked');
    const next = Number(answer.headers.get('upload-offset') ?? Number.NaN);
    if (!answer.ok || !Number.isSafeInteger(next) || next <= offset)
      throw unusable(`upload piece, status ${String(answer.status)}`);
    offset = next;
  }
  return 'all';
}

async function finalise(
  line: Line,
  address: string,
  sha256: string,
  sizeBytes: number,
): Promise<'finalised' | 'digest-differs' | 'gone'> {
  const answer = await line.call({
    method: 'POST',
    path: `${address}/finalise`,
    json: { sha256, sizeBytes },
    timeoutMs: FINALISE_TIMEOUT_MS,
  });
  if (answer.ok) {
    const { sha256: found } = await parsed(answer, FinaliseResponse);
    return found === sha256 ? 'finalised' : 'digest-differs';
  }
  const refusal = await rejectionIn(answer);
  if (refusal?.code === 'digest-differs') return 'digest-differs';
  if (answer.status === 404 || answer.status === 410) return 'gone';
  throw new AppError('server.refused', { code: refusal?.code ?? answer.status });
}
