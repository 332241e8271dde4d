import { copyFileSync, readdirSync, rmSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { Database } from 'better-sqlite3';
import { assert } from '../../shared/assert.ts';
import { AppError } from '../../shared/errors.ts';

/**
 * Brings a database to the newest version, each step in one transaction with its number. A file that holds something is copied aside first; a
 * database of a newer program is refused with `store.newer-than-program` and stays untouched.
 */
export function migrate(db: Database, file: string, steps: readonly ((db: Database) => void)[]): void {
  const found = db.pragma('user_version', { simple: true });
  assert(typeof found === 'number', 'user_version is a number');
  if (found > steps.length) throw new AppError('store.newer-than-program', { found, newest: steps.length });
  if (found === steps.length) return;
  if (found > 0 && file !== ':memory:') {
    // All of it must stand in the one file that is copied.
    db.pragma('wal_checkpoint(TRUNCATE)');
    dropCopies(file);
    copyFileSync(file, `${file}.before-${String(steps.length)}`);
  }
  for (const [index, up] of steps.entries()) {
    if (index < found) continue;
    db.transaction(() => {
      up(db);
      db.pragma(`user_version = ${String(index + 1)}`);
    }).immediate();
  }
}

/** Removes the copies from before migrations: one is kept at a time, and none once a document must leave every store. */
export function dropCopies(file: string): void {
  for (const name of readdirSync(dirname(file)))
    if (name.startsWith(`${basename(file)}.before-`)) rmSync(join(dirname(file), name), { force: true });
}
