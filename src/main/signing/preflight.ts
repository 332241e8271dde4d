import type { Output } from '../../shared/contract/contract.ts';
import type { OutgoingId } from '../../shared/domain/core/values.ts';
import { AppError } from '../../shared/errors.ts';
import { pageCountOf } from '../files/shown.ts';
import type { QueryContext } from '../handler.ts';
import type { LookedOver } from './looked-over.ts';

/** What a signer should look at in the document's current file, before he signs it. Throws `outgoing.not-found`, `signing.file-not-here`. */
export async function preflightDocument(
  { db, blobs, read }: QueryContext,
  documentId: OutgoingId,
  { lookAt }: LookedOver,
): Promise<Output<'signing.preflight'>> {
  const file = read('outgoing', documentId)?.file;
  if (!file) throw new AppError('outgoing.not-found');
  if (!blobs.has(file.sha256)) throw new AppError('signing.file-not-here');
  const findings = await lookAt(file.sha256);
  const pageCount = pageCountOf(db, file.sha256);
  return { file, ...(pageCount !== undefined && { pageCount }), findings: [...findings] };
}
