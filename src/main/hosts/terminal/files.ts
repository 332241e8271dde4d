import { randomUUID } from 'node:crypto';
import { constants, existsSync, statSync } from 'node:fs';
import { copyFile, link, open, readFile, rm, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { AppError } from '../../../shared/errors.ts';
import { say } from '../../../shared/words/vi.ts';
import { ARGUMENTS_MAX, UsageFault, whyOf } from './terminal.ts';

/** The value of an option that a command cannot do without. */
export function needed(name: string, value: string | undefined): string {
  if (!value) throw new UsageFault(say('terminal.needs-option', { name }));
  return value;
}

/** At least one file and not too many. */
export function demandFiles(files: readonly string[]): void {
  if (files.length === 0) throw new UsageFault(say('terminal.needs-files'));
  if (files.length > ARGUMENTS_MAX) throw new UsageFault(say('terminal.too-many', { max: ARGUMENTS_MAX }));
}

/** Throws `terminal.file-unreadable | -too-large`. */
export async function readLimited(path: string, bytesMax: number): Promise<Uint8Array> {
  try {
    const { size } = await stat(path);
    if (size <= bytesMax) return await readFile(path);
  } catch (fault) {
    throw new AppError('terminal.file-unreadable', { path, why: whyOf(fault) }, { cause: fault });
  }
  throw new AppError('terminal.file-too-large', { path, limitKb: bytesMax / 1024 });
}

/** Where the result of each file goes: `out` itself, or under the file's own name into it when it is a folder, as several files need. */
export function outputsOf(files: readonly string[], out: string): (file: string) => string {
  const isFolder = existsSync(out) && statSync(out).isDirectory();
  if (files.length > 1 && !isFolder) throw new UsageFault(say('terminal.needs-folder', { name: 'out' }));
  return (file) => (isFolder ? join(out, basename(file)) : out);
}

/** What stands there is never written over. */
export function demandNew(path: string): void {
  if (existsSync(path)) throw new AppError('terminal.output-exists', { path });
}

/**
 * Written beside and then given its name, so that no half file ever bears it, and nothing is written over that has appeared meanwhile. Throws
 * `terminal.output-exists | -unwritable`.
 */
export async function writeNew(path: string, bytes: Uint8Array | AsyncIterable<Uint8Array>): Promise<void> {
  const fresh = `${path}.${randomUUID()}.part`;
  try {
    const file = await open(fresh, 'wx');
    try {
      for await (const piece of bytes instanceof Uint8Array ? [bytes] : bytes) await file.writeFile(piece);
      await file.sync();
    } finally {
      await file.close();
    }
    await giveName(fresh, path);
  } catch (fault) {
    if (whyOf(fault) === 'EEXIST') throw new AppError('terminal.output-exists', { path }, { cause: fault });
    throw new AppError('terminal.output-unwritable', { path, why: whyOf(fault) }, { cause: fault });
  } finally {
    // What could not be made (a name too long for the system) cannot be taken away; the fault itself is on its way.
    await rm(fresh, { force: true }).catch(() => undefined);
  }
}

/** A file system without hard links (FAT, some shares) gets a copy that fails as well where something stands. */
async function giveName(fresh: string, path: string): Promise<void> {
  try {
    await link(fresh, path);
  } catch (fault) {
    if (whyOf(fault) === 'EEXIST') throw fault;
    await copyFile(fresh, path, constants.COPYFILE_EXCL);
  }
}
