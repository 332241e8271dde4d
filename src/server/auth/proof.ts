import { createHash } from 'node:crypto';
import { calculateJwkThumbprint, compactVerify, decodeProtectedHeader, importJWK } from 'jose';
import { z } from 'zod';
import type { DeviceId, Instant } from '../../shared/domain/core/values.ts';
import { DeviceKey, PROOF_AGE_MAX_S } from '../../shared/protocol/session.ts';

const Claims = z.object({
  htm: z.string().max(10),
  htu: z.string().max(2_000),
  iat: z.number(),
  jti: z.string().min(16).max(100),
  bsh: z.string().max(64).optional(),
  ath: z.string().max(64).optional(),
  nonce: z.string().max(100).optional(),
});
export type Proof = z.infer<typeof Claims>;

export const PROOF_CHARS_MAX = 4_000;
const KEYS_KEPT_MAX = 10_000;
/** About 800 requests a second over the window; more is refused rather than let through twice. */
const PROOFS_KEPT_MAX = 500_000;
/** So that no one device can fill the window for all. */
export const PROOFS_OF_ONE_MAX = 50_000;

type Asked = { readonly jwt: string; readonly method: string; readonly url: string };

/** Checks proofs of possession in the shape of RFC 9449, with our `bsh` for the body; each `jti` counts once. */
export type ProofChecker = {
  /** By an enrolled device's key, which the proof names by the device. */
  readonly ofDevice: (
    given: Asked & { readonly deviceId: DeviceId; readonly key: DeviceKey },
  ) => Promise<Proof | undefined>;
  /** By the key that a token is bound to: the proof brings the key, and names the token by its hash (§4.3). */
  readonly ofToken: (
    given: Asked & { readonly token: string; readonly thumbprint: string },
  ) => Promise<(Proof & { readonly key: DeviceKey }) | undefined>;
};

/** RFC 9449 §11.1: the server keeps the `jti` of every proof that its window would still accept. */
export function makeProofChecker(now: () => Instant): ProofChecker {
  const keyOf = makeKeys();
  const isFresh = makeReplayWindow();
  const verified = async (
    { jwt, method, url }: Asked,
    name: string,
    key: DeviceKey,
  ): Promise<Proof | undefined> => {
    const { payload } = await compactVerify(jwt, await keyOf(name, key), { algorithms: ['ES256'] });
    const claims = Claims.parse(JSON.parse(new TextDecoder().decode(payload)));
    const nowS = Date.parse(now()) / 1000;
    if (claims.htm !== method || claims.htu !== url) return undefined;
    if (Math.abs(nowS - claims.iat) > PROOF_AGE_MAX_S) return undefined;
    return isFresh(name, claims.jti, nowS) ? claims : undefined;
  };
  return {
    ofDevice: ({ deviceId, key, ...asked }) =>
      orUndefined(async () => {
        const header = headerOf(asked.jwt);
        return header?.kid === deviceId ? verified(asked, deviceId, key) : undefined;
      }),
    ofToken: ({ token, thumbprint, ...asked }) =>
      orUndefined(async () => {
        const key = DeviceKey.parse(headerOf(asked.jwt)?.jwk);
        if ((await calculateJwkThumbprint(key)) !== thumbprint) return undefined;
        const proof = await verified(asked, thumbprint, key);
        const ath = createHash('sha256').update(token).digest('base64url');
        return proof?.ath === ath ? { ...proof, key } : undefined;
      }),
  };
}

function headerOf(jwt: string): ReturnType<typeof decodeProtectedHeader> | undefined {
  if (jwt.length > PROOF_CHARS_MAX) return undefined;
  const header = decodeProtectedHeader(jwt);
  return header.typ === 'dpop+jwt' && header.alg === 'ES256' ? header : undefined;
}

async function orUndefined<Value>(work: () => Promise<Value | undefined>): Promise<Value | undefined> {
  try {
    return await work();
  } catch {
    // A token that does not parse or verify proves nothing; why is of no use to the one who sent it.
    return undefined;
  }
}

function makeKeys(): (name: string, key: DeviceKey) => ReturnType<typeof importJWK> {
  const keys = new Map<string, ReturnType<typeof importJWK>>();
  return (name, key) => {
    const known = keys.get(name);
    if (known) return known;
    if (keys.size >= KEYS_KEPT_MAX) keys.clear();
    const imported = importJWK(key, 'ES256');
    keys.set(name, imported);
    return imported;
  };
}

/** Two generations, each as long as the window reaches both ways: a `jti` is remembered for at least that long. */
function makeReplayWindow(): (name: string, jti: string, nowS: number) => boolean {
  let [young, old] = [generation(), generation()];
  let turnsAtS = 0;
  return (name, jti, nowS) => {
    if (nowS >= turnsAtS) {
      old = nowS >= turnsAtS + 2 * PROOF_AGE_MAX_S ? generation() : young;
      young = generation();
      turnsAtS = nowS + 2 * PROOF_AGE_MAX_S;
    }
    const id = `${name}/${jti}`;
    const count = young.counts.get(name) ?? 0;
    const isFull = young.ids.size >= PROOFS_KEPT_MAX || count >= PROOFS_OF_ONE_MAX;
    if (young.ids.has(id) || old.ids.has(id) || isFull) return false;
    young.ids.add(id);
    young.counts.set(name, count + 1);
    return true;
  };
}

const generation = () => ({ ids: new Set<string>(), counts: new Map<string, number>() });
