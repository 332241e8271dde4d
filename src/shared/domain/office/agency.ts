import { z } from 'zod';
import { bodyOf } from '../core/schema.ts';
import { AgencyId, OrganName, Sha256 } from '../core/values.ts';

/** Identifier by QĐ 20/2020 or the older QCVN 102 form: opaque, compared without case, never parsed for routing. */
export const OrganCode = z.string().min(1).max(50);

/** An agency: one seal, one set of registers, one feed. */
export const Agency = bodyOf({
  v: z.literal(1),
  name: OrganName,
  parentName: OrganName.optional(),
  code: OrganCode,
  notation: z.string().min(1).max(30),
  place: z.string().min(1).max(50),
  sealCertificateSha256: Sha256.optional(),
});
export type Agency = z.infer<typeof Agency>;

export const Unit = bodyOf({
  v: z.literal(1),
  agencyId: AgencyId,
  name: OrganName,
  notation: z.string().max(30),
});
export type Unit = z.infer<typeof Unit>;
