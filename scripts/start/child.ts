import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { AppError } from '../../src/shared/errors.ts';

/** What a stopped part may still finish; a database that is killed instead recovers at its next start. */
const STOP_TIMEOUT_MS = 45_000;
const KILL_TIMEOUT_MS = 5_000;

/** A part of the trial as a process of its own that says lines of JSON on standard output. */
export type Child = {
  readonly name: string;
  readonly send: (line: string) => void;
  /** Resolves when the process is gone, however it went. */
  readonly ended: Promise<number>;
  /** Ends its standard input, which is its sign to stop, then waits; what does not stop is killed. */
  readonly stop: () => Promise<void>;
};

export type ChildOptions = {
  readonly name: string;
  readonly program: string;
  readonly args: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
  readonly onLine: (line: unknown) => void;
  /** Most parts stop when their standard input ends; a browser knows only the signal. */
  readonly stopsBy?: 'input' | 'signal';
  /** Where standard error goes: to ours, or to a file that is open. */
  readonly errors: 'inherit' | number;
};

/**
 * Starts a part in a process group of its own, so that Ctrl+C reaches only us and the parts stop in order. If we are killed, its standard input ends, and
 * with that it stops by itself.
 */
export function startChild(options: ChildOptions): Child {
  const { name, program, args, environment, onLine, errors, stopsBy = 'input' } = options;
  const child = spawn(program, args, {
    detached: process.platform !== 'win32',
    stdio: ['pipe', 'pipe', errors],
    env: { ...process.env, ...environment },
    windowsHide: true,
  });
  const ended = new Promise<number>((resolve) => {
    child.once('exit', (code) => resolve(code ?? -1));
    child.once('error', () => resolve(-1));
  });
  // A part that has gone cannot be written to; that it has gone is told by `ended`.
  child.stdin?.on('error', () => undefined);
  if (child.stdout) createInterface({ input: child.stdout }).on('line', (line) => onLine(jsonOf(line)));
  return {
    name,
    ended,
    send: (line) => void child.stdin?.write(`${line}\n`),
    stop: () => stopChild(child, ended, stopsBy),
  };
}

/** A line that is not JSON is somebody else's chatter. */
function jsonOf(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch (fault) {
    if (fault instanceof SyntaxError) return undefined;
    throw fault;
  }
}

async function stopChild(child: ChildProcess, ended: Promise<number>, by: 'input' | 'signal'): Promise<void> {
  child.stdin?.end();
  if (by === 'input' && (await within(ended, STOP_TIMEOUT_MS))) return;
  child.kill('SIGTERM');
  if (await within(ended, KILL_TIMEOUT_MS)) return;
  child.kill('SIGKILL');
  await ended;
}

async function within(ended: Promise<number>, ms: number): Promise<boolean> {
  const { promise, resolve } = Promise.withResolvers<false>();
  const timer = setTimeout(() => resolve(false), ms);
  const isEnded = await Promise.race([ended.then(() => true), promise]);
  clearTimeout(timer);
  return isEnded;
}

/** Waits until `ready` is true of what a part says; throws when it ends before, or takes longer than `timeoutMs`. */
export function untilReady<Ready>(
  options: Omit<ChildOptions, 'onLine'>,
  ready: (line: unknown) => Ready | undefined,
  timeoutMs: number,
): { readonly child: Child; readonly ready: Promise<Ready>; readonly next: () => Promise<Ready> } {
  let found = Promise.withResolvers<Ready>();
  const waiting: PromiseWithResolvers<Ready>[] = [found];
  const child = startChild({
    ...options,
    onLine: (line) => {
      const value = ready(line);
      if (value !== undefined) waiting.shift()?.resolve(value);
    },
  });
  const { name } = options;
  const first = found.promise;
  const timer = setTimeout(
    () => found.reject(new AppError('start.too-slow', { name, seconds: timeoutMs / 1000 })),
    timeoutMs,
  );
  child.ended.then((status) => {
    for (const each of waiting.splice(0)) each.reject(new AppError('start.ended-early', { name, status }));
  });
  return {
    child,
    ready: first.finally(() => clearTimeout(timer)),
    next: () => {
      found = Promise.withResolvers<Ready>();
      waiting.push(found);
      return found.promise;
    },
  };
}
