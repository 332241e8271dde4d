import { randomUUID, X509Certificate } from 'node:crypto';
import type { z } from 'zod';
import { AppError } from '../../../../shared/errors.ts';
import { digestInfo, ecdsaValue } from '../../../../signatures/sign/key.ts';
import type { OpenAsked, Opened, SignAsked } from '../messages.ts';
import { CKA, CKF, CKM, PSS, PSS_PARAMETERS } from './constants.ts';
import type { Cryptoki, Handle } from './cryptoki.ts';
import { logIn, logInAgain, type Pin } from './login.ts';
import { type Present, presentTokens } from './look.ts';
import { attributeOf, findPrivateKey, quietly } from './objects.ts';
import { toldFault } from './return-values.ts';

/** A batch that nobody goes on with: the token is locked again and the PIN gone. */
const IDLE_MS_MAX = 10 * 60_000;
/** RSA-8192; longer keys are not on tokens. */
const SIGNATURE_BYTES_MAX = 1024;

type Session = {
  readonly token: Present;
  readonly handle: Handle;
  readonly key: Handle;
  /** Kept only for a key that wants it at each signature, and wiped when the session ends. */
  readonly pin: Pin;
  readonly wantsPinEachTime: boolean;
  readonly mechanisms: ReadonlySet<number>;
  idle?: NodeJS.Timeout;
};

type Asked = z.infer<typeof OpenAsked>;

/** The logged-in sessions of one module, at most one a token: a second would be let in by the first one's PIN. */
export function openSessions(cryptoki: Cryptoki) {
  const sessions = new Map<string, Session>();

  const end = (id: string): void => {
    const session = sessions.get(id);
    if (!session) return;
    sessions.delete(id);
    clearTimeout(session.idle);
    session.pin?.fill(0);
    quietly(() => cryptoki.C_Logout(session.handle));
    quietly(() => cryptoki.C_CloseSession(session.handle));
  };
  const keepAwake = (id: string, session: Session): void => {
    clearTimeout(session.idle);
    session.idle = setTimeout(() => end(id), IDLE_MS_MAX).unref();
  };

  return {
    open: (asked: Asked): z.infer<typeof Opened> => {
      const { serial } = asked;
      const token = presentTokens(cryptoki).find((present) => present.serial === serial);
      if (!token) throw new AppError('token.removed', { label: asked.label });
      if ([...sessions.values()].some((session) => session.token.serial === serial))
        throw new AppError('token.busy', { label: token.label });
      const session = start(cryptoki, token, asked);
      const id = randomUUID();
      sessions.set(id, session);
      keepAwake(id, session);
      return { session: id, canPss: session.mechanisms.has(CKM.rsaPss) };
    },
    /** Any fault ends the session: what the token thinks of it is unknown, and the PIN must be given again. */
    sign: ({ session: id, ...what }: z.infer<typeof SignAsked>): Uint8Array => {
      const session = sessions.get(id);
      if (!session) throw new AppError('token.session-lost');
      keepAwake(id, session);
      try {
        return sign(cryptoki, session, what);
      } catch (fault) {
        const told = isGone(cryptoki, session.token)
          ? new AppError('token.removed', { label: session.token.label }, { cause: fault })
          : toldFault(fault, session.token.label);
        end(id);
        throw told;
      }
    },
    end,
  };
}

/** Some modules answer with a general error when the token was pulled out: whether it is there is asked in another way. */
function isGone(cryptoki: Cryptoki, { serial }: Present): boolean {
  let isThere = false;
  quietly(() => {
    isThere = presentTokens(cryptoki).some((token) => token.serial === serial);
  });
  return !isThere;
}

function start(cryptoki: Cryptoki, token: Present, asked: Asked): Session {
  const { pin } = asked;
  const { label } = token;
  const handle = told(label, () => cryptoki.C_OpenSession(token.slot, CKF.serialSession));
  try {
    logIn(cryptoki, handle, token, pin);
    return told(label, () => {
      const key = privateKeyOf(cryptoki, handle, asked);
      if (!key) throw new AppError('token.no-private-key', { label });
      const wantsPinEachTime = attributeOf(cryptoki, handle, key, CKA.alwaysAuthenticate)?.[0] === 1;
      const kept = wantsPinEachTime && pin ? Uint8Array.from(pin) : undefined;
      const mechanisms = new Set(cryptoki.C_GetMechanismList(token.slot));
      return { token, handle, key, pin: kept, wantsPinEachTime, mechanisms };
    });
  } catch (fault) {
    // The last session of a token that is closed also logs out (PKCS#11 §5.6).
    quietly(() => cryptoki.C_CloseSession(handle));
    throw fault;
  } finally {
    pin?.fill(0);
  }
}

function told<Result>(label: string, work: () => Result): Result {
  try {
    return work();
  } catch (fault) {
    throw toldFault(fault, label);
  }
}

/** The key of the certificate that was chosen; its CKA_ID came with the certificate when the token was looked at. */
function privateKeyOf(cryptoki: Cryptoki, handle: Handle, { id, certificate }: Asked): Handle | undefined {
  const { n } = new X509Certificate(certificate).publicKey.export({ format: 'jwk' });
  const modulus = n === undefined ? undefined : Buffer.from(n, 'base64url');
  return findPrivateKey(cryptoki, handle, { id: Buffer.from(id, 'hex'), modulus });
}

type What = Omit<z.infer<typeof SignAsked>, 'session'>;
function sign(cryptoki: Cryptoki, session: Session, what: What): Uint8Array {
  const { handle, key, token, pin } = session;
  const { mechanism, data } = order(what);
  if (session.mechanisms.size > 0 && !session.mechanisms.has(mechanism.mechanism))
    throw new AppError('token.mechanism-missing', { label: token.label });
  cryptoki.C_SignInit(handle, mechanism, key);
  if (session.wantsPinEachTime) logInAgain(cryptoki, handle, token, pin);
  const signature = cryptoki.C_Sign(handle, data, Buffer.alloc(SIGNATURE_BYTES_MAX));
  return what.scheme === 'ecdsa' ? ecdsaValue(signature) : Uint8Array.from(signature);
}

/** Only the digest goes to the token: every token knows these, whatever it thinks of SHA-2. */
function order({ hash, scheme, digest }: What) {
  switch (scheme) {
    case 'rsa':
      return {
        mechanism: { mechanism: CKM.rsaPkcs },
        data: Buffer.from(digestInfo({ hash, digest })),
      };
    case 'rsa-pss':
      return {
        mechanism: { mechanism: CKM.rsaPss, parameter: { type: PSS_PARAMETERS, ...PSS[hash] } },
        data: Buffer.from(digest),
      };
    case 'ecdsa':
      return { mechanism: { mechanism: CKM.ecdsa }, data: Buffer.from(digest) };
  }
}
