import { say } from '../../shared/words/vi.ts';
import { derivedId } from '../exchange/derived-id.ts';
import type { Lane } from './lane.ts';
import { OF_ANOTHER, type Outcome } from './outcome.ts';

const REASON_CHARS_MAX = 1_000;

/** What a sender elsewhere wants back, as its status 13 or its package of type 1 names it. */
export type AskedBack = {
  readonly senderAgencyId: string;
  /** The code of the agency of ours that has it. */
  readonly recipientCode: string;
  /** What it calls the document. */
  readonly documentId: string;
  readonly reason: string;
  /** When it was asked, by the sender's clock. */
  readonly askedAt: string;
};

/** A sender elsewhere wants a document back: asked of the agency of ours that has it. The request's id follows from what it is about and when it was asked. */
export async function takeRecall(
  { senderAgencyId, recipientCode, documentId, reason, askedAt }: AskedBack,
  { agencies, records, parts, name }: Lane,
): Promise<Outcome> {
  const [ours] = await agencies.byCodes([recipientCode]);
  const arrival = ours?.isOurs && (await records.arrivedAs(name, senderAgencyId, ours.agencyId, documentId));
  if (!arrival) return { problem: 'recall-of-nothing', queued: [] };
  const { gateway, deliveryId, messageId } = arrival;
  if (gateway !== name) return { problem: OF_ANOTHER, queued: [] };
  const requestId = derivedId(`request/${deliveryId}/${askedAt}`);
  const payload = {
    ...{ deliveryId, messageId, requestId, what: 'recall', senderAgencyId, recipientAgencyId: ours.agencyId },
    // The sender's own id of it is not ours to know; nothing here reads this one.
    documentId: derivedId(`document/${documentId}`),
    reason: reason.trim().slice(0, REASON_CHARS_MAX) || say('edxml.recall-without-reason'),
    askedAt: parts.ports.now(),
  };
  return { queued: [{ agencyId: ours.agencyId, topic: 'request', key: requestId, payload }] };
}
