import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { Run, Sum } from './run.ts';

/** Before the sum with which a part of a run ends. */
export const SUM = '#sum ';
const main = fileURLToPath(new URL('main.ts', import.meta.url));

/** The stories in so many processes, each some of them, in order; their lines as they come, their sums as one process would have added them up. */
export async function runInJobs(
  run: Run,
  { first, count, jobs, args }: { first: number; count: number; jobs: number; args: readonly string[] },
  out: (line: string) => void,
): Promise<void> {
  const share = Math.ceil(count / jobs);
  const parts = Array.from({ length: Math.ceil(count / share) }, (_, index) => ({
    seed: first + index * share,
    seeds: Math.min(share, count - index * share),
  }));
  const sums = await Promise.all(parts.map((part) => runPart(part, args, out)));
  for (const sum of sums) run.add(sum);
}

function runPart(
  { seed, seeds }: { readonly seed: number; readonly seeds: number },
  args: readonly string[],
  out: (line: string) => void,
): Promise<Sum> {
  const given = [main, '--seed', String(seed), '--seeds', String(seeds), '--sum', ...args];
  const child = spawn(process.execPath, given, { stdio: ['ignore', 'pipe', 'inherit'] });
  let sum: Sum | undefined;
  createInterface(child.stdout).on('line', (line) => {
    if (line.startsWith(SUM)) sum = JSON.parse(line.slice(SUM.length)) as Sum;
    else out(line);
  });
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', () =>
      sum ? resolve(sum) : reject(new Error(`the stories from ${String(seed)} on did not come to their end`)),
    );
  });
}
