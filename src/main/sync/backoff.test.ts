import { describe, expect, test } from 'vitest';
import { BACKOFF_MS_MAX, backoffMs } from './backoff.ts';

describe('the pause after failures', () => {
  test.each([
    [0, 0, 500],
    [0, 1, 1_000],
    [1, 1, 2_000],
    [3, 0.5, 6_000],
    [8, 1, 256_000],
    [9, 1, BACKOFF_MS_MAX],
    [1_000, 1, BACKOFF_MS_MAX],
    [1_000, 0, BACKOFF_MS_MAX / 2],
  ])('after %i failures with chance %f is %i ms', (failures, random, ms) => {
    expect(backoffMs(failures, random)).toBe(ms);
  });
});
