import { z } from 'zod';
import { type Change, change, type Read } from '../core/command.ts';
import { type AgencyId, IncomingId, RequestId } from '../core/values.ts';
import type { Incoming } from '../incoming/incoming.ts';
import { AmendHow } from './amend-how.ts';

/** What a message does to an earlier document; `documentId` where that one arrived here, `requestId` where it wants an answer. */
export const Amends = z.object({
  how: AmendHow,
  reference: z.string().max(200),
  documentId: IncomingId.optional(),
  requestId: RequestId.optional(),
});
export type Amends = z.infer<typeof Amends>;

/** By whom: as the authority knows him, or by the code in a package that a clerk carried in. */
type Sender = { readonly senderAgencyId: AgencyId } | { readonly senderCode: string };

/** Codes are compared without case (the registry and the packages write them differently). */
const isItsSender = ({ exchange, carried }: Incoming, by: Sender): boolean =>
  'senderAgencyId' in by
    ? exchange?.senderAgencyId === by.senderAgencyId
    : (carried ?? exchange)?.senderCode.toLowerCase() === by.senderCode.toLowerCase();

/**
 * The earlier document says by which one it is amended; only its own sender amends it. A replacement counts at once, an update when it was agreed to.
 * Nothing where the earlier document is not here or is somebody else's.
 */
export function amendedChanges(
  read: Read,
  amends: Amends | undefined,
  by: { readonly documentId: IncomingId; readonly isAgreed?: boolean } & Sender,
): readonly Change[] {
  const id = amends?.documentId;
  const earlier = id && read('incoming', id);
  if (!amends || !id || !earlier || !isItsSender(earlier, by)) return [];
  const isAgreed = by.isAgreed ?? amends.how === 'replace';
  return [
    change('incoming', id, {
      ...earlier,
      amendedBy: { how: amends.how, documentId: by.documentId, isAgreed },
    }),
  ];
}
