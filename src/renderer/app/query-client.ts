import { QueryClient } from '@tanstack/react-query';
import type { Area } from '../../shared/contract/define.ts';
import { bridge } from './bridge.ts';

/** The application is on this machine: no polling, no retry, no waiting for a network. */
export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      networkMode: 'always',
      staleTime: Number.POSITIVE_INFINITY,
      retry: false,
      refetchOnWindowFocus: false,
      refetchOnReconnect: false,
    },
    mutations: { networkMode: 'always', retry: false },
  },
});

/** Which areas' events may change what an operation answers: its own line where it has one, else its area's. */
const dependsOn: Readonly<Record<string, readonly Area[]>> = {
  incoming: ['incoming', 'exchange', 'file', 'signing', 'sync'],
  outgoing: ['outgoing', 'exchange', 'file', 'office', 'signing', 'sync'],
  office: ['office', 'profile'],
  profile: ['profile', 'office'],
  signing: ['signing', 'file'],
  trust: ['office', 'profile'],
  'signing.listToSign': ['signing', 'outgoing', 'file', 'office'],
  'signing.countToSign': ['signing', 'outgoing', 'office'],
  sync: ['sync', 'incoming', 'outgoing'],
  search: ['search', 'incoming', 'outgoing'],
};

bridge.subscribe((event) => {
  if (event.type !== 'changed') return;
  void queryClient.invalidateQueries({
    predicate: ({ queryKey: [name] }) => {
      const area = String(name).split('.')[0] ?? '';
      return (dependsOn[String(name)] ?? dependsOn[area] ?? []).some((each) => event.areas.includes(each));
    },
  });
});
