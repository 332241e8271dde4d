import { z } from 'zod';
import type { Inspected } from '../../shared/domain/core/command.ts';
import type { Sha256 } from '../../shared/domain/core/values.ts';
import { AppError } from '../../shared/errors.ts';
import { VERIFY_MS_MAX } from '../files/look-into.ts';
import type { ActionContext } from '../handler.ts';
import { Found, inspectedFrom } from './store.ts';
import { loadAnchors } from './trust.ts';

const Checked = z.object({ found: Found, reason: z.string() });

/**
 * Judges what was signed a moment ago by our own verifier, in the helper, so that whoever waits at the window is not held up by a large file. Throws
 * `signing.own-check-failed` where it is not intact or does not continue its base, `pdf.too-complex` where the time did not suffice (another time it may),
 * and `helper.*`.
 */
export async function ownCheck(
  { db, ports, blobs, verifier }: ActionContext,
  signed: Uint8Array,
  baseSha256: Sha256,
  at: Date,
): Promise<Inspected> {
  const input = {
    base: blobs.fileOf(baseSha256),
    signed,
    anchors: loadAnchors({ dataDir: ports.dataDir, db }),
    at: at.toISOString(),
  };
  const { found, reason } = Checked.parse(await verifier.call('checkSigned', input, VERIFY_MS_MAX));
  if (reason === 'too-complex') throw new AppError('pdf.too-complex', {}, { retryable: true });
  if (!found.continuesBase || !found.isIntact) throw new AppError('signing.own-check-failed', { reason });
  return inspectedFrom(found);
}

/** Looks at a file by itself, in the helper: whether a signature could be put into it. Throws `pdf.too-complex` and `helper.*`. */
export async function lookAtBase(
  { ports, db, blobs, verifier }: ActionContext,
  sha256: Sha256,
  bytes: Uint8Array,
  at: Date,
): Promise<Inspected> {
  const anchors = loadAnchors({ dataDir: ports.dataDir, db });
  const input = { base: blobs.fileOf(sha256), signed: bytes, anchors, at: at.toISOString() };
  return inspectedFrom(Checked.parse(await verifier.call('checkSigned', input, VERIFY_MS_MAX)).found);
}
