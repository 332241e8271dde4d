import { z } from 'zod';
import { type Change, change, claim, command, create, queue, type Refusal, refuse } from '../core/command.ts';
import { ref } from '../core/kinds.ts';
import { may } from '../core/rights.ts';
import {
  AgencyId,
  DeliveryId,
  type Instant,
  MessageId,
  type OfficialId,
  OrganName,
  OutgoingId,
  RequestId,
  Sha256,
  VersionId,
} from '../core/values.ts';
import { isFrozen, nextOutgoingState, type Outgoing, type Version } from './outgoing.ts';

/** Recipients of one dispatch. */
export const RECIPIENTS_MAX = 500;

const NewDelivery = z.object({
  deliveryId: DeliveryId,
  agencyId: AgencyId,
  name: OrganName,
  isPaperToo: z.boolean().optional(),
  /** Of a document that updates an earlier one: the request that this recipient answers. */
  requestId: RequestId.optional(),
});
type NewDelivery = z.infer<typeof NewDelivery>;

/** What a message is, besides to whom it goes. */
const message = {
  documentId: OutgoingId,
  messageId: MessageId,
  packageSha256: Sha256,
  /** The version whose file is in the package. Another desk's seal may have been recorded instead of the one that was packed here. */
  versionId: VersionId.optional(),
} as const;
type Message = z.infer<z.ZodObject<typeof message>>;

/**
 * Phát hành: one package, built and stored with its id beforehand, to each recipient (NĐ 30/2020 article 18, QĐ 28/2018). Commits only in the
 * sender's agency; a worker delivers in one transaction per recipient.
 */
export const dispatch = command({
  name: 'outgoing.dispatch',
  args: z.object({ ...message, deliveries: z.array(NewDelivery).min(1).max(RECIPIENTS_MAX) }),
  reads: ({ documentId, versionId }, read) => {
    const amended = read('outgoing', documentId)?.amends?.documentId;
    return [
      ref('outgoing', documentId),
      ...(versionId ? [ref('version', versionId)] : []),
      ...(amended ? [ref('outgoing', amended)] : []),
    ];
  },
  blobsOf: ({ packageSha256 }) => [packageSha256],
  decide: (read, args, { actor, today, at }) => {
    const { documentId, messageId, packageSha256, versionId, deliveries } = args;
    const document = read('outgoing', documentId);
    if (!document) return refuse('outgoing.not-found');
    if (!may(actor, 'dispatch', document)) return refuse('outgoing.only-clerk-dispatches');
    const state = nextOutgoingState(document.state, 'dispatch');
    if (!state)
      return refuse(document.state === 'dispatched' ? 'outgoing.already-dispatched' : 'outgoing.not-sealed');
    if ((document.attachmentsToSeal ?? 0) > 0) return refuse('outgoing.attachments-not-sealed');
    if (versionId && !isSealOf(documentId, read('version', versionId)))
      return refuse('outgoing.seal-not-recorded');
    const { amends } = document;
    const amended = amends && read('outgoing', amends.documentId);
    return (
      wrongRecipients(document, deliveries) ?? [
        change('outgoing', documentId, { ...document, state, messageId, packageSha256, dispatchedOn: today }),
        ...(amends && amended
          ? [
              change('outgoing', amends.documentId, {
                ...amended,
                amendedBy: { how: amends.how, documentId },
              }),
            ]
          : []),
        claim('message', messageId, 'outgoing.already-dispatched'),
        ...deliveries.flatMap((each) => sent(args, document, each, { by: actor.id, at })),
      ]
    );
  },
});

/**
 * Gửi bổ sung, gửi lại: the same document to further recipients, or anew to one that refused it, as another message with another package. Nobody is sent to
 * twice: a recipient gets it again only in the place of a delivery that ended in a refusal, and that once.
 */
export const dispatchMore = command({
  name: 'outgoing.dispatchMore',
  args: z.object({
    ...message,
    deliveries: z
      .array(NewDelivery.extend({ insteadOf: DeliveryId.optional() }))
      .min(1)
      .max(RECIPIENTS_MAX),
  }),
  reads: ({ documentId, versionId, deliveries }) => [
    ref('outgoing', documentId),
    ...(versionId ? [ref('version', versionId)] : []),
    ...deliveries.flatMap(({ insteadOf }) => (insteadOf ? [ref('delivery', insteadOf)] : [])),
  ],
  blobsOf: ({ packageSha256 }) => [packageSha256],
  decide: (read, args, { actor, at }) => {
    const { documentId, messageId, packageSha256, versionId, deliveries } = args;
    const document = read('outgoing', documentId);
    if (!document) return refuse('outgoing.not-found');
    if (!may(actor, 'dispatch', document)) return refuse('outgoing.only-clerk-dispatches');
    if (document.state !== 'dispatched') return refuse('outgoing.not-dispatched');
    if (isFrozen(document)) return refuse('outgoing.recalled');
    if (versionId && !isSealOf(documentId, read('version', versionId)))
      return refuse('outgoing.seal-not-recorded');
    const wrong = wrongRecipients(document, deliveries);
    if (wrong) return wrong;
    const changes: Change[] = [claim('message', messageId, 'outgoing.already-dispatched')];
    for (const { insteadOf, ...each } of deliveries) {
      const before = insteadOf && read('delivery', insteadOf);
      if (insteadOf) {
        const isRefused = before && before.documentId === documentId && before.status === '02';
        if (!isRefused || before.recipientAgencyId !== each.agencyId)
          return refuse('outgoing.delivery-not-refused');
        if (before.resentAs) return refuse('outgoing.already-resent');
        changes.push(change('delivery', insteadOf, { ...before, resentAs: each.deliveryId }));
      }
      const later = { packageSha256, ...(insteadOf && { insteadOf }) };
      changes.push(...sent(args, document, each, { by: actor.id, at }, later));
    }
    return changes;
  },
});

function wrongRecipients(
  { agencyId: own, amends }: Outgoing,
  deliveries: readonly NewDelivery[],
): Refusal | undefined {
  if (new Set(deliveries.map(({ agencyId }) => agencyId)).size < deliveries.length)
    return refuse('outgoing.recipient-twice');
  if (deliveries.some(({ agencyId }) => agencyId === own)) return refuse('outgoing.recipient-is-sender');
  const isAsking = amends?.how === 'update';
  return isAsking && deliveries.some(({ requestId }) => !requestId)
    ? refuse('outgoing.update-needs-requests')
    : undefined;
}

/** One recipient's delivery, the work of bringing it there and, of an update, the request that he answers. */
function sent(
  { documentId, messageId, packageSha256 }: Message,
  { agencyId: senderAgencyId, subject: reason, amends }: Outgoing,
  { deliveryId, agencyId, name, isPaperToo, requestId }: NewDelivery,
  { by, at }: { readonly by: OfficialId; readonly at: Instant },
  later: { readonly packageSha256?: Sha256; readonly insteadOf?: DeliveryId } = {},
): readonly Change[] {
  const asked = amends?.how === 'update' ? requestId : undefined;
  const request = { v: 1, documentId, deliveryId, what: 'update', reason, by, at, status: '13' } as const;
  return [
    ...(asked ? [create('deliveryRequest', asked, request)] : []),
    ...(later.insteadOf ? [] : [claim('sent', `${documentId}/${agencyId}`, 'outgoing.recipient-has-it')]),
    create('delivery', deliveryId, {
      v: 1,
      documentId,
      messageId,
      recipientAgencyId: agencyId,
      recipientName: name,
      sentAt: at,
      ...(isPaperToo && { isPaperToo }),
      ...(asked && { update: { requestId: asked, status: '13' } }),
      ...later,
    }),
    queue('message', `${messageId}/${agencyId}`, {
      messageId,
      deliveryId,
      documentId,
      senderAgencyId,
      recipientAgencyId: agencyId,
      packageSha256,
      ...(amends && { amends: amends.how, amendsDocumentId: amends.documentId }),
      ...(asked && { requestId: asked }),
    }),
  ];
}

/** An extension keeps the seal that it was put behind. */
const isSealOf = (documentId: OutgoingId, version: Version | undefined): boolean =>
  version?.documentId === documentId && ['sealed', 'extended'].includes(version.origin);
