import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { deedsOf, type Exercise, isDone } from '../../../shared/training/exercise.ts';
import { type ExerciseId, exercisesFor } from '../../../shared/training/exercises.ts';
import { say } from '../../../shared/words/vi.ts';
import { announce } from '../announce.ts';
import { bridge } from '../bridge.ts';
import { useProfile } from '../profile.ts';
import { type Begun, keepBegun, trainingNow, useTrainingKept } from './training-state.ts';

export type Guided = Exercise<ExerciseId>;

/** Whether there is anything to train on: a real office is never exercised in. */
export const useIsTrial = (): boolean => useProfile()?.isTrial === true;

/** Whether whoever sits here has exercises, and may do them. */
export const useIsTrainable = (): boolean => {
  const roles = useProfile()?.official.roles ?? [];
  return useIsTrial() && exercisesFor(roles).length > 0;
};

/** Begins exercises now, for the first time or again: what was done so far does not count. */
export async function begin(list: readonly Guided[]): Promise<void> {
  const deeds = await deedsOf(bridge.invoke);
  for (const { id, by } of list) {
    const before = deeds.filter(({ name }) => name === by).map(({ operationId }) => operationId);
    keepBegun(id, { before, isDone: false });
  }
}

/** Asks the application which of the begun exercises are done now. It asks, and changes nothing. */
async function newlyDone(list: readonly Guided[], begun: Readonly<Record<string, Begun>>) {
  const deeds = await deedsOf(bridge.invoke);
  const done: ExerciseId[] = [];
  for (const exercise of list) {
    const { before, isDone: wasDone } = begun[exercise.id] ?? { before: [], isDone: true };
    if (!wasDone && (await isDone(exercise, deeds, before, bridge.invoke))) done.push(exercise.id);
  }
  return done;
}

/** The exercises of whoever sits here. Each is marked done as soon as the state of the trial shows it. */
export function useTraining(): { readonly list: readonly Guided[]; readonly doneCount: number } {
  const list = exercisesFor(useProfile()?.official.roles ?? []);
  const { begun } = useTrainingKept();
  useEffect(() => {
    const fresh = list.filter(({ id }) => !trainingNow().begun[id]);
    if (fresh.length > 0) void begin(fresh);
  }, [list]);
  // Under the name of the area whose events tell of every deed, so that each is looked at when it happened.
  const { data } = useQuery({
    queryKey: ['sync.training', begun],
    queryFn: () => newlyDone(list, begun),
    enabled: list.every(({ id }) => begun[id]),
  });
  useEffect(() => {
    for (const id of data ?? []) {
      const now = trainingNow().begun[id];
      if (!now || now.isDone) continue;
      keepBegun(id, { ...now, isDone: true });
      announce(say('training.done', { title: say(`training.${id}.title`) }));
    }
  }, [data]);
  return { list, doneCount: list.filter(({ id }) => begun[id]?.isDone === true).length };
}
