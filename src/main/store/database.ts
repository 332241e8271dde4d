import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { AppError } from '../../shared/errors.ts';
import { assertPathFits } from './files.ts';
import { type ReadDb, readHandle, type WriteDb, writeHandle } from './handles.ts';
import { migrate } from './migrate.ts';
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

/** Opens and configures one connection: the one place where an encrypted driver can go. */
function connect(file: string, readonly: boolean): Sqlite.Database {
  const db = new Sqlite(file, { readonly, timeout: BUSY_TIMEOUT_MS });
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

/** Opens the store of a profile's folder, migrated to this program's version. Refuses a newer database and a damaged one with a sentence. */
export function openStore(dataDir: string): Store {
  mkdirSync(dataDir, { recursive: true });
  const file = join(dataDir, 'office.db');
  assertPathFits(file);
  const writer = open(file);
  const reader = connect(file, true);
  const db = writeHandle(writer);
  const run = writer.transaction((work: () => unknown) => work());
  return {
    read: readHandle(reader),
    transact: <Result>(work: (db: WriteDb) => Result): Result => {
      try {
        return run.immediate(() => work(db)) as Result;
      } catch (problem) {
        throw translated(problem);
      }
    },
    rewrite: () => {
      try {
        writer.exec(`insert into search_index (search_index) values ('optimize')`);
        writer.exec('vacuum');
        writer.pragma('wal_checkpoint(truncate)');
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

function open(file: string): Sqlite.Database {
  let writer: Sqlite.Database | undefined;
  try {
    writer = connect(file, false);
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
