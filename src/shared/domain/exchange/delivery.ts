import { z } from 'zod';
import { bodyOf } from '../core/schema.ts';
import { AgencyId, Instant, MessageId, OrganName, OutgoingId } from '../core/values.ts';

/** QĐ 28/2018 statuses: 01 arrived, 02 refused, 03 received, 04 assigned, 05 in progress, 06 done. */
export const StatusCode = z.enum(['01', '02', '03', '04', '05', '06']);
export type StatusCode = z.infer<typeof StatusCode>;

/** One recipient of one dispatch, as the sender sees it. Absent `status` = sent, nothing heard yet. */
export const Delivery = bodyOf({
  v: z.literal(1),
  documentId: OutgoingId,
  messageId: MessageId,
  recipientAgencyId: AgencyId,
  recipientName: OrganName,
  sentAt: Instant,
  status: StatusCode.optional(),
  statusReason: z.string().max(1000).optional(),
  statusAt: Instant.optional(),
  arrivedAt: Instant.optional(),
  receivedAt: Instant.optional(),
  contradiction: StatusCode.optional(),
});
export type Delivery = z.infer<typeof Delivery>;
