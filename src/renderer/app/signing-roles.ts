import { useQuery } from '@tanstack/react-query';
import type { KeyRole } from '../../shared/contract/signing.ts';
import type { Role } from '../../shared/domain/office/official.ts';
import { useProfile } from './profile.ts';
import { read } from './read.ts';

const roleOf: Readonly<Record<KeyRole, Role>> = { person: 'leader', agency: 'clerk' };

export type SigningRole = { readonly role: KeyRole; readonly count: number };

/** What this official signs and how much of it waits: by his role, or because the seal was handed to him. */
export function useSigningRoles(): readonly SigningRole[] {
  const held = useProfile()?.official.roles ?? [];
  const counts = {
    person: useQuery(read('signing.countToSign', { role: 'person' })).data?.count ?? 0,
    agency: useQuery(read('signing.countToSign', { role: 'agency' })).data?.count ?? 0,
  };
  return (['person', 'agency'] as const)
    .filter((role) => counts[role] > 0 || held.includes(roleOf[role]))
    .map((role) => ({ role, count: counts[role] }));
}
