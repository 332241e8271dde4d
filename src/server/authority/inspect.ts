import type { Inspected } from '../../shared/domain/core/command.ts';
import type { Blobs } from '../blobs/blobs.ts';
import { type Looker, UnfinishedLook, UnreadableFile } from '../look/looker.ts';
import type { Inspect, ServerPorts } from '../ports.ts';

/** Pairs of hashes and what was found: the same files are always found the same. */
const KEPT_MAX = 2_000;

/** A look that did not end is not begun again at once: a file made to be slow would hold up everybody else's. */
export const PAUSE_MS = 5 * 60_000;

/** What is said of a file that its reader refuses: nothing in it counts. */
const BROKEN: Inspected = {
  continuesBase: false,
  isIntact: false,
  signerCertificateSha256: undefined,
  signatureCount: 0,
  numberText: undefined,
  dateText: undefined,
};

/**
 * The server verifies signatures itself; a client's verdict is never trusted. Undefined when nothing could be found out: the operation then stays undecided
 * and is sent again, because "could not check" is no verdict.
 */
export function makeInspect(
  blobs: Pick<Blobs, 'sizeOf' | 'files'>,
  looker: Pick<Looker, 'inspect'>,
  { now, log }: ServerPorts,
): Inspect {
  const kept = new Map<string, Inspected>();
  const pausedUntil = new Map<string, number>();
  return async ({ signedSha256, baseSha256 }) => {
    const key = `${signedSha256}/${baseSha256}`;
    const known = kept.get(key);
    if (known) return known;
    if ((pausedUntil.get(key) ?? 0) > Date.parse(now())) return undefined;
    const sizes = await Promise.all([blobs.sizeOf(signedSha256), blobs.sizeOf(baseSha256)]);
    if (sizes.includes(undefined)) return undefined;
    try {
      const { pathOf } = blobs.files;
      const found = await looker.inspect(pathOf(signedSha256), pathOf(baseSha256), now());
      if (kept.size >= KEPT_MAX) kept.clear();
      kept.set(key, found);
      return found;
    } catch (problem) {
      if (problem instanceof UnreadableFile) {
        log('inspect.unreadable', { signedSha256, why: problem.message });
        return BROKEN;
      }
      if (!(problem instanceof UnfinishedLook)) throw problem;
      log('inspect.unfinished', { signedSha256, why: problem.message });
      if (pausedUntil.size >= KEPT_MAX) pausedUntil.clear();
      pausedUntil.set(key, Date.parse(now()) + PAUSE_MS);
      return undefined;
    }
  };
}
