import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { AckRequest, CHANGES_LIMIT_MAX } from '../../shared/protocol/feed.ts';
import type { Devices } from '../auth/devices.ts';
import type { SignIn } from '../auth/session.ts';
import { bodyAs } from '../http/json-body.ts';
import { ProtocolProblem } from '../http/protocol-problem.ts';
import type { ServerPorts } from '../ports.ts';
import type { FeedStore } from '../store/feed-store.ts';
import { readChanges } from './changes.ts';
import type { EventStreams } from './event-stream.ts';
import { rowText } from './rows.ts';
import { readSnapshot } from './snapshot.ts';

const ChangesQuery = z.object({
  since: z.coerce.number().int().min(0).max(Number.MAX_SAFE_INTEGER),
  limit: z.coerce.number().int().min(1).max(CHANGES_LIMIT_MAX).default(CHANGES_LIMIT_MAX),
  epoch: z.coerce.number().int().optional(),
});
const SnapshotQuery = z.object({ page: z.string().min(1).max(2_000).optional() });

export type FeedParts = {
  readonly feed: FeedStore;
  readonly epoch: number;
  readonly signIn: SignIn;
  readonly devices: Devices;
  readonly streams: EventStreams;
  readonly ports: ServerPorts;
};

/** The pull side: changes, snapshot, hints, acknowledgement. */
export function feedRoutes(app: FastifyInstance, parts: FeedParts): void {
  const { feed, signIn, devices, streams } = parts;
  app.get('/v1/changes', (request, reply) => answerChanges(request, reply, parts));
  app.get('/v1/snapshot', (request, reply) => answerSnapshot(request, reply, parts));
  app.post('/v1/ack', async (request) => {
    const { seq } = bodyAs(AckRequest, request.body);
    await devices.ack(signIn.sessionOf(request).deviceId, seq);
    return {};
  });
  app.get('/v1/events', async (request, reply) => {
    const { agencyId, officialId, deviceId } = signIn.sessionOf(request);
    const { head } = await feed.state(agencyId, officialId);
    streams.begin(request, reply, { agencyId, deviceId, head });
  });
}

async function answerChanges(
  request: FastifyRequest,
  reply: FastifyReply,
  { feed, epoch, signIn, ports }: FeedParts,
) {
  const { agencyId, officialId, principals } = signIn.sessionOf(request);
  const query = queryAs(ChangesQuery, request.query);
  if (query.epoch !== undefined && query.epoch !== epoch) throw new ProtocolProblem('epoch-differs', epoch);
  const page = await readChanges(feed, {
    agencyId,
    officialId,
    principals,
    since: query.since,
    limit: query.limit,
  });
  if (!page) throw new ProtocolProblem('cannot-calculate-changes');
  const { head, next, entities, gone } = page;
  const rest = { epoch, head, next, hasMore: next < head, serverTime: ports.now(), gone };
  return sendJson(
    reply,
    `${JSON.stringify(rest).slice(0, -1)},"entities":[${entities.map(rowText).join(',')}]}`,
  );
}

async function answerSnapshot(
  request: FastifyRequest,
  reply: FastifyReply,
  { feed, epoch, signIn }: FeedParts,
) {
  const { agencyId, officialId, principals } = signIn.sessionOf(request);
  const { page } = queryAs(SnapshotQuery, request.query);
  const found = await readSnapshot(feed, { agencyId, officialId, principals, epoch, page });
  if (!found) throw new ProtocolProblem('cannot-calculate-changes');
  const { asOf, nextPage, entities } = found;
  const rest = { epoch, asOf, ...(nextPage && { nextPage }) };
  return sendJson(
    reply,
    `${JSON.stringify(rest).slice(0, -1)},"entities":[${entities.map(rowText).join(',')}]}`,
  );
}

function queryAs<Value>(schema: z.ZodType<Value>, query: unknown): Value {
  const found = schema.safeParse(query);
  if (!found.success) throw new ProtocolProblem('invalid', found.error.issues[0]?.path.join('.'));
  return found.data;
}

const sendJson = (reply: FastifyReply, text: string): FastifyReply =>
  reply.header('content-type', 'application/json; charset=utf-8').send(text);
