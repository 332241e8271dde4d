import { z } from 'zod';
import { PinState } from '../../../shared/contract/signing.ts';

/** What crosses to and from the process of a token module. Byte strings are copies: either side may wipe its own. */
const Bytes = z.custom<Uint8Array>((value) => value instanceof Uint8Array);

export const TOKENS_MAX = 16;
export const CERTIFICATES_MAX = 64;
const CERTIFICATE_BYTES_MAX = 64 * 1024;
const PIN_BYTES_MAX = 255;

const InModule = z.object({ module: z.string().min(1).max(1024) });
export const LookAsked = InModule;
export const TokenSeen = z.object({
  serial: z.string(),
  label: z.string(),
  manufacturer: z.string(),
  model: z.string(),
  pin: PinState,
  /** CKF_PROTECTED_AUTHENTICATION_PATH: the reader has keys of its own. */
  takesPinItself: z.boolean(),
  certificates: z.array(z.object({ id: z.string(), der: Bytes })).max(CERTIFICATES_MAX),
});
export type TokenSeen = z.infer<typeof TokenSeen>;
export const TokensSeen = z.array(TokenSeen).max(TOKENS_MAX);

export const OpenAsked = InModule.extend({
  serial: z.string(),
  label: z.string(),
  /** CKA_ID of the certificate, hexadecimal; empty where the vendor gave none. */
  id: z.string().max(512),
  certificate: Bytes.refine(({ length }) => length <= CERTIFICATE_BYTES_MAX),
  pin: Bytes.refine(({ length }) => length <= PIN_BYTES_MAX).optional(),
});
export const Opened = z.object({ session: z.string(), canPss: z.boolean() });

export const SignAsked = z.object({
  session: z.string(),
  hash: z.enum(['sha256', 'sha384', 'sha512']),
  scheme: z.enum(['rsa', 'rsa-pss', 'ecdsa']),
  digest: Bytes.refine(({ length }) => length <= 64),
});
export const Signed = Bytes;

export const CloseAsked = z.object({ session: z.string() });
