import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { AppError } from '../../shared/errors.ts';

const ATTEMPTS_MAX = 3;
/** Their names in a held folder. */
export const LOCK_FILE = 'in-use.lock';
export const HOLDER_FILE = 'in-use.pid';

/**
 * Takes a data folder for this process alone; answers what gives it back. The lock is one that the operating system drops when the process ends, however
 * it ends, so a lock can never be stale. Throws `folder.in-use` with the holder's process id.
 */
export function lockFolder(folder: string): () => void {
  mkdirSync(folder, { recursive: true });
  const path = join(folder, LOCK_FILE);
  const holder = join(folder, HOLDER_FILE);
  for (let attempt = 1; ; attempt++) {
    const lock = new Sqlite(path, { timeout: 0 });
    try {
      lock.exec('BEGIN EXCLUSIVE');
    } catch (cause) {
      lock.close();
      if (!(cause instanceof Sqlite.SqliteError && cause.code.startsWith('SQLITE_BUSY'))) throw cause;
      const pid = existsSync(holder) ? readFileSync(holder, 'utf8').slice(0, 20) : '?';
      throw new AppError('folder.in-use', { folder, pid }, { cause });
    }
    // The holder before us removes its file on leaving; a lock on a removed file is no lock.
    if (existsSync(path) || attempt >= ATTEMPTS_MAX) {
      writeFileSync(holder, String(process.pid));
      return () => release(lock, path, holder);
    }
    lock.close();
  }
}

function release(lock: Sqlite.Database, path: string, holder: string): void {
  if (!lock.open) return;
  rmSync(holder, { force: true });
  // Windows removes no open file; there it goes after closing.
  if (process.platform !== 'win32') rmSync(path, { force: true });
  lock.close();
  rmSync(path, { force: true });
}

/** Takes several folders, all or none. */
export function lockFolders(folders: readonly string[]): () => void {
  const taken: (() => void)[] = [];
  const releaseAll = (): void => {
    for (const release of taken.splice(0)) release();
  };
  try {
    for (const folder of folders) taken.push(lockFolder(folder));
  } catch (fault) {
    releaseAll();
    throw fault;
  }
  return releaseAll;
}
