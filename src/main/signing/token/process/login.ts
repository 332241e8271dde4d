import { AppError } from '../../../../shared/errors.ts';
import { CKF, CKR, CKU } from './constants.ts';
import type { Cryptoki, Handle } from './cryptoki.ts';
import { type Present, pinStateOf, presentTokens } from './look.ts';
import { quietly } from './objects.ts';
import { returnValueOf, toldFault } from './return-values.ts';

/** A PIN as it came; undefined where the token takes it itself. */
export type Pin = Uint8Array | undefined;

/**
 * Logs in once, after the token's own counters were read: a locked token is not asked at all, nor with a PIN that its length rules out. A wrong PIN is
 * never tried again here; the fault says what is left, so far as the token tells. Throws `token.*`.
 */
export function logIn(cryptoki: Cryptoki, session: Handle, token: Present, pin: Pin): void {
  const { info, label } = token;
  if ((info.flags & CKF.loginRequired) === 0) return;

  if (pinStateOf(info) === 'locked') throw new AppError('token.pin-locked', { label });
  const takesPinItself = (info.flags & CKF.protectedAuthenticationPath) !== 0;
  if (!takesPinItself) demandLength(pin, token);
  giveOnce(cryptoki, session, CKU.user, takesPinItself ? undefined : pin, token);
}

/** A card that wants its PIN for each signature (CKA_ALWAYS_AUTHENTICATE) gets it between C_SignInit and C_Sign. */
export const logInAgain = (cryptoki: Cryptoki, session: Handle, token: Present, pin: Pin): void =>
  giveOnce(cryptoki, session, CKU.contextSpecific, pin, token);

function demandLength(pin: Pin, { info, label }: Present): void {
  const length = pin?.length ?? 0;
  const min = Math.max(1, info.minPinLen);
  if (length < min || (info.maxPinLen >= min && length > info.maxPinLen))
    throw new AppError('token.pin-length', { label, min, max: info.maxPinLen });
}

/** pkcs11js takes a PIN only as text and cannot pass a null pointer: an empty text is what it gives for "on the reader". */
function giveOnce(cryptoki: Cryptoki, session: Handle, user: number, pin: Pin, token: Present): void {
  const give = (): void => cryptoki.C_Login(session, user, Buffer.from(pin ?? []).toString('utf8'));
  try {
    try {
      give();
    } catch (fault) {
      // Somebody's login still stands, and so this PIN was not looked at: end it, or any PIN would do.
      if (user !== CKU.user || returnValueOf(fault) !== CKR.userAlreadyLoggedIn) throw fault;
      quietly(() => cryptoki.C_Logout(session));
      give();
    }
  } catch (fault) {
    throw afterRefusal(cryptoki, toldFault(fault, token.label), token);
  }
}

/** A wrong PIN moves the token's counters: they are read again, so that the last try is not used up unknowingly. */
function afterRefusal(cryptoki: Cryptoki, told: unknown, { serial, label }: Present): unknown {
  if (!(told instanceof AppError) || told.code !== 'token.pin-wrong') return told;
  const now = presentTokens(cryptoki).find((token) => token.serial === serial);
  const state = now && pinStateOf(now.info);
  const detail = { label };
  if (state === 'locked') return new AppError('token.pin-locked', detail, { cause: told });
  if (state === 'final-try') return new AppError('token.pin-wrong-final', detail, { cause: told });
  return told;
}
