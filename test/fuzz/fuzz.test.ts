import { expect, test } from 'vitest';
import { fuzzBases } from './bases.ts';
import { fuzzOnce } from './run.ts';

const SEED = 20261126;
const COUNT = 2_000;

test('two thousand seeded inputs bring neither a crash nor a green over changed bytes', async () => {
  const material = await fuzzBases();
  const violations: string[] = [];
  let reached = 0;
  for (let index = 0; index < COUNT; index++) {
    const { base, how, isReached, violation } = await fuzzOnce(material, SEED, index);
    if (isReached) reached++;
    if (violation !== undefined) violations.push(`${index}: ${violation} [${base}: ${how}]`);
  }
  expect(violations).toEqual([]);
  expect(reached / COUNT).toBeGreaterThanOrEqual(0.9);
});
