import { QueryClient } from '@tanstack/react-query';
import { bridge } from './bridge.ts';
import { followChanges } from './follow-changes.ts';

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

followChanges(queryClient, bridge.subscribe);
