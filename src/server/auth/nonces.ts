import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import type { Instant } from '../../shared/domain/core/values.ts';
import { PROOF_AGE_MAX_S } from '../../shared/protocol/session.ts';

/**
 * RFC 9449 §9: proofs name a value that only this run of the server could have given, so that one which was made beforehand, or recorded before a restart
 * forgot its `jti`, is worth nothing. Nothing is stored: the value is the time's window under a secret of this run.
 */
export type Nonces = {
  readonly current: () => string;
  readonly isFresh: (nonce: string | undefined) => boolean;
};

export function makeNonces(now: () => Instant): Nonces {
  const secret = randomBytes(32);
  const windowNow = (): number => Math.floor(Date.parse(now()) / (PROOF_AGE_MAX_S * 1000));
  const of = (window: number): string =>
    createHmac('sha256', secret).update(String(window)).digest('base64url');
  const isSame = (one: string, other: string): boolean =>
    one.length === other.length && timingSafeEqual(Buffer.from(one), Buffer.from(other));
  return {
    current: () => of(windowNow()),
    isFresh: (nonce) => nonce !== undefined && [0, 1].some((back) => isSame(nonce, of(windowNow() - back))),
  };
}
