import { Readable } from 'node:stream';
import type { Output } from '../../shared/contract/contract.ts';
import type { Actor } from '../../shared/domain/core/command.ts';
import {
  type AgencyId,
  DeliveryId,
  type FileRef,
  MessageId,
  type OutgoingId,
  RequestId,
  urgencies,
} from '../../shared/domain/core/values.ts';
import type { Agency } from '../../shared/domain/office/agency.ts';
import { numberOnPage } from '../../shared/domain/outgoing/on-page.ts';
import { formatReference, nextOutgoingState, type Outgoing } from '../../shared/domain/outgoing/outgoing.ts';
import type { Business, Edoc, Organ } from '../../shared/edxml/message.ts';
import { PACKAGE_BYTES_MAX, UNZIPPED_BYTES_MAX } from '../../shared/edxml/package.ts';
import { type FileSource, writeInPieces } from '../../shared/edxml/write.ts';
import { AppError } from '../../shared/errors.ts';
import { filesOf } from '../files/shown.ts';
import type { ActionContext } from '../handler.ts';
import { agenciesById } from '../office/directory.ts';
import { partsOf } from '../store/entities.ts';
import type { ReadDb } from '../store/handles.ts';
import { streamKept } from '../store/kept-file.ts';
import { keepMade } from '../store/made-files.ts';

export type Recipients = {
  readonly recipients: readonly AgencyId[];
  /** To whom a paper copy goes as well. */
  readonly paperTo?: readonly AgencyId[] | undefined;
};

/**
 * Phát hành: builds the package once, stores it with its ids, then gives the command. A crash before the command leaves an unreferenced file; after
 * it, the ids are in the outbox and every resend is the same message.
 */
export async function issue(
  context: ActionContext,
  documentId: OutgoingId,
  to: Recipients,
): Promise<Output<'outgoing.issue'>> {
  const document = documentOf(context, documentId);
  if (!nextOutgoingState(document.state, 'dispatch'))
    throw new AppError(
      document.state === 'dispatched' ? 'outgoing.already-dispatched' : 'outgoing.not-sealed',
    );
  const message = await messageFor(context, documentId, document, to);
  return context.perform('outgoing.dispatch', message);
}

/** Gửi bổ sung: a document that is out goes to further recipients, as another message. */
export async function issueMore(
  context: ActionContext,
  documentId: OutgoingId,
  to: Recipients,
): Promise<Output<'outgoing.issueMore'>> {
  const document = issuedDocument(context, documentId);
  const has = new Set(deliveriesOf(context.db, documentId).map(({ body }) => body.recipientAgencyId));
  if (to.recipients.some((agencyId) => has.has(agencyId))) throw new AppError('outgoing.recipient-has-it');
  return context.perform('outgoing.dispatchMore', await messageFor(context, documentId, document, to));
}

/** Gửi lại: anew, as another message, to recipients that refused it. */
export async function resend(
  context: ActionContext,
  documentId: OutgoingId,
  deliveryIds: readonly DeliveryId[],
): Promise<Output<'outgoing.resend'>> {
  const document = issuedDocument(context, documentId);
  const refused = deliveriesOf(context.db, documentId).filter(({ id }) =>
    deliveryIds.some((each) => each === id),
  );
  if (refused.length < new Set(deliveryIds).size || refused.some(({ body }) => body.status !== '02'))
    throw new AppError('outgoing.delivery-not-refused');
  if (refused.some(({ body }) => body.resentAs)) throw new AppError('outgoing.already-resent');
  const insteadOf = new Map(refused.map(({ id, body }) => [body.recipientAgencyId, id]));
  const to: Recipients = {
    recipients: [...insteadOf.keys()],
    paperTo: refused.flatMap(({ body }) => (body.isPaperToo ? [body.recipientAgencyId] : [])),
  };
  const message = await messageFor(context, documentId, document, to);
  const deliveries = message.deliveries.map((each) => ({ ...each, insteadOf: insteadOf.get(each.agencyId) }));
  return context.perform('outgoing.dispatchMore', { ...message, deliveries });
}

function documentOf(context: ActionContext, documentId: OutgoingId): Outgoing {
  const document = context.read('outgoing', documentId);
  if (!document) throw new AppError('outgoing.not-found');
  const files = filesOf(context, { kind: 'outgoing', id: documentId }, document.file);
  if (files.some(({ verdict }) => verdict === 'invalid')) throw new AppError('outgoing.signature-invalid');
  return document;
}

function issuedDocument(context: ActionContext, documentId: OutgoingId): Outgoing {
  const document = documentOf(context, documentId);
  if (document.state !== 'dispatched') throw new AppError('outgoing.not-dispatched');
  return document;
}

const deliveriesOf = (db: ReadDb, id: OutgoingId) => partsOf(db, 'delivery', { kind: 'outgoing', id });

/** The message with every id that it will ever have; its package is kept before anybody can hear of it. */
async function messageFor(
  context: ActionContext,
  documentId: OutgoingId,
  document: Outgoing,
  { recipients, paperTo = [] }: Recipients,
) {
  const organs = organsOf(context, recipients);
  const { edoc, sources } = packageOf(context, document, documentId, {
    to: [...organs.values()],
    isPaperToo: paperTo.length > 0,
  });
  const built = Readable.from(writeInPieces(edoc, sources), { objectMode: false });
  const { sha256 } = await keepMade(context, documentId, built, PACKAGE_BYTES_MAX);
  context.ports.failpoint('issue.after-package');
  const versionId = packedVersion(context, documentId, document);
  return {
    documentId,
    messageId: MessageId.parse(context.ports.newId()),
    packageSha256: sha256,
    ...(versionId && { versionId }),
    deliveries: [...organs].map(([agencyId, organ]) => ({
      deliveryId: DeliveryId.parse(context.ports.newId()),
      agencyId,
      name: organ.organName,
      ...(paperTo.includes(agencyId) && { isPaperToo: true }),
      ...(document.amends?.how === 'update' && { requestId: RequestId.parse(context.ports.newId()) }),
    })),
  };
}

function organsOf(context: ActionContext, recipients: readonly AgencyId[]): ReadonlyMap<AgencyId, Organ> {
  if (recipients.length === 0) throw new AppError('exchange.no-recipient');
  const known = agenciesById(context.db, recipients);
  if (known.length < new Set(recipients).size) throw new AppError('exchange.recipient-unknown');
  return new Map(known.map(({ agencyId, code, name }) => [agencyId, { organId: code, organName: name }]));
}

function packageOf(
  context: ActionContext,
  document: Outgoing,
  documentId: OutgoingId,
  { to, isPaperToo }: { readonly to: readonly Organ[]; readonly isPaperToo: boolean },
): { readonly edoc: Edoc; readonly sources: readonly FileSource[] } {
  const agency = context.read('agency', document.agencyId);
  const signer = context.read('official', document.signerId);
  const { file, issuedOn, number } = document;
  if (!agency || !signer || !file || !issuedOn || number === undefined)
    throw new AppError('outgoing.not-sealed');
  const actor: Actor = context.actor();
  const files = [file, ...attachedFiles(context, documentId)];
  demandFit(files);
  const reference = formatReference(number, document.codeNotation);
  const edoc: Edoc = {
    from: {
      organId: agency.code,
      organName: agency.name,
      ...(agency.parentName && { organizationInCharge: agency.parentName }),
    },
    to,
    documentId: nameOf(agency, issuedOn, reference),
    codeNumber: numberOnPage(number),
    codeNotation: document.codeNotation,
    place: agency.place,
    promulgationDate: issuedOn,
    typeName: document.typeName,
    subject: document.subject,
    signer: {
      competence: signer.signingCapacity ?? '',
      position: signer.position,
      fullName: signer.fullName,
    },
    ...(document.dueOn && { dueDate: document.dueOn }),
    priority: urgencies.indexOf(document.urgency),
    toPlaces: document.recipientsText
      .split(/[;\n]/)
      .map((place) => place.trim())
      .filter((place) => place !== ''),
    traces: [{ organId: agency.code, timestamp: context.at() }],
    business: {
      ...amendment(context, agency, document, to),
      paper: isPaperToo,
      staff: { department: agency.name, staff: actor.fullName },
    },
  };
  return { edoc, sources: files.map((each) => packed(context, each)) };
}

/** How a message names a document: the agency, the day and the reference. */
const nameOf = ({ code }: Agency, issuedOn: string, reference: string): string =>
  `${code},${issuedOn.replaceAll('-', '/')},${reference}`;

/** What the document does to an earlier one, in the words of the standard (Bussiness type 2 and 3). */
function amendment(
  context: ActionContext,
  agency: Agency,
  { amends }: Outgoing,
  to: readonly Organ[],
): Pick<Business, 'type' | 'documentId' | 'changesDocument' | 'replacements'> {
  const earlier = amends && context.read('outgoing', amends.documentId);
  if (!amends || !earlier?.issuedOn) return { type: 'new' };
  const documentId = nameOf(agency, earlier.issuedOn, formatReference(earlier.number, earlier.codeNotation));
  return amends.how === 'update'
    ? { type: 'update', documentId, changesDocument: true }
    : { type: 'replace', replacements: [{ documentId, organIds: to.map(({ organId }) => organId) }] };
}

/** What a receiver would not read is not sent; more goes as a link in the document itself. */
function demandFit(files: readonly FileRef[]): void {
  if (files.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0) > UNZIPPED_BYTES_MAX)
    throw new AppError('file.too-large', { limitMb: UNZIPPED_BYTES_MAX / (1024 * 1024) });
}

/** The further files in their order. */
const attachedFiles = ({ db }: ActionContext, id: OutgoingId): readonly FileRef[] =>
  partsOf(db, 'attachment', { kind: 'outgoing', id })
    .map(({ body }) => body)
    .filter(({ isRemoved }) => !isRemoved)
    .sort((a, b) => a.ordinal - b.ordinal)
    .map(({ file }) => file);

/** The version that stands in the package: should its seal not be recorded in the end, nothing may go out with it. */
const packedVersion = ({ db }: ActionContext, id: OutgoingId, { file }: Outgoing): string | undefined =>
  partsOf(db, 'version', { kind: 'outgoing', id }).find(({ body }) => body.file.sha256 === file?.sha256)?.id;

function packed({ blobs }: ActionContext, { sha256, name, mediaType }: FileRef): FileSource {
  if (!blobs.has(sha256)) throw new AppError('exchange.file-missing');
  const kept = blobs.fileOf(sha256);
  return { name, contentType: mediaType, read: () => streamKept(kept) };
}
