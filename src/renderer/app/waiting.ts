import { useQuery } from '@tanstack/react-query';
import type { IncomingView } from '../../shared/contract/incoming.ts';
import type { OutgoingView } from '../../shared/contract/outgoing.ts';
import type { TaskView } from '../../shared/contract/task.ts';
import type { Attention } from '../../shared/domain/incoming/attention.ts';
import type { Role } from '../../shared/domain/office/official.ts';
import { useContainments } from './containments.ts';
import { useProfile } from './profile.ts';
import { read } from './read.ts';

/** What can wait for an official, each a list that stands elsewhere in the window. */
export type Waiting =
  | { readonly of: 'incoming'; readonly view: Extract<IncomingView, 'arrived' | 'registered' | 'mine'> }
  | { readonly of: 'attention'; readonly view: Extract<Attention, 'not-handed-on' | 'recorded'> }
  | {
      readonly of: 'outgoing';
      readonly view: Extract<
        OutgoingView,
        'submitted' | 'signed' | 'numbered' | 'sealed' | 'notTaken' | 'returned'
      >;
    }
  | { readonly of: 'task'; readonly view: Extract<TaskView, 'mine' | 'late' | 'waiting'> }
  | { readonly of: 'sync'; readonly view: 'refused' }
  | { readonly of: 'containments'; readonly view: 'all' };

/** What waits for each role, what presses most first (annex VI of NĐ 30/2020 gives each role its steps). */
const waitingOf: Readonly<Record<Role, readonly Waiting[]>> = {
  clerk: [
    { of: 'incoming', view: 'arrived' },
    { of: 'outgoing', view: 'signed' },
    { of: 'outgoing', view: 'numbered' },
    { of: 'outgoing', view: 'sealed' },
    { of: 'attention', view: 'not-handed-on' },
    { of: 'outgoing', view: 'notTaken' },
  ],
  leader: [
    { of: 'incoming', view: 'registered' },
    { of: 'outgoing', view: 'submitted' },
    { of: 'attention', view: 'recorded' },
    { of: 'task', view: 'late' },
    { of: 'task', view: 'waiting' },
  ],
  specialist: [
    { of: 'task', view: 'late' },
    { of: 'incoming', view: 'mine' },
    { of: 'task', view: 'mine' },
    { of: 'outgoing', view: 'returned' },
  ],
  administrator: [
    { of: 'sync', view: 'refused' },
    { of: 'containments', view: 'all' },
  ],
  system: [],
};

/** What waits for whoever has these roles, each once. */
export const waitingFor = (roles: readonly Role[]): readonly Waiting[] => {
  const all = roles.flatMap((role) => waitingOf[role]);
  return all.filter((each, index) => all.findIndex((other) => keyOf(other) === keyOf(each)) === index);
};

export type Counted = Waiting & { readonly count: number };
type KeyOf<Each> = Each extends Waiting ? `${Each['of']}.${Each['view']}` : never;
export type WaitingKey = KeyOf<Waiting>;
export const keyOf = ({ of, view }: Waiting): WaitingKey => `${of}.${view}` as WaitingKey;

/** The same for whoever sits here, counted; undefined until all of it is counted. */
export function useWaiting(): readonly Counted[] | undefined {
  const roles = useProfile()?.official.roles;
  const incoming = useQuery(read('incoming.countViews', {})).data;
  const attention = useQuery(read('incoming.countAttention', {})).data;
  const outgoing = useQuery(read('outgoing.countViews', {})).data;
  const task = useQuery(read('task.countViews', {})).data;
  const status = useQuery(read('sync.getStatus', {})).data;
  const containments = useContainments().list.data ?? [];
  if (!roles || !incoming || !attention || !outgoing || !task || !status) return undefined;
  const count = (waiting: Waiting): number => {
    switch (waiting.of) {
      case 'incoming':
        return incoming[waiting.view];
      case 'attention':
        return attention[waiting.view];
      case 'outgoing':
        return outgoing[waiting.view];
      case 'task':
        return task[waiting.view];
      case 'sync':
        return status.refusedCount;
      case 'containments':
        return containments.length;
    }
  };
  return waitingFor(roles).map((waiting) => ({ ...waiting, count: count(waiting) }));
}
