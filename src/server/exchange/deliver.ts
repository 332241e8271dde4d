import { OperationId } from '../../shared/domain/core/values.ts';
import type { Amends } from '../../shared/domain/exchange/amends.ts';
import type { Edoc } from '../../shared/edxml/message.ts';
import { sayPackageProblem } from '../../shared/edxml/sentence.ts';
import type { Verdict } from '../../shared/protocol/push.ts';
import { type FaultCode, sayFault } from '../../shared/words/vi.ts';
import { PurgePayload } from '../secrecy/scrub.ts';
import type { QueueRow } from '../store/exchange-store.ts';
import { amendsOf } from './amends.ts';
import { arrivalOf, arrivalOperation, statusOperation } from './arrival.ts';
import { containThere, noteCarried } from './carried.ts';
import type { Delivered, DeliveryParts } from './delivery-parts.ts';
import {
  AnswerPayload,
  ContainmentPayload,
  DELIVERY_ATTEMPTS_MAX,
  MessagePayload,
  ReceiptPayload,
  RequestPayload,
} from './queue.ts';
import { noteAnswer, passOnRequest } from './requests.ts';
import { readSent, type Sent, sealedFileIn } from './sent.ts';
import { tellSender } from './tell-sender.ts';
import { type Attached, keepAttached, type Unpacked, unpack } from './unpack.ts';

/**
 * Does one queue row's work. Everything it changes, and the row's removal, is one transaction in one agency, under an id that follows
 * from the row: repeats and rivals end in one effect.
 */
export async function deliver(row: QueueRow, parts: DeliveryParts): Promise<Delivered> {
  const payload: unknown = JSON.parse(row.payload);
  switch (row.topic) {
    case 'message':
      return deliverMessage(row, MessagePayload.parse(payload), parts);
    case 'receipt': {
      const answer = AnswerPayload.safeParse(payload);
      return deliverReceipt(row, answer.success ? answer.data : ReceiptPayload.parse(payload), parts);
    }
    case 'request':
      return passOnRequest(row, RequestPayload.parse(payload), parts);
    case 'containment':
      return containThere(row, ContainmentPayload.parse(payload), parts);
    case 'purge':
      await parts.scrub(PurgePayload.parse(payload));
      await parts.exchange.drop(row.id);
      return 'done';
  }
}

export type Fault = { readonly code: FaultCode; readonly detail?: Readonly<Record<string, string>> };

async function deliverMessage(
  row: QueueRow,
  message: MessagePayload,
  parts: DeliveryParts,
): Promise<Delivered> {
  const { recipientAgencyId } = message;
  if (await parts.exchange.isOurs(recipientAgencyId))
    return withPackage(row, message, parts, (checked) => deliverHere(row, message, checked, parts));
  if (await parts.elsewhere?.takeMessage(row, recipientAgencyId)) return 'done';
  return turnBack(row, message, { code: 'exchange.agency-unknown' }, parts);
}

/** A package that may go on: read whole, from who sent it, with the file that was sealed. */
export type Checked = {
  readonly edoc: Edoc;
  readonly sent: Sent;
  readonly main: Attached;
  readonly attachments: readonly Attached[];
};

/** Looks into the package of a message and hands it to `use`; what cannot go on is turned back or waits. */
export async function withPackage(
  row: QueueRow,
  message: MessagePayload,
  parts: DeliveryParts,
  use: (checked: Checked) => Promise<Delivered>,
): Promise<Delivered> {
  const { packageSha256 } = message;
  if ((await parts.blobs.sizeOf(packageSha256)) === undefined) {
    // Damaged on our disk: the sender's device may bring it again.
    if (row.attempts < DELIVERY_ATTEMPTS_MAX) return 'later';
    return turnBack(row, message, unreadable(sayPackageProblem({ path: 'edXML', code: 'missing' })), parts);
  }
  return unpack(parts, packageSha256, async (found: Unpacked) => {
    // Nobody has read it yet: the server was busy, or the file is made to be slow.
    if (found.outcome === 'unfinished' && row.attempts < DELIVERY_ATTEMPTS_MAX) return 'later';
    if (found.outcome !== 'read') return turnBack(row, message, unreadable(found.what), parts);
    const { edoc, attachments } = found;
    const sent = await readSent(parts.exchange, message);
    if (!sent) return turnBack(row, message, differing('From'), parts);
    const sealed = sealedFileIn(edoc, attachments, sent);
    if ('differs' in sealed) return turnBack(row, message, differing(sealed.differs), parts);
    return use({ edoc, sent, main: sealed.main, attachments });
  });
}

async function deliverHere(
  row: QueueRow,
  message: MessagePayload,
  { edoc, sent, main, attachments }: Checked,
  parts: DeliveryParts,
): Promise<Delivered> {
  const { authority, blobs, ports } = parts;
  const { messageId, recipientAgencyId } = message;
  const files = { main, others: attachments.filter((each) => each !== main) };
  const arrival = await arrivalOf(message, edoc, files, sent.agency, (each) => keepAttached(blobs, each));
  const amends = await amendsOf(message, parts);
  const args = { ...arrival, ...(amends && { amends }) };
  const verdicts = await authority.execute({
    agencyId: recipientAgencyId,
    actor: 'system',
    operations: [
      {
        name: 'exchange.arrive',
        args: { ...args, packageSha256: message.packageSha256 },
        operationId: OperationId.parse(arrivalOperation(messageId, recipientAgencyId)),
      },
    ],
    queueId: row.id,
    failpoints: {
      before: () => ports.failpoint('deliver.before-commit'),
      after: () => ports.failpoint('deliver.after-commit'),
    },
  });
  if (verdicts === 'queue-row-gone') return 'done';
  return settle(row, message, verdicts[0], args, parts);
}

/** What the recipient's agency answered: in, there already, or not wanted, which the sender must hear. */
async function settle(
  row: QueueRow,
  message: MessagePayload,
  verdict: Verdict | undefined,
  link: Linked,
  parts: DeliveryParts,
): Promise<Delivered> {
  if (verdict?.status === 'accepted') return 'done';
  if (verdict?.status !== 'refused') return 'later';
  if (verdict.code === 'exchange.already-arrived') {
    await parts.exchange.drop(row.id);
    return 'done';
  }
  if (verdict.code === 'exchange.already-carried') return takeOver(row, message, link, parts);
  const detail = Object.fromEntries(
    Object.entries(verdict.detail ?? {}).map(([key, value]) => [key, String(value)]),
  );
  return turnBack(row, message, { code: verdict.code as FaultCode, detail }, parts);
}

type Linked = { readonly senderCode: string; readonly amends?: Amends | undefined };

/** A clerk carried it in before: what it became there is this message's now; where that is gone, its sender hears that it had come. */
async function takeOver(
  row: QueueRow,
  { messageId, deliveryId, senderAgencyId, recipientAgencyId, packageSha256 }: MessagePayload,
  { senderCode, amends }: Linked,
  parts: DeliveryParts,
): Promise<Delivered> {
  const verdict = await noteCarried(
    { messageId, deliveryId, senderAgencyId, senderCode, ...(amends && { amends }) },
    { recipientAgencyId, packageSha256 },
    parts.authority,
    row.id,
  );
  if (verdict === 'done') return 'done';
  if (verdict === 'later') return 'later';
  return noteStatus(row, { deliveryId, senderAgencyId, status: '01', reason: '' }, parts);
}

const unreadable = (what: string): Fault => ({ code: 'exchange.package-unreadable', detail: { what } });

const differing = (path: string): Fault => ({ code: 'exchange.package-differs', detail: { path } });

/** A fault that will not pass ends as status 02 with its reason at the sender, in the transaction that removes the row. */
export async function turnBack(
  row: QueueRow,
  message: MessagePayload,
  { code, detail }: Fault,
  parts: DeliveryParts,
): Promise<Delivered> {
  parts.ports.log('delivery.turned-back', {
    code,
    messageId: message.messageId,
    recipient: message.recipientAgencyId,
  });
  const { deliveryId, senderAgencyId } = message;
  return noteStatus(row, { deliveryId, senderAgencyId, status: '02', reason: sayFault(code, detail) }, parts);
}

async function deliverReceipt(
  row: QueueRow,
  receipt: ReceiptPayload | AnswerPayload,
  parts: DeliveryParts,
): Promise<Delivered> {
  if (await parts.elsewhere?.takeReceipt(row, receipt.deliveryId)) return 'done';
  if ('requestId' in receipt) return noteAnswer(row, receipt, parts);
  return noteStatus(row, receipt, parts);
}

type Status = Pick<ReceiptPayload, 'deliveryId' | 'senderAgencyId' | 'status' | 'reason'>;

const noteStatus = (
  row: QueueRow,
  { deliveryId, senderAgencyId, status, reason }: Status,
  parts: DeliveryParts,
): Promise<Delivered> =>
  tellSender(
    row,
    senderAgencyId,
    {
      name: 'exchange.noteStatus',
      args: { deliveryId, status, reason },
      operationId: statusOperation(deliveryId, status),
      refused: { event: 'receipt.refused', about: { deliveryId } },
    },
    parts,
  );
