import { describe, expect, test } from 'vitest';
import { simulate } from './simulate.ts';

/** `SYNC_SEEDS=1000-2000 vitest run test/sync/simulation.test.ts` tries others; a failure names its seed. */
const [first = 1, last = first] = (process.env['SYNC_SEEDS'] ?? '1-12').split('-').map(Number);
const seeds = Array.from({ length: last - first + 1 }, (_, index) => first + index);
const GROUP = 4;
const groups = Array.from({ length: Math.ceil(seeds.length / GROUP) }, (_, index) =>
  seeds.slice(index * GROUP, (index + 1) * GROUP),
);

describe('four officials on bad lines, ended at any place, agree with the authority in the end', () => {
  test.each(groups.map((group) => [`${String(group[0])}-${String(group.at(-1))}`, group] as const))(
    'seeds %s',
    async (_name, group) => {
      for (const seed of group) {
        const told = await simulate(seed);
        expect(told.problems, `seed ${String(seed)}`).toEqual([]);
        expect(told.accepted, `seed ${String(seed)}: nothing happened`).toBeGreaterThan(3);
      }
    },
    120_000,
  );

  test('the same seed tells the same story', async () => {
    const [once, again] = [await simulate(first), await simulate(first)];
    expect(again).toEqual(once);
  });
});
