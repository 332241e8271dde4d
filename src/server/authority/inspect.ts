import type { Inspected } from '../../shared/domain/core/command.ts';
import type { Blobs } from '../blobs/blobs.ts';
import { type Looker, UnreadableFile } from '../look/looker.ts';
import type { Inspect, ServerPorts } from '../ports.ts';

/** Pairs of hashes and what was found: the same files are always found the same. */
const KEPT_MAX = 2_000;

/** What is said of a file that cannot be looked at: nothing in it counts. */
const BROKEN: Inspected = {
  continuesBase: false,
  isIntact: false,
  signerCertificateSha256: undefined,
  signatureCount: 0,
  numberText: undefined,
  dateText: undefined,
};

/** The server verifies signatures itself; a client's verdict is never trusted. */
export function makeInspect(blobs: Blobs, looker: Looker, { now, log }: ServerPorts): Inspect {
  const kept = new Map<string, Inspected>();
  return async ({ signedSha256, baseSha256 }) => {
    const key = `${signedSha256}/${baseSha256}`;
    const known = kept.get(key);
    if (known) return known;
    const sizes = await Promise.all([blobs.sizeOf(signedSha256), blobs.sizeOf(baseSha256)]);
    if (sizes.includes(undefined)) return undefined;
    try {
      const { pathOf } = blobs.files;
      const found = await looker.inspect(pathOf(signedSha256), pathOf(baseSha256), now());
      if (kept.size >= KEPT_MAX) kept.clear();
      kept.set(key, found);
      return found;
    } catch (problem) {
      if (!(problem instanceof UnreadableFile)) throw problem;
      log('inspect.unreadable', { signedSha256, why: problem.message });
      return BROKEN;
    }
  };
}
