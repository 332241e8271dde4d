import type { Allowed } from '../../shared/contract/shapes.ts';
import type { Inspected } from '../../shared/domain/core/command.ts';
import {
  type AgencyId,
  AttachmentId,
  DeliveryId,
  type FileRef,
  MessageId,
  OpinionId,
  type OutgoingId,
  PDF,
  type RegisterId,
  Sha256,
  VersionId,
} from '../../shared/domain/core/values.ts';
import { bookFor, registerId, yearOf } from '../../shared/domain/office/register.ts';
import { datePhrase, numberOnPage } from '../../shared/domain/outgoing/on-page.ts';
import { type Outgoing, OutgoingFields } from '../../shared/domain/outgoing/outgoing.ts';
import { copyLine } from '../../signatures/sign/stamp-line.ts';
import { copyRun } from '../document/copy-run.ts';
import { type DryRun, tryOut } from '../document/dry-run.ts';
import type { QueryContext } from '../handler.ts';
import { authorityFor, handoverFor } from '../signing/authority.ts';
import { partsOf } from '../store/entities.ts';

const NO_ID = '00000000-0000-4000-8000-000000000000';
/** An agency that is nobody's, so that only the document's own state can be objected to. */
const ANYBODY = 'ffffffff-ffff-4fff-bfff-ffffffffffff' as AgencyId;
const NO_FILE: FileRef = { sha256: Sha256.parse('0'.repeat(64)), name: '.', sizeBytes: 0, mediaType: PDF };

/** What the verifier would find in a signature without a fault by whoever may give it. */
function faultless(context: QueryContext, document: Outgoing, role: 'person' | 'agency'): Inspected {
  const agency = context.read('agency', document.agencyId);
  const certificate = role === 'person' ? context.actor().certificateSha256 : agency?.sealCertificateSha256;
  return {
    continuesBase: true,
    isIntact: true,
    signerCertificateSha256: certificate,
    signatureCount: role === 'person' ? 1 : 2,
    numberText: document.number === undefined ? undefined : numberOnPage(document.number),
    dateText: document.issuedOn && datePhrase(document.issuedOn),
    ...(document.copy && {
      stampText: copyLine(document.copy.form, agency?.name ?? '', new Date(context.ports.now())),
    }),
  };
}

function signatureRun(
  context: QueryContext,
  documentId: OutgoingId,
  document: Outgoing,
  role: 'person' | 'agency',
): DryRun {
  return {
    name: role === 'person' ? 'signing.sign' : 'signing.seal',
    command: 'outgoing.recordSignature',
    args: {
      documentId,
      versionId: VersionId.parse(NO_ID),
      baseSha256: document.file?.sha256 ?? NO_FILE.sha256,
      signed: NO_FILE,
      role,
      ...(role === 'person' ? authorityFor(context, document) : handoverFor(context, document)),
    },
    inspected: faultless(context, document, role),
  };
}

/** As if the file bore a faultless signature of its signer: whether it does is found out when it is taken. */
function takeSignedRun(context: QueryContext, documentId: OutgoingId, document: Outgoing): DryRun {
  const signer = context.read('official', document.signerId);
  return {
    name: 'outgoing.submitSigned',
    command: 'outgoing.takeSigned',
    args: {
      documentId,
      versionId: VersionId.parse(NO_ID),
      baseSha256: document.file?.sha256 ?? NO_FILE.sha256,
      ...(signer && authorityFor(context, document, { ...signer, id: document.signerId })),
    },
    inspected: {
      ...faultless(context, document, 'person'),
      signerCertificateSha256: signer?.certificateSha256,
    },
  };
}

/** Whether somebody could be asked, and the one question that waits for this official. */
function opinionRuns(context: QueryContext, documentId: OutgoingId, document: Outgoing): readonly DryRun[] {
  const me = context.actor().id;
  const waiting = partsOf(context.db, 'opinion', { kind: 'outgoing', id: documentId }).find(
    ({ body }) => body.officialId === me && body.state === 'asked',
  );
  const ask: DryRun = {
    name: 'outgoing.askOpinion',
    command: 'outgoing.askOpinion',
    args: {
      documentId,
      opinionId: OpinionId.parse(NO_ID),
      purpose: 'opinion',
      officialId: document.signerId,
    },
  };
  if (!waiting) return [ask];
  const args = {
    documentId,
    opinionId: OpinionId.parse(waiting.id),
    outcome: 'agreed',
    seenSha256: document.file?.sha256 ?? NO_FILE.sha256,
  };
  return [ask, { name: 'outgoing.giveOpinion', command: 'outgoing.giveOpinion', args }];
}

const messageOf = (documentId: OutgoingId) => ({
  documentId,
  messageId: MessageId.parse(NO_ID),
  packageSha256: NO_FILE.sha256,
  deliveries: [{ deliveryId: DeliveryId.parse(NO_ID), agencyId: ANYBODY, name: '.' }],
});

/** The book in which it would get its number today. */
function bookHere({ read, today }: QueryContext, document: Outgoing): RegisterId {
  const [book, year] = [document.copy ? 'copies' : 'outgoing', yearOf(today())] as const;
  return bookFor(document, book, year, read('register', registerId(document.agencyId, book, year)));
}

/** Arguments that only the rule itself can object to: who asks, and in which state the document is. */
function dryRuns(context: QueryContext, documentId: OutgoingId, document: Outgoing): readonly DryRun[] {
  const fields = OutgoingFields.parse(document);
  const prepared = { versionId: VersionId.parse(NO_ID), file: NO_FILE };
  return [
    {
      name: 'outgoing.revise',
      command: 'outgoing.revise',
      args: { documentId, fields, secrecy: 'normal' },
    },
    {
      name: 'outgoing.attach',
      command: 'outgoing.attach',
      args: { documentId, attachmentId: AttachmentId.parse(NO_ID), file: NO_FILE },
    },
    {
      name: 'outgoing.submitForSignature',
      command: 'outgoing.submit',
      args: { documentId, baseSha256: document.file?.sha256 ?? NO_FILE.sha256, prepared },
    },
    takeSignedRun(context, documentId, document),
    { name: 'outgoing.withdraw', command: 'outgoing.withdraw', args: { documentId } },
    { name: 'outgoing.return', command: 'outgoing.return', args: { documentId, reason: '.' } },
    { name: 'outgoing.sendBack', command: 'outgoing.sendBack', args: { documentId, reason: '.' } },
    ...opinionRuns(context, documentId, document),
    signatureRun(context, documentId, document, 'person'),
    {
      name: 'outgoing.takeNumber',
      command: 'outgoing.takeNumber',
      args: {
        documentId,
        registerId: bookHere(context, document),
      },
    },
    signatureRun(context, documentId, document, 'agency'),
    copyRun(context, { kind: 'outgoing', id: documentId }),
    {
      name: 'secrecy.contain',
      command: 'secrecy.contain',
      args: { of: { kind: 'outgoing', id: documentId } },
    },
    { name: 'outgoing.void', command: 'outgoing.void', args: { documentId, reason: '.' } },
    {
      name: 'outgoing.issue',
      command: 'outgoing.dispatch',
      args: messageOf(documentId),
    },
    {
      name: 'outgoing.issueMore',
      command: 'outgoing.dispatchMore',
      args: messageOf(documentId),
    },
  ];
}

/** What the official may do with this document now, each with the reason where not. */
export function allowedFor(
  context: QueryContext,
  documentId: OutgoingId,
  document: Outgoing,
  isWaitingForNumber: boolean,
): Allowed[] {
  return dryRuns(context, documentId, document).map((run) =>
    run.name === 'outgoing.takeNumber' && isWaitingForNumber
      ? { name: run.name, isAllowed: false, reason: 'outgoing.waiting-for-number' }
      : tryOut(context, run),
  );
}
