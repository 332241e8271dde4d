import { compactVerify, decodeProtectedHeader, importJWK } from 'jose';
import { z } from 'zod';
import { DeviceId, type Instant } from '../../shared/domain/core/values.ts';
import { type DeviceKey, PROOF_AGE_MAX_S } from '../../shared/protocol/session.ts';

const Claims = z.object({
  htm: z.string().max(10),
  htu: z.string().max(2_000),
  iat: z.number(),
  jti: z.string().min(16).max(100),
  bsh: z.string().max(64).optional(),
});
export type Proof = z.infer<typeof Claims>;

export const PROOF_CHARS_MAX = 4_000;
const KEYS_KEPT_MAX = 10_000;
/** About 800 requests a second over the window; more is refused rather than let through twice. */
const PROOFS_KEPT_MAX = 500_000;

/** Which device claims to speak, before anything is proved; undefined when the headers are not in shape. */
export function claimedDevice(authorization: string | undefined): DeviceId | undefined {
  const found = DeviceId.safeParse(authorization?.startsWith('DPoP ') ? authorization.slice(5) : undefined);
  return found.success ? found.data : undefined;
}

/** Checks proofs of possession in the shape of RFC 9449, with our `bsh` for the body; each `jti` counts once. */
export type ProofChecker = {
  readonly check: (given: {
    readonly jwt: string;
    readonly deviceId: DeviceId;
    readonly key: DeviceKey;
    readonly method: string;
    readonly url: string;
  }) => Promise<Proof | undefined>;
};

/** RFC 9449 §11.1: the server keeps the `jti` of every proof that its window would still accept. */
export function makeProofChecker(now: () => Instant): ProofChecker {
  const keys = new Map<string, ReturnType<typeof importJWK>>();
  const keyOf = (deviceId: string, key: DeviceKey): ReturnType<typeof importJWK> => {
    const known = keys.get(deviceId);
    if (known) return known;
    if (keys.size >= KEYS_KEPT_MAX) keys.clear();
    const imported = importJWK(key, 'ES256');
    keys.set(deviceId, imported);
    return imported;
  };
  const isFresh = makeReplayWindow();
  return {
    check: async ({ jwt, deviceId, key, method, url }) => {
      if (jwt.length > PROOF_CHARS_MAX) return undefined;
      try {
        const header = decodeProtectedHeader(jwt);
        if (header.typ !== 'dpop+jwt' || header.alg !== 'ES256' || header.kid !== deviceId) return undefined;
        const { payload } = await compactVerify(jwt, await keyOf(deviceId, key), { algorithms: ['ES256'] });
        const claims = Claims.parse(JSON.parse(new TextDecoder().decode(payload)));
        const nowS = Date.parse(now()) / 1000;
        if (claims.htm !== method || claims.htu !== url) return undefined;
        if (Math.abs(nowS - claims.iat) > PROOF_AGE_MAX_S) return undefined;
        return isFresh(`${deviceId}/${claims.jti}`, nowS) ? claims : undefined;
      } catch {
        // A token that does not parse or verify proves nothing; why is of no use to the one who sent it.
        return undefined;
      }
    },
  };
}

/** Two generations, each as long as the window reaches both ways: a `jti` is remembered for at least that long. */
function makeReplayWindow(): (id: string, nowS: number) => boolean {
  let [young, old] = [new Set<string>(), new Set<string>()];
  let turnsAtS = 0;
  return (id, nowS) => {
    if (nowS >= turnsAtS) {
      old = nowS >= turnsAtS + 2 * PROOF_AGE_MAX_S ? new Set() : young;
      young = new Set();
      turnsAtS = nowS + 2 * PROOF_AGE_MAX_S;
    }
    if (young.has(id) || old.has(id) || young.size >= PROOFS_KEPT_MAX) return false;
    young.add(id);
    return true;
  };
}
