import { z } from 'zod';
import type { Output } from '../../shared/contract/contract.ts';
import type { OutgoingId } from '../../shared/domain/core/values.ts';
import { AppError } from '../../shared/errors.ts';
import { PreflightFinding } from '../../shared/signature/preflight.ts';
import { attempt, VERIFY_MS_MAX } from '../files/look-into.ts';
import { pageCountOf } from '../files/shown.ts';
import type { QueryContext } from '../handler.ts';
import { UNCHECKED } from '../jobs/verify.ts';

/**
 * What a signer should look at in the document's current file, looked for in a helper. A file that breaks its helper is told as not checked, never as
 * clean. Throws `outgoing.not-found`, `signing.file-not-here`.
 */
export async function preflightDocument(
  { db, ports, blobs, read }: Pick<QueryContext, 'db' | 'ports' | 'blobs' | 'read'>,
  documentId: OutgoingId,
): Promise<Output<'signing.preflight'>> {
  const file = read('outgoing', documentId)?.file;
  if (!file) throw new AppError('outgoing.not-found');
  if (!blobs.has(file.sha256)) throw new AppError('signing.file-not-here');
  const helper = ports.helpers.start('verify');
  try {
    const looked = await attempt(
      helper.call('preflightFile', { file: blobs.pathOf(file.sha256) }, VERIFY_MS_MAX),
    );
    const findings = looked.problem === undefined ? z.array(PreflightFinding).parse(looked.value) : UNCHECKED;
    const pageCount = pageCountOf(db, file.sha256);
    return { file, ...(pageCount !== undefined && { pageCount }), findings: [...findings] };
  } finally {
    await helper.stop();
  }
}
