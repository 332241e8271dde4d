import type { Query, QueryClient } from '@tanstack/react-query';
import type { AppEvent, Area } from '../../shared/contract/define.ts';

/** Which areas' events may change what an operation answers: its own line where it has one, else its area's. */
const dependsOn: Readonly<Record<string, readonly Area[]>> = {
  incoming: ['incoming', 'exchange', 'file', 'signing', 'sync'],
  outgoing: ['outgoing', 'exchange', 'file', 'office', 'signing', 'sync'],
  office: ['office', 'profile'],
  profile: ['profile', 'office'],
  signing: ['signing', 'file'],
  task: ['task', 'incoming', 'outgoing', 'office', 'sync'],
  dossier: ['dossier', 'incoming', 'outgoing', 'office', 'sync'],
  trust: ['office', 'profile'],
  'signing.listToSign': ['signing', 'outgoing', 'file', 'office'],
  'signing.countToSign': ['signing', 'outgoing', 'office'],
  sync: ['sync', 'incoming', 'outgoing'],
  file: ['file', 'sync'],
  secrecy: ['secrecy', 'office'],
  report: ['outgoing', 'exchange', 'office'],
  search: ['search', 'incoming', 'outgoing'],
  notice: ['notice', 'incoming', 'outgoing', 'task', 'dossier', 'office', 'profile', 'sync'],
  lock: ['lock'],
  device: ['profile'],
};

const dependsOnAny = ({ queryKey: [name] }: Query, changed: readonly Area[]): boolean => {
  const area = String(name).split('.')[0] ?? '';
  return (dependsOn[String(name)] ?? dependsOn[area] ?? []).some((each) => changed.includes(each));
};

/**
 * Asks anew whatever a change may have touched. An answer that was on its way when the change came may be from before it, and the kit would take
 * it for fresh where nobody looked at it meanwhile, or where it is the first: such an answer is shown, and asked for once more.
 */
export function followChanges(
  client: QueryClient,
  subscribe: (listener: (event: AppEvent) => void) => unknown,
): void {
  const outrun = new Set<string>();
  client.getQueryCache().subscribe((event) => {
    if (event.type === 'removed') outrun.delete(event.query.queryHash);
    if (event.type !== 'updated' || event.action.type !== 'success') return;
    if (!outrun.delete(event.query.queryHash)) return;
    void client.invalidateQueries({ queryKey: event.query.queryKey, exact: true });
  });
  subscribe((event) => {
    if (event.type !== 'changed') return;
    const predicate = (query: Query) => dependsOnAny(query, event.areas);
    for (const query of client.getQueryCache().findAll({ predicate, fetchStatus: 'fetching' }))
      if (!query.isActive() || query.state.data === undefined) outrun.add(query.queryHash);
    void client.invalidateQueries({ predicate });
  });
}
