import type Sqlite from 'better-sqlite3';
import { assert } from '../../shared/assert.ts';

/** A query's handler receives this: no `exec`, no transaction, no writer that asks for more. */
export type ReadDb = Pick<Sqlite.Database, 'prepare'>;

/** A handle that may change the database; only inside a transaction that the replica or a migration opened. */
export type WriteDb = ReadDb &
  Pick<Sqlite.Database, 'exec'> & {
    readonly mayWrite: true;
    /** Keeps an item for `work`, which is done with all of them behind everything else of the transaction; of one key the last counts. */
    readonly last: <Item>(work: LastWork<Item>, key: string, item: Item) => void;
  };

export type LastWork<Item> = (db: WriteDb, items: ReadonlyMap<string, Item>) => void;

/** Items that wait for the end of a transaction; when there are more, what is kept is done and the next begin anew. */
export const LAST_MAX = 5_000;

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

/** A writer, and what its transaction does at the end; `forget` is for one that is rolled back. */
export function writeHandle(db: Sqlite.Database): {
  readonly handle: WriteDb;
  readonly finish: () => void;
  readonly forget: () => void;
} {
  const waiting = new Map<LastWork<never>, Map<string, never>>();
  const last: WriteDb['last'] = (work, key, item) => {
    const items = waiting.get(work) ?? new Map<string, never>();
    waiting.set(work, items);
    items.delete(key);
    items.set(key, item as never);
    if (items.size >= LAST_MAX) finish();
  };
  const finish = (): void => {
    for (const [work, items] of waiting) work(handle, items);
    waiting.clear();
  };
  const handle: WriteDb = {
    prepare: preparingOnce(db),
    exec: (sql) => db.exec(sql),
    ...{ mayWrite: true, last },
  };
  return { handle, finish, forget: () => waiting.clear() };
}
