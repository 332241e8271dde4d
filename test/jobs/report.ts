import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Budget, budgets, type JobName } from './budgets.ts';

/** What one job cost and how it ended. */
export type JobDone = {
  readonly job: JobName;
  readonly clicks: number;
  readonly keys: number;
  readonly budget: Budget;
  /** As the application says after it. */
  readonly endState: unknown;
};

const results = join(import.meta.dirname, '../../test-results');
/** Where each job's own file lies while the tests run. */
export const PARTS = join(results, 'jobs');

/** Before all tests: nothing of an earlier run stays. */
export function setup(): void {
  rmSync(PARTS, { recursive: true, force: true });
}

/** After all tests: the jobs that were done, as one list in the order of the table. */
export function teardown(): void {
  mkdirSync(PARTS, { recursive: true });
  const done = readdirSync(PARTS).map(
    (name) => JSON.parse(readFileSync(join(PARTS, name), 'utf8')) as JobDone,
  );
  rmSync(PARTS, { recursive: true });
  if (done.length === 0) return;
  const order = Object.keys(budgets);
  const list = done.toSorted((a, b) => order.indexOf(a.job) - order.indexOf(b.job));
  writeFileSync(join(results, 'jobs.json'), `${JSON.stringify(list, undefined, 2)}\n`);
}
