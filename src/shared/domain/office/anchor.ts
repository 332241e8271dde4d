import { z } from 'zod';
import { bodyOf } from '../core/schema.ts';
import { AgencyId, Instant, OfficialId, Reason, type Sha256 } from '../core/values.ts';

/** Base64 of the DER: a certificate is two kilobytes; with this much the body stays under its limit. */
export const CERTIFICATE_TEXT_MAX = 12_000;
/** Letters of the name under which an anchor is listed; what counts is the certificate itself. */
export const ANCHOR_NAME_MAX = 300;

/**
 * A root certificate that an agency trusts. Who reads it takes everything from the certificate's own bytes, whose SHA-256 is in the id; the name is for
 * lists of what was done. Taken away it stays, so that who trusted it and until when is known.
 */
export const Anchor = bodyOf({
  v: z.literal(1),
  agencyId: AgencyId,
  certificate: z.base64().max(CERTIFICATE_TEXT_MAX),
  name: z.string().trim().min(1).max(ANCHOR_NAME_MAX),
  addedBy: OfficialId,
  addedAt: Instant,
  removed: z.object({ by: OfficialId, at: Instant, reason: Reason }).optional(),
});
export type Anchor = z.infer<typeof Anchor>;

/** The id of a certificate among an agency's anchors. */
export const anchorId = (agencyId: AgencyId, sha256: Sha256): string => `${agencyId}/${sha256}`;
