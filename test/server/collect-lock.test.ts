import { randomBytes, randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { COLLECT_LOCK, makeCollector } from '../../src/server/blobs/collect.ts';
import { connect, openPool, type Pool } from '../../src/server/store/pool.ts';
import { instantOf } from '../../src/shared/text/day.ts';
import { fileRef, receiving } from '../support/papers.ts';
import { makeProvince, type Province } from '../support/province.ts';

let province: Province;
let pool: Pool;
beforeAll(async () => {
  province = await makeProvince();
  pool = openPool(province.server.databaseUrl, 4, () => undefined);
});
afterAll(async () => {
  await pool.end();
  await province.close();
});

/** The pool, but that the lock's own connection cannot say that it gives it back. */
const unableToUnlock = (): Pool =>
  new Proxy(pool, {
    get: (of, name) => {
      if (name !== 'connect') return Reflect.get(of, name).bind?.(of);
      return async () => {
        const client = await of.connect();
        const query = client.query.bind(client) as (...given: unknown[]) => unknown;
        const failing = (...given: unknown[]) =>
          String(given[0]).includes('pg_advisory_unlock')
            ? Promise.reject(new Error('canceling statement due to statement timeout'))
            : query(...given);
        return Object.assign(client, { query: failing });
      };
    },
  });

test('a round that cannot give its lock back keeps no other round, and no backup, from it', async () => {
  const collector = makeCollector({
    pool: unableToUnlock(),
    files: province.server.blobs.files,
    ports: {
      ...{ now: () => instantOf(Date.now()), newId: () => '', log: () => undefined },
      failpoint: () => undefined,
    },
    onCollected: () => undefined,
  });
  await expect(collector.round()).rejects.toThrow('statement timeout');
  const backup = await connect(province.server.databaseUrl);
  try {
    // Waits until it may have it; a pool lets a connection go that nobody used for 10 s, and busy servers use each.
    await backup.query(`set statement_timeout = '5s'`);
    await backup.query('select pg_advisory_lock($1)', [COLLECT_LOCK]);
  } finally {
    await backup.end();
  }
});

test('a file of a contained document that a desk brings afterwards goes after a day', async () => {
  const clerk = await province.device(province.a.clerk);
  const bytes = randomBytes(1_000);
  const sha256 = await province.keep(bytes, province.a.clerk);
  const documentId = randomUUID();
  const file = fileRef(sha256, bytes.length);
  await clerk.perform('incoming.receive', receiving(documentId, { source: 'file', file }));
  const of = { kind: 'incoming', id: documentId };
  expect(await clerk.perform('secrecy.contain', { of })).toMatchObject({ status: 'accepted' });
  await province.server.delivery.drain();
  const isThere = (): boolean => existsSync(province.server.blobs.files.pathOf(sha256));
  expect(isThere()).toBe(false);
  await province.keep(bytes, province.a.clerk);
  const after = async (days: number): Promise<boolean> => {
    await province.ask(
      `update blobs set stored_at = stored_at - $2::interval, unnamed_since = unnamed_since - $2::interval where sha256 = $1`,
      [sha256, `${String(days)} days`],
    );
    await province.server.collector.round();
    return isThere();
  };
  expect([await after(0), await after(0.5), await after(1)]).toEqual([true, true, false]);
});
