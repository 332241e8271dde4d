import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { budgets, type JobName } from './budgets.ts';
import { effortOn } from './counting.ts';
import { type JobDone, PARTS } from './report.ts';

/** How a job ended: in which window, and how things stand then by the application's own word, already judged. */
export type Ended = { readonly page: Page; readonly endState: unknown };

/** A job of the table as a test of its name: done in the window, judged by what the application says behind it, and by what it cost. */
export function job(name: JobName, play: () => Promise<Ended>): void {
  test(name, async () => {
    const { page, endState } = await play();
    const { clicks, keys } = await effortOn(page);
    const budget = budgets[name];
    keep({ job: name, clicks: clicks.length, keys: keys.length, budget, endState });
    expect(clicks.length, `clicks: ${clicks.join(' | ')}`).toBeLessThanOrEqual(budget.clicks);
    expect(keys.length, `keys: ${keys.join(' | ')}`).toBeLessThanOrEqual(budget.keys);
  });
}

/** A file of its own for each job, so that test files beside each other lose nothing of one another's. */
function keep(done: JobDone): void {
  mkdirSync(PARTS, { recursive: true });
  writeFileSync(join(PARTS, `${done.job.replaceAll(' ', '-')}.json`), JSON.stringify(done));
}
