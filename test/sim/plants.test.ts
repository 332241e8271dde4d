import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { makeRandom } from '../support/random.ts';
import { runPlanted } from './plant.ts';
import { plants } from './plants.ts';

const SEEDS = 12;
/** Found within a few stories each, so that the suite may wait for them. `npm run sim -- --plant NAME --seeds 60` finds every one. */
const quick = [
  'no-idempotency',
  'new-id-per-retry',
  'bigserial-cursor',
  'shadow-not-restored',
  'client-clock',
  'push-blocks-pull',
  'blob-not-rehashed',
];

test.each(Object.entries(plants))('the place where %s is planted is still there, once', (_name, changes) => {
  for (const { file, find } of changes) {
    const text = readFileSync(fileURLToPath(new URL(`../../${file}`, import.meta.url)), 'utf8');
    expect(text.split(find).length, file).toBe(2);
  }
});

/** Three of them, the same ones in every run: a suite that is green today and red tomorrow without a change tells nobody what broke. Another seed chooses others. */
const CHOSEN_BY = 3;
const random = makeRandom(CHOSEN_BY);
const left = [...quick];
const chosen = [0, 1, 2].flatMap(() => left.splice(random.below(left.length), 1));
test.each(chosen)('the simulator finds %s', (name) => {
  const { isCaught, said } = runPlanted(name, 1, SEEDS);
  expect(isCaught, said).toBe(true);
  expect(said).toContain('seed ');
});
