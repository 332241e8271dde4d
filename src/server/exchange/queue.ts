import { z } from 'zod';
import {
  AgencyId,
  DeliveryId,
  type Instant,
  MessageId,
  OutgoingId,
  Sha256,
} from '../../shared/domain/core/values.ts';
import { StatusCode } from '../../shared/domain/exchange/delivery.ts';
import type { Pool } from '../store/pool.ts';

/** One package to one recipient, as `outgoing.dispatch` queues it. */
export const MessagePayload = z.object({
  messageId: MessageId,
  deliveryId: DeliveryId,
  documentId: OutgoingId,
  senderAgencyId: AgencyId,
  recipientAgencyId: AgencyId,
  packageSha256: Sha256,
});
export type MessagePayload = z.infer<typeof MessagePayload>;

/** One status for the sender, as the recipient's commands queue it. */
export const ReceiptPayload = z.object({
  messageId: MessageId,
  deliveryId: DeliveryId,
  senderAgencyId: AgencyId,
  status: StatusCode,
  reason: z.string(),
});
export type ReceiptPayload = z.infer<typeof ReceiptPayload>;

export type QueueRow = {
  readonly id: string;
  readonly topic: 'message' | 'receipt';
  readonly key: string;
  readonly payload: string;
  readonly attempts: number;
};

export const QUEUE_PAGE_ROWS = 50;

/** Rows whose time has come, oldest first. Nothing is locked here: the batch that does a row's work locks it. */
export async function dueRows(pool: Pool, now: Instant): Promise<readonly QueueRow[]> {
  const { rows } = await pool.query<QueueRow>({
    name: 'queue-due',
    text: 'select id::text, topic, key, payload, attempts from queue where due_at <= $1 order by id limit $2',
    values: [now, QUEUE_PAGE_ROWS],
  });
  return rows;
}

/** Puts a row off after a fault that may pass. */
export async function putOff(pool: Pool, id: string, dueAt: Instant): Promise<void> {
  await pool.query('update queue set attempts = attempts + 1, due_at = $2 where id = $1', [id, dueAt]);
}

/** Takes a row away whose work was found done, or can never be done. */
export async function dropRow(pool: Pool, id: string): Promise<void> {
  await pool.query('delete from queue where id = $1', [id]);
}

const FIRST_WAIT_MS = 1_000;
const WAIT_MS_MAX = 10 * 60 * 1000;
/** About two days of trying; then the sender is told (eFormidling retried a permanent fault for days because nobody had said when to stop). */
export const DELIVERY_ATTEMPTS_MAX = 300;

/** The wait before the next try, doubling to ten minutes. */
export const waitMs = (attempts: number): number =>
  Math.min(WAIT_MS_MAX, FIRST_WAIT_MS * 2 ** Math.min(attempts, 20));
