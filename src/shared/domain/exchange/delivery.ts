import { z } from 'zod';
import { instantOf } from '../../text/day.ts';
import { bodyOf } from '../core/schema.ts';
import {
  AgencyId,
  DeliveryId,
  Instant,
  MessageId,
  OfficialId,
  OrganName,
  OutgoingId,
  RequestId,
  Sha256,
} from '../core/values.ts';

const HOUR_MS = 3_600_000;

/** QĐ 28/2018 statuses: 01 arrived, 02 refused, 03 received, 04 assigned, 05 in progress, 06 done. */
export const StatusCode = z.enum(['01', '02', '03', '04', '05', '06']);
export type StatusCode = z.infer<typeof StatusCode>;

/** The other axis, per request: 13 the sender asks for a recall or an update, 15 the receiver agrees, 16 he declines. */
export const RequestStatus = z.enum(['13', '15', '16']);
export type RequestStatus = z.infer<typeof RequestStatus>;
export const AnswerCode = z.enum(['15', '16']);
export type AnswerCode = z.infer<typeof AnswerCode>;

/** How a request stands; `contradiction`: the receiver gave both answers, and this is the other one. */
const requestStanding = { status: RequestStatus, contradiction: AnswerCode.optional() } as const;
const Asked = z.looseObject({ requestId: RequestId, ...requestStanding });

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
  /** Of a later message: its own package. The first one's stands with the document. */
  packageSha256: Sha256.optional(),
  /** The clerk who has carried the last one in as a file. */
  statusBy: OfficialId.optional(),
  /** When each status was first heard. */
  times: z.partialRecord(StatusCode, Instant).optional(),
  /** 02 where 03 or more was heard too: for the clerk to ask after. */
  contradiction: StatusCode.optional(),
  /** A paper copy goes there as well (edXML `Paper`). */
  isPaperToo: z.boolean().optional(),
  /** Sent anew, as another message, after that one was refused. */
  insteadOf: DeliveryId.optional(),
  /** Refused, and sent anew as that one. */
  resentAs: DeliveryId.optional(),
  /** The last recall that was asked of this recipient; what was said with it stands in its own entity. */
  recall: Asked.optional(),
  /** The update that this very delivery asks for. */
  update: Asked.optional(),
});
export type Delivery = z.infer<typeof Delivery>;

/** The recipient's clerk has neither taken it in nor refused it. */
export const isOpen = ({ status = '01' }: Delivery): boolean => status === '01';

/** What was sent at this moment or before should have been taken in by now. */
export const notTakenSince = (hours: number, now: Instant): Instant =>
  instantOf(Date.parse(now) - hours * HOUR_MS);

/** What the sender asks of one recipient (status 13), and what came back; only ever added. Its id is minted before the first byte goes. */
export const DeliveryRequest = bodyOf({
  v: z.literal(1),
  documentId: OutgoingId,
  deliveryId: DeliveryId,
  what: z.enum(['recall', 'update']),
  reason: z.string().max(1000),
  by: OfficialId,
  at: Instant,
  ...requestStanding,
  answerReason: z.string().max(1000).optional(),
  answeredAt: Instant.optional(),
});
export type DeliveryRequest = z.infer<typeof DeliveryRequest>;
