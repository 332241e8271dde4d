import type { FastifyInstance, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { DocumentRef } from '../../shared/domain/core/document-ref.ts';
import { may } from '../../shared/domain/core/rights.ts';
import type { Instant } from '../../shared/domain/core/values.ts';
import { OPENINGS_PERIOD_DAYS_MAX, OpeningsPeriod, OpeningsRequest } from '../../shared/protocol/openings.ts';
import { daysBetween } from '../../shared/text/day.ts';
import type { SignIn } from '../auth/session.ts';
import { bodyAs } from '../http/json-body.ts';
import { ProtocolProblem } from '../http/protocol-problem.ts';
import { makeRateLimit } from '../http/rate-limit.ts';
import type { Log } from '../ports.ts';
import type { Openings } from './openings.ts';

/** Of one device: all that one keeps after a year without a line, and a day of reading. */
export const OPENINGS_A_DAY_MAX = 25_000;
const DAY_MS = 24 * 60 * 60 * 1000;

const Query = z.object({
  kind: z.string().optional(),
  id: z.string().optional(),
  /** As the answer before said. */
  before: z
    .string()
    .regex(/^[\d-]{10}T[\d:.]{12}Z\/[0-9a-f-]{36}$/)
    .optional(),
});

type Parts = {
  readonly openings: Openings;
  readonly signIn: SignIn;
  readonly now: () => Instant;
  readonly log: Log;
};

/** POST and GET /v1/openings, GET /v1/openings/counts: the access log, told by every desk, read and counted by an administrator of the agency. */
export function openingsRoutes(app: FastifyInstance, { openings, signIn, now, log }: Parts): void {
  const told = makeRateLimit(OPENINGS_A_DAY_MAX, now, DAY_MS);
  app.post('/v1/openings', async (request) => {
    const session = signIn.sessionOf(request);
    const given = bodyAs(OpeningsRequest, request.body).openings;
    if (!told.take(session.deviceId, given.length)) {
      log('openings.limited', { deviceId: session.deviceId });
      throw new ProtocolProblem('too-many');
    }
    await openings.note(given, session);
    return {};
  });
  /** The agency, where an administrator of it asks; to anybody else there is no such place. */
  const agencyOf = (request: FastifyRequest) => {
    const { official, officialId, agencyId } = signIn.sessionOf(request);
    if (!may({ ...official, id: officialId }, 'administer', official)) throw new ProtocolProblem('not-found');
    return agencyId;
  };
  app.get('/v1/openings/counts', async (request) => {
    const agencyId = agencyOf(request);
    const asked = OpeningsPeriod.safeParse(request.query);
    if (!asked.success) throw new ProtocolProblem('invalid');
    const days = daysBetween(asked.data.from, asked.data.to);
    if (days < 0 || days >= OPENINGS_PERIOD_DAYS_MAX) throw new ProtocolProblem('invalid');
    return openings.count(agencyId, asked.data);
  });
  app.get('/v1/openings', async (request) => {
    const agencyId = agencyOf(request);
    const asked = Query.safeParse(request.query);
    if (!asked.success) throw new ProtocolProblem('invalid');
    const { kind, id, before } = asked.data;
    const of = kind === undefined ? undefined : DocumentRef.safeParse({ kind, id });
    if (of?.success === false) throw new ProtocolProblem('invalid');
    return openings.list({ agencyId, of: of?.data, before });
  });
}
