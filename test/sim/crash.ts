import {
  type ClientFailpoint,
  clientFailpoints,
  type ServerFailpoint,
  serverFailpoints,
} from '../../src/shared/failpoints.ts';

/** A process that ended at a named place; whoever ran it opens it again. */
export class Crash extends Error {
  override readonly name = 'Crash';
}

/** Ends a process at a place, after it was passed so many times. */
export type Armed<Place extends string> = { place: Place; left: number } | undefined;

/** Throws a `Crash` when the armed place is reached for the last time, and counts it; answers what stays armed. */
export function pass<Place extends string>(
  armed: Armed<Place>,
  place: Place,
  ends: Map<string, number>,
): Armed<Place> {
  if (armed?.place !== place) return armed;
  if (armed.left > 1) return { place, left: armed.left - 1 };
  ends.set(place, (ends.get(place) ?? 0) + 1);
  throw new Crash(place);
}

/**
 * Taking in files, signing, batches and building packages happen before a command is given; collecting files and making room have a clock of days; enrolling and a lock stand in front of all of it; no agency of a
 * story is elsewhere: outside.
 */
const OUTSIDE = /^(intake|sign|batch|issue|collect|room|gateway|enrol|lock)\./;

/** The places in the parts that a story runs: each is an end of some process in every run of the simulator. */
export const clientPlaces: readonly ClientFailpoint[] = clientFailpoints.filter(
  (name) => !OUTSIDE.test(name),
);
export const serverPlaces: readonly ServerFailpoint[] = serverFailpoints.filter(
  (name) => !OUTSIDE.test(name),
);
