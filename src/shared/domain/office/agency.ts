import { z } from 'zod';
import { bodyOf } from '../core/schema.ts';
import { AgencyId, LocalDate, OfficialId, OrganName, Sha256, UnitId } from '../core/values.ts';

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
  /** After so many hours a recipient that did not take a document in is pointed out. */
  notTakenHours: z.int().positive().optional(),
});
export type Agency = z.infer<typeof Agency>;

export const Unit = bodyOf({
  v: z.literal(1),
  agencyId: AgencyId,
  name: OrganName,
  notation: z.string().max(30),
  /** Who answers for it: what is given to the unit goes to him (NĐ 30/2020 article 24.1). */
  headId: OfficialId.optional(),
  /** The unit that it is a part of; none where it stands under the agency itself. */
  parentId: UnitId.optional(),
  /** Giải thể: from that day on nothing is given to it and nobody is appointed to it. Who was its member is of no unit until he is appointed anew. */
  closedOn: LocalDate.optional(),
  /** How many events (`officeEvent`) there are of it: the next one has the next number. Written by commands alone. */
  eventCount: z.int().nonnegative().optional(),
});
export type Unit = z.infer<typeof Unit>;
