import { z } from 'zod';
import { type Change, change, command, create, queue, type Refusal, refuse } from '../core/command.ts';
import { ref } from '../core/kinds.ts';
import { may } from '../core/rights.ts';
import { DeliveryId, OutgoingId, Reason, RequestId } from '../core/values.ts';
import type { Delivery } from '../exchange/delivery.ts';

/** Recipients that one command asks; more are asked by the next one. */
export const RECALLS_MAX = 100;

/**
 * Lấy lại, thu hồi (NĐ 30/2020 article 18.4, status 13): the clerk asks recipients to give a dispatched document back. From now on it is frozen; each
 * recipient answers for himself.
 */
export const recall = command({
  name: 'outgoing.recall',
  args: z.object({
    documentId: OutgoingId,
    reason: Reason,
    requests: z
      .array(z.object({ requestId: RequestId, deliveryId: DeliveryId }))
      .min(1)
      .max(RECALLS_MAX),
  }),
  reads: ({ documentId, requests }) => [
    ref('outgoing', documentId),
    ...requests.map(({ deliveryId }) => ref('delivery', deliveryId)),
  ],
  decide: (read, { documentId, reason, requests }, { actor, today, at }) => {
    const document = read('outgoing', documentId);
    if (!document) return refuse('outgoing.not-found');
    if (!may(actor, 'dispatch', document)) return refuse('outgoing.only-clerk-recalls');
    if (document.state !== 'dispatched') return refuse('outgoing.nothing-to-recall');
    if (new Set(requests.map(({ deliveryId }) => deliveryId)).size < requests.length)
      return refuse('outgoing.recipient-twice');
    const { asked = 0, agreed = 0, declined = 0 } = document.recall ?? {};
    const changes: Change[] = [
      change('outgoing', documentId, {
        ...document,
        recall: {
          ...document.recall,
          ...{ by: actor.id, on: today, reason, agreed, declined, asked: asked + requests.length },
        },
      }),
    ];
    for (const { requestId, deliveryId } of requests) {
      const delivery = read('delivery', deliveryId);
      if (delivery?.documentId !== documentId) return refuse('exchange.delivery-not-found');
      const problem = askedBefore(delivery);
      if (problem) return problem;
      const packageSha256 = delivery.packageSha256 ?? document.packageSha256;
      changes.push(
        change('delivery', deliveryId, { ...delivery, recall: { requestId, status: '13' } }),
        create('deliveryRequest', requestId, {
          v: 1,
          documentId,
          deliveryId,
          what: 'recall',
          reason,
          by: actor.id,
          at,
          status: '13',
        }),
        queue('request', requestId, {
          requestId,
          what: 'recall',
          deliveryId,
          messageId: delivery.messageId,
          documentId,
          senderAgencyId: document.agencyId,
          recipientAgencyId: delivery.recipientAgencyId,
          reason,
          askedAt: at,
          // By which it is found where a clerk has carried it in.
          ...(packageSha256 && { packageSha256 }),
        }),
      );
    }
    return changes;
  },
});

/** Who has declined may be asked again; who has not answered, or has given it back, is not. */
function askedBefore({ recall: last, recipientName: name }: Delivery): Refusal | undefined {
  if (last?.status === '13') return refuse('outgoing.recall-open', { name });
  return last?.status === '15' ? refuse('outgoing.already-recalled', { name }) : undefined;
}
