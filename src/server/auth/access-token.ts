import { createRemoteJWKSet, errors, type JWTVerifyGetKey, jwtVerify } from 'jose';
import { z } from 'zod';
import type { Instant } from '../../shared/domain/core/values.ts';
import { ACCESS_TOKEN_AGE_MAX_S } from '../../shared/protocol/session.ts';

/** The issuer that the province signs in with, and the name under which it issues tokens for this server. */
export type IssuerSetting = { readonly issuer: string; readonly audience: string };

/** What a token says, once it is known to be the issuer's, for us, alive, and bound to a key. */
export type AccessToken = {
  readonly issuer: string;
  readonly subject: string;
  /** RFC 9449 §6.1: thumbprint of the one key that may use it. */
  readonly thumbprint: string;
  readonly issuedAtS: number;
};

export type TokenChecker = (token: string) => Promise<AccessToken | undefined>;

export const TOKEN_CHARS_MAX = 8_000;
/** An issuer's clock may be a little ahead or behind. */
export const CLOCK_TOLERANCE_S = 60;
const ISSUER_TIMEOUT_MS = 5_000;
/** Signatures with a public key only: what a server can check it must not be able to make. */
const ALGORITHMS = ['ES256', 'ES384', 'RS256', 'PS256', 'EdDSA'];

const Claims = z.object({
  sub: z.string().min(1).max(255),
  iat: z.number(),
  exp: z.number(),
  cnf: z.object({ jkt: z.string().length(43) }),
});

/** Checks access tokens (RFC 9068 or alike) of one issuer. Throws where the issuer's keys cannot be had: that is no verdict on the token. */
export function makeTokenChecker(
  { issuer, audience }: IssuerSetting,
  keysOf: (issuer: string) => Promise<JWTVerifyGetKey>,
  now: () => Instant,
): TokenChecker {
  let keys: Promise<JWTVerifyGetKey> | undefined;
  const keysNow = (): Promise<JWTVerifyGetKey> => {
    keys ??= keysOf(issuer).catch((problem: unknown) => {
      keys = undefined;
      throw problem;
    });
    return keys;
  };
  return async (token) => {
    if (token.length > TOKEN_CHARS_MAX) return undefined;
    const key = await keysNow();
    try {
      const { payload } = await jwtVerify(token, key, {
        ...{ issuer, audience, algorithms: ALGORITHMS, clockTolerance: CLOCK_TOLERANCE_S },
        currentDate: new Date(now()),
      });
      const { sub, iat, exp, cnf } = Claims.parse(payload);
      // A token that lives long could not be taken back by its issuer.
      if (exp - iat > ACCESS_TOKEN_AGE_MAX_S) return undefined;
      return { issuer, subject: sub, thumbprint: cnf.jkt, issuedAtS: iat };
    } catch (problem) {
      if (isVerdict(problem)) return undefined;
      throw problem;
    }
  };
}

const isVerdict = (problem: unknown): boolean =>
  problem instanceof z.ZodError ||
  (problem instanceof errors.JOSEError && !(problem instanceof errors.JWKSTimeout));

const Discovery = z.object({ issuer: z.string(), jwks_uri: z.url({ protocol: /^https?$/ }) });

/** The issuer's keys by discovery (OpenID Connect Discovery 1.0 §4); fetched anew when a token names an unknown one. */
export async function remoteKeys(issuer: string): Promise<JWTVerifyGetKey> {
  const answer = await fetch(`${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`, {
    redirect: 'error',
    signal: AbortSignal.timeout(ISSUER_TIMEOUT_MS),
  });
  const told = Discovery.parse(await answer.json());
  // §4.3: one issuer's description under another's address would be a mix-up.
  if (told.issuer !== issuer) throw new Error('the issuer describes itself as another');
  return createRemoteJWKSet(new URL(told.jwks_uri), { timeoutDuration: ISSUER_TIMEOUT_MS });
}
