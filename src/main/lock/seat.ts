import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { z } from 'zod';
import type { Input, Output } from '../../shared/contract/contract.ts';
import type { Reply } from '../../shared/contract/define.ts';
import {
  IDLE_MINUTES,
  type LockOperation,
  type LockStatus,
  lockContract,
} from '../../shared/contract/lock.ts';
import { AppError } from '../../shared/errors.ts';
import type { App } from '../app.ts';
import { nodeFiles, writeWhole } from '../store/files.ts';
import { keyFor } from '../store/profile-key.ts';
import { invalidInput } from '../sync/perform.ts';
import { hasCode, hasLock, idleMinutesOf, keepIdleMinutes, olderOf } from './lock-file.ts';
import { hasFilesToSeal } from './seal-profile.ts';
import { lock, recover, setSecret, unlock } from './seat-acts.ts';
import {
  become,
  clocks,
  closeBehind,
  inTurn,
  locked,
  openBehind,
  type Seat,
  type SeatSetting,
  tell,
} from './seat-state.ts';
import { waitMs } from './tries.ts';

const LOOK_MS = 5_000;
function everyFiveSeconds(work: () => void): () => void {
  const timer = setInterval(work, LOOK_MS);
  timer.unref();
  return () => clearInterval(timer);
}

/** The application behind the lock, and opening it anew where what it was opened with has changed. */
export type SeatApp = App & { readonly reopen: () => Promise<void> };

async function reopen(seat: Seat): Promise<void> {
  if (!seat.app) return;
  await closeBehind(seat);
  openBehind(seat);
  tell(seat, { type: 'changed', areas: ['profile', 'sync'] });
}

/**
 * The application of a profile as a host sees it, whether its secret was given or not. Without a secret it is open from the start. Locked, it answers the lock's own
 * operations and refuses every other with `profile.locked`: there is no application behind it that could do more.
 */
export function openSeat(setting: SeatSetting): SeatApp {
  const isLocked = hasLock(setting.dataDir);
  const seat = seated(setting, isLocked ? 'locked' : 'open');
  if (!isLocked) openBehind(seat);
  const stop = (setting.every ?? everyFiveSeconds)(() => void lockWhenIdle(seat));
  let reopening: Promise<void> | undefined;
  return {
    invoke: async (name, input) => {
      // A machine that slept answers nobody before the next look: whoever woke it may be another.
      await lockWhenIdle(seat);
      await reopening;
      if (Object.hasOwn(lockContract, name)) return answer(seat, name as LockOperation, input);
      return seat.app ? seat.app.invoke(name, input) : refused(locked());
    },
    subscribe: (listener) => {
      seat.listeners.add(listener);
      return () => void seat.listeners.delete(listener);
    },
    acceptFile: async (name, bytes) => {
      await lockWhenIdle(seat);
      await reopening;
      return seat.app ? seat.app.acceptFile(name, bytes) : refused(locked());
    },
    openBlob: (sha256) => (isIdle(seat) ? undefined : seat.app?.openBlob(sha256)),
    reopen: () => {
      reopening = inTurn(seat, () => reopen(seat));
      return reopening;
    },
    close: async () => {
      stop();
      await seat.turn;
      const { app } = seat;
      seat.app = undefined;
      await app?.close();
    },
  };
}

function seated(setting: SeatSetting, state: Seat['state']): Seat {
  const { uptime = () => performance.now(), files = nodeFiles, failpoint = () => undefined } = setting;
  return {
    ...setting,
    uptime,
    files,
    failpoint,
    app: undefined,
    key: undefined,
    older: undefined,
    state,
    progress: undefined,
    activeAt: clocks({ ...setting, uptime }),
    turn: Promise.resolve(),
    listeners: new Set(),
  };
}

const refused = ({ code, detail, retryable }: AppError): Reply<never> => ({
  ok: false,
  error: { code, detail: { ...detail }, retryable },
});

async function answer(seat: Seat, name: LockOperation, input: unknown): Promise<Reply<unknown>> {
  try {
    const schema: z.ZodType = lockContract[name].input;
    const given = schema.safeParse(input);
    if (!given.success) throw invalidInput(given.error);
    return { ok: true, value: await handlers[name](seat, given.data as never) };
  } catch (problem) {
    if (problem instanceof AppError) return refused(problem);
    const logId = randomBytes(4).toString('hex');
    seat.log('internal', { logId, name, problem: problem instanceof Error ? problem.name : 'not an error' });
    return { ok: false, error: { code: 'internal', detail: { logId }, retryable: false } };
  }
}

type LockHandlers = {
  readonly [Name in LockOperation]: (seat: Seat, input: Input<Name>) => Output<Name> | Promise<Output<Name>>;
};

const handlers: LockHandlers = {
  'lock.getStatus': statusOf,
  'lock.getWindowKey': ({ key, state, dataDir }) => {
    if (state === 'locked') throw locked();
    if (!key) return {};
    const { window } = olderOf(dataDir, key);
    return {
      key: keyFor(key, 'window').toString('base64'),
      ...(window && { older: Buffer.from(window).toString('base64') }),
    };
  },
  'lock.unlock': (seat, { secret }) => inTurn(seat, () => unlock(seat, secret)),
  'lock.recover': (seat, given) => inTurn(seat, () => recover(seat, given)),
  'lock.lock': (seat) => inTurn(seat, () => lock(seat)),
  'lock.setSecret': (seat, given) => inTurn(seat, () => setSecret(seat, given)),
  'lock.decline': async (seat) => {
    await writeWhole(seat.files, declinedPath(seat), '');
    become(seat, seat.state);
    return {};
  },
  'lock.setIdle': async (seat, { minutes }) => {
    if (seat.state !== 'unlocked') throw locked();
    await keepIdleMinutes(seat.dataDir, minutes, seat.files);
    become(seat, seat.state);
    return {};
  },
  'lock.stay': (seat) => {
    seat.activeAt = clocks(seat);
    return {};
  },
};

/** Stands where the official said that he needs no secret on this machine. */
const declinedPath = ({ dataDir }: Seat): string => join(dataDir, 'lock-declined');

function statusOf(seat: Seat): LockStatus {
  const { dataDir, state, who, choices, now, key, older, progress } = seat;
  return {
    state,
    ...who,
    idleMinutes: idleMinutesOf(dataDir),
    waitSeconds: Math.ceil(waitMs(dataDir, now()) / 1000),
    hasPlainFiles: state === 'unlocked' && key !== undefined && hasFilesToSeal({ dataDir, key, older }),
    hasCode: hasCode(dataDir),
    isOffered: state === 'open' && seat.isOffering === true && !existsSync(declinedPath(seat)),
    ...(progress && { progress }),
    choices: [...choices()],
  };
}

/** A batch that is being signed holds the profile open: whoever left it running comes back to its end, not to its middle. */
async function lockWhenIdle(seat: Seat): Promise<void> {
  if (!isIdle(seat)) return;
  await inTurn(seat, async () => {
    const running = await seat.app?.invoke('signing.getBatch', {});
    if (running?.ok && isRunning(running.value)) return;
    await lock(seat);
  }).catch((problem: unknown) => {
    seat.log('lock.not-locked', { code: problem instanceof AppError ? problem.code : 'internal' });
  });
}

/** By whichever clock says more: one can be set back, the other may stand still while the machine sleeps. */
function isIdle(seat: Seat): boolean {
  if (seat.state !== 'unlocked') return false;
  const { now, uptime } = clocks(seat);
  const since = Math.max(now - seat.activeAt.now, uptime - seat.activeAt.uptime);
  // The file is asked only when it could say yes.
  return since >= IDLE_MINUTES[0] * 60_000 && since >= idleMinutes(seat) * 60_000;
}

/** Looked up by a timer, where a fault would end the program: while the file cannot be read the shortest holds. */
function idleMinutes({ dataDir }: Seat): number {
  try {
    return idleMinutesOf(dataDir);
  } catch {
    return IDLE_MINUTES[0];
  }
}

const isRunning = (value: unknown): boolean =>
  (value as Output<'signing.getBatch'>).batch?.state === 'running';
