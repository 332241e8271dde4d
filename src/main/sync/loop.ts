import { setImmediate as turn } from 'node:timers/promises';
import { AppError } from '../../shared/errors.ts';
import { backoffMs } from './backoff.ts';
import type { Step } from './engine.ts';

export type LoopSetting = {
  readonly step: () => Promise<Step>;
  /** How long to wait when there is nothing to do and nobody wakes the loop. */
  readonly idleMs: number;
  /** Waits; ends early, without a fault, when the signal comes. */
  readonly wait: (ms: number, signal: AbortSignal) => Promise<void>;
  readonly random: () => number;
  /** After each step: it went through (with what it said), or what it failed with. */
  readonly onStep: (outcome: Step | AppError, waitMs: number) => void;
  /** A fault that is no fact of the line: a bug or a broken disk. The loop goes on after a pause. */
  readonly onFault: (problem: unknown) => void;
};

export type Loop = {
  /** There may be something to do. */
  readonly wake: () => void;
  /** Steps until there is nothing left or something fails; answers then. */
  readonly settle: () => Promise<void>;
  readonly stop: () => Promise<void>;
};

/** Runs steps one after the other, never two at once: on while there is work, then asleep; after a failure with growing, spread pauses. */
export function startLoop({ step, idleMs, wait, random, onStep, onFault }: LoopSetting): Loop {
  const stopping = new AbortController();
  let waking = new AbortController();
  let isWoken = false;
  let failures = 0;
  let settled: (() => void)[] = [];

  const once = async (): Promise<number> => {
    try {
      const outcome = await step();
      // Only rest ends a bad series: a snapshot that must be asked for again and again comes at growing pauses.
      failures = outcome === 'later' ? failures + 1 : outcome === 'idle' ? 0 : failures;
      const waitMs = outcome === 'done' ? 0 : outcome === 'idle' ? idleMs : backoffMs(failures, random());
      onStep(outcome, waitMs);
      return waitMs;
    } catch (problem) {
      failures += 1;
      const waitMs = backoffMs(failures, random());
      if (problem instanceof AppError) onStep(problem, waitMs);
      else onFault(problem);
      return waitMs;
    }
  };
  const run = async (): Promise<void> => {
    while (!stopping.signal.aborted) {
      isWoken = false;
      // Who asks while the step runs has the next one coming.
      const asked = settled;
      settled = [];
      const waitMs = await once();
      if (waitMs === 0) {
        settled = [...asked, ...settled];
        // Steps that never wait for the line would keep every call of the window waiting until all is done.
        await turn();
        continue;
      }
      for (const resolve of asked) resolve();
      if (isWoken || settled.length > 0) continue;
      waking = new AbortController();
      await wait(waitMs, AbortSignal.any([waking.signal, stopping.signal]));
    }
    for (const resolve of settled) resolve();
  };
  const running = run();
  const wake = (): void => {
    isWoken = true;
    waking.abort();
  };
  return {
    wake,
    settle: () =>
      new Promise((resolve) => {
        if (stopping.signal.aborted) return resolve();
        settled.push(resolve);
        wake();
      }),
    stop: async () => {
      stopping.abort();
      await running;
    },
  };
}
