import type { FastifyInstance, FastifyReply } from 'fastify';
import { AckRequest } from '../../shared/protocol/feed.ts';
import type { Devices } from '../auth/devices.ts';
import type { SignIn } from '../auth/session.ts';
import { bodyAs } from '../http/json-body.ts';
import { answerChanges, answerSnapshot, type PullParts } from './answer-feed.ts';
import type { EventStreams } from './event-stream.ts';

export type FeedParts = PullParts & {
  readonly signIn: SignIn;
  readonly devices: Devices;
  readonly streams: EventStreams;
};

/** The pull side: changes, snapshot, hints, acknowledgement. */
export function feedRoutes(app: FastifyInstance, parts: FeedParts): void {
  const { feed, signIn, devices, streams } = parts;
  app.get('/v1/changes', async (request, reply) =>
    sendJson(reply, await answerChanges(request.query, signIn.sessionOf(request), parts)),
  );
  app.get('/v1/snapshot', async (request, reply) =>
    sendJson(reply, await answerSnapshot(request.query, signIn.sessionOf(request), parts)),
  );
  app.post('/v1/ack', async (request) => {
    const { seq } = bodyAs(AckRequest, request.body);
    await devices.ack(signIn.sessionOf(request).deviceId, seq);
    return {};
  });
  app.get('/v1/events', async (request, reply) => {
    const { agencyId, officialId, deviceId } = signIn.sessionOf(request);
    const { head } = await feed.state(agencyId, officialId);
    streams.begin(request, reply, { agencyId, officialId, deviceId, head });
  });
}

const sendJson = (reply: FastifyReply, text: string): FastifyReply =>
  reply.header('content-type', 'application/json; charset=utf-8').send(text);
