import type { OnDisk } from '../../edxml-files/file-store.ts';
import {
  AgencyId,
  DeliveryId,
  MessageId,
  OperationId,
  PDF,
  Sha256,
} from '../../shared/domain/core/values.ts';
import type { Amends } from '../../shared/domain/exchange/amends.ts';
import { lengthsMax } from '../../shared/edxml/layout.ts';
import type { Edoc } from '../../shared/edxml/message.ts';
import { hindering } from '../../shared/edxml/package.ts';
import type { ReadMessage } from '../../shared/edxml/read.ts';
import { sayPackageProblem } from '../../shared/edxml/sentence.ts';
import { isFaultCode, sayFault } from '../../shared/words/vi.ts';
import type { Elsewhere } from '../directory/elsewhere.ts';
import { arrivalOf, arrivalOperation } from '../exchange/arrival.ts';
import { noteCarried } from '../exchange/carried.ts';
import { derivedId } from '../exchange/derived-id.ts';
import { type Attached, keepAttached } from '../exchange/unpack.ts';
import { amendsOf } from './amends.ts';
import { saidTo, updatedBy } from './bare-update.ts';
import type { Lane } from './lane.ts';
import { OF_ANOTHER, type Outcome } from './outcome.ts';
import { takeRecall } from './recalled.ts';
import type { ArrivalRecord, Queued } from './records.ts';

export type ReadOnDisk = ReadMessage<OnDisk>;
type ReadEdoc = Extract<ReadOnDisk, { kind: 'edoc' }>;

/** A package from another server reaches the inbox of each agency of ours that it is for, once, whatever way and however often it comes. */
export async function takeEdoc(
  { message, attachments }: ReadEdoc,
  packageSha256: Sha256,
  lane: Lane,
): Promise<Outcome | 'later'> {
  const sender = await senderOf(message, lane);
  if (typeof sender === 'string') return { problem: sender, queued: [] };
  const recipients = await recipientsOf(message, lane);
  if (recipients.length === 0) return { problem: 'no-recipient-of-ours', queued: [] };
  if (message.business.type === 'recall') return askBack(message, sender, recipients, lane);
  if (message.business.type === 'update' && attachments.length === 0)
    return takeBareUpdate(message, packageSha256, { sender, recipients }, lane);
  // Only a PDF can be looked at and verified; without one the first file stands for the document.
  const main = attachments.find(({ contentType }) => contentType === PDF) ?? attachments[0];
  if (!main) return { problem: 'no-file', queued: [] };
  const files = { main, others: attachments.filter((each) => each !== main) };
  const queued: Queued[] = [];
  for (const { agencyId } of recipients) {
    const arrival = arrivalRecord(message, attachments, sender, agencyId, lane.name);
    await lane.records.noteArrival(arrival, lane.parts.ports.now());
    const args = await arrivalOf(idsOf(arrival), message, files, sender, (each) =>
      keepAttached(lane.parts.blobs, each),
    );
    const amends = await amendsOf(message, arrival, lane);
    const more = { via: lane.name, packageSha256, ...(amends && { amends }) };
    const answer = await arrive({ ...args, ...more }, agencyId, lane);
    if (answer === 'later') return 'later';
    if (answer !== 'in') queued.push(refusalOf(arrival, answer.reason));
  }
  await lane.agencies.markUsed(sender.agencyId);
  return { queued };
}

/**
 * An update that brings no file (type 2) asks as any other, with the files of the document that it updates; whom it takes off the list of receivers, it asks for the document; and to whom it says
 * nothing, it does nothing. Where that document is not here, it is turned back (02) with this reason.
 */
async function takeBareUpdate(
  message: Edoc,
  packageSha256: Sha256,
  { sender, recipients }: { readonly sender: Sender; readonly recipients: readonly Elsewhere[] },
  lane: Lane,
): Promise<Outcome | 'later'> {
  const queued: Queued[] = [];
  for (const recipient of recipients) {
    const { agencyId, code } = recipient;
    const said = saidTo(message.business, code);
    if (said === 'nothing') continue;
    if (said === 'removed') {
      queued.push(...(await askBack(message, sender, [recipient], lane)).queued);
      continue;
    }
    const arrival = arrivalRecord(message, [], sender, agencyId, lane.name);
    await lane.records.noteArrival(arrival, lane.parts.ports.now());
    const updated = await updatedBy(message, arrival, lane);
    if (!updated) {
      queued.push(refusalOf(arrival, sayFault('exchange.update-of-nothing')));
      continue;
    }
    const args = await arrivalOf(idsOf(arrival), updated.message, updated.files, sender, ({ sha256 }) =>
      Promise.resolve(Sha256.parse(sha256)),
    );
    const amends = await amendsOf(message, arrival, lane);
    const more = { via: lane.name, packageSha256, ...(amends && { amends }) };
    const answer = await arrive({ ...args, ...more }, agencyId, lane);
    if (answer === 'later') return 'later';
    if (answer !== 'in') queued.push(refusalOf(arrival, answer.reason));
  }
  await lane.agencies.markUsed(sender.agencyId);
  return { queued };
}

/** A recall that came as a package (type 1) asks as a status 13 does; it becomes no document of its own. What is recalled is named in Bussiness, or by the package itself. */
async function askBack(
  { business, documentId, traces }: Edoc,
  { agencyId: senderAgencyId }: Sender,
  recipients: readonly Elsewhere[],
  lane: Lane,
): Promise<Outcome> {
  const asked: Outcome[] = [];
  for (const { code: recipientCode } of recipients)
    asked.push(
      await takeRecall(
        {
          ...{ senderAgencyId, recipientCode, documentId: business.documentId ?? documentId },
          ...{ reason: business.reason ?? '', askedAt: traces[0]?.timestamp ?? '' },
        },
        lane,
      ),
    );
  const queued = asked.flatMap((each) => each.queued);
  const problem = queued.length > 0 ? undefined : asked.find((each) => each.problem)?.problem;
  return { ...(problem && { problem }), queued };
}

/** What cannot be read is refused with its reason (02), where it can be told who sent what to whom. */
export async function turnAway(read: ReadOnDisk, lane: Lane): Promise<Outcome> {
  const [first] = hindering(read.problems);
  const problem = first ? `${first.path}: ${first.code}` : 'wrong-kind';
  if (read.kind !== 'edoc' || !read.message.from.organId || !read.message.documentId)
    return { problem, queued: [] };
  const sender = await senderOf(read.message, lane);
  if (typeof sender === 'string') return { problem, queued: [] };
  const reason = sayFault('exchange.package-unreadable', { what: first ? sayPackageProblem(first) : '' });
  const queued: Queued[] = [];
  for (const { agencyId } of await recipientsOf(read.message, lane)) {
    const arrival = arrivalRecord(read.message, [], sender, agencyId, lane.name);
    await lane.records.noteArrival(arrival, lane.parts.ports.now());
    queued.push(refusalOf(arrival, reason));
  }
  return { problem, queued };
}

type Sender = Pick<Elsewhere, 'agencyId' | 'code' | 'name'>;

/**
 * Who sent it, as the gateway's credentials vouch: an agency elsewhere that this gateway serves, made known where nobody listed it; else why it is not believed. Nobody
 * outside speaks for one of ours, and no hub for the agencies of another.
 */
async function senderOf(
  { from }: Edoc,
  { agencies, name, speaksFor, parts }: Lane,
): Promise<Sender | 'sender-is-ours' | typeof OF_ANOTHER> {
  const [known] = await agencies.byCodes([from.organId]);
  if (known?.isOurs) return 'sender-is-ours';
  if (known && !speaksFor(known, from.organId)) {
    parts.ports.log('gateway.sender-of-another', {
      gateway: name,
      servedBy: known.gateway,
      code: known.code,
    });
    return OF_ANOTHER;
  }
  if (known) return { ...known, code: from.organId };
  const shown = (from.organName || from.organId).slice(0, lengthsMax.organName);
  return { agencyId: await agencies.remember(name, from.organId, shown), code: from.organId, name: shown };
}

/** All agencies of ours that the package names: a copy for each may be listed, and the first one serves all. */
async function recipientsOf({ to }: Edoc, { agencies, parts, name }: Lane): Promise<readonly Elsewhere[]> {
  const found = await agencies.byCodes(to.map(({ organId }) => organId));
  const ours = new Map(found.filter(({ isOurs }) => isOurs).map((each) => [each.agencyId, each]));
  if (ours.size < to.length)
    parts.ports.log('gateway.others-named', { gateway: name, count: to.length - ours.size });
  return [...ours.values()];
}

/**
 * The message's own id does not follow from the hub's: the same message may come through two gateways, once for each account, or again under another one. It is the
 * same when sender, document, kind, the sender's own time and every file are.
 */
function arrivalRecord(
  message: Edoc,
  files: readonly Attached[],
  sender: Sender,
  recipientAgencyId: string,
  gateway: string,
): ArrivalRecord {
  const { documentId, business, traces, codeNumber, codeNotation, promulgationDate } = message;
  const name = [
    sender.code.toLowerCase(),
    documentId,
    business.type,
    traces[0]?.timestamp ?? '',
    ...files.map(({ sha256 }) => sha256),
  ];
  const messageId = derivedId(`message/${JSON.stringify(name)}`);
  return {
    deliveryId: derivedId(`delivery/${messageId}/${recipientAgencyId}`),
    gateway,
    messageId,
    senderAgencyId: sender.agencyId,
    senderCode: sender.code,
    senderName: sender.name,
    recipientAgencyId,
    documentId,
    reference: [codeNumber, codeNotation].filter((part) => part !== '').join('/'),
    promulgatedOn: promulgationDate,
  };
}

const idsOf = (arrival: ArrivalRecord) => ({
  messageId: MessageId.parse(arrival.messageId),
  deliveryId: DeliveryId.parse(arrival.deliveryId),
  senderAgencyId: AgencyId.parse(arrival.senderAgencyId),
  recipientAgencyId: AgencyId.parse(arrival.recipientAgencyId),
});

type ArriveArgs = Awaited<ReturnType<typeof arrivalOf>> & {
  readonly via: string;
  readonly packageSha256: Sha256;
  readonly amends?: Amends;
};

async function arrive(
  args: ArriveArgs,
  recipient: string,
  { parts: { authority } }: Lane,
): Promise<'in' | 'later' | { readonly reason: string }> {
  const recipientAgencyId = AgencyId.parse(recipient);
  const { messageId, deliveryId, senderAgencyId, senderCode, via, packageSha256, amends } = args;
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
  });
  const verdict = verdicts === 'queue-row-gone' ? undefined : verdicts[0];
  if (verdict?.status === 'accepted' || verdict?.code === 'exchange.already-arrived') return 'in';
  if (verdict?.code === 'exchange.already-carried') {
    const message = { messageId, deliveryId, senderAgencyId, senderCode, via, ...(amends && { amends }) };
    const noted = await noteCarried(message, { recipientAgencyId, packageSha256 }, authority);
    return noted === 'later' ? 'later' : 'in';
  }
  if (verdict?.status !== 'refused') return 'later';
  const code = isFaultCode(verdict.code) ? verdict.code : 'exchange.package-unreadable';
  return { reason: sayFault(code, { what: verdict.code ?? '' }) };
}

const refusalOf = (arrival: ArrivalRecord, reason: string): Queued => ({
  agencyId: arrival.recipientAgencyId,
  topic: 'receipt',
  key: `${arrival.deliveryId}/02`,
  payload: {
    messageId: arrival.messageId,
    deliveryId: arrival.deliveryId,
    senderAgencyId: arrival.senderAgencyId,
    status: '02',
    reason,
  },
});
