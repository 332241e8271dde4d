import { z } from 'zod';
import { AppError } from '../../shared/errors.ts';
import { isFaultCode } from '../../shared/words/vi.ts';
import type { Helper } from '../ports.ts';

/** What a helper can do: one function a method, its input parsed by itself because it crossed a process. */
export type Methods = Readonly<Record<string, (input: unknown) => Promise<unknown>>>;

/** A line of messages to a helper, whatever carries it: a worker thread, a forked process, Electron's utility process. */
export type Line = {
  readonly post: (message: unknown) => void;
  readonly onMessage: (listener: (message: unknown) => void) => void;
  /** Called once when the helper is gone, with the fault that ended it if there was one. */
  readonly onEnd: (listener: (fault?: Error) => void) => void;
  readonly end: () => Promise<void>;
};

/**
 * Helpers of one module that a caller is done with, kept for ten seconds for the next: whoever opens many files one after the other pays for one start. Only what
 * has answered every call is kept; at most three.
 */
export type Spares = {
  readonly take: () => Opened | undefined;
  /** False where there is no room for it: then it is to be ended. */
  readonly keep: (opened: Opened) => boolean;
};

const CALLS_MAX = 1000;
const Call = z.object({ id: z.int(), method: z.string(), input: z.unknown() });
const Fault = z.object({
  code: z.string().optional(),
  detail: z.record(z.string(), z.union([z.string(), z.number()])),
  retryable: z.boolean(),
  message: z.string(),
});
const Answer = z.object({ id: z.int(), value: z.unknown(), fault: Fault.optional() });

function thrown({ code, detail, retryable, message }: z.infer<typeof Fault>): Error {
  return isFaultCode(code) ? new AppError(code, detail, { retryable }) : new Error(message);
}

/** The helper's side: answers each call with what its method gives or throws. */
export function answerCalls(line: Pick<Line, 'post' | 'onMessage'>, methods: Methods): void {
  line.onMessage((message) => {
    const { id, method, input } = Call.parse(message);
    const work = methods[method];
    const result = work ? work(input) : Promise.reject(new Error(`a helper has no method ${method}`));
    result.then(
      (value) => line.post({ id, value }),
      (cause: unknown) => line.post({ id, value: undefined, fault: told(cause) }),
    );
  });
}

const told = (cause: unknown): z.infer<typeof Fault> => ({
  ...(cause instanceof AppError ? { code: cause.code } : {}),
  detail: cause instanceof AppError ? { ...cause.detail } : {},
  retryable: cause instanceof AppError && cause.retryable,
  message: cause instanceof Error ? cause.message : String(cause),
});

type Waiting = {
  readonly method: string;
  readonly timer: NodeJS.Timeout;
  readonly resolve: (value: unknown) => void;
  readonly reject: (fault: Error) => void;
};
/** A helper that runs, and the calls that are with it. */
export type Opened = {
  readonly line: Line;
  readonly calls: Map<number, Waiting>;
  lastId: number;
  /** It has ended: no call may go there. */
  isGone: boolean;
};

/**
 * The caller's side. The helper starts with the first call, or is one of `spares`. A call that outlives its time ends the helper, because nothing else can stop a
 * computation; the calls that were with it fail as `helper.stopped`, and the next call starts a new one.
 * After `stop` there is no next: a late caller must not bring it back.
 */
export function helperOver(openLine: () => Line, spares?: Spares): Helper {
  let opened: Opened | undefined;
  let isStopped = false;
  const running = (): Opened => {
    if (!opened || opened.isGone) opened = spares?.take() ?? connect(openLine());
    return opened;
  };
  const endLine = async (): Promise<void> => {
    const ending = opened;
    opened = undefined;
    if (!ending) return;
    ending.isGone = true;
    failAll(ending);
    await ending.line.end();
  };
  const askOver = (asked: Opened, method: string, input: unknown, timeoutMs: number) =>
    new Promise<unknown>((resolve, reject) => {
      const { line, calls } = asked;
      if (calls.size >= CALLS_MAX) throw new RangeError(`${CALLS_MAX} calls wait for one helper`);
      asked.lastId += 1;
      const id = asked.lastId;
      const timer = setTimeout(() => {
        calls.delete(id);
        reject(new AppError('helper.timed-out', { method, seconds: Math.ceil(timeoutMs / 1000) }));
        endLine().catch(reject);
      }, timeoutMs);
      calls.set(id, { method, timer, resolve, reject });
      line.post({ id, method, input });
    });
  return {
    call: async (method, input, timeoutMs) => {
      if (isStopped) throw new AppError('helper.stopped', { method });
      return askOver(running(), method, input, timeoutMs);
    },
    stop: async () => {
      isStopped = true;
      if (opened && spares?.keep(opened)) opened = undefined;
      else await endLine();
    },
  };
}

function connect(line: Line): Opened {
  const opened: Opened = { line, calls: new Map(), lastId: 0, isGone: false };
  line.onMessage((message) => settle(opened, message));
  line.onEnd((fault) => {
    opened.isGone = true;
    failAll(opened, fault);
  });
  return opened;
}

function settle({ calls }: Opened, message: unknown): void {
  const { id, value, fault } = Answer.parse(message);
  const waiting = calls.get(id);
  if (!waiting) return;
  calls.delete(id);
  clearTimeout(waiting.timer);
  if (fault) waiting.reject(thrown(fault));
  else waiting.resolve(value);
}

function failAll({ calls }: Opened, cause?: Error): void {
  for (const { method, timer, reject } of calls.values()) {
    clearTimeout(timer);
    reject(new AppError('helper.stopped', { method }, { retryable: true, cause }));
  }
  calls.clear();
}
