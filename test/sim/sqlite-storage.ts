import Sqlite from 'better-sqlite3';
import { makeSqliteAuthority } from './sqlite-authority.ts';
import { makeSqliteExchange, makeSqliteFeed } from './sqlite-feed.ts';
import { makeSqliteScrub } from './sqlite-scrub.ts';
import { type Database, listed, makeTables, preparingOnce } from './sqlite-tables.ts';
import { inOneOrder, type Storage, type Stored } from './storage.ts';

/** A province in memory. */
export function makeSqliteStorage(): Storage {
  let db = makeTables();
  const now = (): Database => db;
  return {
    authority: makeSqliteAuthority(now),
    feed: inOneOrder(makeSqliteFeed(now)),
    exchange: makeSqliteExchange(now),
    scrub: makeSqliteScrub(now),
    enrol: async (deviceId, officialId) =>
      void db
        .prepare('insert into devices (id, official_id) values (?, ?) on conflict do nothing')
        .run(deviceId, officialId),
    isEnrolled: async (deviceId) =>
      db.prepare('select 1 as known from devices where id = ?').get(deviceId) !== undefined,
    officialBody: async (officialId) =>
      (
        db.prepare("select body from entities where kind = 'official' and id = ?").get(officialId) as
          | { body: string }
          | undefined
      )?.body,
    keepBlob: async (sha256, holder) => {
      db.prepare('insert into blobs (sha256) values (?) on conflict do nothing').run(sha256);
      if (holder !== undefined)
        db.prepare('insert into blob_holders values (?, ?) on conflict do nothing').run(sha256, holder);
    },
    mayFetch: async (sha256, principals) =>
      db
        .prepare(
          `select 1 as may from blob_refs f
             join access a on a.root_kind = f.root_kind and a.root_id = f.root_id and a.to_seq is null
             join blobs b on b.sha256 = f.sha256
           where f.sha256 = ? and a.principal in (select value from json_each(?)) limit 1`,
        )
        .get(sha256, listed(principals)) !== undefined,
    stored: async () => storedIn(db),
    refusals: async () =>
      db
        .prepare(
          `select count(*) from verdicts where verdict like '%"status":"refused"%' or verdict like '%"status":"conflict"%'`,
        )
        .pluck()
        .get() as number,
    stand: async () =>
      (
        db
          .prepare(
            "select (select group_concat(head) from feeds) || ' ' || (select count(*) from queue) as stand",
          )
          .get() as { stand: string }
      ).stand,
    backup: async () => {
      const kept = db.serialize();
      return async () => {
        db.close();
        db = preparingOnce(new Sqlite(kept));
      };
    },
    close: async () => void db.close(),
  };
}

function storedIn(db: Database): Stored {
  const all = <Row>(sql: string): Row[] => db.prepare(sql).all() as Row[];
  return {
    entities: all(
      'select kind, id, agency_id as agencyId, root_kind as rootKind, root_id as rootId, body from entities order by kind, id',
    ),
    access: all(
      'select distinct root_kind as rootKind, root_id as rootId, principal from access where to_seq is null',
    ),
    verdicts: all(
      'select operation_id as id, device_id as device, dev_seq as devSeq, verdict from verdicts order by operation_id',
    ),
    log: all(
      `select agency_id as agencyId, seq, operation_id as operationId, official_id as officialId, name, args, args_sha256 as argsSha256, chain
       from operation_log order by agency_id, seq`,
    ),
    containments: all<Omit<Stored['containments'][number], 'isScrubbed'> & { isScrubbed: number }>(
      'select root_kind as kind, root_id as id, agency_id as agencyId, seq, is_scrubbed as isScrubbed from containments',
    ).map((each) => ({ ...each, isScrubbed: each.isScrubbed === 1 })),
    feeds: all('select agency_id as agencyId, head, chain from feeds order by agency_id'),
    named: all<Omit<Stored['named'][number], 'isKept'> & { isKept: number }>(
      `select f.sha256, f.kind, f.id, f.root_kind as rootKind, f.root_id as rootId, b.sha256 is not null as isKept
       from blob_refs f left join blobs b using (sha256)`,
    ).map((each) => ({ ...each, isKept: each.isKept === 1 })),
  };
}
