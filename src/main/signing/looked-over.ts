import { z } from 'zod';
import type { Sha256 } from '../../shared/domain/core/values.ts';
import { PreflightFinding } from '../../shared/signature/preflight.ts';
import { attempt, VERIFY_MS_MAX } from '../files/look-into.ts';
import { UNCHECKED } from '../jobs/verify.ts';
import type { Helper } from '../ports.ts';
import type { Blobs } from '../store/blobs.ts';

/** Files remembered at a time; the oldest is looked at again when its list is. */
export const LOOKED_OVER_MAX = 2_000;

type Setting = {
  readonly helper: Helper;
  readonly blobs: Pick<Blobs, 'has' | 'fileOf'>;
  /** Called when findings have come that were asked for in the background. */
  readonly onFound: () => void;
};
type Findings = readonly PreflightFinding[];

/** What a signer should look at in a file, whoever asks: his list, the dialog of one document, a batch. */
export type LookedOver = {
  /** The findings, worst first; undefined while the file waits its turn, which it is given now. */
  readonly findingsOf: (sha256: Sha256) => Findings | undefined;
  /** The findings, looked for before all others where they are not known: somebody waits for them. Throws `file.not-here`. */
  readonly lookAt: (sha256: Sha256) => Promise<Findings>;
  /** Takes no more and ends the helper; what was not looked at is told as unchecked. */
  readonly close: () => Promise<void>;
};

/**
 * Looks files over one after another, so that a file that ends the helper ends the look at no other, and keeps what was found for as long as the program
 * runs: files never change, they are kept by content.
 */
export function lookOver({ helper, blobs, onFound }: Setting): LookedOver {
  const found = new Map<Sha256, Findings>();
  const listed = new Set<Sha256>();
  const awaited = new Map<Sha256, PromiseWithResolvers<Findings>>();
  let isRunning = false;
  let isClosed = false;

  /** A file that breaks its helper is told as not checked, never as clean; so is one of which the helper says what cannot be read. */
  const look = async (sha256: Sha256): Promise<Findings> => {
    const call = async () => helper.call('preflightFile', { file: blobs.fileOf(sha256) }, VERIFY_MS_MAX);
    const findings = z.array(PreflightFinding).safeParse((await attempt(call())).value);
    return findings.success ? findings.data : UNCHECKED;
  };
  const settle = (sha256: Sha256, findings: Findings): void => {
    found.set(sha256, findings);
    const [oldest] = found.keys();
    if (oldest !== undefined && found.size > LOOKED_OVER_MAX) found.delete(oldest);
    awaited.get(sha256)?.resolve(findings);
    awaited.delete(sha256);
  };
  const next = (): Sha256 | undefined => awaited.keys().next().value ?? listed.values().next().value;
  const drain = async (): Promise<void> => {
    isRunning = true;
    let isListed = false;
    for (let sha256 = next(); sha256 !== undefined && !isClosed; sha256 = next()) {
      settle(sha256, await look(sha256));
      isListed = listed.delete(sha256) || isListed;
    }
    isRunning = false;
    for (const [sha256] of awaited) settle(sha256, UNCHECKED);
    if (isListed && !isClosed) onFound();
  };
  return {
    findingsOf: (sha256) => {
      const known = found.get(sha256);
      if (known || isClosed || !blobs.has(sha256)) return known;
      listed.add(sha256);
      if (!isRunning) void drain();
      return undefined;
    },
    lookAt: async (sha256) => {
      const known = found.get(sha256);
      // A look that failed once may have met a busy machine: who waits gets another.
      if (known && known !== UNCHECKED) return known;
      blobs.fileOf(sha256);
      const waiting = awaited.get(sha256) ?? Promise.withResolvers<Findings>();
      awaited.set(sha256, waiting);
      if (!isRunning) void drain();
      return waiting.promise;
    },
    close: () => {
      isClosed = true;
      return helper.stop();
    },
  };
}
