import { randomBytes, timingSafeEqual } from 'node:crypto';

/** An address that was printed or handed to a browser may stand in a list of processes: it is worth nothing after this. */
export const CODE_AGE_MAX_MS = 60_000;
const CODES_MAX = 64;
const SECRET_BYTES = 32;

/** Who may come in: one-time codes, each exchanged for the cookie of one profile, which lives as long as this run. */
export type Sessions = {
  /** A fresh code for one profile, usable once within 60 s. */
  readonly issueCode: (profileId: string) => string;
  /** The profile's secret for the cookie; undefined when the code is unknown, used, too old or another profile's. */
  readonly redeem: (profileId: string, code: string) => string | undefined;
  readonly isKnown: (profileId: string, secret: string | undefined) => boolean;
};

export function openSessions(now: () => number): Sessions {
  const codes = new Map<string, { readonly profileId: string; readonly expiresAt: number }>();
  const secrets = new Map<string, string>();
  const secretOf = (profileId: string): string => {
    const secret = secrets.get(profileId) ?? randomBytes(SECRET_BYTES).toString('base64url');
    secrets.set(profileId, secret);
    return secret;
  };
  return {
    issueCode: (profileId) => {
      for (const [code, { expiresAt }] of codes) {
        if (expiresAt <= now() || codes.size >= CODES_MAX) codes.delete(code);
      }
      const code = randomBytes(SECRET_BYTES).toString('base64url');
      codes.set(code, { profileId, expiresAt: now() + CODE_AGE_MAX_MS });
      return code;
    },
    redeem: (profileId, code) => {
      const issued = codes.get(code);
      if (!issued || issued.profileId !== profileId) return undefined;
      codes.delete(code);
      return issued.expiresAt > now() ? secretOf(profileId) : undefined;
    },
    isKnown: (profileId, secret) => {
      const known = secrets.get(profileId);
      if (!known || !secret) return false;
      const [given, expected] = [Buffer.from(secret), Buffer.from(known)];
      return given.length === expected.length && timingSafeEqual(given, expected);
    },
  };
}
