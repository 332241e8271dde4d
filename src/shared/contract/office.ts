import { z } from 'zod';
import { AgencyId, LocalDate, OfficialId, RegisterId } from '../domain/core/values.ts';
import { officeCommands } from '../domain/office/commands.ts';
import { Official, Role } from '../domain/office/official.ts';
import { Book } from '../domain/office/register.ts';
import { query } from './define.ts';

export const ProfileShown = z.object({
  officialId: OfficialId,
  official: Official,
  agencyId: AgencyId,
  agencyName: z.string(),
  agencyNotation: z.string(),
  today: LocalDate,
  isTrial: z.boolean(),
  version: z.string(),
});
export type ProfileShown = z.infer<typeof ProfileShown>;

/** Another profile of the same host, for the trial's switcher; `address` is opened to become that official. */
export const ProfileChoice = z.object({
  profileId: z.string().max(60),
  fullName: z.string(),
  role: Role,
  agencyName: z.string(),
  address: z.string(),
  isCurrent: z.boolean(),
});
export type ProfileChoice = z.infer<typeof ProfileChoice>;

export const officeContract = {
  ...officeCommands,
  'profile.get': query(z.object({}), ProfileShown),
  'profile.listChoices': query(z.object({}), z.array(ProfileChoice)),
  'office.listOfficials': query(
    z.object({}),
    z.array(z.object({ officialId: OfficialId, official: Official })),
  ),
  'office.listRegisters': query(
    z.object({ book: Book }),
    z.array(
      z.object({
        registerId: RegisterId,
        name: z.string(),
        year: z.int(),
        next: z.int(),
        lastIssuedOn: LocalDate,
      }),
    ),
  ),
  /** Agencies that a dispatch can reach; `text` is matched folded, by name or code. */
  'office.listAgencies': query(
    z.object({ text: z.string().max(200), limit: z.int().min(1).max(200) }),
    z.array(z.object({ agencyId: AgencyId, name: z.string(), code: z.string() })),
  ),
} as const;
