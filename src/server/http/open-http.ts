import Fastify, { type FastifyError, type FastifyInstance } from 'fastify';
import { PUSH_BYTES_MAX } from '../../shared/protocol/push.ts';
import { ISSUER_PATH } from '../auth/issuer-path.ts';
import type { SignIn } from '../auth/session.ts';
import type { Metrics } from '../metrics/metrics.ts';
import type { Log } from '../ports.ts';
import { acceptBodies } from './json-body.ts';
import { ProtocolProblem } from './protocol-problem.ts';

/** Here a device is about to be made: a token and its key are proved. */
const NEWCOMERS = '/v1/devices/sign-in';
/** Everybody else must prove who they are. */
const openRoutes = new Set(['/v1/devices/enrol', '/v1/sign-in', '/healthz', '/readyz', `${ISSUER_PATH}/*`]);

const HEADERS_TIMEOUT_MS = 20_000;
const KEEP_ALIVE_TIMEOUT_MS = 72_000;

type Parts = {
  readonly signIn: SignIn;
  readonly log: Log;
  readonly metrics: Pick<Metrics, 'onResponse'>;
  readonly isReady: () => Promise<boolean>;
};

/** The HTTP door: who speaks, within which limits, and how a failure is told. Logs method, route, status and time, never contents. */
export function openHttp({ signIn, log, metrics, isReady }: Parts): FastifyInstance {
  const app = Fastify({
    logger: false,
    bodyLimit: PUSH_BYTES_MAX,
    routerOptions: { maxParamLength: 200 },
    // An idle stream of events must not hold up a stop.
    forceCloseConnections: true,
    keepAliveTimeout: KEEP_ALIVE_TIMEOUT_MS,
    exposeHeadRoutes: false,
  });
  app.server.headersTimeout = HEADERS_TIMEOUT_MS;
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
    log('http', { method, route, status, ms: Math.round(reply.elapsedTime) });
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
  return app;
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
