import { describe, expect, test } from 'vitest';
import { AppError } from '../../shared/errors.ts';
import type { Step } from './engine.ts';
import { type Loop, startLoop } from './loop.ts';

/** A loop whose steps follow a script and whose pauses end only when the test says so. */
function scripted(script: readonly (Step | Error)[]) {
  const left = [...script];
  const waits: number[] = [];
  const told: number[] = [];
  const faults: unknown[] = [];
  let running = 0;
  let steps = 0;
  const loop: Loop = startLoop({
    idleMs: 60_000,
    random: () => 1,
    step: async () => {
      steps += 1;
      running += 1;
      expect(running).toBe(1);
      await Promise.resolve();
      running -= 1;
      const next = left.shift() ?? 'idle';
      if (next instanceof Error) throw next;
      return next;
    },
    wait: (ms, signal) =>
      new Promise((resolve) => {
        waits.push(ms);
        signal.addEventListener('abort', () => resolve());
      }),
    onStep: (_outcome, waitMs) => void told.push(waitMs),
    onFault: (problem) => void faults.push(problem),
  });
  return { loop, waits, told, faults, steps: () => steps };
}

describe('a loop', () => {
  test('goes on while there is work, then sleeps until it is woken', async () => {
    const { loop, waits, steps } = scripted(['done', 'done', 'idle']);
    await loop.settle();
    const before = steps();
    expect(waits.every((ms) => ms === 60_000)).toBe(true);
    await loop.settle();
    expect(steps()).toBeGreaterThan(before);
    await loop.stop();
  });

  test('waits longer after each failure, and only rest ends the series', async () => {
    const down = new AppError('server.unreachable');
    const { loop, told } = scripted([down, down, 'done', down, 'idle', down]);
    for (let round = 0; round < 5; round++) await loop.settle();
    await loop.stop();
    expect(told.slice(0, 6)).toEqual([2_000, 4_000, 0, 8_000, 60_000, 2_000]);
  });

  test('survives a fault that is no fact of the line, and tells it', async () => {
    const { loop, faults, steps } = scripted([new TypeError('bug'), 'idle']);
    await loop.settle();
    await loop.settle();
    expect(faults).toHaveLength(1);
    expect(steps()).toBeGreaterThanOrEqual(2);
    await loop.stop();
  });

  test('answers who still waits when it is stopped', async () => {
    const { loop } = scripted([]);
    const asked = loop.settle();
    await loop.stop();
    await expect(asked).resolves.toBeUndefined();
    await expect(loop.settle()).resolves.toBeUndefined();
  });
});
