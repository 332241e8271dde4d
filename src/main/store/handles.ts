import type Sqlite from 'better-sqlite3';
import { assert } from '../../shared/assert.ts';

/** A query's handler receives this: no `exec`, no transaction, no writer that asks for more. */
export type ReadDb = Pick<Sqlite.Database, 'prepare'>;

/** A handle that may change the database; only inside a transaction that the replica or a migration opened. */
export type WriteDb = ReadDb & Pick<Sqlite.Database, 'exec'> & { readonly mayWrite: true };

/** Distinct statements of one connection; SQL is written in the source, never assembled from outside, so they are few. */
export const STATEMENTS_MAX = 1000;

/** `prepare` that prepares each text once: a page of rows costs binding and stepping only. The same text must always be used in the same mode (`pluck`, `raw`). */
function preparingOnce(db: Sqlite.Database): Sqlite.Database['prepare'] {
  const known = new Map<string, Sqlite.Statement>();
  const prepare = (sql: string): Sqlite.Statement => {
    const found = known.get(sql);
    if (found) return found;
    assert(known.size < STATEMENTS_MAX, `more than ${String(STATEMENTS_MAX)} statements: is SQL assembled?`);
    const made = db.prepare(sql);
    known.set(sql, made);
    return made;
  };
  return prepare as Sqlite.Database['prepare'];
}

export const readHandle = (db: Sqlite.Database): ReadDb => ({ prepare: preparingOnce(db) });

export const writeHandle = (db: Sqlite.Database): WriteDb => ({
  prepare: preparingOnce(db),
  exec: (sql) => db.exec(sql),
  mayWrite: true,
});
