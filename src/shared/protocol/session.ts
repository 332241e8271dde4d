import { z } from 'zod';
import { AgencyId, DeviceId, Instant, OfficialId } from '../domain/core/values.ts';
import { Role } from '../domain/office/official.ts';

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
 * POST /v1/devices/sign-in, with a token: whoever signed in makes the token's key a device's of his. The same key again is the same device.
 */
export const SignInRequest = EnrolRequest.pick({ name: true });
export const SignInResponse = EnrolResponse.extend({
  fullName: z.string(),
  role: Role,
  agencyName: z.string(),
});
export type SignInResponse = z.infer<typeof SignInResponse>;

/** GET /v1/sign-in, which needs no proof: the issuer (OpenID Connect) where officials sign in, and what to ask it for. */
export const SignInPlace = z.object({
  issuer: z.url({ protocol: /^https?$/ }),
  audience: z.string(),
  clientId: z.string(),
});
export type SignInPlace = z.infer<typeof SignInPlace>;

export const DeviceShown = z.object({
  deviceId: DeviceId,
  officialId: OfficialId,
  name: z.string(),
  enrolledBy: z.enum(['code', 'token']),
  enrolledAt: Instant,
  revokedAt: Instant.optional(),
  /** To some minutes; absent for one that has not spoken since servers note it. */
  seenAt: Instant.optional(),
});
export type DeviceShown = z.infer<typeof DeviceShown>;
/** GET /v1/devices: the official's own, for an administrator those of the agency. POST /v1/devices/:id/revoke ends one of them. */
export const DevicesResponse = z.object({ devices: z.array(DeviceShown) });
export type DevicesResponse = z.infer<typeof DevicesResponse>;

/**
 * Every other request carries `Authorization: DPoP <deviceId>` and `DPoP: <JWT>` in the shape of RFC 9449: ES256, header `typ: dpop+jwt`, `kid` the
 * device; claims `htm`, `htu` (path and query), `iat`, `jti`, and `bsh`, the base64url SHA-256 of a JSON body (the bytes of an upload are hashed when it
 * is finalised). A refused proof answers 401 with the server's time as `expected`, so that a wrong clock can be corrected.
 *
 * A device that was enrolled by signing in carries `Authorization: DPoP <access token>` instead; its proof brings the key as `jwk` in place of `kid`, and the
 * claims `ath` (§4.2) and `nonce` (§9): a proof without a fresh one answers 401 `nonce-needed` with the nonce as `expected`.
 */
export const PROOF_AGE_MAX_S = 300;
/** The desk's name at the built-in issuer. */
export const DESK_CLIENT_ID = 'ham-rong';
/** The longest life of an access token that is accepted. */
export const ACCESS_TOKEN_AGE_MAX_S = 600;

/** GET /v1/directory: agencies that can be dispatched to, those on other servers as far as they are in use; `/v1/directory/search` finds the others. */
export const DirectoryResponse = z.object({
  agencies: z
    .array(
      z.object({
        agencyId: AgencyId,
        name: z.string(),
        code: z.string(),
        place: z.string(),
        /** Reached through a gateway. */
        isElsewhere: z.boolean().optional(),
      }),
    )
    .max(200_000),
});
export type DirectoryResponse = z.infer<typeof DirectoryResponse>;
