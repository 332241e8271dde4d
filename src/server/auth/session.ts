import type { FastifyRequest } from 'fastify';
import { type Principal, principalsOf } from '../../shared/domain/core/principal.ts';
import { DeviceId, type Instant } from '../../shared/domain/core/values.ts';
import type { JsonBody } from '../http/json-body.ts';
import { ProtocolProblem } from '../http/protocol-problem.ts';
import type { Log } from '../ports.ts';
import type { TokenChecker } from './access-token.ts';
import type { Device, Devices } from './devices.ts';
import type { Identities, Newcomer } from './identities.ts';
import type { Nonces } from './nonces.ts';
import type { ProofChecker } from './proof.ts';

/** Who speaks in a request, proved. */
export type Session = Pick<Device, 'deviceId' | 'officialId' | 'agencyId' | 'key' | 'official'> & {
  readonly principals: readonly Principal[];
};

export type SignIn = {
  /** Before the body is read: whose request this is. Throws 401 for everything that proves nothing. */
  readonly admit: (request: FastifyRequest) => Promise<void>;
  /** The same where a device is about to be made: a token and its key are proved, the device is not asked for. */
  readonly admitNewcomer: (request: FastifyRequest) => Promise<void>;
  /** After the body is read: that it is the one that was signed for. */
  readonly checkBody: (request: FastifyRequest) => void;
  /** Which device speaks, as far as that was proved. */
  readonly deviceOf: (request: FastifyRequest) => DeviceId | undefined;
  readonly sessionOf: (request: FastifyRequest) => Session;
  readonly newcomerOf: (request: FastifyRequest) => Newcomer;
};

type Parts = {
  readonly devices: Devices;
  readonly identities: Identities;
  /** Absent where no issuer is configured: then no token is good. */
  readonly checkToken: TokenChecker | undefined;
  readonly proofs: ProofChecker;
  readonly nonces: Nonces;
  readonly now: () => Instant;
  readonly log: Log;
};
type Admitted = {
  readonly session?: Session;
  readonly newcomer?: Newcomer;
  readonly bodyDigest: string | undefined;
};

/**
 * Sign-in with a device's key. A device enrolled by a code names itself; one enrolled by signing in brings an access token bound to its key (RFC 9449), and
 * never speaks without one. What was wrong goes to the log; the sender learns only that it was refused, and the server's time or a nonce where that helps.
 */
export function makeSignIn(parts: Parts): SignIn {
  const refused = refusals(parts);
  const proveDevice = deviceProver(parts, refused);
  const proveToken = tokenProver(parts, refused);
  const admitted = new WeakMap<FastifyRequest, Admitted>();
  const proved = async (request: FastifyRequest): Promise<Admitted> => {
    const { method, url, headers } = request;
    const claimed = claimedIn(headers.authorization);
    const jwt = headers['dpop'];
    if (!claimed || typeof jwt !== 'string') throw refused('nothing');
    const asked = { jwt, method, url };
    const found = await ('deviceId' in claimed
      ? proveDevice({ ...asked, ...claimed })
      : proveToken({ ...asked, ...claimed }));
    admitted.set(request, found);
    return found;
  };
  const found = (request: FastifyRequest): Admitted => {
    const entry = admitted.get(request);
    if (!entry) throw refused('not-asked');
    return entry;
  };
  return {
    admit: async (request) => {
      const { session } = await proved(request);
      if (!session) throw refused('no-device', 'device-unknown');
      await parts.devices.seen(session.deviceId);
    },
    admitNewcomer: async (request) => {
      if (!(await proved(request)).newcomer) throw refused('no-token');
    },
    checkBody: (request) => {
      const body = request.body as JsonBody | undefined | null;
      if (body && found(request).bodyDigest !== body.digest) throw refused('body');
    },
    deviceOf: (request) => admitted.get(request)?.session?.deviceId,
    sessionOf: (request) => found(request).session ?? unreachable(),
    newcomerOf: (request) => found(request).newcomer ?? unreachable(),
  };
}

type Refused = (why: string, code?: 'device-unknown' | 'device-revoked') => ProtocolProblem;

const refusals =
  ({ log, now }: Parts): Refused =>
  (why, code) => {
    log('sign-in.refused', { why });
    return code ? new ProtocolProblem(code) : new ProtocolProblem('unauthorised', now());
  };

type Asked = { readonly jwt: string; readonly method: string; readonly url: string };

function deviceProver({ devices, proofs }: Parts, refused: Refused) {
  return async ({ deviceId, ...asked }: Asked & { readonly deviceId: DeviceId }): Promise<Admitted> => {
    const device = await devices.find(deviceId);
    if (!device) throw refused('unknown-device', 'device-unknown');
    const proof = await proofs.ofDevice({ ...asked, deviceId, key: device.key });
    if (!proof) throw refused('proof');
    if (device.enrolledBy === 'token') throw refused('no-token');
    return { session: speaking(device, refused), bodyDigest: proof.bsh };
  };
}

function tokenProver({ devices, identities, checkToken, proofs, nonces }: Parts, refused: Refused) {
  return async ({ token, ...asked }: Asked & { readonly token: string }): Promise<Admitted> => {
    const told = await checkToken?.(token);
    if (!told) throw refused('token');
    const { issuer, subject, thumbprint, issuedAtS } = told;
    const proof = await proofs.ofToken({ ...asked, token, thumbprint });
    if (!proof) throw refused('proof');
    if (!nonces.isFresh(proof.nonce)) throw new ProtocolProblem('nonce-needed', nonces.current());
    const identity = await identities.officialOf(issuer, subject);
    if (!identity) throw refused('nobody');
    const newcomer = { ...identity, key: proof.key, thumbprint };
    const device = await devices.findByThumbprint(thumbprint);
    if (!device) return { newcomer, bodyDigest: proof.bsh };
    if (device.officialId !== identity.officialId) throw refused('another-official');
    if (issuedAtS * 1000 <= (device.signedOutAtMs ?? 0)) throw refused('signed-out');
    return { newcomer, session: speaking(device, refused), bodyDigest: proof.bsh };
  };
}

/** `admit` and `admitNewcomer` have thrown before. */
function unreachable(): never {
  throw new Error('a request was answered that nobody was admitted with');
}

/** Only to whom the device belongs is it told that it is revoked: its key was just proved. */
function speaking({ isRevoked, ...device }: Device, refused: Refused): Session {
  if (isRevoked) throw refused('revoked', 'device-revoked');
  return { ...device, principals: principalsOf(device.officialId, device.official) };
}

/** Who claims to speak, before anything is proved; undefined when the header is not in shape. */
function claimedIn(
  authorization: string | undefined,
): { readonly deviceId: DeviceId } | { readonly token: string } | undefined {
  if (!authorization?.startsWith('DPoP ')) return undefined;
  const value = authorization.slice('DPoP '.length);
  const found = DeviceId.safeParse(value);
  return found.success ? { deviceId: found.data } : { token: value };
}
