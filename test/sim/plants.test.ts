import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { makeRandom } from '../support/random.ts';
import { runPlanted } from './plant.ts';
import { plants } from './plants.ts';

const SEEDS = 12;
/** Found within a story or three each; every one of them is found by `npm run sim -- --plant NAME --seeds 60`. */
const quick = [
  'cursor-beyond-page',
  'shadow-not-restored',
  'new-id-per-retry',
  'blob-not-rehashed',
  'push-blocks-pull',
];

test.each(Object.entries(plants))('the place where %s is planted is still there, once', (_name, changes) => {
  for (const { file, find } of changes) {
    const text = readFileSync(fileURLToPath(new URL(`../../${file}`, import.meta.url)), 'utf8');
    expect(text.split(find).length, file).toBe(2);
  }
});

const random = makeRandom(20_261_126);
const chosen = quick.toSorted(() => random.next() - 0.5).slice(0, 3);
test.each(chosen)('the simulator finds %s', (name) => {
  const { isCaught, said } = runPlanted(name, 1, SEEDS);
  expect(isCaught, said).toBe(true);
  expect(said).toContain('seed ');
});
