import { expect, test } from 'vitest';
import { fuzzBases } from './bases.ts';
import { fuzzPackage } from './edxml-mutate.ts';
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

test('a thousand mutated packages end each in a list of problems, without a crash', () => {
  const fuzzed = Array.from({ length: 1_000 }, (_, index) => fuzzPackage(SEED, index));
  expect(fuzzed.filter(({ violation }) => violation !== undefined)).toEqual([]);
  // Enough of them are hurt, and enough are not, for either to mean anything.
  expect(fuzzed.filter(({ verdict }) => verdict === 'edoc with problems').length).toBeGreaterThan(400);
  expect(fuzzed.filter(({ verdict }) => verdict.endsWith('without a problem')).length).toBeGreaterThan(50);
});
