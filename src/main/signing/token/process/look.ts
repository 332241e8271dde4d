import type { PinState } from '../../../../shared/contract/signing.ts';
import { CERTIFICATES_MAX, TOKENS_MAX, type TokenSeen } from '../messages.ts';
import { CKA, CKF, CKO } from './constants.ts';
import type { Cryptoki, Handle, TokenInfo } from './cryptoki.ts';
import { attributeOf, findObjects, inSession } from './objects.ts';
import { returnValueOf } from './return-values.ts';

/** A token in its slot, as the module tells it now. */
export type Present = {
  readonly slot: Handle;
  readonly info: TokenInfo;
  readonly serial: string;
  readonly label: string;
};
type Certificates = TokenSeen['certificates'];

/** The tokens that are plugged in at this moment. C_GetSlotList is asked anew: C_WaitForSlotEvent blocks, and many modules lack it. */
export const presentTokens = (cryptoki: Cryptoki): Present[] =>
  cryptoki
    .C_GetSlotList(true)
    .slice(0, TOKENS_MAX)
    .flatMap((slot) => {
      const info = unlessGone(() => cryptoki.C_GetTokenInfo(slot));
      if (!info) return [];
      const serial = `${textOf(info.manufacturerID)} ${textOf(info.serialNumber)}`;
      return [{ slot, info, serial, label: textOf(info.label) }];
    });

/** A token may be pulled out between two calls: then it is not there, and that is no fault. */
function unlessGone<Result>(work: () => Result): Result | undefined {
  try {
    return work();
  } catch (fault) {
    if (returnValueOf(fault) === undefined) throw fault;
    return undefined;
  }
}

/** Names are padded with blanks (PKCS#11 §3.2); some vendors pad with zeros. */
const textOf = (padded: string): string =>
  padded
    .replace(/\p{Cc}+/gu, ' ')
    .trim()
    .normalize('NFC');

const has = ({ flags }: TokenInfo, flag: number): boolean => (flags & flag) !== 0;

/** What the token itself says of its PIN. */
export function pinStateOf(info: TokenInfo): PinState {
  if (has(info, CKF.userPinLocked)) return 'locked';
  if (has(info, CKF.userPinFinalTry)) return 'final-try';
  if (has(info, CKF.userPinCountLow)) return 'count-low';
  return has(info, CKF.userPinInitialized) ? 'ready' : 'not-set';
}

/** Tokens with their certificates, read once for as long as a token stays plugged in: a card needs up to a second for each. */
export function makeLooker(cryptoki: Cryptoki): () => TokenSeen[] {
  let known = new Map<string, Certificates>();
  return () => {
    const read = new Map<string, Certificates>();
    const seen = presentTokens(cryptoki).flatMap((token) => {
      const { slot, info, serial } = token;
      const place = `${slot.toString('hex')} ${serial}`;
      const certificates = known.get(place) ?? unlessGone(() => certificatesOn(cryptoki, slot));
      if (!certificates) return [];
      read.set(place, certificates);
      return has(info, CKF.tokenInitialized) || certificates.length > 0 ? [shown(token, certificates)] : [];
    });
    known = read;
    return seen;
  };
}

const shown = ({ info, serial, label }: Present, certificates: Certificates): TokenSeen => ({
  serial,
  label,
  manufacturer: textOf(info.manufacturerID),
  model: textOf(info.model),
  pin: pinStateOf(info),
  takesPinItself: has(info, CKF.protectedAuthenticationPath),
  certificates,
});

/** Certificates are public objects: no PIN is needed to read them. */
const certificatesOn = (cryptoki: Cryptoki, slot: Handle): Certificates =>
  inSession(cryptoki, slot, (session) =>
    findObjects(cryptoki, session, [{ type: CKA.class, value: CKO.certificate }])
      .slice(0, CERTIFICATES_MAX)
      .flatMap((object) => {
        const der = attributeOf(cryptoki, session, object, CKA.value);
        const id = attributeOf(cryptoki, session, object, CKA.id);
        return der ? [{ id: (id ?? Buffer.alloc(0)).toString('hex'), der: Uint8Array.from(der) }] : [];
      }),
  );
