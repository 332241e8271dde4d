import { createHash } from 'node:crypto';
import type { Output } from '../../shared/contract/contract.ts';
import { type FileRef, type OutgoingId, Sha256, VersionId } from '../../shared/domain/core/values.ts';
import { nextOutgoingState, type Outgoing } from '../../shared/domain/outgoing/outgoing.ts';
import { AppError } from '../../shared/errors.ts';
import type { Appearance } from '../../signatures/appearance/draw.ts';
import { openPdf } from '../../signatures/pdf/file.ts';
import { isPreparedToSeal, PREPARED_FIELDS } from '../../signatures/prepare/prepare.ts';
import type { SignRequest } from '../../signatures/sign/request.ts';
import { copyWords } from '../../signatures/sign/sign-words.ts';
import type { ActionContext, QueryContext } from '../handler.ts';
import { keepMade } from '../store/made-files.ts';
import { isPendingFor } from '../store/row-sync.ts';
import { authorityFor, demandAuthority, handoverFor } from './authority.ts';
import type { OpenedKey } from './keys.ts';
import { addExtension } from './levels/extension-store.ts';
import { signNow } from './levels/sign-now.ts';
import { ownCheck } from './own-check.ts';
import { sealAttachments } from './seal-attachments.ts';
import { sealValues } from './seal-values.ts';
import {
  addIntent,
  dropIntent,
  type Intent,
  isInOutbox,
  markRecorded,
  markRefused,
  markSigned,
  type OpenIntent,
  openIntentOf,
  openIntents,
} from './store.ts';
import { sealTaken } from './take-signed.ts';

/** A document that can be signed is far below; larger files are attachments. */
const SIGNED_FILE_BYTES_MAX = 200 * 1024 * 1024;

type Order = {
  readonly documentId: OutgoingId;
  readonly keyId: string;
  readonly role: 'person' | 'agency';
  /** The file that was shown: another one is not signed in its place. */
  readonly sha256: Sha256;
  readonly batch?: { readonly batchId: string; readonly isReviewed: boolean };
};

/** Signs one document: the key is opened first, so that a wrong passphrase leaves nothing, and used once. */
export async function signAlone(
  context: ActionContext,
  { secret, ...order }: Order & { readonly secret?: string | undefined },
): Promise<Output<'signing.sign'>> {
  demandBase(context, order, demandReady(context, order));
  const opened = await context.keys.open(order.keyId, order.role, secret);
  try {
    return await signAndRecord(context, order, opened);
  } finally {
    await opened.close();
  }
}

/**
 * Signs the document's current file with an opened key and records it: the intent, the signed file verified by our own verifier, the store,
 * and last the command. The one way to a signature, alone or in a batch; a crash in between is taken up by `resumeIntents`.
 */
export async function signAndRecord(
  context: ActionContext,
  order: Order,
  opened: OpenedKey,
): Promise<Output<'signing.sign'>> {
  const begun = openIntentOf(context.db, order.documentId);
  if (begun) return takeUp(context, order, begun);
  demandBase(context, order, demandReady(context, order));
  demandRegistered(context, order.role, opened);
  if (order.role === 'agency') await sealAttachments(context, order.documentId, opened);
  // Looked at again: what was ready may not be any more once its attachments are sealed.
  if (openIntentOf(context.db, order.documentId)) throw new AppError('signing.under-way');
  const document = demandReady(context, order);
  const base = demandBase(context, order, document);
  const intent: Intent = {
    intentId: context.ports.newId(),
    documentId: order.documentId,
    role: order.role,
    baseSha256: base.sha256,
    versionId: VersionId.parse(context.ports.newId()),
    fileName: base.name,
    keyId: order.keyId,
    begunAt: context.at(),
    batch: order.batch,
  };
  context.write((db) => addIntent(db, intent));
  context.ports.failpoint('sign.after-intent');
  const signed = await signIntended(context, intent, document, base, opened);
  return record(context, intent, signed);
}

/**
 * A signature that stands in the store and could not be recorded (a full disk) is recorded now, not made again; one that is being made is left alone, and so is
 * one of another file than the order was shown. Of a file that is the document's no longer it is settled: kept as refused.
 */
function takeUp(
  context: ActionContext,
  { documentId, role, sha256 }: Order,
  { signed, ...intent }: OpenIntent,
): Output<'signing.sign'> {
  if (!signed || intent.role !== role) throw new AppError('signing.under-way');
  const isCurrent = context.read('outgoing', documentId)?.file?.sha256 === intent.baseSha256;
  if (isCurrent && sha256 !== intent.baseSha256) throw new AppError('outgoing.file-changed');
  return record(context, intent, signed);
}

/** SHA-256 of the certificate that an opened key signs with. */
export const fingerprintOf = ({ key }: OpenedKey): Sha256 =>
  Sha256.parse(createHash('sha256').update(key.certificate).digest('hex'));

/** Refuses before anything is signed a certificate that is not the one registered for this official or this agency. */
export function demandRegistered(context: ActionContext, role: Order['role'], opened: OpenedKey): void {
  const actor = context.actor();
  const registered =
    role === 'person'
      ? actor.certificateSha256
      : context.read('agency', actor.agencyId)?.sealCertificateSha256;
  if (registered !== fingerprintOf(opened))
    throw new AppError(
      role === 'person' ? 'outgoing.certificate-not-registered' : 'outgoing.seal-not-registered',
    );
}

/** The file to be signed: here, and the very one that was shown. */
function demandBase(context: ActionContext, { sha256 }: Order, { file }: Outgoing): FileRef {
  if (!file || !context.blobs.has(file.sha256)) throw new AppError('signing.file-not-here');
  if (sha256 !== file.sha256) throw new AppError('outgoing.file-changed');
  return file;
}

/** Why the official cannot sign this document now, as a code; undefined where he can. */
export function whyNot(context: QueryContext, order: Pick<Order, 'documentId' | 'role'>): string | undefined {
  try {
    demandReady(context, order);
    return undefined;
  } catch (problem) {
    if (problem instanceof AppError) return problem.code;
    throw problem;
  }
}

/** Refuses before the key is used what the command would refuse after, and a second signature beside one that is not settled yet. */
function demandReady(
  context: QueryContext,
  { documentId, role }: Pick<Order, 'documentId' | 'role'>,
): Outgoing {
  const document = context.read('outgoing', documentId);
  if (!document) throw new AppError('outgoing.not-found');
  if (!nextOutgoingState(document.state, role === 'person' ? 'sign' : 'seal'))
    throw new AppError(role === 'person' ? 'outgoing.not-submitted' : 'outgoing.not-numbered');
  demandAuthority(context, document, role);
  // Left to the authority, it changed nothing here yet: the document still looks unsigned.
  if (isPendingFor(context.db, { kind: 'outgoing', id: documentId }, 'outgoing.recordSignature'))
    throw new AppError('signing.under-way');
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
    const wanted = context.levels.settings().level;
    const request = requestFor(context, intent.role, document, { base: baseBytes, opened, at });
    // Signed elsewhere without our fields, a paper gets number, date and seal as signatures of their own (annex I).
    const isTaken =
      intent.role === 'agency' && !document.copy && !isPreparedToSeal(openPdf(baseBytes).latest);
    const { bytes: signedBytes, level } = isTaken
      ? { bytes: await sealTaken(context, document, baseBytes, request), level: 'B-B' }
      : await signNow(context, baseBytes, wanted, request);
    const found = await ownCheck(context, signedBytes, base.sha256, at);
    context.ports.failpoint('sign.after-file');
    const { sha256, sizeBytes } = await keepMade(
      context,
      intent.documentId,
      signedBytes,
      SIGNED_FILE_BYTES_MAX,
    );
    const signed: FileRef = { sha256, name: base.name, sizeBytes, mediaType: 'application/pdf' };
    context.write((db) => {
      markSigned(db, intent.intentId, signed, found, base.sha256);
      // The leader's signature is extended with the seal: before it, nobody may append to the file.
      if (intent.role === 'agency' && wanted !== 'B-B' && wanted !== level) {
        const { documentId } = intent;
        addExtension(db, { documentId, attachmentId: undefined, sha256, level: wanted }, context.at());
      }
    });
    context.ports.failpoint('sign.after-rename');
    return signed;
  } catch (problem) {
    context.write((db) => dropIntent(db, intent.intentId));
    throw problem;
  }
}

/** The leader's picture stands between title and name; the seal comes with number and date in one revision; a copy gets words alone (NĐ 30/2020 annex I). */
function requestFor(
  context: ActionContext,
  role: 'person' | 'agency',
  document: Outgoing,
  { base, opened, at }: { readonly base: Uint8Array; readonly opened: OpenedKey; readonly at: Date },
): SignRequest {
  const { key, picture } = opened;
  if (document.copy) {
    const agency = context.read('agency', document.agencyId)?.name ?? '';
    return { key, at, ...copyWords(base, document.copy.form, agency) };
  }
  const look: Appearance | { kind: 'signer' } = picture
    ? { kind: 'image', png: picture }
    : { kind: 'signer' };
  return role === 'person'
    ? { key, at, target: { field: PREPARED_FIELDS.person }, look }
    : { key, at, target: { field: PREPARED_FIELDS.seal }, look, values: sealValues(document) };
}

/** The authority or hand-over that the record names. */
function rightFor(context: ActionContext, documentId: OutgoingId, role: Order['role']) {
  const document = context.read('outgoing', documentId);
  if (!document) return {};
  return role === 'person' ? authorityFor(context, document) : handoverFor(context, document);
}

/** Gives the command; a signature that the rule refuses is kept with its reason, and never becomes the document. */
function record(context: ActionContext, intent: Intent, signed: FileRef): Output<'signing.sign'> {
  const { documentId, versionId, baseSha256, role, batch } = intent;
  const args = {
    documentId,
    versionId,
    baseSha256,
    signed,
    role,
    ...(batch && { isReviewed: batch.isReviewed }),
    ...rightFor(context, documentId, role),
  };
  try {
    const performed = context.perform('outgoing.recordSignature', args);
    context.write((db) => markRecorded(db, intent.intentId));
    context.announce('outgoing', 'signing');
    return performed;
  } catch (problem) {
    if (problem instanceof AppError && !isOfMachine(problem.code)) {
      context.keepRefused('outgoing.recordSignature', args, problem);
      const { code, detail } = problem;
      context.write((db) => markRefused(db, intent.intentId, { code, detail: { ...detail } }));
      context.announce('outgoing', 'signing');
    }
    throw problem;
  }
}

/** Faults of this machine's store: the signature stands and is recorded as soon as there is room. */
export const isOfMachine = (code: string): boolean =>
  code.startsWith('store.') || code === 'sync.outbox-full';

/**
 * Takes up what a crash left: a signed file is recorded now, or kept as "chữ ký không được nhận"; a signature that never reached the store is forgotten,
 * because its secret was not kept. One that was recorded just before the crash is only ticked off.
 */
export function resumeIntents(context: ActionContext): void {
  for (const { signed, ...intent } of openIntents(context.db)) {
    if (!signed) context.write((db) => dropIntent(db, intent.intentId));
    else if (isInOutbox(context.db, intent.versionId))
      context.write((db) => markRecorded(db, intent.intentId));
    else resume(context, intent, signed);
  }
}

function resume(context: ActionContext, intent: Intent, signed: FileRef): void {
  try {
    record(context, intent, signed);
  } catch (problem) {
    if (!(problem instanceof AppError)) throw problem;
    context.ports.log('signing.resumed', { code: problem.code });
  }
}
