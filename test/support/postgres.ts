import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { startEmbedded } from '../../src/server/store/embedded.ts';

/** Trades durability for speed: nothing here outlives the test. */
export const POSTGRES_SETTINGS = ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off'];

export type TestDatabase = { readonly url: string; readonly drop: () => Promise<void> };

/** A new, empty database on the PostgreSQL that `DATABASE_URL` names; undefined without one: then the server brings its own. */
export async function newDatabase(): Promise<TestDatabase | undefined> {
  const given = process.env['DATABASE_URL'];
  if (given === undefined) return undefined;
  const name = `hamrong_${randomUUID().replaceAll('-', '')}`;
  await query(given, `create database ${name}`);
  // Not by force: that would have to end an autovacuum, which is nobody's; without, PostgreSQL sends it away by itself.
  return { url: besides(given, name), drop: () => query(given, `drop database ${name}`) };
}

/** A database that outlives the servers on it: as `newDatabase` says, or an embedded PostgreSQL that the test holds. */
export async function lastingDatabase(dataDir: string): Promise<TestDatabase> {
  const database = await newDatabase();
  if (database) return database;
  const { url, stop } = await startEmbedded({ dataDir, settings: POSTGRES_SETTINGS, log: () => undefined });
  return { url, drop: stop };
}

/** Another database of the same PostgreSQL. */
export function besides(url: string, name: string): string {
  const other = new URL(url);
  other.pathname = `/${name}`;
  return other.href;
}

async function query(url: string, sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}
