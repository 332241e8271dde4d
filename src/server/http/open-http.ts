import { STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import Fastify, { type FastifyError, type FastifyInstance, type FastifyReply } from 'fastify';
import { PUSH_BYTES_MAX } from '../../shared/protocol/push.ts';
import { ISSUER_PATH } from '../auth/issuer-path.ts';
import type { SignIn } from '../auth/session.ts';
import type { ServerConfig } from '../config.ts';
import type { Metrics } from '../metrics/metrics.ts';
import type { Log } from '../ports.ts';
import { acceptBodies } from './json-body.ts';
import { ProtocolProblem } from './protocol-problem.ts';

/** Here a device is about to be made: a token and its key are proved. */
const NEWCOMERS = '/v1/devices/sign-in';
/** Everybody else must prove who they are. */
const openRoutes = new Set(['/v1/devices/enrol', '/v1/sign-in', '/healthz', '/readyz', `${ISSUER_PATH}/*`]);

const KEEP_ALIVE_TIMEOUT_MS = 72_000;
/** A desk gives up a piece of an upload after two minutes, everything else after half a minute (`src/main/sync/http`); whoever sends slower holds a place of others. */
const PATIENCE = { headersMs: 20_000, requestMs: 150_000, idleMs: 150_000, checkMs: 5_000 } as const;
/** Streams of hints, and what else 20,000 desks have open at once. */
const CONNECTIONS_MAX = 30_000;
const HEADER_BYTES_MAX = 16 * 1024;

type Parts = {
  readonly signIn: SignIn;
  readonly log: Log;
  readonly metrics: Pick<Metrics, 'onResponse'>;
  readonly isReady: () => Promise<boolean>;
  readonly setting: Pick<ServerConfig, 'proxies' | 'patience'>;
};

export type Door = {
  readonly app: FastifyInstance;
  /** Method and address of everything that is answered, as routes are added. */
  readonly routes: readonly Route[];
};
export type Route = { readonly method: string; readonly url: string };

/** The HTTP door: who speaks, within which limits, and how a failure is told. Logs method, route, status and time, never contents. */
export function openHttp({ signIn, log, metrics, isReady, setting }: Parts): Door {
  const app = listener(setting, log);
  const routes: Route[] = [];
  app.addHook('onRoute', ({ method, url }) => {
    for (const each of [method].flat()) routes.push({ method: each, url });
  });
  acceptBodies(app);
  app.addHook('onRequest', async (request) => {
    const route = request.routeOptions.url ?? '';
    if (route === NEWCOMERS) await signIn.admitNewcomer(request);
    else if (!openRoutes.has(route)) await signIn.admit(request);
  });
  app.addHook('preHandler', async (request) => {
    if (!openRoutes.has(request.routeOptions.url ?? '')) signIn.checkBody(request);
  });
  app.addHook('onResponse', async (request, reply) => {
    const { method, routeOptions } = request;
    const route = routeOptions.url ?? 'none';
    const status = reply.statusCode;
    // Who is refused is worth knowing: somebody may be guessing.
    const deviceId = status >= 400 ? signIn.deviceOf(request) : undefined;
    log('http', { method, route, status, ms: Math.round(reply.elapsedTime), ...(deviceId && { deviceId }) });
    metrics.onResponse({ method, route, status, seconds: reply.elapsedTime / 1000 });
  });
  app.setNotFoundHandler(() => {
    throw new ProtocolProblem('not-found');
  });
  app.setErrorHandler((error, _request, reply) => {
    const problem = asProtocolProblem(error, log);
    return reply.code(problem.status).send(problem.body);
  });
  app.get('/healthz', async () => ({ ok: true }));
  app.get('/readyz', async (_request, reply) =>
    (await isReady()) ? { ok: true } : reply.code(503).send({ ok: false }),
  );
  return { app, routes };
}

/** Limits of time and size before any route is known, and what is answered where no route ever is. */
function listener({ proxies, patience = PATIENCE }: Parts['setting'], log: Log): FastifyInstance {
  const { headersMs, requestMs, idleMs, checkMs } = patience;
  const app = Fastify({
    logger: false,
    bodyLimit: PUSH_BYTES_MAX,
    routerOptions: { maxParamLength: 200 },
    // An idle stream of events must not hold up a stop.
    forceCloseConnections: true,
    keepAliveTimeout: KEEP_ALIVE_TIMEOUT_MS,
    requestTimeout: requestMs,
    connectionTimeout: idleMs,
    http: {
      connectionsCheckingInterval: checkMs,
      maxHeaderSize: HEADER_BYTES_MAX,
      headersTimeout: headersMs,
    },
    trustProxy: proxies ? [...proxies] : 'loopback',
    exposeHeadRoutes: false,
    // An address that no route can be looked up for; the framework's own answer would say it back.
    frameworkErrors: ({ code }, _request, reply) => {
      log('http.broken', { code });
      const { status, body } = new ProtocolProblem('invalid');
      void (reply as FastifyReply).code(status).send(body);
    },
    clientErrorHandler: (problem, socket) => answerBroken(problem, socket, log),
  });
  app.server.maxConnections = CONNECTIONS_MAX;
  app.server.on('drop', () => log('http.broken', { code: 'connections' }));
  return app;
}

/** What is no request, or does not become one in time. */
function answerBroken({ code = '' }: NodeJS.ErrnoException, socket: Socket, log: Log): void {
  // Gone already: that is how most lines end, and nobody would hear an answer.
  if (code === 'ECONNRESET' || socket.destroyed) return;
  log('http.broken', { code });
  const status = code === 'ERR_HTTP_REQUEST_TIMEOUT' ? 408 : code === 'HPE_HEADER_OVERFLOW' ? 431 : 400;
  const body = JSON.stringify(new ProtocolProblem(status === 431 ? 'too-large' : 'invalid').body);
  const head = `HTTP/1.1 ${String(status)} ${STATUS_CODES[status] ?? ''}\r\ncontent-type: application/json\r\n`;
  if (socket.writable)
    socket.write(`${head}content-length: ${String(body.length)}\r\nconnection: close\r\n\r\n${body}`);
  socket.destroySoon();
}

function asProtocolProblem(error: unknown, log: Log): ProtocolProblem {
  if (error instanceof ProtocolProblem) return error;
  const { statusCode, code, name, stack } = error as Partial<FastifyError>;
  if (statusCode === 413) return new ProtocolProblem('too-large');
  if (statusCode !== undefined && statusCode < 500) return new ProtocolProblem('invalid');
  const where = stack?.split('\n').find((line) => line.trimStart().startsWith('at ')) ?? '';
  log('http.failed', { name: name ?? 'unknown', code: code ?? '', where: where.trim() });
  return new ProtocolProblem('internal');
}
