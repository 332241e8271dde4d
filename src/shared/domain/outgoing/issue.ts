import { z } from 'zod';
import { type Change, change, claim, command, create, queue, refuse, undecided } from '../core/command.ts';
import { ref } from '../core/kinds.ts';
import { may } from '../core/rights.ts';
import {
  AgencyId,
  DeliveryId,
  MessageId,
  OrganName,
  OutgoingId,
  Reason,
  RegisterId,
  Sha256,
  Subject,
  VersionId,
} from '../core/values.ts';
import { GivenNumber } from '../office/register.ts';
import { givenHere, numberFrom } from '../register/number.ts';
import { incidentAfter } from '../register/refused-number.ts';
import { nextOutgoingState, type Version } from './outgoing.ts';

/** Recipients of one dispatch. */
export const RECIPIENTS_MAX = 500;

/** Cấp số: the next number of the book (copies have one of their own, annex I part II, II.1c), never twice, never a gap, in order of dates (NĐ 30/2020 article 15; invariant 1). */
export const takeNumber = command({
  name: 'outgoing.takeNumber',
  args: z.object({
    documentId: OutgoingId,
    registerId: RegisterId,
    /** Only from the holder of the register's lease, who has already shown or printed that number. */
    given: GivenNumber.optional(),
    /** What the number stands on, said with it: a server that was put back in time may not let the device see the document when it refuses the number. */
    subject: Subject.optional(),
  }),
  complete: (args, read, context) => {
    const given = args.given ?? givenHere(read('register', args.registerId), context);
    const subject = args.subject ?? read('outgoing', args.documentId)?.subject;
    return given ? { ...args, given, ...(subject && { subject }) } : args;
  },
  isLasting: ({ given }) => given !== undefined,
  afterRefusal: ({ documentId, registerId, given, subject: said }, refused, read) => {
    const subject = said ?? read('outgoing', documentId)?.subject;
    return given && subject
      ? incidentAfter({ of: { kind: 'outgoing', id: documentId }, subject, registerId, given }, refused)
      : undefined;
  },
  reads: ({ documentId, registerId }) => [ref('outgoing', documentId), ref('register', registerId)],
  decide: (read, { documentId, registerId, given }, context) => {
    const document = read('outgoing', documentId);
    if (!document) return refuse('outgoing.not-found');
    if (!may(context.actor, 'number', document)) return refuse('outgoing.only-clerk-numbers');
    if (document.number !== undefined) return refuse('outgoing.already-numbered');
    const state = nextOutgoingState(document.state, 'number');
    if (!state) return refuse('outgoing.not-signed');
    const book = read('register', registerId);
    if (book?.agencyId !== document.agencyId || book.book !== (document.copy ? 'copies' : 'outgoing'))
      return refuse('register.not-found');
    const next = numberFrom(book, given, context);
    if (next === undecided || 'refused' in next) return next;
    const { number, issuedOn } = next;
    return [
      change('outgoing', documentId, { ...document, state, registerId, number, issuedOn }),
      change('register', registerId, next.book),
    ];
  },
});

/**
 * Hủy số: the document is given up after it got its number, because it cannot be sealed for one. The number stays in the book with its reason, its file as it
 * was; it is never given again and leaves no gap (invariant 1). What was dispatched is recalled, not voided.
 */
export const voidNumber = command({
  name: 'outgoing.void',
  args: z.object({ documentId: OutgoingId, reason: Reason }),
  reads: ({ documentId }) => [ref('outgoing', documentId)],
  decide: (read, { documentId, reason }, { actor, today }) => {
    const document = read('outgoing', documentId);
    if (!document) return refuse('outgoing.not-found');
    if (!may(actor, 'number', document)) return refuse('outgoing.only-clerk-voids');
    const state = nextOutgoingState(document.state, 'void');
    if (!state) return refuse('outgoing.nothing-to-void');
    const voided = { by: actor.id, on: today, reason };
    return [change('outgoing', documentId, { ...document, state, voided })];
  },
});

/**
 * Phát hành: one package, built and stored with its id beforehand, to each recipient (NĐ 30/2020 article 18, QĐ 28/2018). Commits only in the
 * sender's agency; a worker delivers in one transaction per recipient.
 */
export const dispatch = command({
  name: 'outgoing.dispatch',
  args: z.object({
    documentId: OutgoingId,
    messageId: MessageId,
    packageSha256: Sha256,
    /** The version whose file is in the package. Another desk's seal may have been recorded instead of the one that was packed here. */
    versionId: VersionId.optional(),
    deliveries: z
      .array(z.object({ deliveryId: DeliveryId, agencyId: AgencyId, name: OrganName }))
      .min(1)
      .max(RECIPIENTS_MAX),
  }),
  reads: ({ documentId, versionId }) => [
    ref('outgoing', documentId),
    ...(versionId ? [ref('version', versionId)] : []),
  ],
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
    if (new Set(deliveries.map(({ agencyId }) => agencyId)).size < deliveries.length)
      return refuse('outgoing.recipient-twice');
    if (deliveries.some(({ agencyId }) => agencyId === document.agencyId))
      return refuse('outgoing.recipient-is-sender');
    return [
      change('outgoing', documentId, { ...document, state, messageId, packageSha256, dispatchedOn: today }),
      claim('message', messageId, 'outgoing.already-dispatched'),
      ...deliveries.flatMap(({ deliveryId, agencyId, name }): Change[] => [
        create('delivery', deliveryId, {
          v: 1,
          documentId,
          messageId,
          recipientAgencyId: agencyId,
          recipientName: name,
          sentAt: at,
        }),
        queue('message', `${messageId}/${agencyId}`, {
          messageId,
          deliveryId,
          documentId,
          senderAgencyId: document.agencyId,
          recipientAgencyId: agencyId,
          packageSha256,
        }),
      ]),
    ];
  },
});

/** An extension keeps the seal that it was put behind. */
const isSealOf = (documentId: OutgoingId, version: Version | undefined): boolean =>
  version?.documentId === documentId && ['sealed', 'extended'].includes(version.origin);
