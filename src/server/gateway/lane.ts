import { createReadStream, createWriteStream } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { Organ } from '../../shared/edxml/message.ts';
import { writeInPieces } from '../../shared/edxml/write.ts';
import { instantOf } from '../../shared/text/day.ts';
import type { FaultCode } from '../../shared/words/vi.ts';
import { hashFile, removeFile } from '../blobs/blob-files.ts';
import type { AgenciesElsewhere, Elsewhere } from '../directory/elsewhere.ts';
import { type Checked, type Fault, turnBack, withPackage } from '../exchange/deliver.ts';
import type { Delivered, DeliveryParts } from '../exchange/delivery-parts.ts';
import { DELIVERY_ATTEMPTS_MAX, MessagePayload, QUEUE_PAGE_ROWS, waitMs } from '../exchange/queue.ts';
import type { QueueRow } from '../store/exchange-store.ts';
import type { Breaker } from './breaker.ts';
import { type Gateway, GatewayFault, type Outbound } from './port.ts';
import type { GatewayRecords } from './records.ts';
import { requestFor, statusFor } from './status-message.ts';

/** One gateway at work: its adapter, what keeps it from being called in vain, and the folder of files on their way. */
export type Lane = {
  readonly name: string;
  readonly gateway: Gateway;
  readonly breaker: Breaker;
  /** When an account whose credentials were refused may be used again. */
  readonly waitsUntil: (account: string) => number | undefined;
  readonly records: GatewayRecords;
  readonly agencies: AgenciesElsewhere;
  /** Whether a package of this agency, which signs with this code, is believed from here. */
  readonly speaksFor: (agency: Elsewhere, code: string) => boolean;
  readonly folder: string;
  readonly parts: DeliveryParts;
  readonly count: (event: LaneEvent) => void;
  /** Something was queued for this server's own worker. */
  readonly onQueued: () => void;
};
export type LaneEvent = 'sent' | 'refused' | 'taken' | 'quarantined';

const ROUNDS_MAX = 1_000;

/** Sends what waits in the gateway's lane, until nothing is due or the gateway is away. Rows that wait for an absent gateway count no attempt. */
export async function drainLane(lane: Lane, mayGoOn: () => boolean): Promise<void> {
  const { parts, breaker, name } = lane;
  for (let round = 0; round < ROUNDS_MAX; round += 1) {
    if (!mayGoOn() || !breaker.isClosed()) return;
    const rows = await parts.exchange.due(parts.ports.now(), QUEUE_PAGE_ROWS, name);
    if (rows.length === 0) return;
    for (const row of rows) {
      if (!mayGoOn() || !breaker.isClosed()) return;
      await sendOrPutOff(row, lane);
    }
  }
}

async function sendOrPutOff(row: QueueRow, lane: Lane): Promise<void> {
  const { parts, breaker, name: gateway } = lane;
  const { exchange, ports } = parts;
  let isDone = false;
  try {
    isDone = (await send(row, lane)) === 'done';
  } catch (problem) {
    if (!(problem instanceof GatewayFault)) {
      ports.log('gateway.fault', { gateway, topic: row.topic, problem: nameOf(problem) });
    } else {
      if (problem.account !== undefined) return await waitForAccount(row, problem.account, lane);
      breaker.onFault(problem);
      // It is the gateway that waits, not the message.
      if (problem.kind === 'unreachable') return;
      ports.log('gateway.send-failed', {
        gateway,
        topic: row.topic,
        code: problem.code,
        attempts: row.attempts,
      });
      const isLast = problem.kind === 'permanent' || row.attempts >= DELIVERY_ATTEMPTS_MAX;
      isDone = isLast && (await giveUp(row, problem, lane)) === 'done';
    }
  }
  if (!isDone) await exchange.putOff(row.id, instantOf(Date.parse(ports.now()) + waitMs(row.attempts)));
}

/** Rows of an agency whose account is refused step aside, and count no attempt: the others go on. */
async function waitForAccount({ id }: QueueRow, account: string, lane: Lane): Promise<void> {
  const now = Date.parse(lane.parts.ports.now());
  const until = Math.max(lane.waitsUntil(account) ?? 0, now + waitMs(0));
  await lane.records.waitUntil(id, instantOf(until));
}

const nameOf = (problem: unknown): string => (problem instanceof Error ? problem.name : 'unknown');

async function send(row: QueueRow, lane: Lane): Promise<Delivered> {
  const { parts, name: gateway } = lane;
  if (row.topic === 'message') return sendPackage(row, lane);
  const build = { receipt: statusFor, request: requestFor }[row.topic as string];
  const told = await build?.(row, lane.records, parts);
  if (!told) {
    parts.ports.log('gateway.nothing-to-send', { gateway, topic: row.topic });
    await parts.exchange.drop(row.id);
    return 'done';
  }
  const file = join(lane.folder, `${row.id}.status`);
  try {
    await writeFile(file, told.bytes, { mode: 0o600 });
    await lane.gateway.send({ ...told.message, file, sha256: await hashFile(file) });
  } finally {
    await removeFile(file);
  }
  lane.breaker.onSuccess();
  lane.count('sent');
  // A status that is told twice changes nothing: they are joined.
  await parts.exchange.drop(row.id);
  return 'done';
}

async function sendPackage(row: QueueRow, lane: Lane): Promise<Delivered> {
  const message = MessagePayload.parse(JSON.parse(row.payload));
  const to = await lane.agencies.byId(message.recipientAgencyId);
  if (!to) return turnBack(row, message, { code: 'exchange.agency-unknown' }, lane.parts);
  return withPackage(row, message, lane.parts, (checked) => sendChecked(row, message, to, checked, lane));
}

async function sendChecked(
  row: QueueRow,
  message: MessagePayload,
  to: Elsewhere,
  { edoc, sent, attachments }: Checked,
  lane: Lane,
): Promise<Delivered> {
  const { parts, records, agencies, name: gateway } = lane;
  const { deliveryId, messageId, senderAgencyId, recipientAgencyId } = message;
  const { documentId, codeNumber, codeNotation, promulgationDate: promulgatedOn } = edoc;
  const known = { documentId, reference: `${codeNumber}/${codeNotation}` };
  const [from, toCode] = [sent.agency.code, to.code];
  const record = { deliveryId, messageId, senderAgencyId, recipientAgencyId, ...known, promulgatedOn };
  const begun = await records.begin(gateway, { ...record, fromCode: from, toCode }, parts.ports.now());
  if (begun === 'sent') {
    await parts.exchange.drop(row.id);
    return 'done';
  }
  const file = join(lane.folder, `${row.id}.edxml`);
  try {
    // A hub delivers to everybody whom a package names: each gets one that names him alone, and nobody gets it twice.
    const files = attachments.map((each) => ({ ...each, read: () => createReadStream(each.path) }));
    await pipeline(
      writeInPieces({ ...edoc, to: [organOf(to)] }, files),
      createWriteStream(file, { mode: 0o600 }),
    );
    const outbound = {
      ...{ kind: 'edoc' as const, id: deliveryId, from, to: toCode, ...known },
      ...{ file, sha256: await hashFile(file) },
    };
    await sendOnce(row, outbound, begun === 'again', lane);
  } finally {
    await removeFile(file);
  }
  await agencies.markUsed(recipientAgencyId);
  return 'done';
}

const organOf = ({ code, name }: { readonly code: string; readonly name: string }): Organ => ({
  organId: code,
  organName: name,
});

/** A try that ended without an answer may have been heard: the hub is asked before it is sent again. */
async function sendOnce(row: QueueRow, message: Outbound, isAgain: boolean, lane: Lane): Promise<void> {
  const { gateway, records, name, parts, breaker } = lane;
  const { failpoint, now } = parts.ports;
  const had = isAgain ? await records.unclaimed(name, await gateway.sent(message), message.id) : undefined;
  failpoint('gateway.before-send');
  const answer = had ?? (await gateway.send(message));
  breaker.onSuccess();
  failpoint('gateway.after-send');
  await records.markSent(message.id, answer, row.id, now());
  lane.count('sent');
}

/** The sender hears at once, with the reason, of what will never go; of a status there is nobody to tell. */
async function giveUp(row: QueueRow, problem: GatewayFault, lane: Lane): Promise<Delivered> {
  const { parts } = lane;
  lane.count('refused');
  if (row.topic !== 'message') {
    await parts.exchange.drop(row.id);
    return 'done';
  }
  const message = MessagePayload.parse(JSON.parse(row.payload));
  const to = await lane.agencies.byId(message.recipientAgencyId);
  return turnBack(row, message, faultFor(problem, to?.code ?? ''), parts);
}

const sentences: Readonly<Record<string, FaultCode>> = {
  '18': 'exchange.gateway-no-recipient',
  '19': 'exchange.gateway-no-sender',
  'sender-unregistered': 'exchange.gateway-no-sender',
};

const faultFor = ({ kind, code, said }: GatewayFault, recipient: string): Fault => ({
  code: kind === 'permanent' ? (sentences[code] ?? 'exchange.gateway-refused') : 'exchange.gateway-gave-up',
  detail: { code, said, recipient },
});
