import { z } from 'zod';
import {
  AgencyId,
  DeliveryId,
  Instant,
  MessageId,
  OutgoingId,
  Reason,
  RequestId,
  Sha256,
} from '../../shared/domain/core/values.ts';
import { AmendHow } from '../../shared/domain/exchange/amend-how.ts';
import { AnswerCode, StatusCode } from '../../shared/domain/exchange/delivery.ts';

/** One package to one recipient, as `outgoing.dispatch` queues it. */
export const MessagePayload = z.object({
  messageId: MessageId,
  deliveryId: DeliveryId,
  documentId: OutgoingId,
  senderAgencyId: AgencyId,
  recipientAgencyId: AgencyId,
  packageSha256: Sha256,
  /** What the document does to an earlier one of the same agency, and the request that an update asks with. */
  amends: AmendHow.optional(),
  amendsDocumentId: OutgoingId.optional(),
  requestId: RequestId.optional(),
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

/** The answer to a request, on the same topic: 15 or 16 under the request's id. */
export const AnswerPayload = ReceiptPayload.extend({ requestId: RequestId, status: AnswerCode });
export type AnswerPayload = z.infer<typeof AnswerPayload>;

/** What the sender asks of one recipient (status 13), as `outgoing.recall` queues it. */
export const RequestPayload = z.object({
  requestId: RequestId,
  what: z.literal('recall'),
  deliveryId: DeliveryId,
  messageId: MessageId,
  documentId: OutgoingId,
  senderAgencyId: AgencyId,
  recipientAgencyId: AgencyId,
  reason: Reason,
  askedAt: Instant,
  /** Absent in what was asked before it was told. */
  packageSha256: Sha256.optional(),
});
export type RequestPayload = z.infer<typeof RequestPayload>;

/** A contained document had gone to this agency: it contains its copy too. */
export const ContainmentPayload = z.object({
  messageId: MessageId,
  recipientAgencyId: AgencyId,
  packageSha256: Sha256.optional(),
});
export type ContainmentPayload = z.infer<typeof ContainmentPayload>;

export const QUEUE_PAGE_ROWS = 50;

const FIRST_WAIT_MS = 1_000;
const WAIT_MS_MAX = 10 * 60 * 1000;
/** About two days of trying; then the sender is told (eFormidling retried a permanent fault for days because nobody had said when to stop). */
export const DELIVERY_ATTEMPTS_MAX = 300;

/** The wait before the next try, doubling to ten minutes. */
export const waitMs = (attempts: number): number =>
  Math.min(WAIT_MS_MAX, FIRST_WAIT_MS * 2 ** Math.min(attempts, 20));
