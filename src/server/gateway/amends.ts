import { AgencyId, RequestId } from '../../shared/domain/core/values.ts';
import type { Amends } from '../../shared/domain/exchange/amends.ts';
import type { Edoc } from '../../shared/edxml/message.ts';
import { arrivedAs } from '../exchange/arrival.ts';
import { derivedId } from '../exchange/derived-id.ts';
import type { Lane } from './lane.ts';
import type { ArrivalRecord } from './records.ts';

const REFERENCE_CHARS_MAX = 200;

/**
 * What a package from elsewhere does to an earlier document (Bussiness type 2 and 3), for `exchange.arrive`: linked where that one came to the same office and is still
 * there, else named as its sender names it. An update asks; its request's id follows from the delivery.
 */
export async function amendsOf(
  { business }: Edoc,
  { deliveryId, senderAgencyId, recipientAgencyId }: ArrivalRecord,
  { records, name, parts }: Lane,
): Promise<Amends | undefined> {
  const { type } = business;
  if (type !== 'update' && type !== 'replace') return undefined;
  const [named = '', ...others] =
    type === 'update'
      ? [business.documentId ?? '']
      : (business.replacements ?? []).map(({ documentId }) => documentId);
  const recipient = AgencyId.parse(recipientAgencyId);
  const requestId = type === 'update' ? RequestId.parse(derivedId(`update/${deliveryId}`)) : undefined;
  const base = { how: type, ...(requestId && { requestId }) };
  for (const documentId of [named, ...others]) {
    const earlier = await records.arrivedAs(name, senderAgencyId, recipientAgencyId, documentId);
    if (!earlier) continue;
    const reference = earlier.reference.slice(0, REFERENCE_CHARS_MAX);
    const [there] = await parts.exchange.arrivals(recipient, [arrivedAs(earlier.messageId, recipient)]);
    return { ...base, reference, ...(there && { documentId: there }) };
  }
  return { ...base, reference: named.slice(0, REFERENCE_CHARS_MAX) };
}
