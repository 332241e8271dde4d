import { AppError } from '../../../shared/errors.ts';
import { BLOB_BYTES_MAX } from '../../../shared/protocol/blobs.ts';
import { orFullDisk } from '../../store/full-disk.ts';
import { appendKept, type KeptFile, partLength } from '../../store/kept-file.ts';
import { type Line, rejectionIn, unreachable, unusable } from './line.ts';

/** A whole file on a poor line; what is cut off is taken up where it stopped. */
export const DOWNLOAD_TIMEOUT_MS = 15 * 60_000;

/** Appends to `file` from its length on (RFC 9110 §14 Range); begins anew when the server does not continue. */
export async function fetchBlob(line: Line, sha256: string, file: KeptFile): Promise<'whole' | 'not-found'> {
  const have = partLength(file);
  const answer = await line.call({
    method: 'GET',
    path: `/v1/blobs/${sha256}`,
    timeoutMs: DOWNLOAD_TIMEOUT_MS,
    ...(have > 0 && { headers: { range: `bytes=${String(have)}-`, 'if-range': `"${sha256}"` } }),
  });
  if (answer.status === 404 || answer.status === 403) {
    await answer.body?.cancel();
    return 'not-found';
  }
  // Nothing is left to send: the whole file is already here, and its hash will say so.
  if (answer.status === 416) {
    await answer.body?.cancel();
    return 'whole';
  }
  if (answer.status !== 200 && answer.status !== 206) {
    const refusal = await rejectionIn(answer);
    if (refusal) throw new AppError('server.refused', { code: refusal.code });
    throw unusable(`download, status ${String(answer.status)}`);
  }
  await append(answer, sha256, file, answer.status === 206 ? have : 0);
  return 'whole';
}

async function append(answer: Response, sha256: string, file: KeptFile, from: number): Promise<void> {
  const writer = await appendKept(file, from);
  let length = from;
  try {
    for await (const piece of answer.body ?? []) {
      length += piece.length;
      if (length > BLOB_BYTES_MAX) throw unusable('the file is too long');
      await writer.write(piece);
    }
    await writer.finish(sha256);
  } catch (cause) {
    const problem = orFullDisk(cause);
    throw problem instanceof AppError ? problem : unreachable(cause);
  } finally {
    await writer.close();
  }
}
