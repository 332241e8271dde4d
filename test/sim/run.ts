import { allCommands } from '../../src/shared/domain/all-commands.ts';
import { clientPlaces, serverPlaces } from './crash.ts';
import type { Told } from './simulate.ts';
import { type Counts, noCounts } from './story.ts';

/** Shorter runs are looks at single stories, of which not each has everything. */
export const RUN_SEEDS_MIN = 50;

/** What some stories add up to, as it goes from one process to another. */
export type Sum = {
  readonly seeds: number;
  readonly failed: number;
  readonly operations: number;
  readonly commands: readonly string[];
  readonly ends: readonly (readonly [place: string, count: number])[];
  readonly counts: Counts;
  /** Of the last story. */
  readonly hash: string;
};

const sumOf = ({ problems, performed, commands, ends, counts, hash }: Told): Sum => ({
  seeds: 1,
  failed: problems.length > 0 ? 1 : 0,
  operations: performed,
  commands: [...commands],
  ends: [...ends],
  counts,
  hash,
});

/** What many stories add up to. */
export type Run = {
  readonly note: (told: Told) => void;
  readonly add: (sum: Sum) => void;
  readonly sum: () => Sum;
  /** Commands that nobody gave with success, places where no process ended, faults that never came: a run must have them all. */
  readonly missing: () => readonly string[];
  readonly lastLine: () => string;
  readonly seeds: () => number;
};

export function makeRun(): Run {
  const total: Counts = { ...noCounts };
  const commands = new Set<string>();
  const ends = new Map<string, number>();
  let [seeds, failed, operations, hash] = [0, 0, 0, ''];
  const all = Object.keys(allCommands);
  const add = (sum: Sum): void => {
    seeds += sum.seeds;
    failed += sum.failed;
    operations += sum.operations;
    hash = sum.hash;
    for (const name of sum.commands) commands.add(name);
    for (const [place, count] of sum.ends) ends.set(place, (ends.get(place) ?? 0) + count);
    for (const what of Object.keys(total) as (keyof Counts)[]) total[what] += sum.counts[what];
  };
  return {
    seeds: () => seeds,
    add,
    note: (told) => add(sumOf(told)),
    sum: () => ({
      ...{ seeds, failed, operations, commands: [...commands], ends: [...ends], counts: total, hash },
    }),
    missing: () => [
      ...all.filter((name) => !commands.has(name)).map((name) => `never given: ${name}`),
      ...[...clientPlaces, ...serverPlaces]
        .filter((place) => !ends.has(place))
        .map((place) => `never ended at: ${place}`),
      ...Object.entries(total)
        .filter(([, count]) => count === 0)
        .map(([what]) => `never happened: ${what}`),
    ],
    lastLine: () => {
      const counts = Object.entries(total).map(([what, count]) => `${String(count)} ${what}`);
      return [
        `${String(seeds)} seeds, ${String(failed)} failed, ${String(operations)} operations`,
        ...counts,
        `${String(commands.size)} of ${String(all.length)} commands`,
        `${String(ends.size)} of ${String(clientPlaces.length + serverPlaces.length)} places`,
        `trace ${hash}`,
      ].join(', ');
    },
  };
}
