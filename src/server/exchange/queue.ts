import { z } from 'zod';
import { AgencyId, DeliveryId, MessageId, OutgoingId, Sha256 } from '../../shared/domain/core/values.ts';
import { StatusCode } from '../../shared/domain/exchange/delivery.ts';

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

/** A contained document had gone to this agency: it contains its copy too. */
export const ContainmentPayload = z.object({ messageId: MessageId, recipientAgencyId: AgencyId });
export type ContainmentPayload = z.infer<typeof ContainmentPayload>;

export const QUEUE_PAGE_ROWS = 50;

const FIRST_WAIT_MS = 1_000;
const WAIT_MS_MAX = 10 * 60 * 1000;
/** About two days of trying; then the sender is told (eFormidling retried a permanent fault for days because nobody had said when to stop). */
export const DELIVERY_ATTEMPTS_MAX = 300;

/** The wait before the next try, doubling to ten minutes. */
export const waitMs = (attempts: number): number =>
  Math.min(WAIT_MS_MAX, FIRST_WAIT_MS * 2 ** Math.min(attempts, 20));
