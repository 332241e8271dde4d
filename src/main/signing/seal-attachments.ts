import { type AttachmentId, type FileRef, type OutgoingId, PDF } from '../../shared/domain/core/values.ts';
import { isToBeSealed } from '../../shared/domain/outgoing/attachment.ts';
import { formatReference, type Outgoing } from '../../shared/domain/outgoing/outgoing.ts';
import { AppError } from '../../shared/errors.ts';
import type { FaultCode } from '../../shared/words/vi.ts';
import { attachmentWords } from '../../signatures/sign/sign-words.ts';
import { UNSIGNABLE } from '../../signatures/sign/unsignable.ts';
import type { ActionContext } from '../handler.ts';
import { partsOf } from '../store/entities.ts';
import { keepMade } from '../store/made-files.ts';
import { handoverFor } from './authority.ts';
import type { OpenedKey } from './keys.ts';
import { addExtension } from './levels/extension-store.ts';
import { signNow } from './levels/sign-now.ts';
import { lookAtBase, ownCheck } from './own-check.ts';
import { rememberInspection } from './store.ts';

const ATTACHMENT_BYTES_MAX = 200 * 1024 * 1024;

type Waiting = { readonly attachmentId: AttachmentId; readonly file: FileRef };

const waitingOf = ({ db }: ActionContext, documentId: OutgoingId): readonly Waiting[] =>
  partsOf(db, 'attachment', { kind: 'outgoing', id: documentId })
    .filter(({ body }) => !body.isRemoved && !body.unsealed && !body.unsignable && isToBeSealed(body.file))
    .map(({ id, body }) => ({ attachmentId: id as AttachmentId, file: body.file }));

/**
 * Signs with the agency's key every separate PDF that goes with a numbered document (NĐ 30/2020 annex I part I, II.8b), each recorded by its own command,
 * file first. One that cannot carry a signature is recorded with the reason. Done before the seal, so that what a crash leaves is taken up by sealing
 * again: a file that is signed already is passed over. Throws `signing.file-not-here` and what the key throws.
 */
export async function sealAttachments(
  context: ActionContext,
  documentId: OutgoingId,
  opened: OpenedKey,
): Promise<void> {
  for (const waiting of waitingOf(context, documentId)) {
    const document = context.read('outgoing', documentId);
    if (!document) throw new AppError('outgoing.not-found');
    if (!context.blobs.has(waiting.file.sha256)) throw new AppError('signing.file-not-here');
    const ids = { documentId, attachmentId: waiting.attachmentId, baseSha256: waiting.file.sha256 };
    const by = handoverFor(context, document);
    try {
      const signed = await signAttachment(context, { document, documentId, ...waiting }, opened);
      context.perform('outgoing.recordAttachmentSignature', { ...ids, signed, ...by });
    } catch (problem) {
      if (!(problem instanceof AppError) || !UNSIGNABLE.has(problem.code)) throw problem;
      const why = await unsignableFor(context, waiting.file);
      if (!why) throw problem;
      context.perform('outgoing.leaveAttachmentUnsigned', { ...ids, why, ...by });
    }
  }
}

/** Why it is the file's own fault, as the authority will find it out; nothing where it is not. Throws `pdf.too-complex`, which is nobody's verdict. */
async function unsignableFor(context: ActionContext, { sha256 }: FileRef): Promise<FaultCode | undefined> {
  const bytes = await context.blobs.read(sha256, ATTACHMENT_BYTES_MAX);
  const found = await lookAtBase(context, sha256, bytes, new Date(context.at()));
  context.write((db) => rememberInspection(db, { signedSha256: sha256, baseSha256: sha256 }, found));
  return found.unsignable;
}

/** The signed file, judged by our own verifier before it is kept. */
async function signAttachment(
  context: ActionContext,
  { document, documentId, attachmentId, file }: Waiting & { document: Outgoing; documentId: OutgoingId },
  { key }: OpenedKey,
): Promise<FileRef> {
  const base = await context.blobs.read(file.sha256, ATTACHMENT_BYTES_MAX);
  const at = new Date(context.at());
  const reference = formatReference(document.number, document.codeNotation);
  const { level: wanted } = context.levels.settings();
  const request = { key, at, ...attachmentWords(base, reference) };
  const { bytes, level } = await signNow(context, base, wanted, request);
  const found = await ownCheck(context, bytes, file.sha256, at);
  const { sha256, sizeBytes } = await keepMade(context, documentId, bytes, ATTACHMENT_BYTES_MAX);
  context.write((db) => {
    rememberInspection(db, { signedSha256: sha256, baseSha256: file.sha256 }, found);
    // Waits for the seal as the main file does: a package goes out with files of one level.
    if (wanted !== 'B-B' && wanted !== level)
      addExtension(db, { documentId, attachmentId, sha256, level: wanted }, context.at());
  });
  return { sha256, name: file.name, sizeBytes, mediaType: PDF };
}
