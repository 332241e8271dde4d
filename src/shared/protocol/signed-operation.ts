import { z } from 'zod';
import type { AgencyId, DeviceId } from '../domain/core/values.ts';
import { Operation } from './push.ts';

/** An operation on the wire: ES256 (RFC 7518 §3.4) by the device's key over `textToSign`, 64 bytes as base64url. */
export const SignedOperation = Operation.extend({ signature: z.string().regex(/^[\w-]{86}$/) });
export type SignedOperation = z.infer<typeof SignedOperation>;

/** JSON as both sides write it: what the digest in a signature and in the log is of. */
export const argsTextOf = (args: unknown): string => JSON.stringify(args ?? null);

/**
 * What a device signs of an operation. The arguments stand in it by their SHA-256, so that a lawful purge leaves the signature checkable; the last line
 * has a fixed length, so that no name can pretend to be another text.
 */
export const textToSign = (
  signer: { readonly agencyId: AgencyId; readonly deviceId: DeviceId },
  { operationId, devSeq, doneAt, name }: Omit<Operation, 'args'>,
  argsSha256: string,
): string =>
  ['hamrong-operation', signer.agencyId, signer.deviceId, operationId, devSeq, doneAt, name, argsSha256].join(
    '\n',
  );
