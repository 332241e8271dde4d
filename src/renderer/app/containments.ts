import { useQuery } from '@tanstack/react-query';
import { useProfile } from './profile.ts';
import { read } from './read.ts';

const ROLES = ['clerk', 'leader', 'administrator'] as const;

/** Whether the official may see what was contained (the server asks the same again), and whether there is anything. */
export function useContainments() {
  const roles = useProfile()?.official.roles ?? [];
  const mayRead = ROLES.some((role) => roles.includes(role));
  const list = useQuery({ ...read('secrecy.listContainments', {}), enabled: mayRead });
  return { mayRead, list, hasAny: (list.data?.length ?? 0) > 0 };
}
