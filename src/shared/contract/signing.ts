import { z } from 'zod';
import { Instant, OutgoingId } from '../domain/core/values.ts';
import { PdfReport } from '../signature/report.ts';
import { action, Performed, query } from './define.ts';
import { Sha256Input } from './shapes.ts';

/** A key that this machine can sign with. `person` belongs to the official, `agency` is the seal. */
export const SigningKeyShown = z.object({
  keyId: z.string().max(200),
  role: z.enum(['person', 'agency']),
  subject: z.string(),
  issuer: z.string(),
  notAfter: Instant,
});
export type SigningKeyShown = z.infer<typeof SigningKeyShown>;

/** The secret goes to one adapter and is never stored, logged or put in an error. */
const WithSecret = z.object({
  documentId: OutgoingId,
  keyId: z.string().max(200),
  secret: z.string().min(1).max(200),
});

export const signingContract = {
  'signing.listKeys': query(z.object({}), z.array(SigningKeyShown)),
  /** The leader signs the submitted file; ends in `outgoing.recordSignature` as `person`. */
  'signing.sign': action(WithSecret, Performed),
  /** The clerk writes number and date and seals; ends in `outgoing.recordSignature` as `agency`. */
  'signing.seal': action(WithSecret, Performed),
  'signing.verify': query(Sha256Input, PdfReport),
} as const;
