import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { Client } from 'pg';
import { expect } from 'vitest';
import { agencyId } from '../../src/server/trial/people.ts';
import { crews, type Province, type Side, type Who } from './province.ts';

const Port = /"event":"postgres\.started","port":(\d+)/;

/** The port of the PostgreSQL that the running server has started or taken over. */
export const postgresPort = (province: Province): number =>
  Number(Port.exec(province.running('server')?.complaints() ?? '')?.[1]);

/** Asks the province's own PostgreSQL in plain SQL; the address is in the server's log, the password in its folder. */
export async function askPostgres<Row extends object>(
  province: Province,
  sql: string,
  values: readonly unknown[] = [],
): Promise<Row[]> {
  const password = readFileSync(
    join(province.root, 'server', 'server-1', 'postgres-password'),
    'utf8',
  ).trim();
  const client = new Client({
    host: '127.0.0.1',
    port: postgresPort(province),
    user: 'postgres',
    password,
    database: 'hamrong',
  });
  await client.connect();
  try {
    return (await client.query<Row>(sql, [...values])).rows;
  } finally {
    await client.end();
  }
}

/** Asks one official's own database file, while its host runs. */
export function askReplica<Row>(province: Province, who: Who, sql: string): Row[] {
  const db = new Sqlite(join(province.folderOf(who), 'office.db'), { readonly: true });
  try {
    return db.prepare<[], Row>(sql).all();
  } finally {
    db.close();
  }
}

const oneTo = (count: number): number[] => Array.from({ length: count }, (_, index) => index + 1);

/** The given numbers of an agency's register, in order. */
export const numbersIn = (kind: string, field: string): string =>
  `select (body::json->>'${field}')::int as n from entities where kind = '${kind}' and body::json->>'${field}' is not null and agency_id = $1 order by 1`;

/** After `journeys` whole stories: every number 1..n once, one inbox row and one of each receipt a message, nothing left waiting anywhere. */
export async function expectSound(province: Province, journeys: number): Promise<void> {
  const ask = <Row extends object>(sql: string, values?: readonly unknown[]) =>
    askPostgres<Row>(province, sql, values);
  const [a, b] = [agencyId('commune'), agencyId('department')];
  const numbers = async (kind: string, field: string, agency: string) =>
    (await ask<{ n: number }>(numbersIn(kind, field), [agency])).map(({ n }) => n);
  expect(await numbers('incoming', 'arrivalNumber', a)).toEqual(oneTo(journeys));
  expect(await numbers('outgoing', 'number', a)).toEqual(oneTo(journeys));
  expect(await numbers('incoming', 'arrivalNumber', b)).toEqual(oneTo(journeys));
  expect(
    await ask(
      `select count(*)::int as entries, count(distinct body::json->'exchange'->>'messageId')::int as messages
       from entities where kind = 'incoming' and agency_id = $1`,
      [b],
    ),
  ).toEqual([{ entries: journeys, messages: journeys }]);
  expect(
    await ask(
      `select args::json->>'status' as status, count(*)::int as times from operation_log
       where name = 'exchange.noteStatus' and agency_id = $1 group by 1 order by 1`,
      [a],
    ),
  ).toEqual([
    { status: '01', times: journeys },
    { status: '03', times: journeys },
  ]);
  expect(await ask('select count(*)::int as waiting from queue')).toEqual([{ waiting: 0 }]);
  expect(
    await ask(
      'select max(n)::int as most from (select count(*) as n from operation_log group by operation_id) each',
    ),
  ).toEqual([{ most: 1 }]);
  for (const side of ['commune', 'department'] as const) expectReplicasSound(province, side, journeys);
}

function expectReplicasSound(province: Province, side: Side, journeys: number): void {
  // An official who never opened his window has no database yet.
  for (const who of crews[side].filter((each) => existsSync(join(province.folderOf(each), 'office.db'))))
    expect([
      who,
      askReplica(province, who, 'select name, state, code from outbox where settled_at is null'),
    ]).toEqual([who, []]);
  const clerk = side === 'commune' ? 'commune-clerk' : 'department-clerk';
  const numbers = askReplica<{ n: number }>(
    province,
    clerk,
    `select json_extract(body, '$.arrivalNumber') as n from entities
     where kind = 'incoming' and json_extract(body, '$.arrivalNumber') is not null order by 1`,
  );
  expect(numbers.map(({ n }) => n)).toEqual(oneTo(journeys));
}
