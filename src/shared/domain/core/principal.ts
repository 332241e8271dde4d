import type { Official, Role } from '../office/official.ts';
import type { AgencyId, OfficialId } from './values.ts';

/** Who may see a thing: an official, everyone of an agency, or everyone with a role there. */
export type Principal = `official:${string}` | `agency:${string}` | `role:${string}/${Role}`;

export const officialPrincipal = (id: OfficialId): Principal => `official:${id}`;
export const agencyPrincipal = (id: string): Principal => `agency:${id}`;
export const rolePrincipal = (agencyId: AgencyId, role: Role): Principal => `role:${agencyId}/${role}`;

/** Everything an official is, for asking what he may see. */
export function principalsOf(id: OfficialId, official: Official): readonly Principal[] {
  return [
    officialPrincipal(id),
    agencyPrincipal(official.agencyId),
    ...official.roles.map((role) => rolePrincipal(official.agencyId, role)),
  ];
}
