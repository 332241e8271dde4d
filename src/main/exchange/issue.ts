import type { Output } from '../../shared/contract/contract.ts';
import type { Actor } from '../../shared/domain/core/command.ts';
import {
  type AgencyId,
  DeliveryId,
  type FileRef,
  MessageId,
  type OutgoingId,
  urgencies,
} from '../../shared/domain/core/values.ts';
import { numberOnPage } from '../../shared/domain/outgoing/on-page.ts';
import { formatReference, nextOutgoingState, type Outgoing } from '../../shared/domain/outgoing/outgoing.ts';
import type { EdxmlPackage, Organ, PackageFile } from '../../shared/edxml/package.ts';
import { writePackage } from '../../shared/edxml/write.ts';
import { AppError } from '../../shared/errors.ts';
import type { ActionContext } from '../handler.ts';
import { agenciesById } from '../office/directory.ts';
import { partsOf } from '../store/entities.ts';

/** One package with all its files; more goes as a link in the document itself. */
const PACKAGE_FILE_BYTES_MAX = 200 * 1024 * 1024;

/**
 * Phát hành: builds the package once, stores it with its ids, then gives the command. A crash before the command leaves an unreferenced file; after
 * it, the ids are in the outbox and every resend is the same message.
 */
export async function issue(
  context: ActionContext,
  documentId: OutgoingId,
  recipients: readonly AgencyId[],
): Promise<Output<'outgoing.issue'>> {
  const document = context.read('outgoing', documentId);
  if (!document) throw new AppError('outgoing.not-found');
  if (!nextOutgoingState(document.state, 'dispatch'))
    throw new AppError(
      document.state === 'dispatched' ? 'outgoing.already-dispatched' : 'outgoing.not-sealed',
    );
  const organs = organsOf(context, recipients);
  const built = writePackage(await packageOf(context, document, documentId, [...organs.values()]));
  const { sha256 } = await context.blobs.put(built, built.length);
  context.ports.failpoint('issue.after-package');
  const versionId = packedVersion(context, documentId, document);
  return context.perform('outgoing.dispatch', {
    documentId,
    messageId: MessageId.parse(context.ports.newId()),
    packageSha256: sha256,
    ...(versionId && { versionId }),
    deliveries: [...organs].map(([agencyId, organ]) => ({
      deliveryId: DeliveryId.parse(context.ports.newId()),
      agencyId,
      name: organ.organName,
    })),
  });
}

function organsOf(context: ActionContext, recipients: readonly AgencyId[]): ReadonlyMap<AgencyId, Organ> {
  if (recipients.length === 0) throw new AppError('exchange.no-recipient');
  const known = agenciesById(context.db, recipients);
  if (known.length < new Set(recipients).size) throw new AppError('exchange.recipient-unknown');
  return new Map(known.map(({ agencyId, code, name }) => [agencyId, { organId: code, organName: name }]));
}

async function packageOf(
  context: ActionContext,
  document: Outgoing,
  documentId: OutgoingId,
  to: readonly Organ[],
): Promise<EdxmlPackage> {
  const agency = context.read('agency', document.agencyId);
  const signer = context.read('official', document.signerId);
  const { file, issuedOn, number } = document;
  if (!agency || !signer || !file || !issuedOn || number === undefined)
    throw new AppError('outgoing.not-sealed');
  const actor: Actor = context.actor();
  const files = [file, ...attachedFiles(context, documentId)];
  const reference = formatReference(number, document.codeNotation);
  return {
    from: {
      organId: agency.code,
      organName: agency.name,
      ...(agency.parentName && { organizationInCharge: agency.parentName }),
    },
    to,
    documentId: `${agency.code},${issuedOn.replaceAll('-', '/')},${reference}`,
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
    sentAt: context.at(),
    staff: { department: agency.name, staff: actor.fullName },
    files: await Promise.all(files.map((each) => packed(context, each))),
  };
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

async function packed({ blobs }: ActionContext, file: FileRef): Promise<PackageFile> {
  if (!blobs.has(file.sha256)) throw new AppError('exchange.file-missing');
  return {
    name: file.name,
    contentType: file.mediaType,
    bytes: await blobs.read(file.sha256, PACKAGE_FILE_BYTES_MAX),
  };
}
