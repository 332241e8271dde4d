import { closeSync, existsSync, mkdirSync, openSync, readSync } from 'node:fs';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { AppError } from '../../shared/errors.ts';
import { assertPathFits } from './files.ts';
import { type ReadDb, readHandle, type WriteDb, writeHandle } from './handles.ts';
import { dropCopies, migrate } from './migrate.ts';
import { migrations } from './migrations/list.ts';

/** The profile's database: one writer, one reader that cannot write. */
export type Store = {
  readonly read: ReadDb;
  /** One immediate transaction; what `work` throws rolls it back. Never nested, never across an await. */
  readonly transact: <Result>(work: (db: WriteDb) => Result) => Result;
  /** Merges the search index and writes the file anew, without the freed pages and the log; as long as it takes, and never in a transaction. */
  readonly rewrite: () => void;
  readonly close: () => void;
};

const BUSY_TIMEOUT_MS = 5_000;

/** AEGIS-256: authenticated page by page, and on processors with AES as fast as no cipher (bench/local-command.ts). */
const CIPHER = 'aegis';

/** Tells a connection what its file is under. Throws `store.no-cipher` with a driver that would pass the key over and write in plain. */
function unlock(db: Sqlite.Database, key: Uint8Array): void {
  const [chosen] = db.pragma(`cipher = '${CIPHER}'`) as readonly object[];
  if (!chosen || !Object.values(chosen).includes(CIPHER)) throw new AppError('store.no-cipher');
  db.pragma(`hexkey = '${Buffer.from(key).toString('hex')}'`);
}

/** Opens and configures one connection: the one place where a database is opened. */
function connect(file: string, readonly: boolean, key: Uint8Array | undefined): Sqlite.Database {
  const db = new Sqlite(file, { readonly, timeout: BUSY_TIMEOUT_MS });
  if (key) unlock(db, key);
  if (!readonly) {
    db.pragma('journal_mode = WAL');
    // What was acknowledged survives a power cut (invariant 3).
    db.pragma('synchronous = FULL');
  }
  db.pragma('foreign_keys = ON');
  db.pragma('cache_size = -16000');
  db.pragma('temp_store = MEMORY');
  return db;
}

export const DATABASE = 'office.db';

/** Opens the store of a profile's folder, migrated to this program's version. Refuses a newer database and a damaged one with a sentence. */
export function openStore(dataDir: string, key?: Uint8Array): Store {
  mkdirSync(dataDir, { recursive: true });
  const file = join(dataDir, DATABASE);
  assertPathFits(file);
  const writer = open(file, key);
  const reader = connect(file, true, key);
  const { handle, finish, forget } = writeHandle(writer);
  const run = writer.transaction((work: (db: WriteDb) => unknown) => {
    const result = work(handle);
    finish();
    return result;
  });
  return {
    read: readHandle(reader),
    transact: <Result>(work: (db: WriteDb) => Result): Result => {
      try {
        return run.immediate(work) as Result;
      } catch (problem) {
        forget();
        throw translated(problem);
      }
    },
    rewrite: () => {
      try {
        writer.exec(`insert into search_index (search_index) values ('optimize')`);
        writer.exec('vacuum');
        writer.pragma('wal_checkpoint(truncate)');
        dropCopies(file);
      } catch (problem) {
        throw translated(problem);
      }
    },
    close: () => {
      reader.close();
      writer.close();
    },
  };
}

/**
 * Writes a database anew under a key, beside it: a plain one, or one that is under the key `from`; nothing of what was deleted before goes along. The copy has been opened
 * with its key when this ends. Answers false where there is no database. Throws `store.no-cipher`, `store.full`.
 */
export function sealedCopy(file: string, copy: string, key: Uint8Array, from?: Uint8Array): boolean {
  if (!existsSync(file)) return false;
  const source = new Sqlite(file, { timeout: BUSY_TIMEOUT_MS });
  try {
    if (from) unlock(source, from);
    // Under the same key as its source.
    source.prepare('vacuum into ?').run(copy);
  } catch (problem) {
    throw translated(problem);
  } finally {
    source.close();
  }
  const db = new Sqlite(copy);
  try {
    if (from) unlock(db, from);
    db.pragma('journal_mode = delete');
    if (!from) db.pragma(`cipher = '${CIPHER}'`);
    db.pragma(`hexrekey = '${Buffer.from(key).toString('hex')}'`);
  } catch (problem) {
    throw translated(problem);
  } finally {
    db.close();
  }
  // Asked of the file itself: a driver without a cipher would have passed the key over.
  if (isPlainDatabase(copy)) throw new AppError('store.no-cipher');
  demandOpens(copy, key);
  return true;
}

function demandOpens(file: string, key: Uint8Array): void {
  const db = connect(file, true, key);
  try {
    db.prepare('select count(*) from sqlite_schema').get();
  } catch (problem) {
    throw translated(problem);
  } finally {
    db.close();
  }
}

/** The file format's first bytes (sqlite.org/fileformat2.html §1.3.1). */
const PLAIN = Buffer.from('SQLite format 3');

function isPlainDatabase(file: string): boolean {
  const handle = openSync(file, 'r');
  try {
    const head = Buffer.alloc(PLAIN.length);
    readSync(handle, head);
    return head.equals(PLAIN);
  } finally {
    closeSync(handle);
  }
}

function open(file: string, key: Uint8Array | undefined): Sqlite.Database {
  let writer: Sqlite.Database | undefined;
  try {
    writer = connect(file, false, key);
    migrate(writer, file, migrations);
    return writer;
  } catch (problem) {
    writer?.close();
    throw translated(problem);
  }
}

/** SQLite's faults that the official can do something about, classed once. */
function translated(problem: unknown): unknown {
  if (!(problem instanceof Sqlite.SqliteError)) return problem;
  if (problem.code === 'SQLITE_FULL' || problem.code.startsWith('SQLITE_IOERR'))
    return new AppError('store.full', {}, { cause: problem, retryable: true });
  if (problem.code.startsWith('SQLITE_CORRUPT') || problem.code === 'SQLITE_NOTADB')
    return new AppError('store.damaged', {}, { cause: problem });
  if (problem.code.startsWith('SQLITE_BUSY'))
    return new AppError('store.busy', {}, { cause: problem, retryable: true });
  return problem;
}
