import type { Log } from './ports.ts';

/** Writes one line of JSON per event. Callers pass names, codes and counts, never contents. */
export const makeLog =
  (write: (line: string) => void, now: () => string): Log =>
  (event, detail = {}) =>
    write(`${JSON.stringify({ at: now(), event, ...detail })}\n`);
