import type { Output } from '../../shared/contract/contract.ts';
import type { FileRef, OutgoingId } from '../../shared/domain/core/values.ts';
import { VersionId } from '../../shared/domain/core/values.ts';
import { nextOutgoingState, type Outgoing } from '../../shared/domain/outgoing/outgoing.ts';
import { AppError } from '../../shared/errors.ts';
import type { Appearance } from '../../signatures/appearance/draw.ts';
import { inspectSigned } from '../../signatures/inspect.ts';
import { PREPARED_FIELDS } from '../../signatures/prepare/prepare.ts';
import type { SignRequest } from '../../signatures/sign/request.ts';
import { signPdf } from '../../signatures/sign/sign.ts';
import { verifyPdf } from '../../signatures/verify/verify-pdf.ts';
import type { ActionContext } from '../handler.ts';
import type { OpenedKey } from './keys.ts';
import { sealValues } from './seal-values.ts';
import { addIntent, dropIntent, type Intent, markRecorded, markSigned, openIntents } from './store.ts';
import { loadAnchors } from './trust.ts';

/** A document that can be signed is far below; larger files are attachments. */
const SIGNED_FILE_BYTES_MAX = 200 * 1024 * 1024;

type Order = {
  readonly documentId: OutgoingId;
  readonly keyId: string;
  readonly secret?: string | undefined;
  readonly role: 'person' | 'agency';
};

/**
 * Signs the document's current file and records it: key opened first, so that a wrong passphrase leaves nothing; then the intent, the signed
 * file verified by our own verifier, the store, and last the command. A crash in between is taken up by `resumeIntents`.
 */
export async function signAndRecord(context: ActionContext, order: Order): Promise<Output<'signing.sign'>> {
  const document = demandReady(context, order);
  const base = document.file;
  if (!base || !context.blobs.has(base.sha256)) throw new AppError('signing.file-not-here');
  const opened = await context.keys.open(order.keyId, order.role, order.secret);
  try {
    return await signOpened(context, order, document, base, opened);
  } finally {
    await opened.close();
  }
}

async function signOpened(
  context: ActionContext,
  order: Order,
  document: Outgoing,
  base: FileRef,
  opened: OpenedKey,
): Promise<Output<'signing.sign'>> {
  const intent: Intent = {
    intentId: context.ports.newId(),
    documentId: order.documentId,
    role: order.role,
    baseSha256: base.sha256,
    versionId: VersionId.parse(context.ports.newId()),
    fileName: base.name,
    keyId: order.keyId,
    begunAt: context.at(),
  };
  context.write((db) => addIntent(db, intent));
  context.ports.failpoint('sign.after-intent');
  const signed = await signIntended(context, intent, document, base, opened);
  return record(context, intent, signed);
}

/** Refuses before the key is used what the command would refuse after. */
function demandReady(context: ActionContext, { documentId, role }: Order): Outgoing {
  const document = context.read('outgoing', documentId);
  if (!document) throw new AppError('outgoing.not-found');
  if (!nextOutgoingState(document.state, role === 'person' ? 'sign' : 'seal'))
    throw new AppError(role === 'person' ? 'outgoing.not-submitted' : 'outgoing.not-numbered');
  const actor = context.actor();
  if (role === 'person' && document.signerId !== actor.id) throw new AppError('outgoing.only-signer');
  if (role === 'agency' && !actor.roles.includes('clerk')) throw new AppError('outgoing.only-clerk-seals');
  return document;
}

async function signIntended(
  context: ActionContext,
  intent: Intent,
  document: Outgoing,
  base: FileRef,
  opened: OpenedKey,
): Promise<FileRef> {
  try {
    const baseBytes = await context.blobs.read(base.sha256, SIGNED_FILE_BYTES_MAX);
    const at = new Date(context.at());
    const signedBytes = await signPdf(baseBytes, requestFor(intent.role, document, opened, at));
    const report = await verifyPdf(signedBytes, {
      anchors: loadAnchors(context.ports.dataDir),
      at,
      offline: true,
    });
    const found = inspectSigned(signedBytes, baseBytes, report);
    if (!found.continuesBase || !found.isIntact)
      throw new AppError('signing.own-check-failed', { reason: report.sentence.reason });
    context.ports.failpoint('sign.after-file');
    const { sha256, sizeBytes } = await context.blobs.put(signedBytes, SIGNED_FILE_BYTES_MAX);
    const signed: FileRef = { sha256, name: base.name, sizeBytes, mediaType: 'application/pdf' };
    context.write((db) => markSigned(db, intent.intentId, signed, found, base.sha256));
    context.ports.failpoint('sign.after-rename');
    return signed;
  } catch (problem) {
    context.write((db) => dropIntent(db, intent.intentId));
    throw problem;
  }
}

/** The leader's picture stands between title and name; the seal comes with number and date in one revision (NĐ 30/2020 annex I). */
function requestFor(
  role: 'person' | 'agency',
  document: Outgoing,
  { key, picture }: OpenedKey,
  at: Date,
): SignRequest {
  const look: Appearance | { kind: 'signer' } = picture
    ? { kind: 'image', png: picture }
    : { kind: 'signer' };
  return role === 'person'
    ? { key, at, target: { field: PREPARED_FIELDS.person }, look }
    : { key, at, target: { field: PREPARED_FIELDS.seal }, look, values: sealValues(document) };
}

function record(context: ActionContext, intent: Intent, signed: FileRef): Output<'signing.sign'> {
  const { documentId, versionId, baseSha256, role } = intent;
  const performed = context.perform('outgoing.recordSignature', {
    documentId,
    versionId,
    baseSha256,
    signed,
    role,
  });
  context.write((db) => markRecorded(db, intent.intentId));
  context.announce('outgoing', 'signing');
  return performed;
}

/**
 * Takes up what a crash left: a signed file is recorded now; a signature that never reached the store is forgotten, because its secret was not kept.
 * A record that was made just before the crash is refused here by the rule itself, and counts as done.
 */
export function resumeIntents(context: ActionContext): void {
  for (const { signed, ...intent } of openIntents(context.db)) {
    if (!signed) {
      context.write((db) => dropIntent(db, intent.intentId));
      continue;
    }
    try {
      record(context, intent, signed);
    } catch (problem) {
      if (!(problem instanceof AppError)) throw problem;
      context.ports.log('signing.resumed', { code: problem.code });
      context.write((db) => markRecorded(db, intent.intentId));
    }
  }
}
