import { z } from 'zod';
import { type Change, change, command, queue, type Refusal, refuse } from '../core/command.ts';
import { ref } from '../core/kinds.ts';
import { may } from '../core/rights.ts';
import { AttachmentId, IncomingId, Reason, RequestId } from '../core/values.ts';
import type { AnswerCode } from '../exchange/delivery.ts';
import { type Incoming, nextIncomingState } from './incoming.ts';

/** Attachments of one document: what one package may carry. */
const ATTACHMENTS_MAX = 50;

/**
 * Đồng ý trả lại (status 15): the files leave every store of this agency; the line in the book stays, struck, with the recall's data (NĐ 30/2020 annex VI
 * III.8b, c). What was never registered leaves the inbox.
 */
export const acceptRecall = command({
  name: 'incoming.acceptRecall',
  args: z.object({
    documentId: IncomingId,
    requestId: RequestId,
    /** Every further file, named by whoever sees them: a rule cannot ask for what it does not know. */
    attachmentIds: z.array(AttachmentId).max(ATTACHMENTS_MAX),
  }),
  reads: ({ documentId, requestId, attachmentIds }) => [
    ref('incoming', documentId),
    ref('recallRequest', requestId),
    ...attachmentIds.map((each) => ref('attachment', each)),
  ],
  decide: (read, { documentId, requestId, attachmentIds }, { actor, today, at }) => {
    const document = read('incoming', documentId);
    const request = read('recallRequest', requestId);
    if (!document) return refuse('incoming.not-found');
    const problem = answerProblem(document, requestId, may(actor, 'receive', document));
    if (problem) return problem;
    const state = nextIncomingState(document.state, 'recall');
    if (!state || !request || !document.recall) return refuse('incoming.no-recall-open');
    if (new Set(attachmentIds).size !== document.attachmentCount)
      return refuse('incoming.attachments-differ');
    const { recall, file: _gone, ...rest } = document;
    const changes: Change[] = [
      change('incoming', documentId, {
        ...rest,
        state,
        recalled: { ...recall, by: actor.id, on: today, from: document.state },
      }),
      change('recallRequest', requestId, {
        ...request,
        answer: '15',
        answeredBy: actor.id,
        answeredAt: at,
      }),
      ...answerOf(document, requestId, '15', ''),
    ];
    for (const attachmentId of attachmentIds) {
      const attachment = read('attachment', attachmentId);
      if (attachment?.of.id !== documentId) return refuse('incoming.attachments-differ');
      changes.push(change('attachment', attachmentId, { ...attachment, isRemoved: true }));
    }
    return changes;
  },
});

/** Không đồng ý trả lại (status 16), with the reason: the document stays as it is, and may be asked back again. */
export const refuseRecall = command({
  name: 'incoming.refuseRecall',
  args: z.object({ documentId: IncomingId, requestId: RequestId, reason: Reason }),
  reads: ({ documentId, requestId }) => [ref('incoming', documentId), ref('recallRequest', requestId)],
  decide: (read, { documentId, requestId, reason }, { actor, at }) => {
    const document = read('incoming', documentId);
    const request = read('recallRequest', requestId);
    if (!document) return refuse('incoming.not-found');
    const problem = answerProblem(document, requestId, may(actor, 'receive', document));
    if (problem) return problem;
    if (!request) return refuse('incoming.no-recall-open');
    const { recall: _answered, ...rest } = document;
    return [
      change('incoming', documentId, rest),
      change('recallRequest', requestId, {
        ...request,
        answer: '16',
        answerReason: reason,
        answeredBy: actor.id,
        answeredAt: at,
      }),
      ...answerOf(document, requestId, '16', reason),
    ];
  },
});

function answerProblem({ recall }: Incoming, requestId: RequestId, isClerk: boolean): Refusal | undefined {
  if (!isClerk) return refuse('incoming.only-clerk-answers');
  return recall?.requestId === requestId ? undefined : refuse('incoming.no-recall-open');
}

/** What the sender must hear of his request, once. */
export function answerOf(
  { exchange }: Incoming,
  requestId: RequestId,
  status: AnswerCode,
  reason: string,
): readonly Change[] {
  if (!exchange) return [];
  const { messageId, deliveryId, senderAgencyId } = exchange;
  return [
    queue('receipt', `${requestId}/${status}`, {
      messageId,
      deliveryId,
      senderAgencyId,
      requestId,
      status,
      reason,
    }),
  ];
}
