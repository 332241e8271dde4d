import { z } from 'zod';
import { bodyOf } from '../core/schema.ts';
import { AgencyId, Instant, LocalDate, OfficialId, TypeName } from '../core/values.ts';
import { SigningCapacity } from './official.ts';

/** In whose name somebody else than the head signs (NĐ 30/2020 article 13): thay mặt, ký thay, thừa lệnh, thừa ủy quyền, quyền. */
export const AuthorityForm = SigningCapacity.exclude(['']);
export type AuthorityForm = z.infer<typeof AuthorityForm>;

export const DELEGATED_TYPES_MAX = 60;
/** The decision, working rules or letter that gives an authority or lets the seal out of the clerk's hands. */
export const WrittenBasis = z.string().trim().min(1).max(300);

/** Who may sign which types in the head's place, since when and until when, and by which paper. Ended early, it keeps its history. */
export const Delegation = bodyOf({
  v: z.literal(1),
  agencyId: AgencyId,
  officialId: OfficialId,
  form: AuthorityForm,
  /** Empty: every type. */
  typeNames: z.array(TypeName).max(DELEGATED_TYPES_MAX),
  from: LocalDate,
  /** The last day; a thừa ủy quyền always has one (article 13.3). */
  to: LocalDate.optional(),
  basis: WrittenBasis,
  by: OfficialId,
  doneAt: Instant,
  endedBy: OfficialId.optional(),
});
export type Delegation = z.infer<typeof Delegation>;

/** The seal in other hands for a while (article 32.2b): allowed in writing, handed over with a record. */
export const SealHandover = bodyOf({
  v: z.literal(1),
  agencyId: AgencyId,
  officialId: OfficialId,
  from: Instant,
  to: Instant,
  permission: WrittenBasis,
  minutes: WrittenBasis,
  by: OfficialId,
  doneAt: Instant,
  returnedAt: Instant.optional(),
});
export type SealHandover = z.infer<typeof SealHandover>;
