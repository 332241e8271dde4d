import { createPublicKey, hash, type KeyObject, verify } from 'node:crypto';
import type { DeviceId } from '../../shared/domain/core/values.ts';
import type { DeviceKey } from '../../shared/protocol/session.ts';
import { argsTextOf, type SignedOperation, textToSign } from '../../shared/protocol/signed-operation.ts';
import type { Session } from './session.ts';

const KEYS_KEPT_MAX = 10_000;

/** Whether an operation is the one that the device's own key signed: a proof of the request ends with the request, this stays with the log. */
export type IsSigned = (
  session: Pick<Session, 'agencyId' | 'deviceId' | 'key'>,
  operation: SignedOperation,
) => Promise<boolean>;

export function makeSignatureCheck(): IsSigned {
  const keys = new Map<DeviceId, KeyObject>();
  const keyOf = (deviceId: DeviceId, key: DeviceKey): KeyObject => {
    const known = keys.get(deviceId);
    if (known) return known;
    if (keys.size >= KEYS_KEPT_MAX) keys.clear();
    const made = createPublicKey({ key, format: 'jwk' });
    keys.set(deviceId, made);
    return made;
  };
  return (session, operation) => {
    const text = textToSign(session, operation, hash('sha256', argsTextOf(operation.args)));
    return isSignatureOf(text, operation.signature, keyOf(session.deviceId, session.key));
  };
}

/** Off the main thread: a batch has 200, and an answer must not wait for another's arithmetic. */
export const isSignatureOf = (text: string, signature: string, key: KeyObject): Promise<boolean> =>
  new Promise((resolve) => {
    verify(
      'sha256',
      Buffer.from(text),
      { key, dsaEncoding: 'ieee-p1363' },
      Buffer.from(signature, 'base64url'),
      (problem, isRight) => resolve(problem === null && isRight),
    );
  });
