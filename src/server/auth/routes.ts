import type { FastifyInstance } from 'fastify';
import { importJWK } from 'jose';
import { z } from 'zod';
import { DeviceId, type Instant } from '../../shared/domain/core/values.ts';
import {
  type DeviceKey,
  type DevicesResponse,
  EnrolRequest,
  type EnrolResponse,
  type SignInPlace,
  SignInRequest,
  type SignInResponse,
} from '../../shared/protocol/session.ts';
import { bodyAs } from '../http/json-body.ts';
import { ProtocolProblem } from '../http/protocol-problem.ts';
import { callerOf, makeRateLimit } from '../http/rate-limit.ts';
import type { Log } from '../ports.ts';
import type { Devices } from './devices.ts';
import type { Session, SignIn } from './session.ts';

/** From one address. Codes have 130 random bits; this only keeps the log short and the database idle when somebody tries. */
export const WRONG_CODES_A_MINUTE_MAX = 20;

/** A key that cannot be imported would be enrolled for nothing and use up the code. */
async function isPointOnCurve(key: DeviceKey): Promise<boolean> {
  try {
    await importJWK(key, 'ES256');
    return true;
  } catch {
    // Not a key: that is the answer.
    return false;
  }
}

type Parts = {
  readonly devices: Devices;
  readonly epoch: number;
  readonly signIn: SignIn;
  /** Where officials sign in; absent where only codes count. */
  readonly place: SignInPlace | undefined;
  readonly now: () => Instant;
  readonly log: Log;
};

/** POST /v1/devices/enrol, the one route that needs no proof; GET /v1/sign-in, where to sign in; POST /v1/devices/sign-in, which needs a token and its key; the list, and its ends. */
export function deviceRoutes(app: FastifyInstance, parts: Parts): void {
  enrolRoute(app, parts);
  signInRoute(app, parts);
  listRoutes(app, parts);
}

function signInRoute(app: FastifyInstance, { devices, epoch, signIn, place, log }: Parts): void {
  app.get('/v1/sign-in', async (): Promise<SignInPlace> => {
    if (!place) throw new ProtocolProblem('not-found');
    const { issuer, audience, clientId } = place;
    return { issuer, audience, clientId };
  });
  app.post('/v1/devices/sign-in', async (request): Promise<SignInResponse> => {
    const { name } = bodyAs(SignInRequest, request.body);
    const device = await devices.join(signIn.newcomerOf(request), name);
    if (!device) throw new ProtocolProblem('device-revoked');
    log('device.signed-in', { deviceId: device.deviceId, officialId: device.officialId });
    return { ...device, epoch, ...(await devices.shown(device)) };
  });
}

const Params = z.object({ id: DeviceId });

function listRoutes(app: FastifyInstance, { devices, signIn, log }: Parts): void {
  const mineOf = ({ agencyId, officialId, official }: Session) => ({
    agencyId,
    ...(!official.roles.includes('administrator') && { officialId }),
  });
  app.get(
    '/v1/devices',
    async (request): Promise<DevicesResponse> => ({
      devices: [...(await devices.list(mineOf(signIn.sessionOf(request))))],
    }),
  );
  app.post('/v1/devices/:id/revoke', async (request) => {
    const session = signIn.sessionOf(request);
    const { success, data } = Params.safeParse(request.params);
    const device = success ? await devices.find(data.id) : undefined;
    const { agencyId, officialId } = mineOf(session);
    // Another's device is answered like one that does not exist.
    if (!device || device.agencyId !== agencyId || (officialId ?? device.officialId) !== device.officialId)
      throw new ProtocolProblem('not-found');
    await devices.revoke(device.deviceId, session.officialId);
    log('device.revoked', { deviceId: device.deviceId, by: session.officialId });
    return {};
  });
}

function enrolRoute(app: FastifyInstance, { devices, epoch, now, log }: Parts): void {
  const wrongCodes = makeRateLimit(WRONG_CODES_A_MINUTE_MAX, now);
  app.post('/v1/devices/enrol', async (request): Promise<EnrolResponse> => {
    const { code, key, name } = bodyAs(EnrolRequest, request.body);
    if (!(await isPointOnCurve(key))) throw new ProtocolProblem('invalid', 'key');
    const caller = callerOf(request);
    if (!wrongCodes.isOpen(caller)) {
      log('device.enrolment-limited');
      throw new ProtocolProblem('too-many');
    }
    const device = await devices.enrol(code, key, name);
    if (!device) {
      wrongCodes.take(caller);
      log('device.enrolment-refused');
      throw new ProtocolProblem('unauthorised', now());
    }
    log('device.enrolled', { deviceId: device.deviceId, officialId: device.officialId });
    return { ...device, epoch };
  });
}
