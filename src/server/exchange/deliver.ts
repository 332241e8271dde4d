import { OperationId } from '../../shared/domain/core/values.ts';
import type { Verdict } from '../../shared/protocol/push.ts';
import { type FaultCode, sayFault } from '../../shared/words/vi.ts';
import type { Authority } from '../authority/authority.ts';
import type { Blobs } from '../blobs/blobs.ts';
import { type Looker, UnfinishedLook, UnreadableFile } from '../look/looker.ts';
import type { ServerPorts } from '../ports.ts';
import { PurgePayload, type Scrub } from '../secrecy/scrub.ts';
import type { ExchangeStore, QueueRow } from '../store/exchange-store.ts';
import { arrivalOf, arrivalOperation, arrivedAs, statusOperation } from './arrival.ts';
import { derivedId } from './derived-id.ts';
import { ContainmentPayload, DELIVERY_ATTEMPTS_MAX, MessagePayload, ReceiptPayload } from './queue.ts';
import { readSent, sealedFileIn } from './sent.ts';

export type DeliveryParts = {
  readonly exchange: ExchangeStore;
  readonly authority: Authority;
  readonly blobs: Blobs;
  readonly looker: Looker;
  readonly scrub: Scrub;
  readonly ports: ServerPorts;
};

/** `later`: a fault that may pass, the row waits and is tried again. */
export type Delivered = 'done' | 'later';

/**
 * Does one queue row's work. Everything it changes, and the row's removal, is one transaction in one agency, under an id that follows
 * from the row: repeats and rivals end in one effect.
 */
export async function deliver(row: QueueRow, parts: DeliveryParts): Promise<Delivered> {
  const payload: unknown = JSON.parse(row.payload);
  switch (row.topic) {
    case 'message':
      return deliverMessage(row, MessagePayload.parse(payload), parts);
    case 'receipt':
      return deliverReceipt(row, ReceiptPayload.parse(payload), parts);
    case 'containment':
      return containThere(row, ContainmentPayload.parse(payload), parts);
    case 'purge':
      await parts.scrub(PurgePayload.parse(payload));
      await parts.exchange.drop(row.id);
      return 'done';
  }
}

/** The recipient's agency contains what it received, in its own transaction; nothing to contain is done, too. */
async function containThere(
  row: QueueRow,
  { messageId, recipientAgencyId }: ContainmentPayload,
  { authority, exchange }: DeliveryParts,
): Promise<Delivered> {
  if (await exchange.isOurs(recipientAgencyId)) {
    const verdicts = await authority.execute({
      agencyId: recipientAgencyId,
      actor: 'system',
      operations: [
        {
          name: 'secrecy.contain',
          args: { of: { kind: 'incoming', id: arrivedAs(messageId, recipientAgencyId) } },
          operationId: OperationId.parse(derivedId(`contain/${messageId}/${recipientAgencyId}`)),
        },
      ],
      queueId: row.id,
    });
    if (verdicts === 'queue-row-gone' || verdicts[0]?.status === 'accepted') return 'done';
    if (verdicts[0]?.status !== 'refused') return 'later';
  }
  await exchange.drop(row.id);
  return 'done';
}

type Fault = { readonly code: FaultCode; readonly detail?: Readonly<Record<string, string>> };

async function deliverMessage(
  row: QueueRow,
  message: MessagePayload,
  parts: DeliveryParts,
): Promise<Delivered> {
  const { authority, blobs, looker, ports } = parts;
  const { messageId, recipientAgencyId, packageSha256 } = message;
  if (!(await parts.exchange.isOurs(recipientAgencyId)))
    return turnBack(row, message, { code: 'exchange.agency-unknown' }, parts);
  if ((await blobs.sizeOf(packageSha256)) === undefined) {
    // Damaged on our disk: the sender's device may bring it again.
    if (row.attempts < DELIVERY_ATTEMPTS_MAX) return 'later';
    return turnBack(row, message, unreadable('edXML', 'missing'), parts);
  }
  const found = await readPackage(looker, blobs.files.pathOf(packageSha256));
  // Nobody has read it yet: the server was busy, or the file is made to be slow.
  if (found.isUnfinished && row.attempts < DELIVERY_ATTEMPTS_MAX) return 'later';
  if (!found.ok) return turnBack(row, message, unreadable(found.path, found.why), parts);
  const sent = await readSent(parts.exchange, message);
  if (!sent) return turnBack(row, message, differing('From'), parts);
  const sealed = sealedFileIn(found.value, sent);
  if ('differs' in sealed) return turnBack(row, message, differing(sealed.differs), parts);
  const args = await arrivalOf(message, found.value, sealed.main, sent.agency, (bytes) => blobs.keep(bytes));
  const verdicts = await authority.execute({
    agencyId: recipientAgencyId,
    actor: 'system',
    operations: [
      {
        name: 'exchange.arrive',
        args,
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
  return settle(row, message, verdicts[0], parts);
}

/** What the recipient's agency answered: in, there already, or not wanted, which the sender must hear. */
async function settle(
  row: QueueRow,
  message: MessagePayload,
  verdict: Verdict | undefined,
  parts: DeliveryParts,
): Promise<Delivered> {
  if (verdict?.status === 'accepted') return 'done';
  if (verdict?.status !== 'refused') return 'later';
  if (verdict.code === 'exchange.already-arrived') {
    await parts.exchange.drop(row.id);
    return 'done';
  }
  const detail = Object.fromEntries(
    Object.entries(verdict.detail ?? {}).map(([key, value]) => [key, String(value)]),
  );
  return turnBack(row, message, { code: verdict.code as FaultCode, detail }, parts);
}

const unreadable = (path: string, why: string): Fault => ({
  code: 'exchange.package-unreadable',
  detail: { path, why },
});

const differing = (path: string): Fault => ({ code: 'exchange.package-differs', detail: { path } });

/** A fault that will not pass ends as status 02 with its reason at the sender, in the transaction that removes the row. */
async function turnBack(
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

const deliverReceipt = (row: QueueRow, receipt: ReceiptPayload, parts: DeliveryParts): Promise<Delivered> =>
  noteStatus(row, receipt, parts);

type Status = Pick<ReceiptPayload, 'deliveryId' | 'senderAgencyId' | 'status' | 'reason'>;
const REASON_CHARS_MAX = 1_000;

async function noteStatus(
  row: QueueRow,
  { deliveryId, senderAgencyId, status, reason }: Status,
  { authority, exchange, ports }: DeliveryParts,
): Promise<Delivered> {
  const verdicts = await authority.execute({
    agencyId: senderAgencyId,
    actor: 'system',
    operations: [
      {
        name: 'exchange.noteStatus',
        args: { deliveryId, status, reason: reason.slice(0, REASON_CHARS_MAX), at: ports.now() },
        operationId: OperationId.parse(statusOperation(deliveryId, status)),
      },
    ],
    queueId: row.id,
    failpoints: {
      before: () => ports.failpoint('receipt.before-commit'),
      after: () => ports.failpoint('receipt.after-commit'),
    },
  });
  if (verdicts === 'queue-row-gone') return 'done';
  const [verdict] = verdicts;
  if (verdict?.status === 'accepted') return 'done';
  if (verdict?.status !== 'refused') return 'later';
  ports.log('receipt.refused', { code: verdict.code ?? '', deliveryId });
  await exchange.drop(row.id);
  return 'done';
}

const unusable = { ok: false, path: 'edXML', why: 'unusable', isUnfinished: false } as const;

async function readPackage(looker: Looker, path: string) {
  try {
    const found = await looker.readPackage(path);
    if (found.ok) return { ...found, isUnfinished: false };
    const [first] = found.problems;
    return { ...unusable, path: first?.path ?? 'edXML', why: first?.why ?? 'unusable' };
  } catch (problem) {
    if (problem instanceof UnreadableFile) return unusable;
    if (problem instanceof UnfinishedLook) return { ...unusable, isUnfinished: true };
    throw problem;
  }
}
