import { useQuery } from '@tanstack/react-query';
import { useProfile } from './profile.ts';
import { read } from './read.ts';

/** Whether delegations and the seal concern this official: a specialist only while he is named in one. */
export function useHasAuthorities(): boolean {
  const profile = useProfile();
  const { data: given } = useQuery(read('office.listDelegations', {}));
  const { data: lent } = useQuery(read('office.listHandovers', {}));
  if (!profile) return false;
  const isMe = ({ officialId }: { readonly officialId: string }) => officialId === profile.officialId;
  return (
    profile.official.roles.some((role) => role !== 'specialist') ||
    given?.delegations.some(({ delegation }) => isMe(delegation)) === true ||
    lent?.handovers.some(({ handover }) => isMe(handover)) === true
  );
}

const refusals: readonly string[] = [
  'outgoing.no-authority',
  'outgoing.authority-other-type',
  'outgoing.authority-ended',
];
/** Whether a document waits for this official's signature and only the authority for it is missing (NĐ 30/2020 article 13). */
export const isAuthorityRefusal = (reason: string | undefined): reason is string =>
  reason !== undefined && refusals.includes(reason);
