import { basename } from 'node:path';
import type { z } from 'zod';
import { AppError } from '../../../shared/errors.ts';
import type { Helper, HelperPort } from '../../ports.ts';
import { type OpenAsked, Opened, type SignAsked, Signed, type TokenSeen, TokensSeen } from './messages.ts';

export const TOKEN_CALL_MS = 60_000;
/** A vendor's library may keep others from the token as long as it is loaded: an idle process ends. */
const IDLE_MS = 120_000;
/** A module that failed is left alone for a while: a window that shows keys asks every other second. */
const REST_AFTER_FAULT_MS = 10_000;

export type TokenModuleOptions = {
  readonly helpers: HelperPort;
  readonly path: string;
  /** The limit of one call; a token that is asked for its PIN on its own keypad answers within it. */
  readonly callMs: number;
};

/** One vendor's module in its own process, which starts with the first call and again after a crash, a hang or a rest. */
export type TokenModule = {
  readonly path: string;
  /** The tokens plugged in now. Throws `token.*`. */
  readonly look: () => Promise<readonly TokenSeen[]>;
  readonly open: (asked: Omit<z.infer<typeof OpenAsked>, 'module'>) => Promise<z.infer<typeof Opened>>;
  readonly sign: (asked: z.infer<typeof SignAsked>) => Promise<Uint8Array>;
  /** Never fails: a session that is gone is closed. */
  readonly close: (session: string) => Promise<void>;
  readonly stop: () => Promise<void>;
};

export function tokenModule(options: TokenModuleOptions): TokenModule {
  const { path } = options;
  const process = moduleProcess(options);
  let looking: Promise<readonly TokenSeen[]> | undefined;
  let resting: { readonly until: number; readonly fault: AppError } | undefined;

  const look = async (): Promise<readonly TokenSeen[]> => {
    if (resting && performance.now() < resting.until) throw resting.fault;
    resting = undefined;
    try {
      return TokensSeen.parse(await process.call('look', { module: path }));
    } catch (problem) {
      const fault = toldOf(path, problem);
      resting = { until: performance.now() + REST_AFTER_FAULT_MS, fault };
      // A poll that failed must not end the session that somebody signs with; where the process itself ended, its sessions are gone already.
      if (process.sessions.size === 0) await process.stop();
      throw fault;
    }
  };
  return {
    path,
    // Asked by several at once, the module is looked at once.
    look: () => {
      looking ??= look().finally(() => {
        looking = undefined;
      });
      return looking;
    },
    open: async (asked) => {
      const opened = Opened.parse(await process.call('open', { ...asked, module: path }));
      process.sessions.add(opened.session);
      return opened;
    },
    sign: async (asked) => Signed.parse(await process.call('sign', asked)),
    close: async (session) => {
      if (!process.sessions.delete(session)) return;
      await process.call('close', { session }).catch((fault: unknown) => {
        if (!(fault instanceof AppError)) throw fault;
      });
    },
    stop: process.stop,
  };
}

/** The module's process: started by a call, ended by a fault of its own or when nothing was asked and no session open for a while. */
function moduleProcess({ helpers, path, callMs }: TokenModuleOptions) {
  const sessions = new Set<string>();
  let helper: Helper | undefined;
  let idle: NodeJS.Timeout | undefined;
  const stop = async (): Promise<void> => {
    clearTimeout(idle);
    const ending = helper;
    helper = undefined;
    sessions.clear();
    await ending?.stop();
  };
  const call = async (method: string, input: object): Promise<unknown> => {
    clearTimeout(idle);
    helper ??= helpers.start('token');
    try {
      return await helper.call(method, input, callMs);
    } catch (fault) {
      if (isEndOfHelper(fault)) sessions.clear();
      throw toldOf(path, fault);
    } finally {
      clearTimeout(idle);
      idle = setTimeout(() => sessions.size === 0 && void stop(), IDLE_MS).unref();
    }
  };
  return { sessions, call, stop };
}

/** With the process its sessions are gone. */
const isEndOfHelper = (fault: unknown): boolean =>
  fault instanceof AppError && (fault.code === 'helper.stopped' || fault.code === 'helper.timed-out');

/** The helper's own faults in the words of a token: whoever signs knows nothing of processes. What else a module throws is its own affair. */
function toldOf(path: string, fault: unknown): AppError {
  const file = basename(path);
  if (!(fault instanceof AppError)) {
    const why = fault instanceof Error ? fault.message.slice(0, 200) : 'unknown';
    return new AppError('token.module-unusable', { file, why }, { cause: fault });
  }
  if (fault.code === 'helper.stopped') return new AppError('token.crashed', { file }, { cause: fault });
  if (fault.code === 'helper.timed-out')
    return new AppError('token.not-answering', { seconds: fault.detail['seconds'] ?? 0 }, { cause: fault });
  return fault;
}
