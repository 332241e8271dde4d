import type { AgencyId } from '../../shared/domain/core/values.ts';

export type HintListener = (head: number) => void;

/** Who waits for an agency's feed to move. It carries heads and nothing else; truth is always the pull. */
export type Hints = {
  readonly announce: (agencyId: AgencyId, head: number) => void;
  readonly listen: (agencyId: AgencyId, listener: HintListener) => () => void;
};

export function makeHints(): Hints {
  const listeners = new Map<AgencyId, Set<HintListener>>();
  return {
    announce: (agencyId, head) => {
      for (const listener of listeners.get(agencyId) ?? []) listener(head);
    },
    listen: (agencyId, listener) => {
      const waiting = listeners.get(agencyId) ?? new Set();
      listeners.set(agencyId, waiting.add(listener));
      return () => {
        waiting.delete(listener);
        if (waiting.size === 0) listeners.delete(agencyId);
      };
    },
  };
}
