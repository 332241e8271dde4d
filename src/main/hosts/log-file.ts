import { appendFileSync, existsSync, mkdirSync, renameSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Log } from '../ports.ts';

export const LOG_BYTES_MAX = 5 * 1024 * 1024;
export const LOG_FILES_MAX = 4;
/** An event names things; whatever is longer than a name does not belong in a log. */
const TEXT_LENGTH_MAX = 500;

/**
 * Writes one line of JSON per event to `app.log` in the folder; when the file is full it becomes `app.1.log`, and the oldest goes. A log that cannot
 * be written (a full disk) must not stop the work: such lines are lost.
 */
export function fileLog(folder: string, now: () => string, bytesMax = LOG_BYTES_MAX): Log {
  mkdirSync(folder, { recursive: true });
  const path = (index: number): string => join(folder, index === 0 ? 'app.log' : `app.${index}.log`);
  let bytes = existsSync(path(0)) ? statSync(path(0)).size : 0;
  const rotate = (): void => {
    for (let index = LOG_FILES_MAX - 2; index >= 0; index--) {
      if (existsSync(path(index))) renameSync(path(index), path(index + 1));
    }
    bytes = 0;
  };
  return (event, detail = {}) => {
    const short = Object.entries(detail).map(([name, value]) => [
      name,
      typeof value === 'string' ? value.slice(0, TEXT_LENGTH_MAX) : value,
    ]);
    const line = Buffer.from(`${JSON.stringify({ at: now(), event, ...Object.fromEntries(short) })}\n`);
    try {
      if (bytes > 0 && bytes + line.length > bytesMax) rotate();
      appendFileSync(path(0), line, { mode: 0o600 });
      bytes += line.length;
    } catch (fault) {
      if (!(fault instanceof Error && 'code' in fault)) throw fault;
    }
  };
}
