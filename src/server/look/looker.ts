import { Worker } from 'node:worker_threads';
import type { Inspected } from '../../shared/domain/core/command.ts';
import type { ReadPackage } from '../../shared/edxml/read.ts';
import type { Log } from '../ports.ts';

export type LookRequest =
  | { readonly type: 'inspect'; readonly signedPath: string; readonly basePath: string; readonly at: string }
  | { readonly type: 'package'; readonly path: string };

/** Longest look at one file; the largest package takes seconds. */
const LOOK_TIMEOUT_MS = 60_000;
const LOOKS_WAITING_MAX = 1_000;
const HEAP_MB_MAX = 1_536;
const MODULE = new URL('./look-worker.ts', import.meta.url);

/** The file cannot be looked at: it broke its reader, or took too long. The file is to blame, not the server. */
export class UnreadableFile extends Error {
  override readonly name = 'UnreadableFile';
}

export type Looker = {
  readonly inspect: (signedPath: string, basePath: string, at: string) => Promise<Inspected>;
  readonly readPackage: (path: string) => Promise<ReadPackage>;
  readonly close: () => Promise<void>;
};

type Job = {
  readonly request: LookRequest;
  readonly resolve: (value: unknown) => void;
  readonly reject: (problem: Error) => void;
};
type Answer = { readonly ok: boolean; readonly value?: unknown; readonly name?: string };

/** Looks into files in one worker thread, one at a time, each within a time; a thread that hangs or dies is replaced. */
export function makeLooker(log: Log): Looker {
  const waiting: Job[] = [];
  let worker: Worker | undefined;
  let running: { job: Job; timer: NodeJS.Timeout } | undefined;

  const settle = (act: (job: Job) => void): void => {
    if (!running) return;
    const { job, timer } = running;
    clearTimeout(timer);
    running = undefined;
    act(job);
    next();
  };
  const replace = (why: string): void => {
    log('look.worker-lost', { why });
    const lost = worker;
    worker = undefined;
    lost?.removeAllListeners();
    lost?.on('error', () => undefined);
    void lost?.terminate();
    settle((job) => job.reject(new UnreadableFile(why)));
  };
  const start = (): Worker => {
    const made = new Worker(MODULE, { resourceLimits: { maxOldGenerationSizeMb: HEAP_MB_MAX } });
    made.on('message', ({ ok, value, name }: Answer) =>
      settle((job) => (ok ? job.resolve(value) : job.reject(new UnreadableFile(name)))),
    );
    made.on('error', ({ name }) => replace(name));
    made.unref();
    return made;
  };
  const next = (): void => {
    const job = running ? undefined : waiting.shift();
    if (!job) return;
    worker ??= start();
    running = { job, timer: setTimeout(() => replace('timeout'), LOOK_TIMEOUT_MS) };
    worker.postMessage(job.request);
  };
  const ask = (request: LookRequest): Promise<unknown> =>
    new Promise((resolve, reject) => {
      if (waiting.length >= LOOKS_WAITING_MAX)
        return reject(new Error('too many files wait to be looked at'));
      waiting.push({ request, resolve, reject });
      return next();
    });
  return {
    inspect: async (signedPath, basePath, at) =>
      (await ask({ type: 'inspect', signedPath, basePath, at })) as Inspected,
    readPackage: async (path) => (await ask({ type: 'package', path })) as ReadPackage,
    close: async () => {
      await worker?.terminate();
      worker = undefined;
    },
  };
}
