import { setTimeout as pause } from 'node:timers/promises';
import type { SyncStatus } from '../../shared/contract/sync.ts';
import type { Instant } from '../../shared/domain/core/values.ts';
import { AppError } from '../../shared/errors.ts';
import { instantOf } from '../../shared/text/day.ts';
import {
  directoryOnce,
  type EngineSetting,
  fetchOnce,
  pullOnce,
  pushOnce,
  type Step,
  uploadOnce,
} from './engine.ts';
import { type Loop, startLoop } from './loop.ts';

/** Without a hint, the server is asked this often. */
export const POLL_MS = 60_000;
/** Agencies come and go slowly. */
export const DIRECTORY_MS = 6 * 60 * 60_000;
/** A hint reaches a whole province at once; each waits up to this long before it pulls. */
export const HINT_SPREAD_MS = 2_000;

export type SchedulerSetting = EngineSetting & {
  readonly wait?: (ms: number, signal: AbortSignal) => Promise<void>;
  readonly random?: () => number;
  /** Something came or went: bodies, verdicts, files, or the line. */
  readonly onChange: (what: 'entities' | 'status' | 'files') => void;
  readonly onFault: (problem: unknown) => void;
  /** The server has ended this device: nothing will be answered any more. */
  readonly onRevoked?: () => void;
};

export type LineStatus = Pick<SyncStatus, 'isOnline'> & { readonly needsSignIn: boolean } & {
  readonly nextTryAt: Instant | undefined;
};

export type Scheduler = {
  /** A command was given: send it. */
  readonly nudge: () => void;
  /** A file was asked for. */
  readonly nudgeFetch: () => void;
  /** One round of everything, now; answers when it is over. */
  readonly tryNow: () => Promise<void>;
  readonly status: () => LineStatus;
  readonly stop: () => Promise<void>;
};

/** Waits without keeping the process alive; ends early, without a fault, when the signal comes. */
export const waitFor = async (ms: number, signal: AbortSignal): Promise<void> => {
  await pause(ms, undefined, { signal, ref: false }).catch((problem: unknown) => {
    if (!signal.aborted) throw problem;
  });
};

type Loops = {
  readonly push: Loop;
  readonly pull: Loop;
  readonly upload: Loop;
  readonly fetch: Loop;
  readonly directory: Loop;
};
type Report = (name: keyof Loops, outcome: Step | AppError, waitMs: number) => void;

/** The loops are independent: a slow upload holds back no pull, and a pull holds back no push. */
function startLoops(setting: SchedulerSetting, isOnline: () => boolean, report: Report): Loops {
  const { wait = waitFor, random = Math.random, onFault } = setting;
  const loop = (name: keyof Loops, step: (engine: EngineSetting) => Promise<Step>, idleMs = POLL_MS): Loop =>
    startLoop({
      idleMs,
      wait,
      random,
      onFault,
      step: () => step(setting),
      onStep: (outcome, waitMs) => report(name, outcome, waitMs),
    });
  /**
   * Only the pull tries whether there is a line: an operation that is not sent keeps no place in the sequence, so that it can still be taken back
   *.
   */
  const onLine =
    (step: (engine: EngineSetting) => Promise<Step>) =>
    async (engine: EngineSetting): Promise<Step> =>
      isOnline() ? step(engine) : 'idle';
  return {
    push: loop('push', onLine(pushOnce)),
    pull: loop('pull', pullOnce),
    upload: loop('upload', onLine(uploadOnce)),
    fetch: loop('fetch', onLine(fetchOnce)),
    directory: loop('directory', directoryOnce, DIRECTORY_MS),
  };
}

/** What else may have something to do after a loop did something. */
const wakes: { readonly [Name in keyof Loops]: readonly (keyof Loops)[] } = {
  push: ['pull'],
  pull: ['push', 'fetch'],
  upload: ['push'],
  fetch: [],
  directory: [],
};
const changedBy = {
  push: 'entities',
  pull: 'entities',
  upload: 'status',
  fetch: 'files',
  directory: 'entities',
} as const;
/** Failures that mean there is no line; others are of one file or one answer. */
const lineCodes: readonly string[] = [
  'server.unreachable',
  'server.refused',
  'server.unusable-answer',
  'sign-in.needed',
  'device.revoked',
];

/** Starts synchronising: at once, at each hint, at each nudge, and every `POLL_MS`. */
export function startScheduler(setting: SchedulerSetting): Scheduler {
  const { wait = waitFor, random = Math.random, onChange, onFault, ports, replica } = setting;
  const stopped = new AbortController();
  let isOnline = false;
  let nextTryAt: Instant | undefined;
  let whyNot: string | undefined;

  const online = (is: boolean, waitMs: number, why?: string): void => {
    nextTryAt = is ? undefined : instantOf(Date.parse(ports.now()) + waitMs);
    if (is === isOnline && why === whyNot) return;
    [isOnline, whyNot] = [is, why];
    onChange('status');
    if (is) for (const name of ['push', 'upload', 'fetch'] as const) loops[name].wake();
  };
  const loops = startLoops(
    setting,
    () => isOnline,
    (name, outcome, waitMs) => {
      if (outcome instanceof AppError) {
        ports.log('sync.step-failed', { loop: name, code: outcome.code });
        if (outcome.code === 'device.revoked') setting.onRevoked?.();
        if (lineCodes.includes(outcome.code)) online(false, waitMs, outcome.code);
        return;
      }
      // Only a pull always asks the server, even when there is nothing to do.
      if (name === 'pull' || outcome === 'done') online(true, 0);
      if (outcome !== 'done') return;
      onChange(changedBy[name]);
      for (const other of wakes[name]) loops[other].wake();
    },
  );
  const all = Object.values(loops);
  const silence = ports.server.listen(
    ({ head }) => {
      if (head <= (replica.row().cursor ?? -1)) return;
      void wait(random() * HINT_SPREAD_MS, stopped.signal).then(loops.pull.wake, onFault);
    },
    (isUp) => {
      if (isUp) loops.pull.wake();
    },
  );
  return {
    nudge: () => {
      loops.push.wake();
      loops.upload.wake();
    },
    nudgeFetch: loops.fetch.wake,
    tryNow: async () => {
      replica.unpark();
      // Is there a line; files, then the operations that wait for them, then what came of it.
      for (const name of ['pull', 'upload', 'push', 'pull', 'fetch'] as const) await loops[name].settle();
    },
    status: () => ({ isOnline, nextTryAt, needsSignIn: whyNot === 'sign-in.needed' }),
    stop: async () => {
      stopped.abort();
      silence();
      const stopping = all.map((each) => each.stop());
      ports.server.close?.();
      await Promise.all(stopping);
    },
  };
}
