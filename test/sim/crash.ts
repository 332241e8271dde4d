/** A process that ended at a named place; whoever ran it opens it again. */
export class Crash extends Error {
  override readonly name = 'Crash';
}

/** Ends a process at a place, after it was passed so many times. */
export type Armed<Place extends string> = { place: Place; left: number } | undefined;

/** Throws a `Crash` when the armed place is reached for the last time; answers what stays armed. */
export function pass<Place extends string>(armed: Armed<Place>, place: Place): Armed<Place> {
  if (armed?.place !== place) return armed;
  if (armed.left > 1) return { place, left: armed.left - 1 };
  throw new Crash(place);
}
