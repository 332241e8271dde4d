import { type ExchangeStore, type QueueRow, SENT_VERSIONS_MAX } from './exchange-store.ts';
import type { Pool } from './pool.ts';

/** The delivery worker's side on PostgreSQL. */
export const makeExchangeStore = (pool: Pool): ExchangeStore => ({
  due: async (now, limit) => {
    const { rows } = await pool.query<QueueRow>({
      name: 'queue-due',
      text: 'select id::text, topic, key, payload, attempts from queue where due_at <= $1 order by id limit $2',
      values: [now, limit],
    });
    return rows;
  },
  putOff: async (id, dueAt) => {
    await pool.query('update queue set attempts = attempts + 1, due_at = $2 where id = $1', [id, dueAt]);
  },
  drop: async (id) => {
    await pool.query('delete from queue where id = $1', [id]);
  },
  isOurs: async (agencyId) => {
    const { rowCount } = await pool.query({
      name: 'agency-exists',
      text: `select 1 from entities where kind = 'agency' and id = $1`,
      values: [agencyId],
    });
    return rowCount === 1;
  },
  sender: async (agencyId, documentId) => {
    const { rows } = await pool.query<{ kind: string; body: string }>({
      name: 'read-sent',
      text: `select kind, body from entities
        where agency_id = $1 and ((kind = 'agency' and id = $1) or (kind = 'outgoing' and id = $2))
        union all (select kind, body from entities
        where agency_id = $1 and root_kind = 'outgoing' and root_id = $2 and kind = 'version' order by seq desc limit $3)`,
      values: [agencyId, documentId, SENT_VERSIONS_MAX],
    });
    const versions = rows
      .filter(({ kind }) => kind === 'version')
      .map(({ body }): unknown => JSON.parse(body));
    const bodyOf = (wanted: string): unknown => {
      const row = rows.find(({ kind }) => kind === wanted);
      return row ? JSON.parse(row.body) : undefined;
    };
    return { agency: bodyOf('agency'), document: bodyOf('outgoing'), versions };
  },
});
