import { z } from 'zod';
import { bodyOf } from '../core/schema.ts';
import { AgencyId, HandoverId, Sha256, UnitId } from '../core/values.ts';

/** clerk = văn thư, specialist = chuyên viên, leader = lãnh đạo, administrator = quản trị; `system` is the server itself. */
export const Role = z.enum(['clerk', 'specialist', 'leader', 'administrator', 'system']);
export type Role = z.infer<typeof Role>;

/** NĐ 30/2020 article 13: in whose name a leader signs. */
export const SigningCapacity = z.enum(['', 'TM.', 'KT.', 'TL.', 'TUQ.', 'Q.']);

/** Recorded beside each other for one official, for times that follow each other. */
export const SEAL_HANDOVERS_MAX = 20;

export const Official = bodyOf({
  v: z.literal(1),
  agencyId: AgencyId,
  unitId: UnitId.optional(),
  fullName: z.string().trim().min(1).max(50),
  position: z.string().trim().min(1).max(100),
  signingCapacity: SigningCapacity.optional(),
  roles: z.array(Role).min(1).max(5),
  certificateSha256: Sha256.optional(),
  /** The hand-overs by which the agency's seal is in his hands until it is taken back: he sees what waits for it. Written by those commands alone. */
  sealHandovers: z.array(HandoverId).max(SEAL_HANDOVERS_MAX).optional(),
});
export type Official = z.infer<typeof Official>;
