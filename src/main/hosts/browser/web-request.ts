import type { IncomingMessage, ServerResponse } from 'node:http';
import { PassThrough, Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ReadableStream as WebStream } from 'node:stream/web';

/** What a sender may still push after its answer is known, so that its browser reads the answer instead of a broken line. */
const DRAIN_BYTES_MAX = 1024 * 1024 * 1024;

/** The request in the form that all hosts share (Fetch Standard); its body is read as it comes. */
export function webRequest(message: IncomingMessage, origin: string): Request {
  const method = message.method ?? 'GET';
  const headers = new Headers();
  for (const [name, value] of Object.entries(message.headers)) {
    if (typeof value === 'string') headers.set(name, value);
  }
  const url = new URL(message.url ?? '/', origin);
  if (method === 'GET' || method === 'HEAD') return new Request(url, { method, headers });
  const body = Readable.toWeb(bodyOf(message)) as WebStream<Uint8Array>;
  return new Request(url, { method, headers, body: body as ReadableStream<Uint8Array>, duplex: 'half' });
}

/**
 * The body apart from its connection: who stops reading it, because the file is too large or the disk is full, must not end the connection that the
 * answer goes back on.
 */
function bodyOf(message: IncomingMessage): Readable {
  const body = new PassThrough();
  message.once('close', () => {
    if (!message.complete) body.destroy(new Error('the sender is gone'));
  });
  return message.pipe(body);
}

/** Sends the answer as it comes; answers false when the other side left before it had everything. */
export async function sendResponse(
  response: Response,
  message: IncomingMessage,
  out: ServerResponse,
): Promise<boolean> {
  out.writeHead(response.status, Object.fromEntries(response.headers));
  if (!message.complete) drain(message);
  if (!response.body || message.method === 'HEAD') {
    await response.body?.cancel();
    out.end();
    return true;
  }
  try {
    await pipeline(Readable.fromWeb(response.body as WebStream<Uint8Array>), out);
    return true;
  } catch (fault) {
    if (out.destroyed || isGone(fault)) return false;
    throw fault;
  }
}

const isGone = (fault: unknown): boolean =>
  fault instanceof Error &&
  'code' in fault &&
  ['ERR_STREAM_PREMATURE_CLOSE', 'ECONNRESET', 'EPIPE', 'ERR_STREAM_DESTROYED'].includes(String(fault.code));

function drain(message: IncomingMessage): void {
  let bytes = 0;
  message.on('data', (piece: Buffer) => {
    bytes += piece.length;
    if (bytes > DRAIN_BYTES_MAX) message.destroy();
  });
  // Whoever read it before has stopped it.
  message.resume();
}
