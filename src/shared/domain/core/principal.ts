import type { Official, Role } from '../office/official.ts';
import type { AgencyId, OfficialId } from './values.ts';

/** Who may see a thing: an official, everyone of an agency, everyone with a role there, or whoever has the agency's seal in his hands. */
export type Principal =
  | `official:${string}`
  | `agency:${string}`
  | `role:${string}/${Role}`
  | `seal:${string}`;

export const officialPrincipal = (id: OfficialId): Principal => `official:${id}`;
export const agencyPrincipal = (id: string): Principal => `agency:${id}`;
export const rolePrincipal = (agencyId: AgencyId, role: Role): Principal => `role:${agencyId}/${role}`;

export const sealPrincipal = (agencyId: AgencyId): Principal => `seal:${agencyId}`;

/** Whether the seal was handed to the official and not taken back. Not a matter of the clock: a time that runs out tells no device to forget anything. */
export const holdsSeal = ({ sealHandovers = [] }: Official): boolean => sealHandovers.length > 0;

/** Everything an official is, for asking what he may see. Who has left sees the office's own lists until his devices are ended, and no document. */
export function principalsOf(id: OfficialId, official: Official): readonly Principal[] {
  if (official.leftOn !== undefined) return [agencyPrincipal(official.agencyId)];
  return [
    officialPrincipal(id),
    agencyPrincipal(official.agencyId),
    ...official.roles.map((role) => rolePrincipal(official.agencyId, role)),
    ...(holdsSeal(official) ? [sealPrincipal(official.agencyId)] : []),
  ];
}
