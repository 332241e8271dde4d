import { type AppEvent, type Area, areas } from '../shared/contract/define.ts';

export type Announcer = {
  readonly announce: (...changed: readonly Area[]) => void;
  readonly progress: (job: string, fraction: number) => void;
  readonly subscribe: (listener: (event: AppEvent) => void) => () => void;
};

/** Windows and streams of one profile. */
export const LISTENERS_MAX = 100;

/** Tells who listens which areas may look different; what happens in one turn is one event, and no event carries rows. */
export function makeAnnouncer(): Announcer {
  const listeners = new Set<(event: AppEvent) => void>();
  const waiting = new Set<Area>();
  const tell = (event: AppEvent): void => {
    for (const listener of listeners) listener(event);
  };
  return {
    announce: (...changed) => {
      const isFirst = waiting.size === 0;
      for (const area of changed) waiting.add(area);
      if (!isFirst || waiting.size === 0) return;
      setImmediate(() => {
        const told = areas.filter((area) => waiting.has(area));
        waiting.clear();
        tell({ type: 'changed', areas: told });
      });
    },
    progress: (job, fraction) => tell({ type: 'progress', job, fraction }),
    subscribe: (listener) => {
      if (listeners.size >= LISTENERS_MAX)
        throw new RangeError(`more than ${String(LISTENERS_MAX)} listeners`);
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}

/** The areas in which a command shows; every command also stands in Đồng bộ, and may be found. */
export function areasOf(commandName: string): readonly Area[] {
  const area = commandName.split('.')[0];
  if (area === 'incoming') return ['incoming', 'search', 'sync'];
  if (area === 'outgoing') return ['outgoing', 'exchange', 'search', 'sync'];
  if (area === 'exchange') return ['exchange', 'office', 'incoming', 'outgoing', 'search', 'sync'];
  if (area === 'secrecy') return ['incoming', 'outgoing', 'secrecy', 'search', 'sync'];
  if (area === 'task') return ['task', 'sync'];
  if (area === 'dossier') return ['dossier', 'sync'];
  if (area === 'report') return ['office', 'sync'];
  if (area === 'register') return ['office', 'incoming', 'outgoing', 'sync'];
  return ['office', 'profile', 'sync'];
}
