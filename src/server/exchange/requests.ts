import { OperationId } from '../../shared/domain/core/values.ts';
import type { AnswerCode } from '../../shared/domain/exchange/delivery.ts';
import { type FaultCode, sayFault } from '../../shared/words/vi.ts';
import type { QueueRow } from '../store/exchange-store.ts';
import { idsThere } from './arrival.ts';
import type { Delivered, DeliveryParts } from './delivery-parts.ts';
import { derivedId } from './derived-id.ts';
import type { AnswerPayload, RequestPayload } from './queue.ts';
import { tellSender } from './tell-sender.ts';

/** What a refusal of the receiver's agency means to who asked; any other is tried again. */
const answers: Partial<Record<FaultCode, AnswerCode>> = {
  'exchange.nothing-to-recall': '15',
  'exchange.recalled-before': '15',
  'exchange.not-its-sender': '16',
};

/**
 * A request (status 13) reaches the receiver's agency in a transaction of its own, behind the package that it is about. Where there is nothing to give back, the
 * sender is answered at once.
 */
export async function passOnRequest(
  row: QueueRow,
  request: RequestPayload,
  parts: DeliveryParts,
): Promise<Delivered> {
  const { requestId, messageId, senderAgencyId, recipientAgencyId, reason, askedAt } = request;
  const { authority, exchange, ports } = parts;
  if (await exchange.isQueued('message', `${messageId}/${recipientAgencyId}`)) return 'later';
  if (!(await exchange.isOurs(recipientAgencyId))) {
    if (await parts.elsewhere?.takeMessage(row, recipientAgencyId)) return 'done';
    return noteAnswer(row, answerTo(request, 'exchange.nothing-to-recall', '15'), parts);
  }
  const ids = idsThere(request, recipientAgencyId);
  const [documentId = ids[0]] = await exchange.arrivals(recipientAgencyId, ids);
  const verdicts = await authority.execute({
    agencyId: recipientAgencyId,
    actor: 'system',
    operations: [
      {
        name: 'exchange.askRecall',
        args: { requestId, documentId, messageId, senderAgencyId, reason, askedAt },
        // A refusal is kept under the operation's id, and this one may be asked again when an earlier request is answered: the request's own id makes it once.
        operationId: OperationId.parse(derivedId(`request/${requestId}/${String(row.attempts)}`)),
      },
    ],
    queueId: row.id,
    failpoints: {
      before: () => ports.failpoint('request.before-commit'),
      after: () => ports.failpoint('request.after-commit'),
    },
  });
  if (verdicts === 'queue-row-gone') return 'done';
  const [verdict] = verdicts;
  if (verdict?.status === 'accepted') return 'done';
  const code = verdict?.code as FaultCode | undefined;
  const answer = verdict?.status === 'refused' && code ? answers[code] : undefined;
  if (!code || !answer) return 'later';
  const told = answerTo(request, code, answer);
  if (await parts.elsewhere?.takeAnswer(row, told)) return 'done';
  return noteAnswer(row, told, parts);
}

const answerTo = (
  { requestId, messageId, deliveryId, senderAgencyId }: RequestPayload,
  code: FaultCode,
  status: AnswerCode,
): AnswerPayload => ({ requestId, messageId, deliveryId, senderAgencyId, status, reason: sayFault(code) });

/** An answer (15, 16) reaches the sender's agency, in the transaction that removes the row. */
export const noteAnswer = (
  row: QueueRow,
  { requestId, senderAgencyId, status, reason }: AnswerPayload,
  parts: DeliveryParts,
): Promise<Delivered> =>
  tellSender(
    row,
    senderAgencyId,
    {
      name: 'exchange.noteAnswer',
      args: { requestId, status, reason },
      operationId: derivedId(`answer/${requestId}/${status}`),
      refused: { event: 'answer.refused', about: { requestId } },
    },
    parts,
  );
