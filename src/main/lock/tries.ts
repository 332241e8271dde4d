import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { AppError } from '../../shared/errors.ts';
import { type FilePort, removeFile, writeWhole } from '../store/files.ts';

const Tries = z.object({ failed: z.int().min(0), at: z.number() });
/** So many wrong secrets cost nothing; then each costs twice the last, up to a quarter of an hour. */
const FREE_TRIES = 5;
const FIRST_WAIT_MS = 30_000;
const WAIT_MS_MAX = 15 * 60_000;

const triesPath = (dataDir: string): string => join(dataDir, 'lock-tries.json');

function triesIn(dataDir: string): z.infer<typeof Tries> {
  try {
    return Tries.parse(JSON.parse(readFileSync(triesPath(dataDir), 'utf8')));
  } catch {
    return { failed: 0, at: 0 };
  }
}

/** How long nothing is tried; a clock that was set back makes it no longer than it was. */
export function waitMs(dataDir: string, now: number): number {
  const { failed, at } = triesIn(dataDir);
  if (failed < FREE_TRIES) return 0;
  const wait = Math.min(FIRST_WAIT_MS * 2 ** (failed - FREE_TRIES), WAIT_MS_MAX);
  return Math.max(0, Math.min(wait, at + wait - now));
}

type Counting = {
  readonly now: () => number;
  readonly files: FilePort;
  readonly wrong: 'lock.wrong' | 'lock.code-wrong';
};

/** Tries something that opens the profile. Throws `lock.wait` before its time, `wrong`. A try counts before it is made, so that ending the program saves none. */
export async function countTry<Opened>(
  dataDir: string,
  { now, files, wrong }: Counting,
  open: () => Promise<Opened | undefined>,
): Promise<Opened> {
  const wait = waitMs(dataDir, now());
  if (wait > 0) throw new AppError('lock.wait', { seconds: Math.ceil(wait / 1000) });
  const tries = { failed: triesIn(dataDir).failed + 1, at: now() };
  await writeWhole(files, triesPath(dataDir), `${JSON.stringify(tries)}\n`);
  const opened = await open();
  if (opened === undefined) {
    const next = waitMs(dataDir, now());
    if (next > 0) throw new AppError('lock.wait', { seconds: Math.ceil(next / 1000) });
    throw new AppError(wrong);
  }
  await removeFile(files, triesPath(dataDir));
  return opened;
}
