import type { Input, Output } from '../../shared/contract/contract.ts';
import { type FileRef, type OutgoingId, VersionId } from '../../shared/domain/core/values.ts';
import type { ActionContext } from '../handler.ts';
import { DRAFT_BYTES_MAX, type DraftToPrepare, PreparedDraft } from '../jobs/draft.ts';
import { keepMade } from '../store/made-files.ts';
import { askOfDraft, demandDraft, rememberPlaces } from './places.ts';

/**
 * Trình ký: has the empty fields for number, date, signature and seal written into the draft's PDF where its own text asks for them, or where the drafter put
 * them (NĐ 30/2020 annex I), keeps the result as a version and submits it. The draft itself stays untouched. Whoever wrote the draft, it is read in a helper.
 */
export async function submitForSignature(
  context: ActionContext,
  { documentId, places }: Input<'outgoing.submitForSignature'>,
): Promise<Output<'outgoing.submitForSignature'>> {
  const { document, base, told } = demandDraft(context, documentId);
  const { codeNotation } = document;
  const order: DraftToPrepare = { ...told, codeNotation, ...(places && { places }) };
  const { proposed, bytes } = PreparedDraft.parse(await askOfDraft(context, 'prepareDraft', order));
  const file = bytes ? await kept(context, documentId, base, bytes) : base;
  const performed = context.perform('outgoing.submit', {
    documentId,
    baseSha256: base.sha256,
    prepared: { versionId: VersionId.parse(context.ports.newId()), file },
  });
  if (places && bytes) rememberPlaces(context, document, { proposed, moved: places });
  return performed;
}

async function kept(
  context: ActionContext,
  documentId: OutgoingId,
  base: FileRef,
  bytes: Uint8Array,
): Promise<FileRef> {
  const { sha256, sizeBytes } = await keepMade(context, documentId, bytes, DRAFT_BYTES_MAX);
  return { sha256, name: base.name, sizeBytes, mediaType: 'application/pdf' };
}
