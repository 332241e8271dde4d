import { describe, expect, test } from 'vitest';
import { makeRun } from './run.ts';
import { simulate } from './simulate.ts';

/** More, and others: `npm run sim -- --seed N --seeds M`. */
const SEEDS = 100;
const GROUP = 10;
const groups = Array.from({ length: SEEDS / GROUP }, (_, index) => index * GROUP + 1);

describe('officials of two agencies on bad lines, ended at any place on both sides, agree with the authority in the end', () => {
  const run = makeRun();
  test.each(groups)('ten stories from %s on', async (first) => {
    for (let seed = first; seed < first + GROUP; seed++) {
      const told = await simulate(seed);
      expect(told.problems, `seed ${String(seed)}\n${told.trace.join('\n')}`).toEqual([]);
      run.note(told);
    }
  });

  test('every command was given, every fault came, and a process ended at every place', () => {
    expect(run.seeds()).toBe(SEEDS);
    expect(run.missing(), run.lastLine()).toEqual([]);
  });

  test('the same seed tells the same story', async () => {
    const [once, again] = [await simulate(1), await simulate(1)];
    expect([again.hash, again.trace]).toEqual([once.hash, once.trace]);
  });
});
