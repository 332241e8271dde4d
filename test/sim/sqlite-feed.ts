import {
  type ExchangeStore,
  MESSAGES_TO_MAX,
  type QueueRow,
  SENT_VERSIONS_MAX,
  type SentMessage,
} from '../../src/server/store/exchange-store.ts';
import type { FeedRow, FeedStore, StoredRow } from '../../src/server/store/feed-store.ts';
import type { IncomingId } from '../../src/shared/domain/core/values.ts';
import { type Database, listed } from './sqlite-tables.ts';

const COLUMNS = 'e.kind, e.id, e.root_kind as rootKind, e.root_id as rootId, e.seq, e.body';
const OPEN = `exists (select 1 from access a where a.root_kind = e.root_kind and a.root_id = e.root_id
  and a.agency_id = e.agency_id and a.to_seq is null and a.principal in (select value from json_each(:principals)))`;

const windowSql = `
select 'entity' as type, e.seq as at, ${COLUMNS}, null as isContained from entities e
where e.agency_id = :agencyId and e.seq > :since and e.seq <= :upTo
  and exists (select 1 from access a where a.root_kind = e.root_kind and a.root_id = e.root_id and a.to_seq is null
    and a.principal in (select value from json_each(:principals)) and a.from_seq <= :since)
union all
select 'entity', max(e.seq, begun.at), ${COLUMNS}, null
from (select a.root_kind, a.root_id, min(a.from_seq) as at from access a
  where a.agency_id = :agencyId and a.principal in (select value from json_each(:principals)) and a.to_seq is null
    and a.from_seq > :since and a.from_seq <= :upTo
    and not exists (select 1 from access b where b.root_kind = a.root_kind and b.root_id = a.root_id and b.to_seq is null
      and b.principal in (select value from json_each(:principals)) and b.from_seq <= :since)
  group by a.root_kind, a.root_id) begun
join entities e on e.agency_id = :agencyId and e.root_kind = begun.root_kind and e.root_id = begun.root_id and e.seq <= :upTo
union all
select 'gone', max(a.to_seq), null, null, a.root_kind, a.root_id, null, null, 0 from access a
where a.agency_id = :agencyId and a.principal in (select value from json_each(:principals)) and a.to_seq > :since and a.to_seq <= :upTo
  and not exists (select 1 from access b where b.root_kind = a.root_kind and b.root_id = a.root_id and b.to_seq is null
    and b.principal in (select value from json_each(:principals)))
  and not exists (select 1 from containments c where c.root_kind = a.root_kind and c.root_id = a.root_id)
group by a.root_kind, a.root_id
union all
select 'gone', c.seq, null, null, c.root_kind, c.root_id, null, null, 1
from containments c where c.agency_id = :agencyId and c.seq > :since and c.seq <= :upTo
order by 2`;

/** The pull side over the simulator's tables: the statements of PostgreSQL's, with lists for arrays. */
export const makeSqliteFeed = (db: () => Database): FeedStore => ({
  state: async (agencyId, officialId) => {
    const head = db().prepare('select head from feeds where agency_id = ?').pluck().get(agencyId);
    const changedSeq = db()
      .prepare('select changed_seq from memberships where official_id = ?')
      .pluck()
      .get(officialId);
    return {
      head: (head ?? 0) as number,
      changedSeq: head === undefined ? 0 : ((changedSeq ?? 0) as number),
    };
  },
  window: async ({ principals, ...rest }) =>
    db()
      .prepare(windowSql)
      .all({ ...rest, principals: listed(principals) }) as FeedRow[],
  snapshot: async (agencyId, principals, [rootKind, rootId, kind, id], limit) =>
    db()
      .prepare(
        `select ${COLUMNS} from entities e where e.agency_id = :agencyId
           and (e.root_kind, e.root_id, e.kind, e.id) > (:rootKind, :rootId, :kind, :id) and ${OPEN}
         order by e.root_kind, e.root_id, e.kind, e.id limit :limit`,
      )
      .all({ agencyId, principals: listed(principals), rootKind, rootId, kind, id, limit }) as StoredRow[],
  contained: async (agencyId, limit) =>
    db()
      .prepare(
        'select root_kind as kind, root_id as id from containments where agency_id = ? order by seq desc limit ?',
      )
      .all(agencyId, limit)
      .map((each) => ({ ...(each as { kind: string; id: string }), isContained: true })),
  current: async (principals, refs) =>
    refs.flatMap(
      ({ kind, id }) =>
        db()
          .prepare(`select ${COLUMNS} from entities e where e.kind = :kind and e.id = :id and ${OPEN}`)
          .all({ kind, id, principals: listed(principals) }) as StoredRow[],
    ),
});

/** The delivery worker's side over the simulator's tables. */
export const makeSqliteExchange = (db: () => Database): ExchangeStore => ({
  due: async (now, limit) =>
    db()
      .prepare(
        'select cast(id as text) as id, topic, key, payload, attempts from queue where due_at <= ? order by queue.id limit ?',
      )
      .all(now, limit) as QueueRow[],
  putOff: async (id, dueAt) => {
    db().prepare('update queue set attempts = attempts + 1, due_at = ? where id = ?').run(dueAt, id);
  },
  drop: async (id) => {
    db().prepare('delete from queue where id = ?').run(id);
  },
  isQueued: async (topic, key) =>
    db().prepare('select 1 from queue where topic = ? and key = ?').get(topic, key) !== undefined,
  messagesTo: async (agencyId, documentId, recipientAgencyId) =>
    db()
      .prepare(
        `select body ->> 'messageId' as messageId, coalesce(body ->> 'packageSha256', (
            select o.body ->> 'packageSha256' from entities o where o.kind = 'outgoing' and o.id = root_id)) as packageSha256
          from entities where agency_id = ? and root_kind = 'outgoing' and root_id = ? and kind = 'delivery'
          and body ->> 'recipientAgencyId' = ? order by seq desc limit ?`,
      )
      .all(agencyId, documentId, recipientAgencyId, MESSAGES_TO_MAX) as SentMessage[],
  arrivals: async (agencyId, ids) =>
    db()
      .prepare(
        `select id from entities where agency_id = ? and kind = 'incoming' and id in (select value from json_each(?))`,
      )
      .pluck()
      .all(agencyId, listed(ids)) as IncomingId[],
  isOurs: async (agencyId) =>
    db().prepare("select 1 from entities where kind = 'agency' and id = ?").get(agencyId) !== undefined,
  sender: async (agencyId, documentId) => {
    const bodyOf = (kind: string, id: string): unknown => {
      const body = db()
        .prepare('select body from entities where agency_id = ? and kind = ? and id = ?')
        .pluck()
        .get(agencyId, kind, id);
      return typeof body === 'string' ? JSON.parse(body) : undefined;
    };
    const versions = db()
      .prepare(
        `select body from entities where agency_id = ? and kind = 'version' and root_kind = 'outgoing' and root_id = ?
          order by seq desc limit ?`,
      )
      .pluck()
      .all(agencyId, documentId, SENT_VERSIONS_MAX)
      .map((body): unknown => JSON.parse(String(body)));
    return { agency: bodyOf('agency', agencyId), document: bodyOf('outgoing', documentId), versions };
  },
});
