import type { Instant } from '../../shared/domain/core/values.ts';
import { PACKAGE_FILES_MAX } from '../../shared/edxml/package.ts';
import type { Pool } from '../store/pool.ts';
import type { Had, Pending } from './port.ts';

/** A package on its way to an agency elsewhere. */
export type SentRecord = {
  readonly deliveryId: string;
  readonly messageId: string;
  readonly senderAgencyId: string;
  readonly recipientAgencyId: string;
  readonly fromCode: string;
  readonly toCode: string;
  readonly documentId: string;
  readonly reference: string;
  readonly promulgatedOn: string;
};

/** A package from an agency elsewhere, at one of ours: what answers to it must name. */
export type ArrivalRecord = {
  readonly deliveryId: string;
  readonly gateway: string;
  readonly messageId: string;
  readonly senderAgencyId: string;
  readonly senderCode: string;
  readonly senderName: string;
  readonly recipientAgencyId: string;
  readonly documentId: string;
  readonly reference: string;
  readonly promulgatedOn: string;
};

type Arrived = Pick<ArrivalRecord, 'deliveryId' | 'messageId' | 'gateway' | 'reference'>;

/** A message that a gateway offered; `taken` while we have not settled what it is. */
export type TakenRecord = {
  readonly state: 'taken' | 'done' | 'failed';
  readonly attempts: number;
  readonly sha256: string | null;
  readonly isDue: boolean;
};
export type Queued = {
  readonly agencyId: string;
  readonly topic: 'receipt' | 'request';
  readonly key: string;
  readonly payload: object;
};

const SENT_COLUMNS = `delivery_id as "deliveryId", message_id as "messageId", sender_agency_id as "senderAgencyId",
  recipient_agency_id as "recipientAgencyId", from_code as "fromCode", to_code as "toCode", document_id as "documentId", reference,
  promulgated_on as "promulgatedOn"`;
const RECEIVED = 'gateway = $1 and kind = $2 and hub_id = $3 and account = $4';
const keyOf = (gateway: string, { kind, hubId, account }: Pending): string[] => [
  gateway,
  kind,
  hubId,
  account,
];

/** What goes out. */
const sentRecords = (pool: Pool) => ({
  /** Puts a queue row into a gateway's lane, due at once. */
  moveTo: async (gateway: string, queueId: string, now: Instant): Promise<void> => {
    await pool.query('update queue set lane = $2, due_at = $3, attempts = 0 where id = $1', [
      queueId,
      gateway,
      now,
    ]);
  },

  /** Lets a row wait without counting an attempt. */
  waitUntil: async (queueId: string, dueAt: Instant): Promise<void> => {
    await pool.query('update queue set due_at = $2 where id = $1', [queueId, dueAt]);
  },

  /** Notes that a package is about to go; answers whether it had begun before, then its hub may have it. */
  begin: async (gateway: string, sent: SentRecord, now: Instant): Promise<'first' | 'again' | 'sent'> => {
    if (await insertSent(pool, gateway, sent, now)) return 'first';
    const { rows } = await pool.query<{ isSent: boolean }>(
      'select sent_at is not null as "isSent" from gateway_sent where delivery_id = $1',
      [sent.deliveryId],
    );
    return rows[0]?.isSent ? 'sent' : 'again';
  },

  /**
   * Of what the hub had before, that which is no other message of ours. A hub that gives no ids says the same of a document that was sent anew to who refused
   * it: where that may be, nothing of ours is known to be there, and a copy too many is better than none.
   */
  unclaimed: async (gateway: string, had: readonly Had[], deliveryId: string): Promise<Had | undefined> => {
    const ids = had.flatMap(({ hubId }) => hubId ?? []);
    const { rows } = await pool.query<{ hubId: string }>(
      'select hub_id as "hubId" from gateway_sent where gateway = $1 and hub_id = any ($2)',
      [gateway, ids],
    );
    const claimed = new Set(rows.map(({ hubId }) => hubId));
    const found = had.find(({ hubId }) => hubId === undefined || !claimed.has(hubId));
    return found && found.hubId === undefined && (await isSentBefore(pool, deliveryId)) ? undefined : found;
  },

  /** The hub has it: noted, and the queue row's work is done, in one statement. */
  markSent: async (deliveryId: string, { hubId }: Had, queueId: string, now: Instant): Promise<void> => {
    await pool.query(
      `with noted as (update gateway_sent set sent_at = $2, hub_id = $3 where delivery_id = $1 returning 1)
       delete from queue where id = $4 and exists (select 1 from noted)`,
      [deliveryId, now, hubId ?? null, queueId],
    );
  },

  sentTo: async (
    deliveryId: string,
  ): Promise<(SentRecord & { gateway: string; isSent: boolean }) | undefined> => {
    const { rows } = await pool.query<SentRecord & { gateway: string; isSent: boolean }>(
      `select ${SENT_COLUMNS}, gateway, sent_at is not null as "isSent" from gateway_sent where delivery_id = $1`,
      [deliveryId],
    );
    return rows[0];
  },

  /** The request that an answer (15, 16) of a delivery's recipient means: the last recall, else the update that it is. */
  requestOf: (deliveryId: string) => requestOf(pool, deliveryId),

  /** The newest package to this agency that its answer can mean, one of this gateway before others: by the document's id, the hub's, or number and notation. */
  sentAbout: async (
    gateway: string,
    recipientAgencyId: string,
    about: { readonly documentId: string; readonly reference: string },
  ): Promise<(SentRecord & { gateway: string }) | undefined> => {
    const { rows } = await pool.query<SentRecord & { gateway: string }>({
      name: 'sent-about',
      text: `select ${SENT_COLUMNS}, gateway from gateway_sent where recipient_agency_id = $1
          and (document_id = $2 or hub_id = $2 or ($2 = '' and reference = $3))
        order by gateway = $4 desc, begun_at desc limit 1`,
      values: [recipientAgencyId, about.documentId, about.reference, gateway],
    });
    return rows[0];
  },
});

/** Whether another message of the same number went from the same agency to the same. */
async function isSentBefore(pool: Pool, deliveryId: string): Promise<boolean> {
  const { rowCount } = await pool.query(
    `select 1 from gateway_sent m join gateway_sent o on o.delivery_id <> m.delivery_id and o.gateway = m.gateway
       and o.recipient_agency_id = m.recipient_agency_id and o.sender_agency_id = m.sender_agency_id and o.reference = m.reference
     where m.delivery_id = $1 and o.sent_at is not null limit 1`,
    [deliveryId],
  );
  return rowCount === 1;
}

async function requestOf(pool: Pool, deliveryId: string): Promise<string | undefined> {
  const { rows } = await pool.query<{ requestId: string | null }>(
    `select coalesce(body::json -> 'recall' ->> 'requestId', body::json -> 'update' ->> 'requestId') as "requestId"
     from entities where kind = 'delivery' and id = $1`,
    [deliveryId],
  );
  return rows[0]?.requestId ?? undefined;
}

async function insertSent(pool: Pool, gateway: string, sent: SentRecord, now: Instant): Promise<boolean> {
  const { rowCount } = await pool.query(
    `insert into gateway_sent (delivery_id, gateway, message_id, sender_agency_id, recipient_agency_id, from_code, to_code, document_id,
       reference, promulgated_on, begun_at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) on conflict do nothing`,
    [
      ...[sent.deliveryId, gateway, sent.messageId, sent.senderAgencyId, sent.recipientAgencyId],
      ...[sent.fromCode, sent.toCode, sent.documentId, sent.reference, sent.promulgatedOn, now],
    ],
  );
  return rowCount === 1;
}

/** What gateways offered. */
const receivedRecords = (pool: Pool) => ({
  /** Notes that a message is looked at; a repeat answers what became of it. */
  take: async (gateway: string, pending: Pending, now: Instant): Promise<TakenRecord> => {
    const { rows } = await pool.query<TakenRecord>({
      name: 'take-received',
      text: `insert into gateway_received as r (gateway, kind, hub_id, account, state, due_at, taken_at)
          values ($1, $2, $3, $4, 'taken', $5, $5)
        on conflict (gateway, kind, hub_id, account) do update set state = r.state
        returning state, attempts, sha256, due_at <= $5 as "isDue"`,
      values: [...keyOf(gateway, pending), now],
    });
    return rows[0] ?? { state: 'taken', attempts: 0, sha256: null, isDue: true };
  },

  /** It could not be settled now; the hash tells the next try whether the bytes are others. */
  putOff: async (
    gateway: string,
    pending: Pending,
    dueAt: Instant,
    sha256: string | undefined,
  ): Promise<void> => {
    await pool.query(
      `update gateway_received set attempts = attempts + 1, due_at = $5, sha256 = coalesce($6, sha256) where ${RECEIVED}`,
      [...keyOf(gateway, pending), dueAt, sha256],
    );
  },

  /** Nothing can be said of it now: it waits, and no try is counted. */
  stepBack: async (gateway: string, pending: Pending, dueAt: Instant): Promise<void> => {
    const values = [...keyOf(gateway, pending), dueAt];
    await pool.query(`update gateway_received set due_at = $5 where ${RECEIVED}`, values);
  },

  /** Settles a message together with what it leaves to do. */
  settle: async (
    gateway: string,
    pending: Pending,
    outcome: { readonly state: 'done' | 'failed'; readonly problem?: string },
    queued: readonly Queued[],
    now: Instant,
  ): Promise<void> => {
    await pool.query(
      `with settled as (
         update gateway_received set state = $5, problem = $6 where ${RECEIVED} and state = 'taken' returning 1)
       insert into queue (agency_id, topic, key, payload, due_at)
         select q.agency_id, q.topic, q.key, q.payload, $8 from settled,
           jsonb_to_recordset($7) as q (agency_id text, topic text, key text, payload text)
         on conflict (topic, key) do nothing`,
      [
        ...keyOf(gateway, pending),
        outcome.state,
        outcome.problem ?? null,
        JSON.stringify(
          queued.map(({ agencyId, topic, key, payload }) => ({
            agency_id: agencyId,
            topic,
            key,
            payload: JSON.stringify(payload),
          })),
        ),
        now,
      ],
    );
  },

  acknowledged: async (gateway: string, pending: Pending, now: Instant): Promise<void> => {
    await pool.query(`update gateway_received set acknowledged_at = $5 where ${RECEIVED}`, [
      ...keyOf(gateway, pending),
      now,
    ]);
  },
});

/** What of it arrived at agencies of ours. */
const arrivalRecords = (pool: Pool) => ({
  noteArrival: async (arrival: ArrivalRecord, now: Instant): Promise<void> => {
    await pool.query(
      `insert into gateway_arrivals (delivery_id, gateway, message_id, sender_agency_id, sender_code, sender_name, recipient_agency_id,
         document_id, reference, promulgated_on, arrived_at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
       on conflict do nothing`,
      [
        arrival.deliveryId,
        arrival.gateway,
        arrival.messageId,
        arrival.senderAgencyId,
        arrival.senderCode,
        arrival.senderName,
        arrival.recipientAgencyId,
        arrival.documentId,
        arrival.reference,
        arrival.promulgatedOn,
        now,
      ],
    );
  },

  /** Gives a queue row other work: this receipt, by this gateway. */
  turnInto: async (gateway: string, queueId: string, key: string, payload: object): Promise<void> => {
    await pool.query(
      `update queue set topic = 'receipt', key = $3, payload = $4, lane = $2, attempts = 0 where id = $1`,
      [queueId, gateway, key, JSON.stringify(payload)],
    );
  },

  /** The newest entry that a document of a sender elsewhere became at one of ours, one through this gateway before others. */
  arrivedAs: async (
    gateway: string,
    senderAgencyId: string,
    recipientAgencyId: string,
    documentId: string,
  ): Promise<Arrived | undefined> => {
    const { rows } = await pool.query<Arrived>(
      `select delivery_id as "deliveryId", message_id as "messageId", gateway, reference from gateway_arrivals
       where sender_agency_id = $1 and recipient_agency_id = $2 and document_id = $3 order by gateway = $4 desc, arrived_at desc limit 1`,
      [senderAgencyId, recipientAgencyId, documentId, gateway],
    );
    return rows[0];
  },

  incoming: (agencyId: string, documentId: string) => readIncoming(pool, agencyId, documentId),

  arrival: async (deliveryId: string): Promise<ArrivalRecord | undefined> => {
    const { rows } = await pool.query<ArrivalRecord>({
      name: 'gateway-arrival',
      text: `select delivery_id as "deliveryId", gateway, message_id as "messageId", sender_agency_id as "senderAgencyId",
          sender_code as "senderCode", sender_name as "senderName", recipient_agency_id as "recipientAgencyId",
          document_id as "documentId", reference, promulgated_on as "promulgatedOn"
        from gateway_arrivals where delivery_id = $1`,
      values: [deliveryId],
    });
    return rows[0];
  },
});

/** What is known of messages through gateways. Everything that tells a repeat from a first time is written before the first byte moves. */
export const makeGatewayRecords = (pool: Pool) => ({
  ...sentRecords(pool),
  ...receivedRecords(pool),
  ...arrivalRecords(pool),
});
export type GatewayRecords = ReturnType<typeof makeGatewayRecords>;

/** The stored bodies of a document that an agency received and of its attachments. */
async function readIncoming(
  pool: Pool,
  agencyId: string,
  documentId: string,
): Promise<{ readonly document: unknown; readonly attachments: readonly unknown[] }> {
  const { rows } = await pool.query<{ kind: string; body: string }>(
    `select kind, body from entities where agency_id = $1 and root_kind = 'incoming' and root_id = $2
       and kind in ('incoming', 'attachment') order by kind desc, id limit $3`,
    [agencyId, documentId, PACKAGE_FILES_MAX + 1],
  );
  const bodies = (wanted: string) =>
    rows.filter(({ kind }) => kind === wanted).map(({ body }): unknown => JSON.parse(body));
  return { document: bodies('incoming')[0], attachments: bodies('attachment') };
}
