import { formatReference, Outgoing } from '../../shared/domain/outgoing/outgoing.ts';
import type { ExchangeStore } from '../store/exchange-store.ts';
import { idsThere } from './arrival.ts';
import type { MessagePayload } from './queue.ts';

const REFERENCE_CHARS_MAX = 200;

/**
 * What a message does to an earlier document, for `exchange.arrive`: which one it is as its sender calls it, and where the recipient has it
 * (he may never have received it).
 */
export async function amendsOf(
  { amends: how, amendsDocumentId, requestId, senderAgencyId, recipientAgencyId }: MessagePayload,
  { exchange }: { readonly exchange: ExchangeStore },
) {
  if (!how || !amendsDocumentId) return undefined;
  const { document } = await exchange.sender(senderAgencyId, amendsDocumentId);
  const earlier = Outgoing.safeParse(document);
  const messages = await exchange.messagesTo(senderAgencyId, amendsDocumentId, recipientAgencyId);
  const ids = messages.flatMap((each) => idsThere(each, recipientAgencyId));
  const held = new Set(await exchange.arrivals(recipientAgencyId, ids));
  const documentId = ids.find((id) => held.has(id));
  const reference = earlier.success
    ? formatReference(earlier.data.number, earlier.data.codeNotation).slice(0, REFERENCE_CHARS_MAX)
    : '';
  return {
    how,
    reference,
    ...(documentId && { documentId }),
    ...(requestId && { requestId }),
  };
}
