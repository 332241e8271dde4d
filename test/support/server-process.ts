import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';

export type ServerProcess = {
  readonly address: string;
  readonly child: ChildProcess;
  /** The log's events so far. */
  readonly events: readonly { readonly event: string }[];
  /** Resolves with the signal or exit code when the process has ended. */
  readonly ended: Promise<number | NodeJS.Signals | null>;
  readonly stop: (
    how?: 'SIGTERM' | 'SIGINT' | 'SIGKILL' | 'stdin',
  ) => Promise<number | NodeJS.Signals | null>;
};

const MAIN = new URL('../../src/server/main.ts', import.meta.url).pathname;

/** Starts the server as its own process on a data folder; answers when it listens, throws when it ends before. */
export async function startServerProcess(
  dataDir: string,
  environment: Readonly<Record<string, string>> = {},
): Promise<ServerProcess> {
  const child = spawn(process.execPath, [MAIN], {
    stdio: ['pipe', 'pipe', 'pipe'],
    env: { ...process.env, HAMRONG_DATA: dataDir, HAMRONG_PORT: '0', ...environment },
  });
  const events: { event: string }[] = [];
  const errors: string[] = [];
  createInterface({ input: child.stderr }).on('line', (line) => {
    if (line.startsWith('{')) events.push(JSON.parse(line) as { event: string });
    else errors.push(line);
  });
  const ended = new Promise<number | NodeJS.Signals | null>((resolve) => {
    child.once('exit', (code, signal) => resolve(signal ?? code));
  });
  const lines = createInterface({ input: child.stdout });
  const address = await new Promise<string>((resolve, reject) => {
    lines.once('line', (line) => resolve((JSON.parse(line) as { listening: string }).listening));
    child.once('exit', () => reject(new Error(`the server ended: ${errors.join('\n')}`)));
  });
  return {
    address,
    child,
    events,
    ended,
    stop: async (how = 'SIGTERM') => {
      if (how === 'stdin') child.stdin.end();
      else child.kill(how);
      return ended;
    },
  };
}
