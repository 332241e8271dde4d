import type { HelperPort } from '../ports.ts';
import { forkHelpers } from './helper-forks.ts';
import { threadHelpers } from './helper-threads.ts';

/** Helpers on plain Node: our own code in worker threads, token modules in processes. */
export function nodeHelpers(): HelperPort {
  const threads = threadHelpers(new URL('./helper-worker.ts', import.meta.url));
  const forks = forkHelpers(new URL('./helper-fork.ts', import.meta.url));
  return { start: (module) => (module === 'token' ? forks : threads).start(module) };
}
