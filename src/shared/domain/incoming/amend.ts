import { z } from 'zod';
import { type Change, change, command, type Read, type Refusal, refuse } from '../core/command.ts';
import { type Ref, ref } from '../core/kinds.ts';
import { may } from '../core/rights.ts';
import { IncomingId, Reason } from '../core/values.ts';
import type { Incoming } from './incoming.ts';
import { answerOf } from './recall.ts';
import { receiptOf } from './receive.ts';

const reads = ({ documentId }: { documentId: IncomingId }, read: Read): readonly Ref[] => {
  const amended = read('incoming', documentId)?.amends?.documentId;
  return [ref('incoming', documentId), ...(amended ? [ref('incoming', amended)] : [])];
};

/** Đồng ý cập nhật (status 15): the correction counts, the earlier document says by which it was updated. It is registered as any other. */
export const acceptUpdate = command({
  name: 'incoming.acceptUpdate',
  args: z.object({ documentId: IncomingId }),
  reads,
  decide: (read, { documentId }, { actor }) => {
    const document = read('incoming', documentId);
    if (!document) return refuse('incoming.not-found');
    const asked = openUpdate(document, may(actor, 'receive', document));
    if ('refused' in asked) return asked;
    return [
      change('incoming', documentId, { ...document, amends: { ...asked.amends, answer: '15' } }),
      ...amendedChange(read, documentId, document, true),
      ...answerOf(document, asked.requestId, '15', ''),
    ];
  },
});

/** Không đồng ý cập nhật (status 16): the earlier document stands as it was, the correction goes back. */
export const refuseUpdate = command({
  name: 'incoming.refuseUpdate',
  args: z.object({ documentId: IncomingId, reason: Reason }),
  reads,
  decide: (read, { documentId, reason }, { actor }) => {
    const document = read('incoming', documentId);
    if (!document) return refuse('incoming.not-found');
    const asked = openUpdate(document, may(actor, 'receive', document));
    if ('refused' in asked) return asked;
    return [
      change('incoming', documentId, {
        ...document,
        state: 'refused',
        refusedReason: reason,
        amends: { ...asked.amends, answer: '16' },
      }),
      ...amendedChange(read, documentId, document, false),
      ...answerOf(document, asked.requestId, '16', reason),
      ...receiptOf(document, '02', reason),
    ];
  },
});

type Amends = NonNullable<Incoming['amends']>;
/** The update that nobody has answered. */
function openUpdate(
  { state, amends }: Incoming,
  isClerk: boolean,
): Refusal | { readonly amends: Amends; readonly requestId: NonNullable<Amends['requestId']> } {
  if (!isClerk) return refuse('incoming.only-clerk-answers');
  if (state !== 'arrived' || !amends?.requestId || amends.answer) return refuse('incoming.no-update-open');
  return { amends, requestId: amends.requestId };
}

/** The mark on the earlier document, where it is here and this is what amends it. */
function amendedChange(
  read: Read,
  documentId: IncomingId,
  { amends }: Incoming,
  isAgreed: boolean,
): readonly Change[] {
  const id = amends?.documentId;
  const earlier = id && read('incoming', id);
  if (!id || earlier?.amendedBy?.documentId !== documentId) return [];
  const { amendedBy, ...rest } = earlier;
  return [change('incoming', id, isAgreed ? { ...rest, amendedBy: { ...amendedBy, isAgreed } } : rest)];
}
