import type Sqlite from 'better-sqlite3';

/** A query's handler receives this: no `exec`, no transaction, no writer that asks for more. */
export type ReadDb = Pick<Sqlite.Database, 'prepare'>;

/** A handle that may change the database; only inside a transaction that the replica or a migration opened. */
export type WriteDb = ReadDb & Pick<Sqlite.Database, 'exec'> & { readonly mayWrite: true };
