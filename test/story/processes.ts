import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { createInterface, type Interface } from 'node:readline';
import { z } from 'zod';

const root = join(import.meta.dirname, '../..');
/** A process of the story that says nothing for so long is broken. */
const START_TIMEOUT_MS = 180_000;
const STOP_TIMEOUT_MS = 45_000;

const Said = z.looseObject({ listening: z.string().optional(), address: z.string().optional() });
type Said = z.infer<typeof Said>;

/** A program of the product running as a process of its own. */
export type Running = {
  readonly pid: number;
  readonly address: string;
  /** Writes a line and answers the next line that comes back. */
  readonly ask: (line: string) => Promise<Said>;
  readonly isAlive: () => boolean;
  /** The signal that ended it, once it has ended. */
  readonly endedBy: () => NodeJS.Signals | undefined;
  /** What it wrote to standard error, for a failing test's message. */
  readonly complaints: () => string;
  /** Ends it as a person would; throws when it does not end by itself. */
  readonly stop: () => Promise<void>;
  readonly kill: () => Promise<void>;
};

export type Program = {
  readonly entry: string;
  readonly args?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
};

/** Starts a program and waits until it says that it listens. */
export async function start({ entry, args = [], env = {} }: Program): Promise<Running> {
  const child = spawn(process.execPath, [join(root, entry), ...args], {
    cwd: root,
    env: { ...process.env, ...env },
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  let complaints = '';
  child.stderr.on('data', (piece: Buffer) => {
    complaints = (complaints + piece.toString()).slice(-200_000);
  });
  // A program that was ended while it is asked breaks its pipe; whoever asked hears of it by the answer that does not come.
  child.stdin.on('error', () => undefined);
  const said = makeReader(createInterface({ input: child.stdout }));
  const listening = await said((each) => each.listening !== undefined, START_TIMEOUT_MS).catch(
    (problem: unknown) => {
      child.kill('SIGKILL');
      throw new Error(`${entry} did not start: ${String(problem)}\n${complaints}`);
    },
  );
  return {
    pid: child.pid ?? 0,
    address: listening.listening ?? '',
    ask: async (line) => {
      const answer = said((each) => each.listening === undefined, 10_000);
      child.stdin.write(`${line}\n`);
      return answer;
    },
    isAlive: () => child.exitCode === null && child.signalCode === null,
    endedBy: () => child.signalCode ?? undefined,
    complaints: () => complaints,
    stop: () => end(child, 'SIGTERM', complaints),
    kill: () => end(child, 'SIGKILL', complaints),
  };
}

/** Lines as they come, each given to the first who waits for one like it. */
function makeReader(lines: Interface) {
  const waiting: {
    wants: (each: Said) => boolean;
    take: (each: Said) => void;
    fail: (why: Error) => void;
  }[] = [];
  const unread: Said[] = [];
  lines.on('line', (line) => {
    const each = Said.parse(JSON.parse(line));
    const taker = waiting.findIndex(({ wants }) => wants(each));
    if (taker < 0) unread.push(each);
    else waiting.splice(taker, 1)[0]?.take(each);
  });
  lines.on('close', () => {
    for (const { fail } of waiting.splice(0)) fail(new Error('ended'));
  });
  return (wants: (each: Said) => boolean, timeoutMs: number): Promise<Said> =>
    new Promise((resolve, reject) => {
      const timer = setTimeout(() => reject(new Error('said nothing in time')), timeoutMs);
      const take = (each: Said): void => {
        clearTimeout(timer);
        resolve(each);
      };
      const found = unread.findIndex(wants);
      const [known] = found < 0 ? [] : unread.splice(found, 1);
      if (known) take(known);
      else waiting.push({ wants, take, fail: reject });
    });
}

async function end(child: ChildProcess, signal: NodeJS.Signals, complaints: string): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  child.kill(signal);
  const timer = setTimeout(() => child.kill('SIGKILL'), STOP_TIMEOUT_MS);
  await ended;
  clearTimeout(timer);
  if (signal !== 'SIGKILL' && child.exitCode !== 0) throw new Error(`did not end by itself\n${complaints}`);
}

/** A port that is free now; the server keeps it over its restarts, as a real one would. */
export async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const address = probe.address();
  await new Promise((resolve) => probe.close(resolve));
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
}
