import type { IncomingId, Sha256 } from '../../shared/domain/core/values.ts';
import { type ExchangeStore, MESSAGES_TO_MAX, type QueueRow, SENT_VERSIONS_MAX } from './exchange-store.ts';
import type { Pool } from './pool.ts';

/** The delivery worker's side on PostgreSQL. */
export const makeExchangeStore = (pool: Pool): ExchangeStore => ({
  due: async (now, limit, lane = '') => {
    const { rows } = await pool.query<QueueRow>({
      name: 'queue-due',
      text: 'select id::text, topic, key, payload, attempts from queue where lane = $3 and due_at <= $1 order by queue.id limit $2',
      values: [now, limit, lane],
    });
    return rows;
  },
  putOff: async (id, dueAt) => {
    await pool.query('update queue set attempts = attempts + 1, due_at = $2 where id = $1', [id, dueAt]);
  },
  drop: async (id) => {
    await pool.query('delete from queue where id = $1', [id]);
  },
  isQueued: async (topic, key) => {
    const { rowCount } = await pool.query({
      name: 'is-queued',
      text: 'select 1 from queue where topic = $1 and key = $2',
      values: [topic, key],
    });
    return rowCount === 1;
  },
  messagesTo: async (agencyId, documentId, recipientAgencyId) => {
    const { rows } = await pool.query<{ messageId: string; packageSha256: Sha256 | null }>({
      name: 'messages-to',
      text: `select body::json ->> 'messageId' as "messageId", coalesce(body::json ->> 'packageSha256', (
          select body::json ->> 'packageSha256' from entities where agency_id = $1 and kind = 'outgoing' and id = $2)) as "packageSha256"
        from entities where agency_id = $1 and root_kind = 'outgoing' and root_id = $2 and kind = 'delivery'
          and body::json ->> 'recipientAgencyId' = $3
        order by seq desc limit $4`,
      values: [agencyId, documentId, recipientAgencyId, MESSAGES_TO_MAX],
    });
    return rows.map(({ messageId, packageSha256 }) => ({
      messageId,
      ...(packageSha256 && { packageSha256 }),
    }));
  },
  arrivals: async (agencyId, ids) => {
    const { rows } = await pool.query<{ id: IncomingId }>({
      name: 'arrivals',
      text: `select id from entities where agency_id = $1 and kind = 'incoming' and id = any ($2)`,
      values: [agencyId, ids],
    });
    return rows.map(({ id }) => id);
  },
  isOurs: async (agencyId) => {
    const { rowCount } = await pool.query({
      name: 'agency-exists',
      text: `select 1 from entities where kind = 'agency' and id = $1`,
      values: [agencyId],
    });
    return rowCount === 1;
  },
  sender: (agencyId, documentId) => readSender(pool, agencyId, documentId),
});

async function readSender(pool: Pool, agencyId: string, documentId: string) {
  const { rows } = await pool.query<{ kind: string; body: string }>({
    name: 'read-sent',
    text: `select kind, body from entities
      where agency_id = $1 and ((kind = 'agency' and id = $1) or (kind = 'outgoing' and id = $2))
      union all (select kind, body from entities
      where agency_id = $1 and root_kind = 'outgoing' and root_id = $2 and kind = 'version' order by seq desc limit $3)`,
    values: [agencyId, documentId, SENT_VERSIONS_MAX],
  });
  const versions = rows.filter(({ kind }) => kind === 'version').map(({ body }): unknown => JSON.parse(body));
  const bodyOf = (wanted: string): unknown => {
    const row = rows.find(({ kind }) => kind === wanted);
    return row ? JSON.parse(row.body) : undefined;
  };
  return { agency: bodyOf('agency'), document: bodyOf('outgoing'), versions };
}
