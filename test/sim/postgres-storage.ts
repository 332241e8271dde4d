import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { identityColumns, quoted, tablesOf } from '../../src/server/backup/tables.ts';
import { mayFetch } from '../../src/server/blobs/blob-rows.ts';
import { openDatabase } from '../../src/server/store/database.ts';
import { connect, openPool, type Pool } from '../../src/server/store/pool.ts';
import { makeAuthorityStore } from '../../src/server/store/postgres-authority.ts';
import { makeExchangeStore } from '../../src/server/store/postgres-exchange.ts';
import { makeFeedStore } from '../../src/server/store/postgres-feed.ts';
import { makeScrubStore } from '../../src/server/store/postgres-scrub.ts';
import { newDatabase, POSTGRES_SETTINGS } from '../support/postgres.ts';
import { inOneOrder, type Storage, type Stored } from './storage.ts';

export type Postgres = {
  /** A province in which nothing was done; the one before it is gone. */
  readonly storage: () => Promise<Storage>;
  readonly close: () => Promise<void>;
};

/** The product's own storage under the simulated server: PostgreSQL, embedded or the one of `DATABASE_URL`, one story after the other. */
export async function openPostgres(): Promise<Postgres> {
  const dataDir = await mkdtemp(join(tmpdir(), 'hamrong-sim-'));
  const given = await newDatabase();
  const config = { dataDir, host: '127.0.0.1', port: 0, poolSize: 4, postgresSettings: POSTGRES_SETTINGS };
  const database = await openDatabase(
    { ...config, ...(given && { databaseUrl: given.url }) },
    () => undefined,
  );
  const pool = openPool(database.url, config.poolSize, () => undefined);
  const client = await connect(database.url);
  const [tables, identities] = [
    (await tablesOf(client)).filter(({ name }) => name !== 'province'),
    await identityColumns(client),
  ];
  await client.end();
  const names = tables.map(({ name }) => quoted(name)).join(', ');
  const empty = async (): Promise<void> => void (await pool.query(`truncate ${names} restart identity`));
  const backup = async (): Promise<() => Promise<void>> => {
    const kept = await Promise.all(
      tables.map(async ({ name }) => {
        const { rows } = await pool.query<{ all: string | null }>(
          `select json_agg(t)::text as all from ${quoted(name)} t`,
        );
        return [name, rows[0]?.all ?? '[]'] as const;
      }),
    );
    return async () => {
      await empty();
      for (const [name, all] of kept)
        await pool.query(
          `insert into ${quoted(name)} overriding system value select * from json_populate_recordset(null::${quoted(name)}, $1)`,
          [all],
        );
      for (const { table, column } of identities)
        await pool.query(
          `select setval(pg_get_serial_sequence('${quoted(table)}', '${column}'), coalesce(max(${quoted(column)}), 0) + 1, false) from ${quoted(table)}`,
        );
    };
  };
  return {
    storage: async () => {
      await empty();
      return { ...makeStorage(pool), backup, close: async () => undefined };
    },
    close: async () => {
      await pool.end();
      await database.close();
      await given?.drop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

function makeStorage(pool: Pool): Omit<Storage, 'backup' | 'close'> {
  const one = async <Value>(sql: string, values: readonly unknown[] = []): Promise<Value | undefined> =>
    (await pool.query<{ value: Value }>(sql, [...values])).rows[0]?.value;
  return {
    authority: makeAuthorityStore(pool),
    feed: inOneOrder(makeFeedStore(pool)),
    exchange: makeExchangeStore(pool),
    scrub: {
      ...makeScrubStore(pool),
      forgetFile: async (sha256) => {
        for (const table of ['blob_holders', 'blobs'])
          await pool.query(`delete from ${table} where sha256 = $1`, [sha256]);
      },
    },
    enrol: async (deviceId, officialId, agencyId) => {
      await pool.query(
        `insert into devices (id, agency_id, official_id, key, thumbprint, name, enrolled_at) values ($1, $2, $3, '{}', $1, 'máy', now())
         on conflict do nothing`,
        [deviceId, agencyId, officialId],
      );
    },
    isEnrolled: async (deviceId) =>
      (await one('select true as value from devices where id = $1', [deviceId])) === true,
    officialBody: (officialId) =>
      one(`select body as value from entities where kind = 'official' and id = $1`, [officialId]),
    keepBlob: async (sha256, holder) => {
      await pool.query(
        'insert into blobs (sha256, size_bytes, stored_at) values ($1, 1, now()) on conflict do nothing',
        [sha256],
      );
      if (holder !== undefined)
        await pool.query('insert into blob_holders values ($1, $2) on conflict do nothing', [sha256, holder]);
    },
    mayFetch: (sha256, principals) => mayFetch(pool, sha256 as never, principals as never),
    stored: () => storedIn(pool),
    refusals: async () =>
      (await one<number>(
        `select count(*)::int as value from verdicts where verdict like '%"status":"refused"%' or verdict like '%"status":"conflict"%'`,
      )) ?? 0,
    stand: async () =>
      (await one<string>(
        `select (select string_agg(head::text, ',' order by agency_id) from feeds) || ' ' || (select count(*) from queue) as value`,
      )) ?? '',
  };
}

async function storedIn(pool: Pool): Promise<Stored> {
  const all = async <Row extends object>(sql: string): Promise<Row[]> => (await pool.query<Row>(sql)).rows;
  return {
    entities: await all(
      `select kind, id, agency_id as "agencyId", root_kind as "rootKind", root_id as "rootId", body from entities order by kind, id`,
    ),
    access: await all(
      `select distinct root_kind as "rootKind", root_id as "rootId", principal from access where to_seq is null`,
    ),
    verdicts: await all(
      `select operation_id as id, device_id as device, dev_seq as "devSeq", verdict from verdicts order by operation_id`,
    ),
    log: await all(
      `select agency_id as "agencyId", seq, operation_id as "operationId", official_id as "officialId", name, args, args_sha256 as "argsSha256", chain
       from operation_log order by agency_id, seq`,
    ),
    containments: await all(
      `select root_kind as kind, root_id as id, agency_id as "agencyId", seq, scrubbed_at is not null as "isScrubbed" from containments`,
    ),
    feeds: await all('select agency_id as "agencyId", head, chain from feeds order by agency_id'),
    named: await all(
      `select f.sha256, f.kind, f.id, f.root_kind as "rootKind", f.root_id as "rootId", b.sha256 is not null as "isKept"
       from blob_refs f left join blobs b using (sha256)`,
    ),
  };
}
