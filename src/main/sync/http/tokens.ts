import { importJWK } from 'jose';
import * as oidc from 'openid-client';
import { z } from 'zod';
import type { Instant } from '../../../shared/domain/core/values.ts';
import { AppError } from '../../../shared/errors.ts';
import { SignInPlace } from '../../../shared/protocol/session.ts';
import type { Vault } from '../../ports.ts';
import { deviceKey, publicPart } from './device-key.ts';
import { unreachable } from './line.ts';
import { isHere } from './sign-in-address.ts';

/** The vault's name of what signing in gave. */
export const TOKENS_NAME = 'sign-in';
/** A token is renewed this long before it runs out, so that it does not on the way. */
const SPARE_MS = 30_000;
const ISSUER_TIMEOUT_S = 30;

const Kept = z.object({
  place: SignInPlace,
  accessToken: z.string(),
  /** By this machine's clock, from the token's own length of life: no other clock comes in. */
  renewAtMs: z.number(),
  refreshToken: z.string().optional(),
});
type Kept = z.infer<typeof Kept>;

export type Tokens = {
  /** A living access token, renewed where it must be or where `isRefused`. Throws `sign-in.needed` when only signing in again helps. */
  readonly accessToken: (isRefused: boolean) => Promise<string>;
  readonly keep: (place: SignInPlace, answer: Answer) => Promise<void>;
};
type Answer = Pick<oidc.TokenEndpointResponse, 'access_token' | 'expires_in' | 'refresh_token'>;

/** The tokens of this profile in its vault. A refresh token counts once: the new one is kept before the access token is used, and two never run at once. */
export function openTokens(vault: Vault, now: () => Instant): Tokens {
  let renewing: Promise<string> | undefined;
  const keep: Tokens['keep'] = async (place, answer) => {
    const lifeMs = (answer.expires_in ?? 0) * 1000;
    const kept: Kept = {
      place,
      accessToken: answer.access_token,
      renewAtMs: Date.parse(now()) + Math.max(lifeMs - SPARE_MS, 0),
      ...(answer.refresh_token !== undefined && { refreshToken: answer.refresh_token }),
    };
    await vault.write(TOKENS_NAME, new TextEncoder().encode(JSON.stringify(kept)));
  };
  const renew = async ({ place, refreshToken }: Kept): Promise<string> => {
    if (refreshToken === undefined) throw new AppError('sign-in.needed');
    const config = await reachIssuer(place);
    const answer = await asked(async () =>
      oidc.refreshTokenGrant(
        config,
        refreshToken,
        { resource: place.audience },
        { DPoP: await boundTo(config, vault) },
      ),
    );
    const { access_token, expires_in, refresh_token = refreshToken } = answer;
    await keep(place, { access_token, refresh_token, ...(expires_in !== undefined && { expires_in }) });
    return access_token;
  };
  return {
    keep,
    accessToken: async (isRefused) => {
      if (renewing) return renewing;
      const kept = await keptIn(vault);
      if (!kept) throw new AppError('sign-in.needed');
      if (!isRefused && Date.parse(now()) < kept.renewAtMs) return kept.accessToken;
      renewing ??= renew(kept).finally(() => {
        renewing = undefined;
      });
      return renewing;
    },
  };
}

async function keptIn(vault: Vault): Promise<Kept | undefined> {
  const bytes = await vault.read(TOKENS_NAME);
  return bytes && Kept.parse(JSON.parse(new TextDecoder().decode(bytes)));
}

/** The issuer by discovery. Without TLS only on this machine itself. */
export const reachIssuer = ({ issuer, clientId }: SignInPlace): Promise<oidc.Configuration> =>
  asked(() =>
    oidc.discovery(new URL(issuer), clientId, { dpop_bound_access_tokens: true }, oidc.None(), {
      timeout: ISSUER_TIMEOUT_S,
      ...(isHere(issuer) && { execute: [oidc.allowInsecureRequests] }),
    }),
  );

/** Proofs for the issuer by the device's one key: what it issues is bound to it (RFC 9449 §5). */
export async function boundTo(config: oidc.Configuration, vault: Vault): Promise<oidc.DPoPHandle> {
  const key = await deviceKey(vault);
  const [privateKey, publicKey] = await Promise.all([
    importJWK(key, 'ES256'),
    importJWK(publicPart(key), 'ES256', { extractable: true }),
  ]);
  return oidc.getDPoPHandle(config, { privateKey, publicKey } as oidc.CryptoKeyPair);
}

/** A question to the issuer: its refusal is `sign-in.needed`, everything else on the way is no line. */
export async function asked<Value>(work: () => Promise<Value>): Promise<Value> {
  try {
    return await work();
  } catch (cause) {
    if (cause instanceof oidc.ResponseBodyError || cause instanceof oidc.AuthorizationResponseError)
      throw new AppError('sign-in.needed', {}, { cause });
    throw unreachable(cause);
  }
}
