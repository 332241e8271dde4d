/** One measured thing: the least that the machine could do with the same rows in the same run, and what we do. */
export type Line = {
  readonly name: string;
  readonly floorMs: number;
  readonly oursMs: number;
  readonly n: number;
  /** Half of the distance from the 10th to the 90th percentile, as a share of the median. */
  readonly spread: number;
  readonly budget: Budget;
};

/** What DESIGN §13 allows: milliseconds, or a multiple of the floor. */
export type Budget = { readonly text: string; readonly msMax?: number; readonly ratioMax?: number };

export type Timed = { readonly medianMs: number; readonly spread: number };

/** A run over this multiple of a budget fails; a shared machine is allowed the rest. */
export const TOLERANCE = 1.5;

const at = (sorted: readonly number[], share: number): number =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;

/** The median of `n` runs of each, taken in turns, so that whatever else the machine does meets all of them alike. */
export function timeInTurns(n: number, works: readonly (() => unknown)[]): readonly Timed[] {
  const times = works.map((): number[] => []);
  for (let run = -Math.ceil(n / 10); run < n; run++)
    for (const [index, work] of works.entries()) {
      const begun = performance.now();
      work();
      const took = performance.now() - begun;
      if (run >= 0) times[index]?.push(took);
    }
  return times.map((each) => {
    const sorted = each.sort((a, b) => a - b);
    const medianMs = at(sorted, 0.5);
    return { medianMs, spread: (at(sorted, 0.9) - at(sorted, 0.1)) / 2 / medianMs };
  });
}

/** A line from the floor and ours, measured in turns. */
export function measure(
  name: string,
  n: number,
  floor: () => unknown,
  ours: () => unknown,
  budget: Budget,
): Line {
  const [least, own] = timeInTurns(n, [floor, ours]);
  return {
    name,
    n,
    floorMs: least?.medianMs ?? Number.NaN,
    oursMs: own?.medianMs ?? Number.NaN,
    spread: own?.spread ?? Number.NaN,
    budget,
  };
}

export const ratioOf = ({ oursMs, floorMs }: Line): number => oursMs / floorMs;

export const isOver = (line: Line): boolean =>
  line.oursMs > (line.budget.msMax ?? Number.POSITIVE_INFINITY) * TOLERANCE ||
  ratioOf(line) > (line.budget.ratioMax ?? Number.POSITIVE_INFINITY) * TOLERANCE;

const number = (value: number): string => (value < 10 ? value.toFixed(3) : value.toFixed(1));

/** The table, a line a row. */
export function tableOf(lines: readonly Line[]): string {
  const rows = lines.map((line) => [
    isOver(line) ? 'OVER' : 'ok',
    line.name,
    number(line.floorMs),
    number(line.oursMs),
    `${ratioOf(line).toFixed(2)}x`,
    String(line.n),
    `±${Math.round(line.spread * 100)}%`,
    line.budget.text,
  ]);
  const table = [['', 'work', 'floor ms', 'ours ms', 'ratio', 'n', 'spread', 'budget'], ...rows];
  const widths =
    table[0]?.map((_, column) => Math.max(...table.map((row) => row[column]?.length ?? 0))) ?? [];
  return table
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}
