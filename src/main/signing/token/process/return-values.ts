import { AppError } from '../../../../shared/errors.ts';
import type { FaultCode } from '../../../../shared/words/vi.ts';
import { CKR } from './constants.ts';

/** What a PKCS#11 return value means to a person; any other is `token.failed` with its name. */
const FAULT_OF: ReadonlyMap<number, FaultCode> = new Map([
  [CKR.pinIncorrect, 'token.pin-wrong'],
  [CKR.pinInvalid, 'token.pin-wrong'],
  [CKR.pinLenRange, 'token.pin-wrong'],
  [CKR.pinLocked, 'token.pin-locked'],
  [CKR.pinExpired, 'token.pin-expired'],
  [CKR.userPinNotInitialized, 'token.pin-not-set'],
  [CKR.cancel, 'token.cancelled'],
  [CKR.functionCanceled, 'token.cancelled'],
  [CKR.functionRejected, 'token.cancelled'],
  [CKR.deviceRemoved, 'token.removed'],
  [CKR.tokenNotPresent, 'token.removed'],
  [CKR.tokenNotRecognized, 'token.removed'],
  [CKR.slotIdInvalid, 'token.removed'],
  [CKR.sessionClosed, 'token.removed'],
  [CKR.sessionHandleInvalid, 'token.removed'],
  [CKR.userNotLoggedIn, 'token.session-lost'],
  [CKR.mechanismInvalid, 'token.mechanism-missing'],
]);

/** The CKR_ code of what a call of the module threw; undefined for anything else. */
export const returnValueOf = (fault: unknown): number | undefined =>
  fault instanceof Error && 'code' in fault && typeof fault.code === 'number' && fault.code > 0
    ? fault.code
    : undefined;

/** Says what a call of the module threw as a fault that can be told; the cause carries the module's name of it and nothing that was passed. */
export function toldFault(fault: unknown, label: string): unknown {
  const value = returnValueOf(fault);
  if (value === undefined) return fault;
  const name = fault instanceof Error ? fault.message : '';
  return new AppError(FAULT_OF.get(value) ?? 'token.failed', { label, name }, { cause: fault });
}
