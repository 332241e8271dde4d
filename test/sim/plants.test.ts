import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
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

/** Three of them, others each day: a plant that is never planted would wither unseen. */
const today = Math.floor(Date.now() / 86_400_000);
const chosen = [0, 1, 2].map((turn) => quick[(3 * today + turn) % quick.length] ?? '');
test.each(chosen)('the simulator finds %s', (name) => {
  const { isCaught, said } = runPlanted(name, 1, SEEDS);
  expect(isCaught, said).toBe(true);
  expect(said).toContain('seed ');
});
