import type { FastifyInstance } from 'fastify';
import { importJWK } from 'jose';
import type { Instant } from '../../shared/domain/core/values.ts';
import { type DeviceKey, EnrolRequest, type EnrolResponse } from '../../shared/protocol/session.ts';
import { bodyAs } from '../http/json-body.ts';
import { ProtocolProblem } from '../http/protocol-problem.ts';
import type { Log } from '../ports.ts';
import type { Devices } from './devices.ts';

/** Codes have 130 random bits; this only keeps the log short and the database idle when somebody tries. */
export const WRONG_CODES_A_MINUTE_MAX = 60;

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
  readonly now: () => Instant;
  readonly log: Log;
};

/** POST /v1/devices/enrol, the one route that needs no proof. */
export function enrolRoutes(app: FastifyInstance, { devices, epoch, now, log }: Parts): void {
  let wrong: number[] = [];
  app.post('/v1/devices/enrol', async (request): Promise<EnrolResponse> => {
    const { code, key, name } = bodyAs(EnrolRequest, request.body);
    if (!(await isPointOnCurve(key))) throw new ProtocolProblem('invalid', 'key');
    const minuteAgo = Date.parse(now()) - 60_000;
    wrong = wrong.filter((at) => at > minuteAgo);
    if (wrong.length >= WRONG_CODES_A_MINUTE_MAX) throw new ProtocolProblem('unauthorised', now());
    const device = await devices.enrol(code, key, name);
    if (!device) {
      wrong.push(Date.parse(now()));
      throw new ProtocolProblem('unauthorised', now());
    }
    log('device.enrolled', { deviceId: device.deviceId, officialId: device.officialId });
    return { ...device, epoch };
  });
}
