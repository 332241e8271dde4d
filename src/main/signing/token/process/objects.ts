import { CKA, CKF, CKO, CKR } from './constants.ts';
import type { Attribute, Cryptoki, Handle } from './cryptoki.ts';
import { returnValueOf } from './return-values.ts';

const FOUND_AT_ONCE = 16;
const OBJECTS_MAX = 256;

/** The objects of a session that fit the template, up to a limit. */
export function findObjects(cryptoki: Cryptoki, session: Handle, template: readonly Attribute[]): Handle[] {
  cryptoki.C_FindObjectsInit(session, template);
  try {
    const found: Handle[] = [];
    while (found.length < OBJECTS_MAX) {
      const some = cryptoki.C_FindObjects(session, FOUND_AT_ONCE);
      if (some.length === 0) break;
      found.push(...some);
    }
    return found;
  } finally {
    cryptoki.C_FindObjectsFinal(session);
  }
}

/** One attribute; undefined where the token has none or keeps it to itself. */
export function attributeOf(
  cryptoki: Cryptoki,
  session: Handle,
  object: Handle,
  type: number,
): Buffer | undefined {
  try {
    return cryptoki.C_GetAttributeValue(session, object, [{ type }])[0]?.value;
  } catch (fault) {
    const value = returnValueOf(fault);
    if (value === CKR.attributeTypeInvalid || value === CKR.attributeSensitive) return undefined;
    throw fault;
  }
}

/** Runs `use` in a session of its own, which is closed whatever happens. */
export function inSession<Result>(
  cryptoki: Cryptoki,
  slot: Handle,
  use: (session: Handle) => Result,
): Result {
  const session = cryptoki.C_OpenSession(slot, CKF.serialSession);
  try {
    return use(session);
  } finally {
    quietly(() => cryptoki.C_CloseSession(session));
  }
}

/** For calls that only tidy up: a token that was pulled out refuses them, and nothing depends on it. */
export function quietly(work: () => void): void {
  try {
    work();
  } catch (fault) {
    if (returnValueOf(fault) === undefined) throw fault;
  }
}

/** The private key of a certificate: by CKA_ID, and where the vendor gave none or several, by the modulus of the public key. */
export function findPrivateKey(
  cryptoki: Cryptoki,
  session: Handle,
  { id, modulus }: { readonly id: Buffer; readonly modulus: Buffer | undefined },
): Handle | undefined {
  const isPrivateKey: Attribute = { type: CKA.class, value: CKO.privateKey };
  const sameId =
    id.length > 0 ? findObjects(cryptoki, session, [isPrivateKey, { type: CKA.id, value: id }]) : [];
  if (sameId.length === 1) return sameId[0];
  const candidates = sameId.length > 1 ? sameId : findObjects(cryptoki, session, [isPrivateKey]);
  if (!modulus) return candidates.length === 1 ? candidates[0] : undefined;
  return candidates.find((key) => attributeOf(cryptoki, session, key, CKA.modulus)?.equals(modulus));
}
