import { AnswerCode, StatusCode } from '../../shared/domain/exchange/delivery.ts';
import type { EdxmlStatus } from '../../shared/edxml/message.ts';
import type { Lane } from './lane.ts';
import { OF_ANOTHER, type Outcome } from './outcome.ts';
import { takeRecall } from './recalled.ts';

const REASON_CHARS_MAX = 1_000;

/** A status from another server, of a delivery that went by the same gateway, goes to the sender the way that our own receipts go: queued once, joined by the rule. */
export async function takeStatus(message: EdxmlStatus, lane: Lane): Promise<Outcome> {
  const { from, responseFor, status, description = '' } = message;
  const { agencies, records } = lane;
  const [speaker] = await agencies.byCodes([from.organId]);
  if (status === '13' && speaker && !speaker.isOurs) {
    const { organId: recipientCode, documentId } = responseFor;
    const asked = { senderAgencyId: speaker.agencyId, recipientCode, documentId };
    return takeRecall({ ...asked, reason: description, askedAt: message.timestamp }, lane);
  }
  const sent =
    speaker && !speaker.isOurs
      ? await records.sentAbout(lane.name, speaker.agencyId, {
          documentId: responseFor.documentId,
          reference: responseFor.code,
        })
      : undefined;
  if (!sent) return { problem: 'status-of-nothing-sent', queued: [] };
  if (sent.gateway !== lane.name) return { problem: OF_ANOTHER, queued: [] };
  const { deliveryId, messageId, senderAgencyId } = sent;
  const answer = AnswerCode.safeParse(status);
  const requestId = answer.success ? await records.requestOf(deliveryId) : undefined;
  if (answer.success && requestId) {
    const payload = { messageId, deliveryId, senderAgencyId, requestId, status, reason: description };
    return {
      queued: [{ agencyId: senderAgencyId, topic: 'receipt', key: `${requestId}/${status}`, payload }],
    };
  }
  const known = StatusCode.safeParse(status);
  if (!known.success) return { problem: `status-${status}`, queued: [] };
  return {
    queued: [
      {
        agencyId: senderAgencyId,
        topic: 'receipt',
        key: `${deliveryId}/${known.data}`,
        payload: {
          messageId,
          deliveryId,
          senderAgencyId,
          status: known.data,
          reason: description.slice(0, REASON_CHARS_MAX),
        },
      },
    ],
  };
}
