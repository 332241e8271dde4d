import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { PUSH_BYTES_MAX, SCHEMA } from '../../shared/protocol/push.ts';
import type { SignIn } from '../auth/session.ts';
import { readCurrent, rowText } from '../feed/rows.ts';
import { ProtocolProblem } from '../http/protocol-problem.ts';
import type { Metrics } from '../metrics/metrics.ts';
import type { ServerPorts } from '../ports.ts';
import type { FeedStore } from '../store/feed-store.ts';
import { type Authority, uniqueRefs } from './authority.ts';
import { readPush } from './read-push.ts';
import { statusOf } from './verdict-text.ts';

export type PushParts = {
  readonly feed: FeedStore;
  readonly epoch: number;
  readonly signIn: SignIn;
  readonly authority: Authority;
  readonly metrics: Pick<Metrics, 'onVerdict'>;
  readonly ports: ServerPorts;
};

/** POST /v1/push. */
export function pushRoutes(app: FastifyInstance, parts: PushParts): void {
  app.post('/v1/push', { bodyLimit: PUSH_BYTES_MAX }, (request, reply) => answerPush(request, reply, parts));
}

async function answerPush(
  request: FastifyRequest,
  reply: FastifyReply,
  parts: PushParts,
): Promise<FastifyReply> {
  const { feed, epoch, signIn, authority, metrics, ports } = parts;
  const { deviceId, officialId, agencyId, principals } = signIn.sessionOf(request);
  const push = readPush(request.body, ports.now());
  if (push.schema !== SCHEMA) throw new ProtocolProblem('schema-unsupported', SCHEMA);
  if (push.epoch !== epoch) throw new ProtocolProblem('epoch-differs', epoch);
  if (push.device !== deviceId || push.agencyId !== agencyId) throw new ProtocolProblem('invalid', 'device');
  if (new Set(push.operations.map(({ operationId }) => operationId)).size < push.operations.length)
    throw new ProtocolProblem('invalid', 'operations');
  const outcome = await authority.push({
    agencyId,
    officialId,
    device: deviceId,
    principals,
    operations: push.operations,
  });
  if (outcome === 'queue-row-gone') throw new ProtocolProblem('internal');
  if ('rejected' in outcome) throw new ProtocolProblem(outcome.rejected, outcome.expected);
  for (const text of outcome.texts) metrics.onVerdict(statusOf(text));
  const [head, current] = await Promise.all([
    outcome.head ?? feed.state(agencyId, officialId).then((state) => state.head),
    readCurrent(feed, principals, uniqueRefs(outcome.touched)),
  ]);
  const rest = JSON.stringify({ epoch, head, serverTime: ports.now() }).slice(0, -1);
  return reply
    .header('content-type', 'application/json; charset=utf-8')
    .send(`${rest},"verdicts":[${outcome.texts.join(',')}],"current":[${current.map(rowText).join(',')}]}`);
}
