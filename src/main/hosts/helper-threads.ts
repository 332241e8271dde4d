import { Worker } from 'node:worker_threads';
import type { HelperPort } from '../ports.ts';
import type { Line } from './helper-calls.ts';
import { sparedHelpers } from './helper-spares.ts';

/** A hostile file may make a helper swell; it ends before the machine suffers. */
const HEAP_MB_MAX = 1024;

/** Helpers as worker threads of this process. `entry` is src/main/hosts/helper-worker.ts, or what it was bundled to. */
export const threadHelpers = (entry: URL): HelperPort => sparedHelpers((module) => threadLine(entry, module));

function threadLine(entry: URL, module: string): Line {
  const worker = new Worker(entry, {
    workerData: { module },
    resourceLimits: { maxOldGenerationSizeMb: HEAP_MB_MAX },
  });
  // A thread that fails also exits; the exit is what callers are told of.
  let fault: Error | undefined;
  worker.on('error', (cause) => {
    fault = cause instanceof Error ? cause : new Error(String(cause));
  });
  worker.unref();
  return {
    post: (message) => worker.postMessage(message),
    onMessage: (listener) => void worker.on('message', listener),
    onEnd: (listener) => void worker.once('exit', () => listener(fault)),
    end: async () => {
      await worker.terminate();
    },
  };
}
