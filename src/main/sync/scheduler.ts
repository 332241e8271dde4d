import { setTimeout as pause } from 'node:timers/promises';
import type { SyncStatus } from '../../shared/contract/sync.ts';
import type { Instant } from '../../shared/domain/core/values.ts';
import { AppError } from '../../shared/errors.ts';
import { instantOf } from '../../shared/text/day.ts';
import { type CatchUp, followCatchUp } from './catch-up.ts';
import {
  directoryOnce,
  type EngineSetting,
  fetchOnce,
  peekOnce,
  pullOnce,
  pushOnce,
  type Step,
  uploadOnce,
} from './engine.ts';
import { type Loop, startLoop } from './loop.ts';
import { openingsOnce } from './openings.ts';

/** Without a hint, the server is asked this often. */
export const POLL_MS = 60_000;
/** Agencies come and go slowly. */
export const DIRECTORY_MS = 6 * 60 * 60_000;
/** What was opened is told in batches. */
export const OPENINGS_MS = 10 * 60_000;
/** A hint reaches a whole province at once; each waits up to this long before it pulls. */
export const HINT_SPREAD_MS = 2_000;
const TOLD_EVERY_MS = 1_500;

export type SchedulerSetting = EngineSetting & {
  readonly wait?: (ms: number, signal: AbortSignal) => Promise<void>;
  readonly random?: () => number;
  /** Something came or went: bodies, verdicts, files, or the line. */
  readonly onChange: (what: 'entities' | 'status' | 'files') => void;
  readonly onFault: (problem: unknown) => void;
  /** The server has ended this device: nothing will be answered any more. */
  readonly onRevoked?: () => void;
};

export type LineStatus = Pick<SyncStatus, 'isOnline'> & {
  /** The server takes nothing of this machine under its name until it is enrolled anew. */
  readonly mustEnrol: 'device.forked' | 'device.unknown' | undefined;
} & {
  readonly catchUp: SyncStatus['catchUp'];
} & { readonly needsSignIn: boolean } & {
  readonly nextTryAt: Instant | undefined;
  /** Why the server takes no new file at present. */
  readonly filesHeldBy: 'server.storage-full' | 'server.upload-quota' | undefined;
};

export type Scheduler = {
  /** A command was given: send it. */
  readonly nudge: () => void;
  /** A file was asked for. */
  readonly nudgeFetch: () => void;
  /** One round of everything, now; answers when it is over. */
  readonly tryNow: () => Promise<void>;
  /** Lets the changes that came together wait, or goes on with them. */
  readonly pauseCatchUp: (isPaused: boolean) => void;
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
  readonly openings: Loop;
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
    pull: loop('pull', (engine) => (engine.catchUp?.isPaused() ? peekOnce(engine) : pullOnce(engine))),
    upload: loop('upload', onLine(uploadOnce)),
    fetch: loop('fetch', onLine(fetchOnce)),
    directory: loop('directory', directoryOnce, DIRECTORY_MS),
    openings: loop('openings', onLine(openingsOnce), OPENINGS_MS),
  };
}

/** What else may have something to do after a loop did something. */
const wakes: { readonly [Name in keyof Loops]: readonly (keyof Loops)[] } = {
  push: ['pull'],
  pull: ['push', 'fetch'],
  upload: ['push'],
  fetch: [],
  directory: [],
  openings: [],
};
const changedBy = {
  push: 'entities',
  pull: 'entities',
  upload: 'status',
  fetch: 'files',
  directory: 'entities',
  openings: 'status',
} as const;
/** Failures that mean there is no line; others are of one file or one answer. */
const lineCodes: readonly string[] = [
  'server.unreachable',
  'server.refused',
  'server.unusable-answer',
  'sign-in.needed',
  'device.revoked',
];

const heldIn = (outcome: Step | AppError): LineStatus['filesHeldBy'] =>
  outcome instanceof AppError &&
  (outcome.code === 'server.storage-full' || outcome.code === 'server.upload-quota')
    ? outcome.code
    : undefined;

/** Pulling goes on whoever the machine is; that nothing is taken of it is known until something is. */
function enrolIn(outcome: Step | AppError, before: LineStatus['mustEnrol']): LineStatus['mustEnrol'] {
  if (outcome === 'done') return undefined;
  const code = outcome instanceof AppError ? outcome.code : undefined;
  return code === 'device.forked' || code === 'device.unknown' ? code : before;
}

/** What the loops' steps tell of the line. */
function watchLine({ ports, onChange, catchUp }: SchedulerSetting, onUp: () => void) {
  let isOnline = false;
  let nextTryAt: Instant | undefined;
  let whyNot: string | undefined;
  let filesHeldBy: LineStatus['filesHeldBy'];
  let mustEnrol: LineStatus['mustEnrol'];
  const online = (is: boolean, waitMs: number, why?: string): void => {
    nextTryAt = is ? undefined : instantOf(Date.parse(ports.now()) + waitMs);
    if (is === isOnline && why === whyNot) return;
    [isOnline, whyNot] = [is, why];
    onChange('status');
    if (is) onUp();
  };
  return {
    isOnline: () => isOnline,
    heard: (name: keyof Loops, outcome: Step | AppError, waitMs: number): void => {
      const held = name === 'upload' ? heldIn(outcome) : filesHeldBy;
      if (held !== filesHeldBy) {
        filesHeldBy = held;
        onChange('status');
      }
      const enrol = name === 'push' ? enrolIn(outcome, mustEnrol) : mustEnrol;
      if (enrol !== mustEnrol) {
        mustEnrol = enrol;
        onChange('status');
      }
      if (outcome instanceof AppError) {
        if (lineCodes.includes(outcome.code)) online(false, waitMs, outcome.code);
        // Only a pull always asks the server, even when there is nothing to do.
      } else if (name === 'pull' || outcome === 'done') online(true, 0);
    },
    status: (): LineStatus => ({
      isOnline,
      nextTryAt,
      needsSignIn: whyNot === 'sign-in.needed',
      filesHeldBy,
      mustEnrol,
      catchUp: catchUp?.status(),
    }),
  };
}

/** While much is fetched, the lists are asked again now and then and not after each page: each time costs the window more than the page did. */
function tellInTime({ onChange, ports }: SchedulerSetting, catchUp: CatchUp): (name: keyof Loops) => void {
  let toldAt = 0;
  return (name) => {
    const at = Date.parse(ports.now());
    if (name === 'pull' && catchUp.status() && Math.abs(at - toldAt) < TOLD_EVERY_MS)
      return onChange('status');
    toldAt = at;
    onChange(changedBy[name]);
  };
}

/** Starts synchronising: at once, at each hint, at each nudge, and every `POLL_MS`. */
export function startScheduler(given: SchedulerSetting): Scheduler {
  const catchUp = followCatchUp(() => performance.now());
  const setting = { ...given, catchUp };
  const tell = tellInTime(setting, catchUp);
  const { wait = waitFor, random = Math.random, onFault, ports, replica } = setting;
  const stopped = new AbortController();
  const line = watchLine(setting, () => {
    for (const name of ['push', 'upload', 'fetch'] as const) loops[name].wake();
  });
  const loops = startLoops(setting, line.isOnline, (name, outcome, waitMs) => {
    line.heard(name, outcome, waitMs);
    if (outcome instanceof AppError) {
      ports.log('sync.step-failed', { loop: name, code: outcome.code });
      if (outcome.code === 'device.revoked') setting.onRevoked?.();
      return;
    }
    if (outcome !== 'done') return;
    tell(name);
    for (const other of wakes[name]) loops[other].wake();
  });
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
      // Without a line nothing is sent; both are woken when there is one.
      if (!line.isOnline()) return;
      loops.push.wake();
      loops.upload.wake();
    },
    nudgeFetch: loops.fetch.wake,
    tryNow: async () => {
      catchUp.goOn();
      replica.unpark();
      // Is there a line; files, then the operations that wait for them, then what came of it.
      for (const name of ['pull', 'upload', 'push', 'pull', 'fetch', 'openings'] as const)
        await loops[name].settle();
    },
    pauseCatchUp: (isPaused) => {
      if (isPaused) catchUp.pause();
      else catchUp.goOn();
      loops.pull.wake();
      setting.onChange('status');
    },
    status: line.status,
    stop: async () => {
      stopped.abort();
      silence();
      const stopping = all.map((each) => each.stop());
      ports.server.close?.();
      await Promise.all(stopping);
    },
  };
}
