import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { HelperPort } from '../ports.ts';
import { helperOver, type Line } from './helper-calls.ts';

/** Helpers as processes of their own. `entry` is src/main/hosts/helper-fork.ts. */
export const forkHelpers = (entry: URL): HelperPort => ({
  start: (module) => helperOver(() => forkLine(fileURLToPath(entry), module)),
});

function forkLine(entry: string, module: string): Line {
  // A vendor's library may write what it likes, a PIN among it: its output goes nowhere.
  const child = fork(entry, [module], {
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    execArgv: [],
  });
  child.unref();
  child.channel?.unref();
  let fault: Error | undefined;
  child.on('error', (cause) => {
    fault = cause;
  });
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  return {
    // What cannot be sent any more is told by the exit.
    post: (message) => void child.send(message as object, () => undefined),
    onMessage: (listener) => void child.on('message', listener),
    onEnd: (listener) => void child.once('exit', () => listener(fault)),
    // A library that hangs hears no request to end. What waits for the end holds this process open until then.
    end: () => {
      child.ref();
      child.kill('SIGKILL');
      return ended;
    },
  };
}
