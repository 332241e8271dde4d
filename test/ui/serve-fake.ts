import { readdirSync, readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { createRequire } from 'node:module';
import { extname, join, relative, resolve, sep } from 'node:path';
import type { Reply } from '../../src/shared/contract/define.ts';
import { makeBridge } from './fake-bridge.ts';
import { blobs, keepFile } from './fake-papers.ts';
import { type Scene, scenes } from './fake-people.ts';

const root = resolve(import.meta.dirname, '../../dist/renderer');
const types: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.mjs': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
  '.woff': 'font/woff',
  '.wasm': 'application/wasm',
};
/** Where the judge of accessibility stands beside the window. */
export const AXE = '/assets/axe.js';
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'));

/** The window as it was built when the tests began: a build going on beside them takes nothing away. */
function readBuilt(): ReadonlyMap<string, Buffer> {
  const entries = readdirSync(root, { recursive: true, withFileTypes: true });
  const files = entries
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name));
  const read = files.map((file) => [relative(root, file).split(sep).join('/'), readFileSync(file)] as const);
  return new Map([...read, [AXE.slice(1), axe]]);
}

const NONCE = 'n0nce';
/** As strict as the real host. */
const policy = `default-src 'none'; script-src 'self'; style-src 'self' 'nonce-${NONCE}'; img-src 'self' blob: data:; font-src 'self'; connect-src 'self'; worker-src 'self'; base-uri 'none'; form-action 'none'`;

type Fake = Awaited<ReturnType<typeof makeBridge>>;
export type FakeHost = {
  readonly address: (scene: Scene) => string;
  readonly bridge: (scene: Scene) => Promise<Fake>;
  readonly close: () => Promise<void>;
};

/** Serves the built window with the fake application behind it: `/p/<scene>/`. */
export async function serveFake(port = 0): Promise<FakeHost> {
  const bridges = new Map<Scene, Promise<Fake>>();
  const bridge = (scene: Scene) => {
    const known = bridges.get(scene) ?? makeBridge(scene);
    bridges.set(scene, known);
    return known;
  };
  const built = readBuilt();
  const server = createServer((request, response) => {
    answer(request, response, bridge, built).catch((cause: unknown) => {
      response.writeHead(500);
      response.end(String(cause));
    });
  });
  await new Promise<void>((done) => server.listen(port, '127.0.0.1', done));
  const { port: given } = server.address() as { port: number };
  return {
    address: (scene) => `http://127.0.0.1:${String(given)}/p/${scene}/`,
    bridge,
    close: () => closeAll(server),
  };
}

const closeAll = (server: Server) =>
  new Promise<void>((done) => {
    server.close(() => done());
    server.closeAllConnections();
  });

async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  bridge: (scene: Scene) => Promise<Fake>,
  built: ReadonlyMap<string, Buffer>,
): Promise<void> {
  const { pathname, searchParams } = new URL(request.url ?? '/', 'http://localhost');
  if (pathname.startsWith('/assets/')) return sendBuilt(response, built, pathname.slice(1));
  const [, scene, path = ''] = /^\/p\/([a-z]+)\/(.*)$/.exec(pathname) ?? [];
  const known = scenes.find((each) => each === scene);
  if (!known) return void response.writeHead(404).end();
  const fake = await bridge(known);
  if (path.startsWith('rpc/'))
    return json(response, await fake.invoke(path.slice(4), JSON.parse((await body(request)).toString())));
  if (path === 'events') {
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    response.write(':\n\n');
    const stop = fake.subscribe((event) => response.write(`data: ${JSON.stringify(event)}\n\n`));
    return void request.on('close', stop);
  }
  if (path === 'files')
    return json(
      response,
      accept(await body(request), decodeURIComponent(String(request.headers['x-file-name']))),
    );
  if (path.startsWith('blob/')) {
    const kept = blobs.get(path.slice(5));
    if (!kept) return void response.writeHead(404).end();
    const first = Number(searchParams.get('first') ?? kept.bytes.length);
    const blob = { ...kept, bytes: kept.bytes.subarray(0, first) };
    const name = searchParams.get('download');
    response.writeHead(200, {
      'content-type': 'application/pdf',
      ...(name !== null && {
        'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(name)}`,
      }),
    });
    return void response.end(blob.bytes);
  }
  sendBuilt(response, built, path === '' ? 'index.html' : path);
}

function sendBuilt(response: ServerResponse, built: ReadonlyMap<string, Buffer>, file: string): void {
  const bytes = built.get(file);
  if (!bytes) return void response.writeHead(404).end();
  response.writeHead(200, {
    'content-type': types[extname(file)] ?? 'application/octet-stream',
    // What is built has its hash in its name: the browser keeps it, and what it compiled of it.
    ...(file.startsWith('assets/') && { 'cache-control': 'max-age=31536000, immutable' }),
    ...(file === 'index.html' && { 'content-security-policy': policy }),
  });
  response.end(file === 'index.html' ? page(bytes) : bytes);
}

/** All scenes take the built files from one place, so that the browser compiles them once. */
const page = (bytes: Buffer): string =>
  bytes.toString().replaceAll('__CSP_NONCE__', NONCE).replaceAll('"./assets/', '"/assets/');

function accept(bytes: Buffer, name: string): Reply<unknown> {
  if (bytes.length === 0)
    return { ok: false, error: { code: 'file.empty', detail: { name }, retryable: false } };
  return { ok: true, value: { file: keepFile(bytes, name), verdict: 'unsigned' } };
}

async function body(request: IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return Buffer.concat(parts);
}
const json = (response: ServerResponse, reply: unknown): void => {
  response.writeHead(200, { 'content-type': 'application/json' });
  response.end(JSON.stringify(reply));
};
