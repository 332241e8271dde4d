import { describe, expect, test } from 'vitest';
import { simulate } from './simulate.ts';

/** More, and others: `npm run sim -- --seed N --seeds M`. */
const SEEDS = 12;
const GROUP = 4;
const groups = Array.from({ length: SEEDS / GROUP }, (_, index) => index * GROUP + 1);

describe('officials of two agencies on bad lines, ended at any place on both sides, agree with the authority in the end', () => {
  test.each(groups)('four seeds from %s on', async (first) => {
    for (let seed = first; seed < first + GROUP; seed++) {
      const { problems, accepted, trace } = await simulate(seed);
      expect(problems, `seed ${String(seed)}\n${trace.join('\n')}`).toEqual([]);
      expect(accepted, `seed ${String(seed)}: hardly anything happened`).toBeGreaterThan(20);
    }
  });

  test('the same seed tells the same story', async () => {
    const [once, again] = [await simulate(1), await simulate(1)];
    expect([again.hash, again.trace]).toEqual([once.hash, once.trace]);
  });
});
