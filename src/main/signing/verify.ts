import type { Sha256 } from '../../shared/domain/core/values.ts';
import { AppError } from '../../shared/errors.ts';
import { PdfReport } from '../../shared/signature/report.ts';
import { attempt, VERIFY_MS_MAX } from '../files/look-into.ts';
import type { QueryContext } from '../handler.ts';
import { unreadReport } from '../jobs/verify.ts';
import { loadAnchors } from './trust.ts';

/**
 * The report on a file of this computer, judged in a helper: what a stranger wrote is never parsed where the application answers. A file that breaks its
 * helper or outlives its time is "chưa xác định". Throws `signing.file-not-here`.
 */
export async function verifyKept(
  { ports, blobs }: Pick<QueryContext, 'ports' | 'blobs'>,
  sha256: Sha256,
): Promise<PdfReport> {
  if (!blobs.has(sha256)) throw new AppError('signing.file-not-here');
  const helper = ports.helpers.start('verify');
  try {
    const input = {
      file: blobs.pathOf(sha256),
      anchors: loadAnchors(ports.dataDir),
      at: ports.now(),
      offline: true,
    };
    const judged = await attempt(helper.call('verifyFile', input, VERIFY_MS_MAX));
    return judged.problem === undefined ? PdfReport.parse(judged.value) : unreadReport(input.at);
  } finally {
    await helper.stop();
  }
}
