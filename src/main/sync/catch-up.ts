import type { SyncStatus } from '../../shared/contract/sync.ts';
import { CHANGES_LIMIT_MAX } from '../../shared/protocol/feed.ts';

/** Fewer changes than this are here before anybody has read about them. */
export const CATCH_UP_MIN = 1_000;
/** What a page may take before the window waits for it: a key is answered within 100 ms (DESIGN §13), and more than pages is at work. */
const SLICE_MS = 40;
export const ROWS_MIN = 12;
/** Nothing is known of the machine yet. */
const ROWS_FIRST = 200;
/** The index is merged and the log written back in bursts of a few slices: the dearest of the last ones says what fits, and a page grows slowly after it. */
const SLICES_SEEN = 6;
const GROWTH_MAX = 1.3;

type Pulled = {
  readonly since: number;
  readonly next: number;
  readonly head: number;
  readonly hasMore: boolean;
};

export type CatchUp = {
  /** How many changes to ask for: what was applied in one slice before. */
  readonly rows: () => number;
  /** Does the page's work, and learns from the time that it takes. */
  readonly inSlice: <Result>(rows: number, work: () => Result) => Result;
  readonly pulled: (page: Pulled) => void;
  /** A page of a snapshot came; how many there will be is not known. */
  readonly pulledWhole: (rows: number, isLast: boolean) => void;
  readonly pause: () => void;
  readonly goOn: () => void;
  readonly isPaused: () => boolean;
  /** Undefined where nothing is far away. */
  readonly status: () => SyncStatus['catchUp'];
};

/** Follows a replica that comes back after long: where it began, where it stands, and whether its official wants it to wait. Forgotten when the program ends. */
export function followCatchUp(milliseconds: () => number): CatchUp {
  let rows = ROWS_FIRST;
  let msPerRow: readonly number[] = [];
  let isPaused = false;
  let changes: { readonly from: number; readonly at: number; readonly head: number } | undefined;
  let whole: number | undefined;
  return {
    rows: () => rows,
    inSlice: (count, work) => {
      const begun = milliseconds();
      const result = work();
      const took = milliseconds() - begun;
      // A short page says little of what a long one takes.
      if (count >= ROWS_MIN / 2 && took > 0) {
        msPerRow = [...msPerRow, took / count].slice(-SLICES_SEEN);
        const fits = SLICE_MS / Math.max(...msPerRow);
        rows = Math.round(Math.max(ROWS_MIN, Math.min(CHANGES_LIMIT_MAX, fits, rows * GROWTH_MAX)));
      }
      return result;
    },
    pulled: ({ since, next, head, hasMore }) => {
      whole = undefined;
      const isFar = changes !== undefined || head - since > CATCH_UP_MIN;
      changes = hasMore && isFar ? { from: changes?.from ?? since, at: next, head } : undefined;
    },
    pulledWhole: (count, isLast) => {
      changes = undefined;
      whole = isLast ? undefined : (whole ?? 0) + count;
    },
    pause: () => {
      isPaused = true;
    },
    goOn: () => {
      isPaused = false;
    },
    isPaused: () => isPaused,
    status: () => {
      if (changes) return { done: changes.at - changes.from, total: changes.head - changes.from, isPaused };
      return whole === undefined ? undefined : { done: whole, isPaused };
    },
  };
}
