import { randomBytes } from 'node:crypto';
import { Readable } from 'node:stream';
import type { ReadableStream as WebStream } from 'node:stream/web';
import type { Reply } from '../../shared/contract/define.ts';
import { Sha256 } from '../../shared/domain/core/values.ts';
import { AppError } from '../../shared/errors.ts';
import { say } from '../../shared/words/vi.ts';
import type { App } from '../app.ts';
import { answerBlob } from './answer-blob.ts';
import type { Assets } from './assets.ts';
import { COMMON_HEADERS, NONCE_PLACE, pagePolicy, plain, WORKER_POLICY } from './content-policy.ts';
import { answerEvents } from './event-stream.ts';

/** One operation's input: `args` of a command are at most 64 kB, and nothing else is longer. */
export const REQUEST_BYTES_MAX = 256 * 1024;

export type Site = { readonly app: App; readonly assets: Assets };

/**
 * Answers one request of a profile's window: the page and its files, `POST rpc/<name>`, `GET events`, `POST files`, `GET blob/<sha256>`.
 * `path` is what follows the profile's folder. The same for every host that shows a window; who may ask is the host's affair.
 */
export async function answer(site: Site, request: Request, path: string): Promise<Response> {
  const [first = '', rest = ''] = splitOnce(path);
  if (request.method === 'POST') {
    if (first === 'rpc' && rest !== '') return json(await invoke(site.app, rest, request));
    if (path === 'files') return json(await acceptFile(site.app, request));
  }
  if (request.method === 'GET' || request.method === 'HEAD') {
    if (path === 'events') return answerEvents(site.app.subscribe);
    if (first === 'blob') return blob(site.app, rest, request);
    return page(site.assets, path === '' ? 'index.html' : path);
  }
  return plain(405, say('host.no-such-page'));
}

function splitOnce(path: string): readonly string[] {
  const slash = path.indexOf('/');
  return slash < 0 ? [path] : [path.slice(0, slash), path.slice(slash + 1)];
}

/** A fault is an ordinary answer: the door speaks in replies, the transport's status says only that it spoke. */
const json = (reply: Reply<unknown>): Response =>
  new Response(JSON.stringify(reply), {
    headers: { ...COMMON_HEADERS, 'content-type': 'application/json; charset=utf-8' },
  });

const refused = (fault: AppError): Reply<never> => ({
  ok: false,
  error: { code: fault.code, detail: { ...fault.detail }, retryable: fault.retryable },
});

async function invoke(app: App, name: string, request: Request): Promise<Reply<unknown>> {
  const text = await limitedText(request);
  if (text === undefined) {
    return refused(new AppError('host.request-too-large', { limitKb: REQUEST_BYTES_MAX / 1024 }));
  }
  let input: unknown;
  try {
    input = JSON.parse(text);
  } catch (cause) {
    return refused(new AppError('input.invalid', { path: 'JSON' }, { cause }));
  }
  return app.invoke(name, input);
}

async function limitedText(request: Request): Promise<string | undefined> {
  const pieces: Uint8Array[] = [];
  let length = 0;
  for await (const piece of request.body ?? []) {
    length += piece.length;
    if (length > REQUEST_BYTES_MAX) return undefined;
    pieces.push(piece);
  }
  return Buffer.concat(pieces).toString('utf8');
}

async function acceptFile(app: App, request: Request): Promise<Reply<unknown>> {
  const name = fileName(request.headers.get('x-file-name'));
  if (name === undefined) return refused(new AppError('host.file-name'));
  const body = request.body ? Readable.fromWeb(request.body as WebStream<Uint8Array>) : Readable.from([]);
  return app.acceptFile(name, body);
}

/** Headers carry ASCII only, so a name comes percent-encoded. */
function fileName(header: string | null): string | undefined {
  try {
    return decodeURIComponent(header ?? '') || undefined;
  } catch (fault) {
    if (fault instanceof URIError) return undefined;
    throw fault;
  }
}

async function blob(app: App, hash: string, request: Request): Promise<Response> {
  const { success, data } = Sha256.safeParse(hash);
  const file = success ? app.openBlob(data) : undefined;
  if (!file) return plain(404, say('host.no-such-page'));
  const { searchParams } = new URL(request.url);
  return answerBlob(file, request, {
    download: searchParams.get('download'),
    first: searchParams.get('first'),
  });
}

async function page(assets: Assets, path: string): Promise<Response> {
  const asset = await assets(path);
  if (!asset) return plain(404, say('host.no-such-page'));
  const headers = { ...COMMON_HEADERS, 'content-type': asset.mediaType };
  if (!path.endsWith('.html')) {
    return new Response(asset.bytes, { headers: { ...headers, 'content-security-policy': WORKER_POLICY } });
  }
  const nonce = randomBytes(18).toString('base64');
  const html = Buffer.from(asset.bytes).toString('utf8').replaceAll(NONCE_PLACE, nonce);
  return new Response(html, { headers: { ...headers, 'content-security-policy': pagePolicy(nonce) } });
}
