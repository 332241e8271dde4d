import { allCommands } from '../../src/shared/domain/all-commands.ts';
import { clientPlaces, serverPlaces } from './crash.ts';
import type { Told } from './simulate.ts';
import { type Counts, noCounts } from './story.ts';

/** Shorter runs are looks at single stories, of which not each has everything. */
export const RUN_SEEDS_MIN = 50;

/** The command that no story has yet: the containment of a classified document. */
const UNTOLD = /^secrecy\.contain$/;

/** What many stories add up to. */
export type Run = {
  readonly note: (told: Told) => void;
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
  const all = Object.keys(allCommands).filter((name) => !UNTOLD.test(name));
  return {
    seeds: () => seeds,
    note: (told) => {
      seeds += 1;
      if (told.problems.length > 0) failed += 1;
      operations += told.performed;
      hash = told.hash;
      for (const name of told.commands) commands.add(name);
      for (const [place, count] of told.ends) ends.set(place, (ends.get(place) ?? 0) + count);
      for (const what of Object.keys(total) as (keyof Counts)[]) total[what] += told.counts[what];
    },
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
