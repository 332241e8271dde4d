import { z } from 'zod';
import {
  AgencyId,
  DelegationId,
  HandoverId,
  LocalDate,
  OfficialId,
  RegisterId,
  UnitId,
} from '../domain/core/values.ts';
import { officeCommands } from '../domain/office/commands.ts';
import { Delegation, SealHandover } from '../domain/office/delegation.ts';
import { Official, Role } from '../domain/office/official.ts';
import { Book } from '../domain/office/register.ts';
import { Series } from '../domain/office/series.ts';
import { OpenWorkResponse } from '../protocol/work.ts';
import { action, query } from './define.ts';
import { Person } from './shapes.ts';

export const ProfileShown = z.object({
  officialId: OfficialId,
  official: Official,
  agencyId: AgencyId,
  agencyName: z.string(),
  agencyNotation: z.string(),
  /** Under which other agencies know it. */
  agencyCode: z.string().optional(),
  today: LocalDate,
  /** After so many hours a recipient that did not take a document in is pointed out. */
  notTakenHours: z.int(),
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

/** Giao ký (NĐ 30/2020 article 13): who, by which paper, and whether it holds today. */
export const DelegationShown = z.object({
  delegationId: DelegationId,
  delegation: Delegation,
  official: Person.optional(),
  by: Person.optional(),
  state: z.enum(['to-come', 'in-force', 'ended']),
});
export type DelegationShown = z.infer<typeof DelegationShown>;

/** Bàn giao dấu (article 32.2b): in whose hands, and whether it is there now. */
export const HandoverShown = z.object({
  handoverId: HandoverId,
  handover: SealHandover,
  official: Person.optional(),
  by: Person.optional(),
  state: z.enum(['to-come', 'running', 'over', 'returned']),
  /** The clerk takes it back, or its holder gives it back. */
  isReturnable: z.boolean(),
});
export type HandoverShown = z.infer<typeof HandoverShown>;

/** Who was recorded as having left. */
export const LeaverShown = Person.extend({ leftOn: LocalDate });
export type LeaverShown = z.infer<typeof LeaverShown>;

export const officeContract = {
  ...officeCommands,
  'profile.get': query(z.object({}), ProfileShown),
  'profile.listChoices': query(z.object({}), z.array(ProfileChoice)),
  /** Those who are here. */
  'office.listOfficials': query(
    z.object({}),
    z.array(z.object({ officialId: OfficialId, official: Official })),
  ),
  /** Units of the agency by name, with who answers for each. */
  'office.listUnits': query(
    z.object({}),
    z.array(z.object({ unitId: UnitId, name: z.string(), notation: z.string(), head: Person.optional() })),
  ),
  /** The latest first. */
  'office.listLeavers': query(z.object({}), z.array(LeaverShown)),
  /** What somebody who left still has in his hands, asked of the server, for the administrator. */
  'office.listOpenWork': query(z.object({ officialId: OfficialId }), OpenWorkResponse),
  'office.listRegisters': query(
    z.object({ book: Book }),
    z.array(
      z.object({
        registerId: RegisterId,
        name: z.string(),
        year: z.int(),
        next: z.int(),
        lastIssuedOn: LocalDate,
        /** Of a book apart: what is entered in it. */
        series: Series.optional(),
        /** Of the common one: the books apart. */
        apart: z.array(Series).optional(),
      }),
    ),
  ),
  /** Every delegation of the agency, what holds first; `whyNot` is the code of why the official may give none. */
  'office.listDelegations': query(
    z.object({}),
    z.object({ delegations: z.array(DelegationShown), whyNot: z.string().optional() }),
  ),
  /** Every hand-over of the seal, the running ones first; `whyNot` is the code of why the official may not hand it over. */
  'office.listHandovers': query(
    z.object({}),
    z.object({ handovers: z.array(HandoverShown), whyNot: z.string().optional() }),
  ),
  /** Agencies that a dispatch can reach; `text` is matched folded, by name or code. */
  'office.listAgencies': query(
    z.object({ text: z.string().max(200), limit: z.int().min(1).max(200) }),
    z.array(z.object({ agencyId: AgencyId, name: z.string(), code: z.string() })),
  ),
  /** Asks the server for agencies on other servers, which then are among those of `office.listAgencies`; answers how many there were. */
  'office.findElsewhere': action(
    z.object({ text: z.string().trim().min(2).max(200) }),
    z.object({ count: z.int() }),
  ),
} as const;
