import type { FastifyInstance } from 'fastify';
import { PUSH_BYTES_MAX } from '../../shared/protocol/push.ts';
import type { SignIn } from '../auth/session.ts';
import { answerPush, type PushParts } from './answer-push.ts';

/** POST /v1/push. */
export function pushRoutes(app: FastifyInstance, parts: PushParts & { readonly signIn: SignIn }): void {
  app.post('/v1/push', { bodyLimit: PUSH_BYTES_MAX }, async (request, reply) =>
    reply
      .header('content-type', 'application/json; charset=utf-8')
      .send(await answerPush(request.body, parts.signIn.sessionOf(request), parts)),
  );
}
