import { z } from 'zod';
import { AgencyId, DeviceId, OfficialId } from '../domain/core/values.ts';

/** An EC P-256 public key as JWK (RFC 7517): the device's, for proofs of possession and signed operations. */
export const DeviceKey = z.object({
  kty: z.literal('EC'),
  crv: z.literal('P-256'),
  x: z.string().max(64),
  y: z.string().max(64),
});
export type DeviceKey = z.infer<typeof DeviceKey>;

/** POST /v1/devices/enrol: a one-time code of the official's, given out by an administrator (or the trial), binds a device key. */
export const EnrolRequest = z.object({
  code: z.string().min(8).max(100),
  key: DeviceKey,
  name: z.string().max(100),
});
export const EnrolResponse = z.object({
  deviceId: DeviceId,
  officialId: OfficialId,
  agencyId: AgencyId,
  epoch: z.int(),
});
export type EnrolResponse = z.infer<typeof EnrolResponse>;

/**
 * Every other request carries `Authorization: DPoP <deviceId>` and `DPoP: <JWT>` in the shape of RFC 9449: ES256, header `typ: dpop+jwt`, `kid` the
 * device; claims `htm`, `htu` (path and query), `iat`, `jti`, and `bsh`, the base64url SHA-256 of a JSON body (the bytes of an upload are hashed when it
 * is finalised). A refused proof answers 401 with the server's time as `expected`, so that a wrong clock can be corrected.
 */
export const PROOF_AGE_MAX_S = 300;

/** GET /v1/directory: agencies that can be dispatched to. */
export const DirectoryResponse = z.object({
  agencies: z
    .array(z.object({ agencyId: AgencyId, name: z.string(), code: z.string(), place: z.string() }))
    .max(200_000),
});
export type DirectoryResponse = z.infer<typeof DirectoryResponse>;
