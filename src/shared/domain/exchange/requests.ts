import { z } from 'zod';
import { change, command, create, refuse } from '../core/command.ts';
import { ref } from '../core/kinds.ts';
import { may } from '../core/rights.ts';
import { AgencyId, IncomingId, Instant, MessageId, Reason, RequestId } from '../core/values.ts';
import type { Outgoing } from '../outgoing/outgoing.ts';
import { AnswerCode, type RequestStatus } from './delivery.ts';
import { joinAnswer } from './status.ts';

/** The sender's wish to have a document back reaches its receiver, once: the request's id is the entity's. */
export const askRecall = command({
  name: 'exchange.askRecall',
  args: z.object({
    requestId: RequestId,
    documentId: IncomingId,
    messageId: MessageId,
    senderAgencyId: AgencyId,
    reason: Reason,
    askedAt: Instant,
  }),
  reads: ({ documentId }) => [ref('incoming', documentId)],
  decide: (
    read,
    { requestId, documentId, messageId, senderAgencyId, reason, askedAt },
    { actor, agencyId },
  ) => {
    if (!may(actor, 'exchange', { agencyId })) return refuse('exchange.only-server');
    const document = read('incoming', documentId);
    if (!document) return refuse('exchange.nothing-to-recall');
    const { exchange } = document;
    if (exchange?.messageId !== messageId || exchange.senderAgencyId !== senderAgencyId)
      return refuse('exchange.not-its-sender');
    if (document.state === 'recalled') return refuse('exchange.recalled-before');
    if (document.recall) return refuse('exchange.recall-unanswered');
    return [
      create('recallRequest', requestId, { v: 1, documentId, reason, askedAt }),
      change('incoming', documentId, { ...document, recall: { requestId, reason, askedAt } }),
    ];
  },
});

/** The receiver's answer to a request reaches the sender; late and repeated ones are joined. */
export const noteAnswer = command({
  name: 'exchange.noteAnswer',
  args: z.object({ requestId: RequestId, status: AnswerCode, reason: z.string().max(1000), at: Instant }),
  reads: ({ requestId }, read) => {
    const request = read('deliveryRequest', requestId);
    return [
      ref('deliveryRequest', requestId),
      ...(request ? [ref('delivery', request.deliveryId), ref('outgoing', request.documentId)] : []),
    ];
  },
  decide: (read, { requestId, status, reason, at }, { actor, agencyId }) => {
    if (!may(actor, 'exchange', { agencyId })) return refuse('exchange.only-server');
    const request = read('deliveryRequest', requestId);
    if (!request) return refuse('exchange.request-not-found');
    const joined = joinAnswer(request, status);
    const delivery = read('delivery', request.deliveryId);
    const document = read('outgoing', request.documentId);
    const { what, deliveryId, documentId } = request;
    const isCurrent = delivery?.[what]?.requestId === requestId;
    return [
      change('deliveryRequest', requestId, {
        ...request,
        ...joined,
        ...(reason && { answerReason: reason }),
        answeredAt: request.answeredAt ?? at,
      }),
      ...(delivery && isCurrent
        ? [change('delivery', deliveryId, { ...delivery, [what]: { ...delivery[what], ...joined } })]
        : []),
      ...(document?.recall && what === 'recall'
        ? [change('outgoing', documentId, counted(document, request.status, joined.status))]
        : []),
    ];
  },
});

/** How many have answered, each counted by what stands of his answer. */
function counted(document: Outgoing, before: RequestStatus, after: RequestStatus): Outgoing {
  const { recall } = document;
  if (!recall || before === after) return document;
  const step = (status: RequestStatus): number => Number(after === status) - Number(before === status);
  return {
    ...document,
    recall: { ...recall, agreed: recall.agreed + step('15'), declined: recall.declined + step('16') },
  };
}
