import { z } from 'zod';
import { Instant, Sha256 } from '../domain/core/values.ts';
import { action, Performed, query } from './define.ts';
import { Person } from './shapes.ts';

/** `unreadable` counts for nothing; `removed` is kept so that it is known who trusted it and until when. */
export const AnchorState = z.enum([
  'trusted',
  'expires-soon',
  'expired',
  'not-yet-valid',
  'unreadable',
  'removed',
]);
export type AnchorState = z.infer<typeof AnchorState>;

/** What a certificate says of itself. */
export const AnchorCertificate = z.object({
  name: z.string(),
  subject: z.string(),
  issuer: z.string(),
  serial: z.string(),
  notBefore: z.iso.datetime(),
  notAfter: z.iso.datetime(),
  key: z.string().nullable(),
  fingerprint: Sha256,
  isSelfSigned: z.boolean(),
  /** Made by the trial: its name says MẪU. */
  isSample: z.boolean(),
});
export type AnchorCertificate = z.infer<typeof AnchorCertificate>;

export const AnchorShown = z.object({
  /** The certificate's SHA-256 or, of a file that cannot be read, its name. */
  key: z.string(),
  name: z.string(),
  certificate: AnchorCertificate.optional(),
  state: AnchorState,
  /** Decided by the agency's administrator, or a file given to this profile alone. */
  source: z.enum(['agency', 'profile']),
  added: z.object({ by: Person.optional(), at: Instant }).optional(),
  removed: z.object({ by: Person.optional(), at: Instant, reason: z.string() }).optional(),
});
export type AnchorShown = z.infer<typeof AnchorShown>;

/** A root that an office will need. Nothing is trusted by standing here: whoever wants it imports the certificate itself. */
export const ExpectedRoot = z.object({ name: z.string(), owner: z.string(), use: z.string() });
export type ExpectedRoot = z.infer<typeof ExpectedRoot>;

export const TRUST_FILE_BYTES_MAX = 64 * 1024;
const CertificateFile = z.object({
  name: z.string().min(1).max(255),
  /** The file's bytes. */
  content: z.base64().max(Math.ceil(TRUST_FILE_BYTES_MAX / 3) * 4),
});

export const trustContract = {
  'trust.list': query(
    z.object({}),
    z.object({
      anchors: z.array(AnchorShown),
      /** With whether some root bears that name: anybody can make one, so that it confirms nothing. */
      expected: z.array(ExpectedRoot.extend({ hasNamesake: z.boolean() })),
    }),
  ),
  /** What is in a chosen file, before anything is decided. Refuses what is not one certificate of an authority. */
  'trust.inspect': query(CertificateFile, AnchorCertificate),
  /** `confirmation`: the last eight letters of the published fingerprint, typed by who compared it. Ends in `office.trustAnchor`. */
  'trust.import': action(CertificateFile.extend({ confirmation: z.string().max(100) }), Performed),
} as const;

/** How many letters of the fingerprint are typed. */
export const CONFIRMATION_LENGTH = 8;
