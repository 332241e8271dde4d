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

/** Which areas' events may change what an operation of a given area answers. */
const dependsOn: Readonly<Record<string, readonly Area[]>> = {
  incoming: ['incoming', 'exchange', 'file', 'signing', 'sync'],
  outgoing: ['outgoing', 'exchange', 'file', 'signing', 'sync'],
  office: ['office', 'profile'],
  profile: ['profile', 'office'],
  signing: ['signing', 'file'],
  sync: ['sync', 'incoming', 'outgoing'],
  search: ['search', 'incoming', 'outgoing'],
};

bridge.subscribe((event) => {
  if (event.type !== 'changed') return;
  void queryClient.invalidateQueries({
    predicate: ({ queryKey: [name] }) => {
      const area = String(name).split('.')[0] ?? '';
      return (dependsOn[area] ?? []).some((each) => event.areas.includes(each));
    },
  });
});
