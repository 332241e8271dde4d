export const BACKOFF_FIRST_MS = 1_000;
export const BACKOFF_MS_MAX = 5 * 60_000;

/** How long to wait after `failures` failures in a row: doubling, at most `BACKOFF_MS_MAX`, and spread so that a whole province does not come back at once. `random` is in 0..1. */
export function backoffMs(failures: number, random: number): number {
  const full = Math.min(BACKOFF_MS_MAX, BACKOFF_FIRST_MS * 2 ** Math.min(failures, 30));
  return Math.round(full * (0.5 + random / 2));
}
