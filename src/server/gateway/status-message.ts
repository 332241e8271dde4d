import { Agency } from '../../shared/domain/office/agency.ts';
import type { EdxmlStatus } from '../../shared/edxml/message.ts';
import { writeStatus } from '../../shared/edxml/write.ts';
import type { DeliveryParts } from '../exchange/delivery-parts.ts';
import { AnswerPayload, ReceiptPayload, RequestPayload } from '../exchange/queue.ts';
import type { QueueRow } from '../store/exchange-store.ts';
import type { Outbound } from './port.ts';
import type { GatewayRecords } from './records.ts';

export type Told = { readonly bytes: Uint8Array; readonly message: Omit<Outbound, 'file' | 'sha256'> };

/** The status message of a receipt's queue row to a sender elsewhere; undefined when nothing is known of what it answers. */
export async function statusFor(
  row: QueueRow,
  records: GatewayRecords,
  { exchange, ports }: DeliveryParts,
): Promise<Told | undefined> {
  const payload: unknown = JSON.parse(row.payload);
  const answer = AnswerPayload.safeParse(payload);
  const { deliveryId, status, reason } = answer.success ? answer.data : ReceiptPayload.parse(payload);
  const arrival = await records.arrival(deliveryId);
  if (!arrival) return undefined;
  const { agency } = await exchange.sender(arrival.recipientAgencyId, '');
  const ours = Agency.safeParse(agency);
  if (!ours.success) return undefined;
  const { documentId, reference, promulgatedOn, senderCode } = arrival;
  const told: EdxmlStatus = {
    from: { organId: ours.data.code, organName: ours.data.name },
    responseFor: {
      organId: senderCode,
      code: reference,
      ...(promulgatedOn && { promulgationDate: promulgatedOn }),
      documentId,
    },
    // No official is named to the outside.
    staff: { department: ours.data.name, staff: ours.data.name },
    status,
    ...(reason && { description: reason }),
    timestamp: ports.now(),
  };
  return {
    bytes: writeStatus(told),
    message: { kind: 'status', id: row.key, from: ours.data.code, to: senderCode, documentId, reference },
  };
}

/** The status message 13 of a recall to an agency elsewhere; undefined when its package never went. */
export async function requestFor(
  row: QueueRow,
  records: GatewayRecords,
  { exchange, ports }: DeliveryParts,
): Promise<Told | undefined> {
  const { deliveryId, reason } = RequestPayload.parse(JSON.parse(row.payload));
  const sent = await records.sentTo(deliveryId);
  if (!sent?.isSent) return undefined;
  const { agency } = await exchange.sender(sent.senderAgencyId, '');
  const ours = Agency.safeParse(agency);
  if (!ours.success) return undefined;
  const { fromCode, toCode, documentId, reference, promulgatedOn } = sent;
  const { name } = ours.data;
  const told: EdxmlStatus = {
    from: { organId: fromCode, organName: name },
    responseFor: { organId: toCode, code: reference, promulgationDate: promulgatedOn, documentId },
    staff: { department: name, staff: name },
    status: '13',
    description: reason,
    timestamp: ports.now(),
  };
  return {
    bytes: writeStatus(told),
    message: { kind: 'status', id: row.key, from: fromCode, to: toCode, documentId, reference },
  };
}
