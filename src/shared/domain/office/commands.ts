import { z } from 'zod';
import { byName, change, command, create, refuse } from '../core/command.ts';
import { ref } from '../core/kinds.ts';
import { may } from '../core/rights.ts';
import { AgencyId, LocalDate, OfficialId, RegisterId, UnitId } from '../core/values.ts';
import { Agency, Unit } from './agency.ts';
import { distrustAnchor, trustAnchor } from './anchor-commands.ts';
import { delegate, endDelegation, handOverSeal, takeBackSeal } from './authority-commands.ts';
import { Official } from './official.ts';
import { Book, registerId as idOfRegister } from './register.ts';

/** An agency joins the province's server. */
export const establishAgency = command({
  name: 'office.establishAgency',
  args: z.object({ agencyId: AgencyId, agency: Agency }),
  reads: () => [],
  decide: (_read, args, { actor, agencyId }) => {
    if (!actor.roles.includes('system') || args.agencyId !== agencyId)
      return refuse('office.only-administrator');
    return [create('agency', args.agencyId, args.agency)];
  },
});

/** A unit of the agency (phòng, ban). */
export const foundUnit = command({
  name: 'office.foundUnit',
  args: z.object({ unitId: UnitId, unit: Unit }),
  reads: () => [],
  decide: (_read, { unitId, unit }, { actor }) =>
    may(actor, 'administer', unit) ? [create('unit', unitId, unit)] : refuse('office.only-administrator'),
});

/** An official is given a place, roles and, for signers, a registered certificate. Replaces what was there, but for fields that only a newer program knows. */
export const appoint = command({
  name: 'office.appoint',
  args: z.object({ officialId: OfficialId, official: Official }),
  reads: ({ officialId }) => [ref('official', officialId)],
  decide: (read, { officialId, official }, { actor }) => {
    if (!may(actor, 'administer', official)) return refuse('office.only-administrator');
    const known = read('official', officialId);
    if (known && known.agencyId !== official.agencyId) return refuse('office.other-agency');
    if (official.roles.includes('system')) return refuse('office.only-administrator');
    const { sealHandovers: _, ...given } = official;
    return [change('official', officialId, { ...keptOf(known), ...given })];
  },
});

/** What is not given by appointing: the seal in his hands, and what this program does not know. Other fields are given anew, so that one left out is gone. */
function keptOf(known: Official | undefined): object {
  if (!known) return {};
  const { v, agencyId, unitId, fullName, position, signingCapacity, roles, certificateSha256, ...kept } =
    known;
  return kept;
}

/** Mở sổ: a book of one year begins at 01 (NĐ 30/2020 article 15). */
export const openRegister = command({
  name: 'register.open',
  args: z.object({
    registerId: RegisterId,
    agencyId: AgencyId,
    book: Book,
    year: z.int().min(2020).max(2200),
    name: z.string().min(1).max(200),
    openedOn: LocalDate,
  }),
  reads: () => [],
  decide: (_read, { registerId, agencyId, book, year, name, openedOn }, { actor }) => {
    if (!may(actor, 'administer', { agencyId })) return refuse('office.only-administrator');
    if (registerId !== idOfRegister(agencyId, book, year)) return refuse('register.not-found');
    return [
      create('register', registerId, { v: 1, agencyId, book, year, name, next: 1, lastIssuedOn: openedOn }),
    ];
  },
});

export const officeCommands = byName(
  establishAgency,
  foundUnit,
  appoint,
  openRegister,
  delegate,
  endDelegation,
  handOverSeal,
  takeBackSeal,
  trustAnchor,
  distrustAnchor,
);
