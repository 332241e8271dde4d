import { assert } from '../../shared/assert.ts';
import type { ServerConfig } from '../config.ts';
import type { Log } from '../ports.ts';
import { startEmbedded } from './embedded.ts';
import { migrate } from './migrate.ts';
import { connect, type DatabaseClient } from './pool.ts';

/** Held by the one server that works on a database; goes with its connection, so nothing is left behind by a kill. */
const SERVER_LOCK = 5_140_922;
const LOCK_TRIES = 30;
const LOCK_WAIT_MS = 100;

export type Database = {
  readonly url: string;
  /** Resolves when the connection that holds the database is gone: another server may take it, so this one has to end. */
  readonly lost: Promise<void>;
  readonly close: () => Promise<void>;
};

/** Where the database is; `release` ends what was started to reach it. */
export type Reached = { readonly url: string; readonly release: () => Promise<void> };

/** The configured PostgreSQL, or the embedded one: that of a running server, else started. Neither migrated nor held. */
export async function reachDatabase(
  { databaseUrl, dataDir, postgresSettings }: ServerConfig,
  log: Log,
): Promise<Reached> {
  if (databaseUrl !== undefined) return { url: databaseUrl, release: () => Promise.resolve() };
  const embedded = await startEmbedded({ dataDir, settings: postgresSettings ?? [], log });
  return {
    url: embedded.url,
    release: () => (embedded.wasRunning ? Promise.resolve() : embedded.stop()),
  };
}

/** Throws when a server, or another one that needs the database for itself, works on it; the hold goes with the connection. */
export async function holdDatabase(client: DatabaseClient): Promise<void> {
  if (!(await takeServerLock(client)))
    throw new Error('another server works on this database; stop it first');
}

/** The configured PostgreSQL, or the embedded one started; migrated, and held so that no second server works on it. */
export async function openDatabase(
  { databaseUrl, dataDir, postgresSettings }: ServerConfig,
  log: Log,
): Promise<Database> {
  const embedded =
    databaseUrl === undefined
      ? await startEmbedded({ dataDir, settings: postgresSettings ?? [], log })
      : undefined;
  const url = databaseUrl ?? embedded?.url;
  assert(url !== undefined, 'a database is configured or started');
  try {
    const client = await connect(url);
    const lost = new Promise<void>((resolve) => {
      client.on('error', ({ message }) => {
        log('database.lock-lost', { message });
        resolve();
      });
    });
    try {
      await holdDatabase(client);
    } catch (problem) {
      // The embedded PostgreSQL is the other server's then: it is not ours to stop.
      await client.end();
      throw problem;
    }
    const version = await migrate(client);
    log('database.ready', { version, isEmbedded: embedded !== undefined });
    return {
      url,
      lost,
      close: async () => {
        await client.end();
        await embedded?.stop();
      },
    };
  } catch (problem) {
    if (embedded && !embedded.wasRunning) await embedded.stop();
    throw problem;
  }
}

/** A killed server's connection may live on for a moment while its last statement ends. */
async function takeServerLock(client: DatabaseClient): Promise<boolean> {
  for (let attempt = 0; attempt < LOCK_TRIES; attempt += 1) {
    const { rows } = await client.query<{ taken: boolean }>('select pg_try_advisory_lock($1) as taken', [
      SERVER_LOCK,
    ]);
    if (rows[0]?.taken) return true;
    await new Promise((resolve) => setTimeout(resolve, LOCK_WAIT_MS));
  }
  return false;
}
