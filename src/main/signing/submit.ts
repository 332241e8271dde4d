import type { Input, Output } from '../../shared/contract/contract.ts';
import { type FileRef, VersionId } from '../../shared/domain/core/values.ts';
import { plainNotation } from '../../shared/domain/outgoing/on-page.ts';
import type { Outgoing } from '../../shared/domain/outgoing/outgoing.ts';
import { AppError } from '../../shared/errors.ts';
import type { Places } from '../../shared/signature/places.ts';
import { placementFrom } from '../../signatures/prepare/boxes.ts';
import type { FoundPlacement } from '../../signatures/prepare/placement.ts';
import { prepareForSigning } from '../../signatures/prepare/prepare.ts';
import type { ActionContext } from '../handler.ts';
import { DRAFT_BYTES_MAX, type ReadDraft, readDraft, rememberPlaces } from './places.ts';

/**
 * Trình ký: writes the empty fields for number, date, signature and seal into the draft's PDF where its own text asks for them, or where the drafter put them
 * (NĐ 30/2020 annex I), keeps the result as a version and submits it. The draft itself stays untouched. Refused, because no later revision could mend it: a
 * page that states number or date already (the register gives them after the signature), and a page whose notation is not the draft's, or that prints none.
 */
export async function submitForSignature(
  context: ActionContext,
  { documentId, places }: Input<'outgoing.submitForSignature'>,
): Promise<Output<'outgoing.submitForSignature'>> {
  const draft = await readDraft(context, documentId);
  demandSameNotation(draft.document, draft.found);
  const base = draft.document.file;
  if (!base) throw new AppError('outgoing.file-missing');
  const file = draft.isPrepared ? base : await prepared(context, base, draft, places);
  const performed = context.perform('outgoing.submit', {
    documentId,
    baseSha256: base.sha256,
    prepared: { versionId: VersionId.parse(context.ports.newId()), file },
  });
  if (places && !draft.isPrepared) rememberPlaces(context, draft, places);
  return performed;
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
  { bytes, found, text }: ReadDraft,
  places: Places | undefined,
): Promise<FileRef> {
  if (!found.number) throw new AppError('signing.number-on-page', { notation: found.notation ?? '' });
  if (!found.date) throw new AppError('signing.date-on-page');
  const placement = places ? placementFrom(found, places, text) : found;
  const { sha256, sizeBytes } = await context.blobs.put(prepareForSigning(bytes, placement), DRAFT_BYTES_MAX);
  return { sha256, name: base.name, sizeBytes, mediaType: 'application/pdf' };
}
