import type { Output } from '../../shared/contract/contract.ts';
import { type FileRef, type OutgoingId, VersionId } from '../../shared/domain/core/values.ts';
import { nextOutgoingState, type Outgoing } from '../../shared/domain/outgoing/outgoing.ts';
import { AppError } from '../../shared/errors.ts';
import { openPdf } from '../../signatures/pdf/file.ts';
import { findPlacement } from '../../signatures/prepare/placement.ts';
import { PREPARED_FIELDS, prepareForSigning } from '../../signatures/prepare/prepare.ts';
import { fieldsOf } from '../../signatures/sign/fields.ts';
import type { ActionContext } from '../handler.ts';
import { readPageText } from '../intake/page-text.ts';

/** Main files of drafts; what is larger belongs into attachments. */
const DRAFT_BYTES_MAX = 100 * 1024 * 1024;

/**
 * Trình ký: writes the empty fields for number, date, signature and seal into the draft's PDF where its own text asks for them (NĐ 30/2020 annex I), keeps the
 * result as a version and submits it. The draft itself stays untouched. A page that states number or date already is refused: the register gives them after the signature,
 * and the seal's revision could not write them.
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
  const file = isPrepared(bytes) ? base : await prepared(context, document, base, bytes);
  return context.perform('outgoing.submit', {
    documentId,
    baseSha256: base.sha256,
    prepared: { versionId: VersionId.parse(context.ports.newId()), file },
  });
}

/** A draft that was submitted before and came back still has its fields: it is submitted as it is. */
const isPrepared = (bytes: Uint8Array): boolean =>
  fieldsOf(openPdf(bytes).latest).some(({ name }) => name === PREPARED_FIELDS.person);

async function prepared(
  context: ActionContext,
  document: Outgoing,
  base: FileRef,
  bytes: Uint8Array,
): Promise<FileRef> {
  const signer = context.read('official', document.signerId);
  const { items, pages } = await readPageText(bytes);
  const placement = findPlacement({ items, pages, ...(signer && { signerName: signer.fullName }) });
  if (!placement.number) throw new AppError('signing.number-on-page', { notation: document.codeNotation });
  if (!placement.date) throw new AppError('signing.date-on-page');
  const { sha256, sizeBytes } = await context.blobs.put(prepareForSigning(bytes, placement), DRAFT_BYTES_MAX);
  return { sha256, name: base.name, sizeBytes, mediaType: 'application/pdf' };
}
