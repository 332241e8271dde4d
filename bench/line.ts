/** One measured thing: the least that the machine could do with the same rows in the same run, and what we do. */
export type Line = {
  readonly name: string;
  readonly floorMs: number;
  readonly oursMs: number;
  readonly n: number;
  /** Half of the distance from the 10th to the 90th percentile, as a share of the median. */
  readonly spread: number;
  /** The 10th percentiles: what the machine does when nothing else keeps it busy. */
  readonly quiet: { readonly floorMs: number; readonly oursMs: number };
  readonly budget: Budget;
  /** What only a quiet machine can be held to: printed below the table, decides nothing. */
  readonly sanity?: string;
};

/** What is allowed: milliseconds, or a multiple of the floor. */
export type Budget = { readonly text: string; readonly msMax?: number; readonly ratioMax?: number };

export type Timed = {
  readonly medianMs: number;
  readonly quietMs: number;
  readonly spread: number;
  readonly p99Ms: number;
};

/** A run over this multiple of a budget fails; a shared machine is allowed the rest. */
export const TOLERANCE = 1.5;

const at = (sorted: readonly number[], share: number): number =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;

function timedOf(times: readonly number[]): Timed {
  const sorted = [...times].sort((a, b) => a - b);
  const medianMs = at(sorted, 0.5);
  const quietMs = at(sorted, 0.1);
  return { medianMs, quietMs, spread: (at(sorted, 0.9) - quietMs) / 2 / medianMs, p99Ms: at(sorted, 0.99) };
}

/** Runs that only warm up, before `n` that count. */
export const warmUpsOf = (n: number): number => Math.ceil(n / 10);

/** The median of `n` runs of each, taken in turns, so that whatever else the machine does meets all of them alike. */
export function timeInTurns(n: number, works: readonly (() => unknown)[]): readonly Timed[] {
  const times = works.map((): number[] => []);
  for (let run = -warmUpsOf(n); run < n; run++)
    for (const [index, work] of works.entries()) {
      const begun = performance.now();
      work();
      const took = performance.now() - begun;
      if (run >= 0) times[index]?.push(took);
    }
  return times.map(timedOf);
}

/** `timeInTurns` for what answers later. */
export async function timeInTurnsAwaited(
  n: number,
  works: readonly (() => Promise<unknown>)[],
): Promise<readonly Timed[]> {
  const times = works.map((): number[] => []);
  for (let run = -warmUpsOf(n); run < n; run++)
    for (const [index, work] of works.entries()) {
      const begun = performance.now();
      await work();
      const took = performance.now() - begun;
      if (run >= 0) times[index]?.push(took);
    }
  return times.map(timedOf);
}

/** A line from the times of the floor and ours. */
export const lineOf = (
  name: string,
  n: number,
  { floor, ours }: { readonly floor: Timed | undefined; readonly ours: Timed | undefined },
  budget: Budget,
): Line => ({
  name,
  n,
  floorMs: floor?.medianMs ?? Number.NaN,
  oursMs: ours?.medianMs ?? Number.NaN,
  spread: ours?.spread ?? Number.NaN,
  quiet: { floorMs: floor?.quietMs ?? Number.NaN, oursMs: ours?.quietMs ?? Number.NaN },
  budget,
});

/** A line from the floor and ours, measured in turns. */
export function measure(
  name: string,
  n: number,
  floor: () => unknown,
  ours: () => unknown,
  budget: Budget,
): Line {
  const [least, own] = timeInTurns(n, [floor, ours]);
  return lineOf(name, n, { floor: least, ours: own }, budget);
}

/** `measure` for what answers later. */
export async function measureAwaited(
  name: string,
  n: number,
  floor: () => Promise<unknown>,
  ours: () => Promise<unknown>,
  budget: Budget,
): Promise<Line> {
  const [least, own] = await timeInTurnsAwaited(n, [floor, ours]);
  return lineOf(name, n, { floor: least, ours: own }, budget);
}

export const ratioOf = ({ oursMs, floorMs }: Line): number => oursMs / floorMs;

/**
 * Milliseconds are promised for a machine that does nothing else, so they are held against the quiet tenth of the runs; where that machine cannot
 * read the bare rows within them either, against the floor. A line that could not be measured is over, never under.
 */
export const isOver = (line: Line): boolean =>
  !(
    line.quiet.oursMs <=
    Math.max(line.budget.msMax ?? Number.POSITIVE_INFINITY, line.quiet.floorMs) * TOLERANCE
  ) || !(ratioOf(line) <= (line.budget.ratioMax ?? Number.POSITIVE_INFINITY) * TOLERANCE);

export const perSecond = (ms: number): string => `${Math.round(1000 / ms)}/s`;

const number = (value: number): string => (value < 10 ? value.toFixed(3) : value.toFixed(1));

/** The table, a line a row, and under it what decides nothing. */
export function tableOf(lines: readonly Line[]): string {
  const rows = lines.map((line) => [
    isOver(line) ? 'OVER' : 'ok',
    line.name,
    number(line.floorMs),
    number(line.oursMs),
    number(line.quiet.oursMs),
    `${ratioOf(line).toFixed(2)}x`,
    String(line.n),
    `±${Math.round(line.spread * 100)}%`,
    line.budget.text,
  ]);
  const table = [['', 'work', 'floor ms', 'ours ms', 'quiet', 'ratio', 'n', 'spread', 'budget'], ...rows];
  const widths =
    table[0]?.map((_, column) => Math.max(...table.map((row) => row[column]?.length ?? 0))) ?? [];
  const sanity = lines.flatMap(({ name, sanity }) =>
    sanity === undefined ? [] : [`  (on a quiet machine) ${name}: ${sanity}`],
  );
  return [
    ...table.map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    ),
    ...sanity,
  ].join('\n');
}
