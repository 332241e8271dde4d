import type { Output } from '../../shared/contract/contract.ts';
import { type FileRef, type OutgoingId, VersionId } from '../../shared/domain/core/values.ts';
import { plainNotation } from '../../shared/domain/outgoing/on-page.ts';
import { nextOutgoingState, type Outgoing } from '../../shared/domain/outgoing/outgoing.ts';
import { AppError } from '../../shared/errors.ts';
import { openPdf } from '../../signatures/pdf/file.ts';
import { type FoundPlacement, findPlacement } from '../../signatures/prepare/placement.ts';
import { PREPARED_FIELDS, prepareForSigning } from '../../signatures/prepare/prepare.ts';
import { fieldsOf } from '../../signatures/sign/fields.ts';
import type { ActionContext } from '../handler.ts';
import { readPageText } from '../intake/page-text.ts';

/** Main files of drafts; what is larger belongs into attachments. */
const DRAFT_BYTES_MAX = 100 * 1024 * 1024;

/**
 * Trình ký: writes the empty fields for number, date, signature and seal into the draft's PDF where its own text asks for them (NĐ 30/2020 annex I), keeps the
 * result as a version and submits it. The draft itself stays untouched. Refused, because no later revision could mend it: a page that states number or date
 * already (the register gives them after the signature), and a page whose notation is not the draft's, or that prints none.
 */
export async function submitForSignature(
  context: ActionContext,
  documentId: OutgoingId,
): Promise<Output<'outgoing.submitForSignature'>> {
  const document = context.read('outgoing', documentId);
  if (!document) throw new AppError('outgoing.not-found');
  if (!nextOutgoingState(document.state, 'submit')) throw new AppError('outgoing.already-submitted');
  const base = document.file;
  if (!base) throw new AppError('outgoing.file-missing');
  if (!context.blobs.has(base.sha256)) throw new AppError('signing.file-not-here');
  const bytes = await context.blobs.read(base.sha256, DRAFT_BYTES_MAX);
  const placement = await placementOn(context, document, bytes);
  demandSameNotation(document, placement);
  const file = isPrepared(bytes) ? base : await prepared(context, base, bytes, placement);
  return context.perform('outgoing.submit', {
    documentId,
    baseSha256: base.sha256,
    prepared: { versionId: VersionId.parse(context.ports.newId()), file },
  });
}

/** A draft that was submitted before and came back still has its fields: it is submitted as it is. */
const isPrepared = (bytes: Uint8Array): boolean =>
  fieldsOf(openPdf(bytes).latest).some(({ name }) => name === PREPARED_FIELDS.person);

async function placementOn(
  context: ActionContext,
  { signerId }: Outgoing,
  bytes: Uint8Array,
): Promise<FoundPlacement> {
  const signer = context.read('official', signerId);
  const { items, pages } = await readPageText(bytes);
  return findPlacement({ items, pages, ...(signer && { signerName: signer.fullName }) });
}

/** Number and notation are read as one (annex I part II I.3): the page must not say another than the register will. */
function demandSameNotation({ codeNotation }: Outgoing, { notation }: FoundPlacement): void {
  if (notation === undefined) throw new AppError('signing.notation-not-on-page', { notation: codeNotation });
  const onPage = plainNotation(notation);
  if (onPage !== plainNotation(codeNotation))
    throw new AppError('signing.notation-differs', { page: onPage, draft: codeNotation });
}

async function prepared(
  context: ActionContext,
  base: FileRef,
  bytes: Uint8Array,
  placement: FoundPlacement,
): Promise<FileRef> {
  if (!placement.number) throw new AppError('signing.number-on-page', { notation: placement.notation ?? '' });
  if (!placement.date) throw new AppError('signing.date-on-page');
  const { sha256, sizeBytes } = await context.blobs.put(prepareForSigning(bytes, placement), DRAFT_BYTES_MAX);
  return { sha256, name: base.name, sizeBytes, mediaType: 'application/pdf' };
}
