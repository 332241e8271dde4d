import { z } from 'zod';
import { byName, change, claim, command, create, queue, refuse } from '../core/command.ts';
import { ref } from '../core/kinds.ts';
import { may } from '../core/rights.ts';
import {
  AgencyId,
  AttachmentId,
  DeliveryId,
  FileRef,
  IncomingId,
  Instant,
  MessageId,
  Secrecy,
  Sha256,
} from '../core/values.ts';
import { IncomingFields } from '../incoming/incoming.ts';
import { Amends, amendedChanges } from './amends.ts';
import { closePackage, noteCarried } from './carried.ts';
import { StatusCode } from './delivery.ts';
import { withStatus } from './heard-status.ts';
import { packageKey } from './import-package.ts';
import { askRecall, noteAnswer } from './requests.ts';

/** Package files beyond this are refused by the codec before it comes here. */
export const PACKAGE_FILES_MAX = 50;

const Arrival = z.object({
  documentId: IncomingId,
  messageId: MessageId,
  deliveryId: DeliveryId,
  senderAgencyId: AgencyId,
  senderCode: z.string().min(1).max(50),
  /** The gateway that brought it from another server, and vouches for its sender. */
  via: z.string().max(31).optional(),
  /** What the worker carried: a clerk may have brought the same package in as a file. */
  packageSha256: Sha256.optional(),
  fields: IncomingFields,
  secrecy: Secrecy,
  file: FileRef,
  attachments: z.array(z.object({ attachmentId: AttachmentId, file: FileRef })).max(PACKAGE_FILES_MAX),
  amends: Amends.optional(),
});

/**
 * A package reaches the recipient's inbox. The entry, the claim that makes it once, and the queueing of receipt 01 commit together (invariant
 * 4); only the server itself does this, as `system`.
 */
export const arrive = command({
  name: 'exchange.arrive',
  args: Arrival,
  reads: ({ amends }) => (amends?.documentId ? [ref('incoming', amends.documentId)] : []),
  decide: (read, args, context) => {
    const { documentId, messageId, deliveryId, senderAgencyId, senderCode, via } = args;
    const { fields, secrecy, file, attachments, amends, packageSha256 } = args;
    const { actor, agencyId, today } = context;
    if (!may(actor, 'exchange', { agencyId })) return refuse('exchange.only-server');
    if (secrecy !== 'normal') return refuse('secrecy.not-kept-here');
    return [
      claim('inbox', `${agencyId}/${messageId}`, 'exchange.already-arrived'),
      ...(packageSha256
        ? [claim('inbox', packageKey(agencyId, packageSha256), 'exchange.already-carried')]
        : []),
      create('incoming', documentId, {
        v: 1,
        agencyId,
        state: 'arrived',
        source: 'exchange',
        ...fields,
        file,
        attachmentCount: attachments.length,
        correctionCount: 0,
        arrivedOn: today,
        exchange: { messageId, deliveryId, senderAgencyId, senderCode, ...(via && { via }) },
        ...(packageSha256 && { packageSha256 }),
        ...(amends && { amends }),
      }),
      ...amendedChanges(read, amends, { documentId, senderAgencyId }),
      ...attachments.map(({ attachmentId, file: attached }, index) =>
        create('attachment', attachmentId, {
          v: 1,
          of: { kind: 'incoming', id: documentId },
          ordinal: index + 1,
          file: attached,
        }),
      ),
      queue('receipt', `${deliveryId}/01`, {
        messageId,
        deliveryId,
        senderAgencyId,
        status: '01',
        reason: '',
      }),
    ];
  },
});

/** A receipt reaches the sender. Late and repeated ones are harmless: statuses are joined, not overwritten. */
export const noteStatus = command({
  name: 'exchange.noteStatus',
  args: z.object({ deliveryId: DeliveryId, status: StatusCode, reason: z.string().max(1000), at: Instant }),
  reads: ({ deliveryId }) => [ref('delivery', deliveryId)],
  decide: (read, { deliveryId, status, reason, at }, { actor, agencyId }) => {
    if (!may(actor, 'exchange', { agencyId })) return refuse('exchange.only-server');
    const delivery = read('delivery', deliveryId);
    if (!delivery) return refuse('exchange.delivery-not-found');
    return [change('delivery', deliveryId, withStatus(delivery, { status, reason, at }))];
  },
});

/** The server's own commands; no official may give them. */
export const exchangeCommands = byName(arrive, noteCarried, closePackage, noteStatus, askRecall, noteAnswer);
