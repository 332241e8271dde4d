import { closeSync, existsSync, mkdirSync, openSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import { lockFolder } from '../src/main/hosts/folder-lock.ts';
import { AppError } from '../src/shared/errors.ts';
import { say, sayFault } from '../src/shared/words/vi.ts';
import type { Child } from './start/child.ts';
import { defaultFolder } from './start/data-folder.ts';
import { ensureElectron } from './start/electron.ts';
import { isFresh } from './start/freshness.ts';
import { openBrowserWindow, openElectronWindow } from './start/open-window.ts';
import { openHost, openServer, openTrialProfiles } from './start/parts.ts';
import { root, runStep } from './step.ts';

/**
 * `npm start`: the trial province. Builds the window when it is not there, starts the server and the profiles' host as processes of their own, and opens
 * Electron, else an installed browser as an application window, else prints the address. Whatever ends it, the parts end in order and the data stays.
 */
const { values } = parseArgs({
  options: {
    'no-window': { type: 'boolean', default: false },
    data: { type: 'string' },
    empty: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
});
const tell = (sentence: string): void => void process.stderr.write(`${sentence}\n`);
const print = (line: string): void => void process.stdout.write(`${line}\n`);

const PARENT_CHECK_MS = 500;
const LOG_BYTES_MAX = 5 * 1024 * 1024;
const parts: Child[] = [];
const stopping = Promise.withResolvers<void>();
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => stopping.resolve());
// A signal sent to npm alone ends npm and its shell without reaching us; then we have another parent.
const parent = process.ppid;
setInterval(() => process.ppid !== parent && stopping.resolve(), PARENT_CHECK_MS).unref();

if (values.help) {
  print(say('start.usage'));
} else {
  process.exitCode = await run(resolve(values.data ?? defaultFolder())).catch((fault: unknown) => {
    if (!(fault instanceof AppError)) throw fault;
    tell(sayFault(fault.code, fault.detail));
    return 1;
  });
  // A line of ours that waits for Enter must not keep the process.
  process.stdin.destroy();
}

async function run(folder: string): Promise<number> {
  mkdirSync(folder, { recursive: true });
  tell(say('start.folder', { folder }));
  const release = lockFolder(folder);
  const errors = openLog(join(folder, 'start.log'));
  try {
    buildWindow();
    const isStopped = stopping.promise.then(() => 'stopped' as const);
    const outcome = await Promise.race([openAll(folder, errors), isStopped]);
    if (outcome === 'stopped') return 0;
    const first = await Promise.race([
      isStopped,
      ...outcome.map(({ name, ended }) => ended.then(() => name)),
    ]);
    // A closed window is the usual end; a server or host that ended by itself is not.
    if (first === 'stopped' || first === 'window') return 0;
    tell(say('start.server-ended'));
    return 1;
  } finally {
    tell(say('start.stopping'));
    // The window first, the server last: what a host is writing to it still arrives.
    for (const part of parts.toReversed()) await part.stop();
    closeSync(errors);
    release();
    tell(say('start.stopped'));
  }
}

async function openAll(folder: string, errors: number): Promise<readonly Child[]> {
  tell(say('start.server'));
  const profiles = join(folder, 'profiles');
  const server = openServer({ folder, profiles, errors, isEmpty: values.empty, tell });
  parts.push(server.child);
  const address = await server.ready;
  tell(say('start.profiles'));
  await openTrialProfiles(profiles, address);
  const electron = values['no-window'] ? undefined : await ensureElectron(folder, errors, tell);
  if (electron) {
    const window = openElectronWindow(electron, profiles, address, errors, tell);
    parts.push(window);
    return parts;
  }
  const host = openHost({ profiles, address, errors });
  parts.push(host.child);
  await host.ready;
  const window = values['no-window'] ? undefined : await openBrowserWindow(host.ask, folder, errors, tell);
  if (window) parts.push(window);
  else await printAddresses(host.ask);
  return parts;
}

/** The address is printed alone on its line; Enter asks for another, because each opens one window once. */
async function printAddresses(ask: () => Promise<string>): Promise<void> {
  tell(say(values['no-window'] ? 'start.address' : 'start.no-window'));
  print(await ask());
  createInterface({ input: process.stdin }).on('line', () => {
    ask().then(print, () => undefined);
  });
}

/** What the parts write to standard error; begun anew when it has grown long. */
function openLog(path: string): number {
  const isLong = existsSync(path) && statSync(path).size > LOG_BYTES_MAX;
  return openSync(path, isLong ? 'w' : 'a');
}

function buildWindow(): void {
  const sources = ['src/renderer', 'src/shared', 'vite.config.ts'].map((path) => join(root, path));
  if (isFresh(join(root, 'dist', 'renderer', 'index.html'), sources)) return;
  tell(say('start.building'));
  if (runStep('window', 'vite/bin/vite.js', ['build', '--logLevel=error']) !== 0) {
    throw new AppError('host.window-missing');
  }
}
