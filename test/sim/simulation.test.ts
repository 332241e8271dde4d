import { describe, expect, test } from 'vitest';
import { openPostgres } from './postgres-storage.ts';
import { makeRun } from './run.ts';
import { simulate } from './simulate.ts';

/** More, and others: `npm run sim -- --seed N --seeds M`. */
const SEEDS = 100;
const GROUP = 10;
/** A story takes some seconds there: `--store postgres` tells more. */
const ON_POSTGRES = [1, 2, 3] as const;
const groups = Array.from({ length: SEEDS / GROUP }, (_, index) => index * GROUP + 1);

describe('officials of two agencies on bad lines, ended at any place on both sides, agree with the authority in the end', () => {
  const run = makeRun();
  const hashes = new Map<number, string>();
  test.each(groups)('ten stories from %s on', async (first) => {
    for (let seed = first; seed < first + GROUP; seed++) {
      const told = await simulate(seed);
      expect(told.problems, `seed ${String(seed)}\n${told.trace.join('\n')}`).toEqual([]);
      run.note(told);
      hashes.set(seed, told.hash);
    }
  });

  test('every command was given, every fault came, and a process ended at every place', () => {
    expect(run.seeds()).toBe(SEEDS);
    expect(run.missing(), run.lastLine()).toEqual([]);
  });

  test('the same seeds tell the same stories over PostgreSQL, and end as well', async () => {
    const postgres = await openPostgres();
    try {
      for (const seed of ON_POSTGRES) {
        const { problems, hash, trace } = await simulate(seed, { storage: await postgres.storage() });
        expect([problems, hash], `seed ${String(seed)}\n${trace.join('\n')}`).toEqual([[], hashes.get(seed)]);
      }
    } finally {
      await postgres.close();
    }
  });

  test('the same seed tells the same story', async () => {
    const [once, again] = [await simulate(1), await simulate(1)];
    expect([again.hash, again.trace]).toEqual([once.hash, once.trace]);
  });
});
