import { useSyncExternalStore } from 'react';
import type { OperationId } from '../../../shared/domain/core/values.ts';
import { recall, remember } from '../remembered.ts';

/** One exercise as it stands: what its official had done before he began it does not count. */
export type Begun = { readonly before: readonly OperationId[]; readonly isDone: boolean };
type Kept = {
  readonly isOpen: boolean;
  /** The exercise whose steps are shown. */
  readonly at?: string;
  readonly begun: Readonly<Record<string, Begun>>;
};

const KEY = 'training';
const nothing: Kept = { isOpen: false, begun: {} };
const accept = (found: unknown): Kept | undefined =>
  typeof found === 'object' && found !== null && 'begun' in found && 'isOpen' in found
    ? (found as Kept)
    : undefined;

let kept: Kept = recall(KEY, accept) ?? nothing;
const listeners = new Set<() => void>();

/** Kept on this machine for this profile: every role has its own progress. */
export function keepTraining(some: Partial<Kept>): void {
  kept = { ...kept, ...some };
  remember(KEY, kept);
  for (const listener of listeners) listener();
}

export const keepBegun = (id: string, begun: Begun): void =>
  keepTraining({ begun: { ...kept.begun, [id]: begun } });

export const trainingNow = (): Kept => kept;

export const useTrainingKept = (): Kept =>
  useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => kept,
  );
