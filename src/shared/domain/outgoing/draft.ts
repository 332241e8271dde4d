import { z } from 'zod';
import {
  type Change,
  type Context,
  change,
  command,
  create,
  type Read,
  type Refusal,
  refuse,
} from '../core/command.ts';
import { ref } from '../core/kinds.ts';
import { may } from '../core/rights.ts';
import {
  type AgencyId,
  AttachmentId,
  DelegationId,
  DOCX,
  FileRef,
  IncomingId,
  OutgoingId,
  PDF,
  Reason,
  Secrecy,
  Sha256,
  VersionId,
} from '../core/values.ts';
import { AmendHow } from '../exchange/amend-how.ts';
import { isToBeSealed } from './attachment.ts';
import { nextOutgoingState, type Outgoing, OutgoingFields } from './outgoing.ts';

export const OUTGOING_ATTACHMENTS_MAX = 50;

const NewAttachment = z.object({ attachmentId: AttachmentId, file: FileRef });
/** A version of the main file: always a PDF, and where it was made from a Word document, that beside it. */
const NewMain = z.object({ versionId: VersionId, file: FileRef, docx: FileRef.optional() });
type NewMain = z.infer<typeof NewMain>;

const mainBlobs = (main: NewMain | undefined): readonly Sha256[] =>
  main ? [main.file.sha256, ...(main.docx ? [main.docx.sha256] : [])] : [];

function mainProblem(main: NewMain | undefined): Refusal | undefined {
  if (main && main.file.mediaType !== PDF) return refuse('file.main-not-pdf');
  return main?.docx && main.docx.mediaType !== DOCX ? refuse('outgoing.docx-not-word') : undefined;
}

/** The version that a new main file is, and nothing where none was given. */
const newVersions = (
  main: NewMain | undefined,
  documentId: OutgoingId,
  { actor, doneAt }: Pick<Context, 'actor' | 'doneAt'>,
): readonly Change[] =>
  main
    ? [
        create('version', main.versionId, {
          v: 1,
          documentId,
          origin: 'draft',
          file: main.file,
          ...(main.docx && { docx: main.docx }),
          by: actor.id,
          doneAt,
        }),
      ]
    : [];

const signerRefs = ({ signerId }: OutgoingFields, delegationId: DelegationId | undefined) => [
  ref('official', signerId),
  ...(delegationId ? [ref('delegation', delegationId)] : []),
];

/** A leader of the agency, or whom a delegation lets sign (NĐ 30/2020 article 13); what he may sign is judged when he signs. */
function maySignHere(
  read: Read,
  agencyId: AgencyId,
  { signerId }: OutgoingFields,
  delegationId: DelegationId | undefined,
): boolean {
  const signer = read('official', signerId);
  if (signer?.agencyId !== agencyId) return false;
  const delegation = delegationId && read('delegation', delegationId);
  return (
    signer.roles.includes('leader') ||
    (delegation?.agencyId === agencyId && delegation.officialId === signerId)
  );
}

/** Dự thảo: a new outgoing document, often the answer to an incoming one (NĐ 30/2020 article 10). */
export const draft = command({
  name: 'outgoing.draft',
  args: z.object({
    documentId: OutgoingId,
    fields: OutgoingFields,
    secrecy: Secrecy,
    replyTo: IncomingId.optional(),
    /** The dispatched document that this one corrects or takes the place of. */
    amends: z.object({ how: AmendHow, documentId: OutgoingId }).optional(),
    main: NewMain.optional(),
    attachments: z.array(NewAttachment).max(OUTGOING_ATTACHMENTS_MAX),
    /** Names the authority of a signer who is no leader (thừa lệnh, thừa ủy quyền). */
    delegationId: DelegationId.optional(),
  }),
  reads: ({ fields, delegationId, amends }) => [
    ...signerRefs(fields, delegationId),
    ...(amends ? [ref('outgoing', amends.documentId)] : []),
  ],
  blobsOf: ({ main, attachments }) => [...mainBlobs(main), ...attachments.map((each) => each.file.sha256)],
  decide: (
    read,
    { documentId, fields, secrecy, replyTo, amends, main, attachments, delegationId },
    context,
  ) => {
    const { actor, agencyId, today } = context;
    if (!may(actor, 'draft', { agencyId })) return refuse('outgoing.may-not-draft');
    if (secrecy !== 'normal') return refuse('secrecy.not-kept-here');
    const unfit = mainProblem(main);
    if (unfit) return unfit;
    if (!maySignHere(read, agencyId, fields, delegationId)) return refuse('outgoing.signer-not-leader');
    const amended = amends && read('outgoing', amends.documentId);
    if (amends && (amended?.agencyId !== agencyId || amended.state !== 'dispatched'))
      return refuse('outgoing.nothing-to-amend');
    return [
      create('outgoing', documentId, {
        v: 1,
        agencyId,
        state: 'draft',
        ...fields,
        drafterId: actor.id,
        draftedOn: today,
        ...(replyTo && { replyTo }),
        ...(amends && { amends }),
        ...(main && { file: main.file, ...(main.docx && { docx: main.docx }) }),
        attachmentCount: attachments.length,
        attachmentsToSeal: attachments.filter(({ file }) => isToBeSealed(file)).length,
      }),
      ...newVersions(main, documentId, context),
      ...attachments.map(({ attachmentId, file }, index) =>
        create('attachment', attachmentId, {
          v: 1,
          of: { kind: 'outgoing', id: documentId },
          ordinal: index + 1,
          file,
        }),
      ),
    ];
  },
});

/** A PDF that came ready has no Word document behind it. */
function withMain(document: Outgoing, main: NewMain | undefined): Outgoing {
  if (!main) return document;
  const { docx: _replaced, ...rest } = document;
  return { ...(rest as Outgoing), file: main.file, ...(main.docx && { docx: main.docx }) };
}

/** Sửa dự thảo: fields, the main file, or both, while it is still with its drafter. */
export const revise = command({
  name: 'outgoing.revise',
  args: z.object({
    documentId: OutgoingId,
    fields: OutgoingFields,
    secrecy: Secrecy,
    main: NewMain.optional(),
    delegationId: DelegationId.optional(),
  }),
  reads: ({ documentId, fields, delegationId }) => [
    ref('outgoing', documentId),
    ...signerRefs(fields, delegationId),
  ],
  blobsOf: ({ main }) => mainBlobs(main),
  decide: (read, { documentId, fields, secrecy, main, delegationId }, context) => {
    const { actor } = context;
    const document = read('outgoing', documentId);
    if (!document) return refuse('outgoing.not-found');
    if (document.drafterId !== actor.id) return refuse('outgoing.only-drafter');
    if (secrecy !== 'normal') return refuse('secrecy.not-kept-here');
    const unfit = mainProblem(main);
    if (unfit) return unfit;
    const state = nextOutgoingState(document.state, 'revise');
    if (!state) return refuse('outgoing.already-submitted');
    if (!maySignHere(read, document.agencyId, fields, delegationId))
      return refuse('outgoing.signer-not-leader');
    return [
      change('outgoing', documentId, { ...withMain(document, main), ...fields, state }),
      ...newVersions(main, documentId, context),
    ];
  },
});

/** Thêm tệp kèm theo. The ordinal follows the count, so that two devices cannot both be "the second". */
export const attach = command({
  name: 'outgoing.attach',
  args: z.object({ documentId: OutgoingId, attachmentId: AttachmentId, file: FileRef }),
  reads: ({ documentId }) => [ref('outgoing', documentId)],
  blobsOf: ({ file }) => [file.sha256],
  decide: (read, { documentId, attachmentId, file }, { actor }) => {
    const document = read('outgoing', documentId);
    if (!document) return refuse('outgoing.not-found');
    if (document.drafterId !== actor.id) return refuse('outgoing.only-drafter');
    if (!nextOutgoingState(document.state, 'revise')) return refuse('outgoing.already-submitted');
    if (document.attachmentCount >= OUTGOING_ATTACHMENTS_MAX) return refuse('outgoing.too-many-attachments');
    const attachmentCount = document.attachmentCount + 1;
    const attachmentsToSeal = (document.attachmentsToSeal ?? 0) + (isToBeSealed(file) ? 1 : 0);
    return [
      change('outgoing', documentId, { ...document, attachmentCount, attachmentsToSeal }),
      create('attachment', attachmentId, {
        v: 1,
        of: { kind: 'outgoing', id: documentId },
        ordinal: attachmentCount,
        file,
      }),
    ];
  },
});

/**
 * Trình ký: hands the draft to its signer. `prepared` is the main file with the empty fields for number, date and the two signatures
 * already written into it, so that nothing but signing revisions follows.
 */
export const submit = command({
  name: 'outgoing.submit',
  args: z.object({
    documentId: OutgoingId,
    baseSha256: Sha256,
    prepared: z.object({ versionId: VersionId, file: FileRef }),
  }),
  reads: ({ documentId }) => [ref('outgoing', documentId)],
  blobsOf: ({ prepared }) => [prepared.file.sha256],
  decide: (read, { documentId, baseSha256, prepared }, { actor, doneAt }) => {
    const document = read('outgoing', documentId);
    if (!document) return refuse('outgoing.not-found');
    if (document.drafterId !== actor.id) return refuse('outgoing.only-drafter');
    const state = nextOutgoingState(document.state, 'submit');
    if (!state) return refuse('outgoing.already-submitted');
    if (!document.file) return refuse('outgoing.file-missing');
    if (document.file.sha256 !== baseSha256) return refuse('outgoing.file-changed');
    const { returnedReason: _answered, ...rest } = document;
    return [
      change('outgoing', documentId, { ...(rest as typeof document), state, file: prepared.file }),
      create('version', prepared.versionId, {
        v: 1,
        documentId,
        origin: 'prepared',
        file: prepared.file,
        by: actor.id,
        doneAt,
      }),
    ];
  },
});

/** Rút lại: the drafter takes his draft back while nobody has signed it; nothing that was submitted is lost, its versions stay. */
export const withdraw = command({
  name: 'outgoing.withdraw',
  args: z.object({ documentId: OutgoingId }),
  reads: ({ documentId }) => [ref('outgoing', documentId)],
  decide: (read, { documentId }, { actor }) => {
    const document = read('outgoing', documentId);
    if (!document) return refuse('outgoing.not-found');
    if (document.drafterId !== actor.id) return refuse('outgoing.only-drafter');
    const state = nextOutgoingState(document.state, 'withdraw');
    if (!state) return refuse('outgoing.not-submitted');
    return [change('outgoing', documentId, { ...document, state })];
  },
});

/** Trả lại: the signer sends the draft back with a reason; the drafter corrects and submits again (NĐ 30/2020 article 11). */
export const returnDraft = command({
  name: 'outgoing.return',
  args: z.object({ documentId: OutgoingId, reason: Reason }),
  reads: ({ documentId }) => [ref('outgoing', documentId)],
  decide: (read, { documentId, reason }, { actor }) => {
    const document = read('outgoing', documentId);
    if (!document) return refuse('outgoing.not-found');
    if (document.signerId !== actor.id) return refuse('outgoing.only-signer');
    const state = nextOutgoingState(document.state, 'return');
    if (!state) return refuse('outgoing.not-submitted');
    return [change('outgoing', documentId, { ...document, state, returnedReason: reason })];
  },
});
