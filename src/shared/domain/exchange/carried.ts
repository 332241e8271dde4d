import { z } from 'zod';
import { type Change, change, claim, command, purge, queue, refuse } from '../core/command.ts';
import { ref } from '../core/kinds.ts';
import { may } from '../core/rights.ts';
import { AgencyId, DeliveryId, IncomingId, MessageId, Sha256 } from '../core/values.ts';
import type { Incoming, IncomingState } from '../incoming/incoming.ts';
import { answerOf } from '../incoming/recall.ts';
import { receiptOf } from '../incoming/receive.ts';
import { Amends, amendedChanges } from './amends.ts';
import { carriedAs, packageKey } from './import-package.ts';

/** What the sender must hear of a document that was worked on before the server knew its message (QĐ 28/2018). */
const reached: Partial<Record<IncomingState, '02' | '03' | '04' | '05' | '06'>> = {
  refused: '02',
  registered: '03',
  assigned: '04',
  'in-progress': '05',
  done: '06',
};

/**
 * The server brings a package that a clerk has carried in before: the document that it became is from now on that message's, so that statuses, a recall, an update and
 * a containment reach it as any other. The sender hears at once how far it is. Refused where the document is gone (contained), or is a message's already.
 */
export const noteCarried = command({
  name: 'exchange.noteCarried',
  args: z.object({
    documentId: IncomingId,
    messageId: MessageId,
    deliveryId: DeliveryId,
    senderAgencyId: AgencyId,
    senderCode: z.string().min(1).max(50),
    via: z.string().max(31).optional(),
    amends: Amends.optional(),
  }),
  reads: ({ documentId, amends }) => [
    ref('incoming', documentId),
    ...(amends?.documentId ? [ref('incoming', amends.documentId)] : []),
  ],
  decide: (read, { documentId, amends, ...message }, { actor, agencyId }) => {
    if (!may(actor, 'exchange', { agencyId })) return refuse('exchange.only-server');
    const document = read('incoming', documentId);
    if (!document) return refuse('exchange.carried-gone');
    if (document.exchange) return refuse('exchange.already-arrived');
    const { messageId, deliveryId, senderAgencyId, senderCode, via } = message;
    const answer = amends?.requestId ? (document.amends?.answer ?? answerBefore(document.state)) : undefined;
    const linked: Incoming = {
      ...document,
      exchange: { messageId, deliveryId, senderAgencyId, senderCode, ...(via && { via }) },
      ...(amends && { amends: { ...amends, ...(answer && { answer }) } }),
    };
    const status = reached[document.state];
    const reason = document.state === 'refused' ? (document.refusedReason ?? '') : '';
    return [
      claim('inbox', `${agencyId}/${messageId}`, 'exchange.already-arrived'),
      change('incoming', documentId, linked),
      ...(answer === '16'
        ? []
        : amendedChanges(read, amends, {
            ...{ documentId, senderAgencyId },
            ...(answer && { isAgreed: true }),
          })),
      queue('receipt', `${deliveryId}/01`, {
        ...{ messageId, deliveryId, senderAgencyId, status: '01', reason: '' },
      }),
      ...(status ? receiptOf(linked, status, reason) : []),
      ...(answer && amends?.requestId ? answerOf(linked, amends.requestId, answer, reason) : []),
    ];
  },
});

/** Who has taken a correction in, or sent it back, before anybody could ask him has answered by that. */
const answerBefore = (state: IncomingState): '15' | '16' | undefined => {
  if (state === 'arrived') return undefined;
  return state === 'refused' ? '16' : '15';
};

/**
 * Its sender has contained what is in this package before it came: nobody carries it in any more, and a desk that was going to forgets what it read of it. Refused where it is or
 * was in already.
 */
export const closePackage = command({
  name: 'exchange.closePackage',
  args: z.object({ packageSha256: Sha256 }),
  reads: () => [],
  decide: (_read, { packageSha256 }, { actor, agencyId }): readonly Change[] | ReturnType<typeof refuse> => {
    if (!may(actor, 'exchange', { agencyId })) return refuse('exchange.only-server');
    return [
      claim('inbox', packageKey(agencyId, packageSha256), 'exchange.already-carried'),
      purge('incoming', carriedAs(agencyId, packageSha256)),
    ];
  },
});
