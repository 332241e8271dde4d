import { openPool } from '../../src/server/store/pool.ts';
import { makeAuthorityStore } from '../../src/server/store/postgres-authority.ts';
import { makeExchangeStore } from '../../src/server/store/postgres-exchange.ts';
import { makeFeedStore } from '../../src/server/store/postgres-feed.ts';
import { makeSqliteAuthority } from '../sim/sqlite-authority.ts';
import { makeSqliteExchange, makeSqliteFeed } from '../sim/sqlite-feed.ts';
import { makeTables } from '../sim/sqlite-tables.ts';
import { makeProvince } from '../support/province.ts';
import { describeStores } from '../support/store-suite.ts';

describeStores('PostgreSQL', async () => {
  const province = await makeProvince();
  const pool = openPool(province.server.databaseUrl, 4, () => undefined);
  return {
    authority: makeAuthorityStore(pool),
    feed: makeFeedStore(pool),
    exchange: makeExchangeStore(pool),
    addDevice: async (id, official, agency) => {
      await pool.query(
        `insert into devices (id, agency_id, official_id, key, thumbprint, name, enrolled_at) values ($1, $2, $3, '{}', $1, 'máy', now())`,
        [id, agency, official],
      );
    },
    addBlob: async (sha256, holder) => {
      await pool.query('insert into blobs values ($1, 1, now())', [sha256]);
      await pool.query('insert into blob_holders values ($1, $2)', [sha256, holder]);
    },
    close: async () => {
      await pool.end();
      await province.close();
    },
  };
});

describeStores('the simulator’s', async () => {
  const db = makeTables();
  return {
    authority: makeSqliteAuthority(() => db),
    feed: makeSqliteFeed(() => db),
    exchange: makeSqliteExchange(() => db),
    addDevice: async (id, official) =>
      void db.prepare('insert into devices (id, official_id) values (?, ?)').run(id, official),
    addBlob: async (sha256, holder) => {
      db.prepare('insert into blobs (sha256) values (?)').run(sha256);
      db.prepare('insert into blob_holders values (?, ?)').run(sha256, holder);
    },
    close: async () => void db.close(),
  };
});
