import type { Client } from 'pg';
import { assert } from '../../shared/assert.ts';
import * as province from './migrations/0001-province.ts';
import * as operationSignatures from './migrations/0002-operation-signatures.ts';
import * as signIn from './migrations/0003-sign-in.ts';
import * as accounts from './migrations/0004-accounts.ts';
import * as containment from './migrations/0005-containment.ts';
import * as ownAccess from './migrations/0006-own-access.ts';
import * as unnamedFiles from './migrations/0007-unnamed-files.ts';
import * as openings from './migrations/0008-openings.ts';
import * as gateways from './migrations/0009-gateways.ts';
import * as deviceSeen from './migrations/0010-device-seen.ts';
import * as requests from './migrations/0011-requests.ts';
import * as carried from './migrations/0012-carried.ts';
import * as agencyExports from './migrations/0013-agency-exports.ts';

type Migration = { readonly name: string; readonly sql: string };

/** In order, without a gap; once released never edited. */
const migrations: readonly Migration[] = [
  province,
  operationSignatures,
  signIn,
  accounts,
  containment,
  ownAccess,
  unnamedFiles,
  openings,
  gateways,
  deviceSeen,
  requests,
  carried,
  agencyExports,
];

/** Serialises two servers that start at once on one database. */
const MIGRATION_LOCK = 5_140_921;

/** The version that this program's own database has. */
export const newestSchema = migrations.length;

/** The version of a database; 0 where nothing was made yet. */
export async function schemaVersion(client: Client): Promise<number> {
  const { rows } = await client.query<{ isThere: boolean }>(
    `select to_regclass('schema_versions') is not null as "isThere"`,
  );
  if (!rows[0]?.isThere) return 0;
  const versions = await client.query<{ version: number }>(
    'select coalesce(max(version), 0) as version from schema_versions',
  );
  return versions.rows[0]?.version ?? 0;
}

/**
 * Brings the database to this program's version (or an older one, into which a backup is then read), each step in one transaction; forward only. Throws
 * when the database is newer than the program.
 */
export async function migrate(client: Client, upTo = newestSchema): Promise<number> {
  await client.query('select pg_advisory_lock($1)', [MIGRATION_LOCK]);
  try {
    await client.query(
      'create table if not exists schema_versions (version integer primary key, name text not null, applied_at timestamptz not null)',
    );
    const found = await schemaVersion(client);
    assert(found <= migrations.length, `the database has schema ${String(found)}, newer than this program`);
    for (const [index, { name, sql }] of migrations.slice(0, upTo).entries()) {
      if (index < found) continue;
      await client.query('begin');
      await client.query(sql);
      await client.query('insert into schema_versions (version, name, applied_at) values ($1, $2, now())', [
        index + 1,
        name,
      ]);
      await client.query('commit');
    }
    return Math.max(found, upTo);
  } catch (problem) {
    await client.query('rollback');
    throw problem;
  } finally {
    await client.query('select pg_advisory_unlock($1)', [MIGRATION_LOCK]);
  }
}
