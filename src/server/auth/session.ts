import type { FastifyRequest } from 'fastify';
import { type Principal, principalsOf } from '../../shared/domain/core/principal.ts';
import type { Instant } from '../../shared/domain/core/values.ts';
import type { JsonBody } from '../http/json-body.ts';
import { ProtocolProblem } from '../http/protocol-problem.ts';
import type { Device, Devices } from './devices.ts';
import { claimedDevice, makeProofChecker } from './proof.ts';

/** Who speaks in a request, proved. */
export type Session = Device & { readonly principals: readonly Principal[] };

export type SignIn = {
  /** Before the body is read: whose request this is. Throws 401 for everything that proves nothing. */
  readonly admit: (request: FastifyRequest) => Promise<void>;
  /** After the body is read: that it is the one that was signed for. */
  readonly checkBody: (request: FastifyRequest) => void;
  readonly sessionOf: (request: FastifyRequest) => Session;
};

/** Sign-in by a device key (DPoP-shaped proofs). OIDC tokens bound to the same key will come through the same three questions. */
export function makeSignIn(devices: Devices, now: () => Instant): SignIn {
  const proofs = makeProofChecker(now);
  const admitted = new WeakMap<FastifyRequest, { session: Session; bodyDigest: string | undefined }>();
  const found = (request: FastifyRequest) => {
    const entry = admitted.get(request);
    if (!entry) throw new ProtocolProblem('unauthorised', now());
    return entry;
  };
  return {
    admit: async (request) => {
      const deviceId = claimedDevice(request.headers.authorization);
      const jwt = request.headers['dpop'];
      if (!deviceId || typeof jwt !== 'string') throw new ProtocolProblem('unauthorised', now());
      const device = await devices.find(deviceId);
      if (!device) throw new ProtocolProblem('device-unknown');
      const { method, url } = request;
      const proof = await proofs.check({ jwt, deviceId, key: device.key, method, url });
      if (!proof) throw new ProtocolProblem('unauthorised', now());
      const session = { ...device, principals: principalsOf(device.officialId, device.official) };
      admitted.set(request, { session, bodyDigest: proof.bsh });
    },
    checkBody: (request) => {
      const body = request.body as JsonBody | undefined | null;
      if (body && found(request).bodyDigest !== body.digest) throw new ProtocolProblem('unauthorised', now());
    },
    sessionOf: (request) => found(request).session,
  };
}
