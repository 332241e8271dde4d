import { Worker } from 'node:worker_threads';
import type { OnDisk } from '../../edxml-files/file-store.ts';
import type { Inspected } from '../../shared/domain/core/command.ts';
import type { ReadMessage } from '../../shared/edxml/read.ts';
import type { Log } from '../ports.ts';

export type LookRequest =
  | { readonly type: 'inspect'; readonly signedPath: string; readonly basePath: string; readonly at: string }
  | { readonly type: 'package'; readonly path: string; readonly prefix: string };

/** Longest look at one file; the largest package takes seconds. */
export const LOOK_TIMEOUT_MS = 60_000;
const LOOKS_WAITING_MAX = 1_000;
const HEAP_MB_MAX = 1_536;
const MODULE = new URL('./look-worker.ts', import.meta.url);

/** The reader said that the file is not what it should be. The same file will always be told so. */
export class UnreadableFile extends Error {
  override readonly name = 'UnreadableFile';
}

/** Nothing is known of the file: the look took too long, its thread was lost, or too many wait. Another time it may end. */
export class UnfinishedLook extends Error {
  override readonly name = 'UnfinishedLook';
}

export type Looker = {
  readonly inspect: (signedPath: string, basePath: string, at: string) => Promise<Inspected>;
  /** Its attachments are new files `<prefix>-<number>`, the caller's then. */
  readonly readPackage: (path: string, prefix: string) => Promise<ReadMessage<OnDisk>>;
  readonly close: () => Promise<void>;
};

type Job = {
  readonly request: LookRequest;
  readonly resolve: (value: unknown) => void;
  readonly reject: (problem: Error) => void;
};
/** `unreadable`: the file is to blame; `unfinished`: nobody knows. */
export type LookAnswer =
  | { readonly outcome: 'found'; readonly value: unknown }
  | { readonly outcome: 'unreadable' | 'unfinished'; readonly why: string };

function settleAs(job: Job, answer: LookAnswer): void {
  if (answer.outcome === 'found') job.resolve(answer.value);
  else job.reject(new (answer.outcome === 'unreadable' ? UnreadableFile : UnfinishedLook)(answer.why));
}

/** Looks into files in one worker thread, one at a time, each within a time; a thread that hangs or dies is replaced. */
export function makeLooker(log: Log, timeoutMs: number = LOOK_TIMEOUT_MS): Looker {
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
    settle((job) => job.reject(new UnfinishedLook(why)));
  };
  const start = (): Worker => {
    const made = new Worker(MODULE, { resourceLimits: { maxOldGenerationSizeMb: HEAP_MB_MAX } });
    made.on('message', (answer: LookAnswer) => settle((job) => settleAs(job, answer)));
    made.on('error', ({ name }) => replace(name));
    made.unref();
    return made;
  };
  const next = (): void => {
    const job = running ? undefined : waiting.shift();
    if (!job) return;
    worker ??= start();
    running = { job, timer: setTimeout(() => replace('timeout'), timeoutMs) };
    worker.postMessage(job.request);
  };
  const ask = (request: LookRequest): Promise<unknown> =>
    new Promise((resolve, reject) => {
      if (waiting.length >= LOOKS_WAITING_MAX)
        return reject(new UnfinishedLook('too many files wait to be looked at'));
      waiting.push({ request, resolve, reject });
      return next();
    });
  return {
    inspect: async (signedPath, basePath, at) =>
      (await ask({ type: 'inspect', signedPath, basePath, at })) as Inspected,
    readPackage: async (path, prefix) =>
      (await ask({ type: 'package', path, prefix })) as ReadMessage<OnDisk>,
    close: async () => {
      await worker?.terminate();
      worker = undefined;
    },
  };
}
