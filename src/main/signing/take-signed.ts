import type { Input, Output } from '../../shared/contract/contract.ts';
import { VersionId } from '../../shared/domain/core/values.ts';
import type { Outgoing } from '../../shared/domain/outgoing/outgoing.ts';
import { AppError } from '../../shared/errors.ts';
import type { SignRequest } from '../../signatures/sign/request.ts';
import { sealSigned } from '../../signatures/sign/seal-signed.ts';
import type { ActionContext } from '../handler.ts';
import { DRAFT_BYTES_MAX, SignedPaper } from '../jobs/draft.ts';
import { authorityFor } from './authority.ts';
import { lookAtBase } from './own-check.ts';
import { askOfDraft, demandDraft } from './places.ts';
import { sealValues } from './seal-values.ts';
import { rememberInspection } from './store.ts';

/**
 * Nhận bản đã ký: looks at the draft's file as the authority will, and whether its first page still has room for number and date, because nothing can be added to
 * a signed page but signatures; then has the rule decide. Throws the rule's codes, `signing.no-room-on-page`, `signing.notation-*`, `pdf.too-complex`.
 */
export async function submitSigned(
  context: ActionContext,
  { documentId }: Input<'outgoing.submitSigned'>,
): Promise<Output<'outgoing.submitSigned'>> {
  const { document, base, told } = demandDraft(context, documentId);
  const { sha256: baseSha256 } = base;
  const bytes = await context.blobs.read(baseSha256, DRAFT_BYTES_MAX);
  const found = await lookAtBase(context, baseSha256, bytes, new Date(context.at()));
  context.write((db) => rememberInspection(db, { signedSha256: baseSha256, baseSha256 }, found));
  // A bad signature is the rule's to tell; a page without room could be numbered and never sealed.
  if (found.isIntact)
    await askOfDraft(context, 'readSigned', { ...told, codeNotation: document.codeNotation });
  const signer = context.read('official', document.signerId);
  return context.perform('outgoing.takeSigned', {
    documentId,
    versionId: VersionId.parse(context.ports.newId()),
    baseSha256,
    ...(signer && authorityFor(context, document, { ...signer, id: document.signerId })),
  });
}

/** Number, date and seal as three signatures of the agency behind one that was given elsewhere; its level comes later, by the queue. */
export async function sealTaken(
  context: ActionContext,
  document: Outgoing,
  base: Uint8Array,
  { key, at, look }: SignRequest,
): Promise<Uint8Array> {
  const { file, signerId, codeNotation } = document;
  if (!file) throw new AppError('outgoing.file-missing');
  const signerName = context.read('official', signerId)?.fullName;
  const told = {
    file: context.blobs.fileOf(file.sha256),
    codeNotation,
    ...(signerName !== undefined && { signerName }),
  };
  const { number, date, seal } = SignedPaper.parse(await askOfDraft(context, 'readSigned', told));
  const [numberValue, dateValue] = sealValues(document);
  return sealSigned(base, {
    key,
    at,
    number: { text: numberValue?.value ?? '', place: number },
    date: { text: dateValue?.value ?? '', place: date },
    seal: { look: look ?? { kind: 'signer' }, place: seal },
  });
}
