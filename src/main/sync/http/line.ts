import { createHash } from 'node:crypto';
import type { z } from 'zod';
import { Instant } from '../../../shared/domain/core/values.ts';
import { AppError } from '../../../shared/errors.ts';
import { ProtocolError } from '../../../shared/protocol/feed.ts';
import type { Rejected } from '../../ports.ts';

/** How long one answer may take; an upload's piece and a download's silence have their own. */
export const ANSWER_TIMEOUT_MS = 30_000;
/** 500 entities of at most 16 kB, and room. */
export const ANSWER_BYTES_MAX = 16 * 1024 * 1024;

export type Call = {
  readonly method: 'GET' | 'POST' | 'PATCH' | 'HEAD' | 'DELETE';
  /** Path and query, from the server's address on. */
  readonly path: string;
  readonly json?: unknown;
  readonly bytes?: Uint8Array;
  readonly headers?: Readonly<Record<string, string>>;
  readonly timeoutMs?: number;
  readonly signal?: AbortSignal;
};

/** What one request is proved with. */
export type Asked = {
  readonly method: string;
  /** Path and query. */
  readonly url: string;
  /** base64url SHA-256 of a JSON body. */
  readonly bodyDigest: string | undefined;
  readonly iatS: number;
  /** The server's, as it last told. */
  readonly nonce: string | undefined;
  /** The same request was just refused: what was brought along may be void. */
  readonly isAgain: boolean;
};

/** Headers that say who asks, and prove it. */
export type Credential = (asked: Asked) => Promise<{ readonly authorization: string; readonly dpop: string }>;

/** One line to the server: proofs of possession on every call, its own idea of the server's clock. */
export type Line = {
  /** The raw answer; `server.unreachable` when there is none, or when the server itself failed. */
  readonly call: (call: Call) => Promise<Response>;
};

/** A nonce, the server's time, a token: each can be put right once. */
const ATTEMPTS_MAX = 3;

/**
 * `iat` must be the server's time, and a token's proof names its nonce: a device whose clock is wrong, or whose nonce is old, learns that from the refusal and
 * tries again.
 */
export function openLine(base: URL, credential: Credential, now: () => Instant, ended: AbortSignal): Line {
  let offsetMs = 0;
  let nonce: string | undefined;
  const once = async (call: Call, isAgain: boolean): Promise<Response> => {
    const body = call.json === undefined ? call.bytes : Buffer.from(JSON.stringify(call.json));
    const bodyDigest =
      call.json === undefined || !body ? undefined : createHash('sha256').update(body).digest('base64url');
    const proved = await credential({
      ...{ method: call.method, url: call.path, bodyDigest, nonce, isAgain },
      iatS: Math.floor((Date.parse(now()) + offsetMs) / 1000),
    });
    const signal = call.signal ? AbortSignal.any([call.signal, ended]) : ended;
    return reach(base, { ...call, signal }, body, {
      ...proved,
      ...(call.json !== undefined && { 'content-type': 'application/json' }),
      ...call.headers,
    });
  };
  return {
    call: async (call) => {
      let isAgain = false;
      for (let attempt = 1; ; attempt++) {
        const answer = await once(call, isAgain);
        if (answer.status !== 401 || attempt === ATTEMPTS_MAX) return answer;
        const { code, expected } = (await rejectionIn(answer.clone())) ?? {};
        const theirs = Instant.safeParse(expected);
        if (code === 'nonce-needed' && typeof expected === 'string') nonce = expected;
        else if (theirs.success && !isAgain) {
          offsetMs = Date.parse(theirs.data) - Date.parse(now());
          isAgain = true;
        } else return answer;
        await answer.body?.cancel();
      }
    },
  };
}

/** One HTTP exchange. Every failure on the way, and every failure of the server itself, is `server.unreachable`: try later. */
export async function reach(
  base: URL,
  { method, path, timeoutMs, signal }: Call,
  body: Uint8Array | undefined,
  headers: Readonly<Record<string, string>>,
): Promise<Response> {
  const limit = AbortSignal.timeout(timeoutMs ?? ANSWER_TIMEOUT_MS);
  let answer: Response;
  try {
    answer = await fetch(new URL(path, base), {
      method,
      headers,
      redirect: 'error',
      signal: signal ? AbortSignal.any([signal, limit]) : limit,
      ...(body && { body }),
    });
  } catch (cause) {
    throw unreachable(cause);
  }
  // 507 is the server's own word about one file (RFC 4918 §11.5): the line is there.
  if ((answer.status >= 500 && answer.status !== 507) || answer.status === 429) {
    await answer.body?.cancel();
    throw unreachable(`status ${String(answer.status)}`);
  }
  return answer;
}

export const unreachable = (cause: unknown): AppError =>
  new AppError('server.unreachable', {}, { retryable: true, cause });

export const unusable = (cause: unknown): AppError =>
  new AppError('server.unusable-answer', {}, { retryable: true, cause });

/** The text of an answer, at most `ANSWER_BYTES_MAX`. */
export async function limitedText(answer: Response): Promise<string> {
  const pieces: Uint8Array[] = [];
  let length = 0;
  try {
    for await (const piece of answer.body ?? []) {
      length += piece.length;
      if (length > ANSWER_BYTES_MAX) throw unusable('the answer is too long');
      pieces.push(piece);
    }
  } catch (cause) {
    throw cause instanceof AppError ? cause : unreachable(cause);
  }
  return Buffer.concat(pieces).toString('utf8');
}

/** A JSON answer by its schema; anything else is `server.unusable-answer`. */
export async function parsed<Value>(answer: Response, schema: z.ZodType<Value>): Promise<Value> {
  const text = await limitedText(answer);
  try {
    return schema.parse(JSON.parse(text));
  } catch (cause) {
    throw unusable(cause);
  }
}

/** What the server refused, as data; undefined when the body does not say. */
export async function rejectionIn(answer: Response): Promise<ProtocolError | undefined> {
  const text = await limitedText(answer);
  try {
    return ProtocolError.parse(JSON.parse(text));
  } catch {
    // Not the server's own words (a proxy's page, say): the caller knows the status.
    return undefined;
  }
}

/** A successful answer by its schema, or the refusal as data. */
export async function answered<Value>(answer: Response, schema: z.ZodType<Value>): Promise<Value | Rejected> {
  if (answer.ok) return parsed(answer, schema);
  const refusal = await rejectionIn(answer);
  if (!refusal) throw unusable(`status ${String(answer.status)}`);
  return {
    rejected: refusal.code,
    ...(refusal.expected !== undefined && { expected: refusal.expected }),
  };
}
