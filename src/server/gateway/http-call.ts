import { openAsBlob } from 'node:fs';
import { GatewayFault } from './port.ts';

export type Call = {
  readonly method: 'GET' | 'POST';
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  /** Whose credentials it carries, where a hub knows us under several accounts. */
  readonly account?: string;
  readonly body?: string;
  /** The body is this file. */
  readonly file?: string;
};

/** A question takes seconds; 280 MB over a line of 10 Mbit/s take four minutes. */
const ANSWER_TIMEOUT_MS = 60_000;
const TRANSFER_TIMEOUT_MS = 15 * 60_000;
const ANSWER_BYTES_MAX = 8 * 1024 * 1024;

/** One request; anything but a 2xx is thrown as what its status says. Redirects are not followed: credentials go to the configured host alone. */
export async function callHttp(
  { method, url, headers, account, body, file }: Call,
  isTransfer = file !== undefined,
): Promise<Response> {
  let response: Response;
  try {
    response = await fetch(url, {
      method,
      headers,
      redirect: 'manual',
      signal: AbortSignal.timeout(isTransfer ? TRANSFER_TIMEOUT_MS : ANSWER_TIMEOUT_MS),
      ...(file !== undefined ? { body: await openAsBlob(file) } : body !== undefined && { body }),
    });
  } catch (problem) {
    throw new GatewayFault('unreachable', 'no-answer', reasonOf(problem));
  }
  if (response.ok) return response;
  const said = await textOf(response).catch(() => '');
  const refused = [401, 403].includes(response.status) ? account : undefined;
  throw new GatewayFault(kindOf(response.status), `http-${String(response.status)}`, said, refused);
}

/** The text of an answer; a longer one than any answer should be ends the call. */
export async function textOf(response: Response): Promise<string> {
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const part of bytesOf(response)) {
    size += part.length;
    if (size > ANSWER_BYTES_MAX) throw new GatewayFault('transient', 'answer-too-long');
    parts.push(part);
  }
  return Buffer.concat(parts).toString('utf8');
}

/** The bytes as they come; a line that breaks on the way is a fault of the line. */
export async function* bytesOf(response: Response): AsyncGenerator<Uint8Array> {
  if (!response.body) return;
  const reader = response.body.getReader();
  try {
    for (;;) {
      const { done, value } = await readOn(reader);
      if (done) return;
      yield value;
    }
  } finally {
    // Whoever stops early wants no more of it; a line that is gone already needs no cancelling.
    await reader.cancel().catch(() => undefined);
  }
}

async function readOn(reader: ReadableStreamDefaultReader<Uint8Array>) {
  try {
    return await reader.read();
  } catch (problem) {
    throw new GatewayFault('unreachable', 'broken-off', reasonOf(problem));
  }
}

/** RFC 9110 §15. Refused credentials, a proxy without its server and a path that is not there say nothing of the message. */
function kindOf(status: number): GatewayFault['kind'] {
  if ([401, 403, 404, 407, 502, 503, 504].includes(status) || status < 400) return 'unreachable';
  return status >= 500 || [408, 425, 429].includes(status) ? 'transient' : 'permanent';
}

/** The system's name for it (`ECONNREFUSED`), which names no host and no header. */
function reasonOf(problem: unknown): string {
  if (!(problem instanceof Error)) return 'unknown';
  const { cause } = problem;
  return cause instanceof Error && 'code' in cause ? String(cause.code) : problem.name;
}
