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
  readonly blobs: Pick<Blobs, 'has' | 'pathOf'>;
  /** Called when findings have come that were asked for. */
  readonly onFound: () => void;
};

/** What a signer should look at in the files of his list, looked for in the background. */
export type LookedOver = {
  /** The findings, worst first; undefined while the file waits its turn, which it is given now. */
  readonly findingsOf: (sha256: Sha256) => readonly PreflightFinding[] | undefined;
  /** The findings, looked for now where they are not known: what is about to be signed waits for them. */
  readonly lookAt: (sha256: Sha256) => Promise<readonly PreflightFinding[]>;
  /** Takes no more and ends the helper; what is being looked at is left. */
  readonly close: () => Promise<void>;
};

/** Looks files over one after another and keeps what was found for as long as the program runs: files never change, they are kept by content. */
export function lookOver({ helper, blobs, onFound }: Setting): LookedOver {
  const found = new Map<Sha256, readonly PreflightFinding[]>();
  const waiting = new Set<Sha256>();
  let isRunning = false;
  let isClosed = false;

  /** A file that breaks its helper is told as not checked, never as clean; so is one of which the helper says what cannot be read. */
  const look = async (sha256: Sha256): Promise<readonly PreflightFinding[]> => {
    const looked = await attempt(helper.call('preflightFile', { file: blobs.pathOf(sha256) }, VERIFY_MS_MAX));
    const findings = z.array(PreflightFinding).safeParse(looked.value);
    return findings.success ? findings.data : UNCHECKED;
  };
  const lookNow = async (sha256: Sha256): Promise<readonly PreflightFinding[]> => {
    const findings = await look(sha256);
    waiting.delete(sha256);
    found.set(sha256, findings);
    const [oldest] = found.keys();
    if (oldest !== undefined && found.size > LOOKED_OVER_MAX) found.delete(oldest);
    return findings;
  };
  const drain = async (): Promise<void> => {
    isRunning = true;
    for (const sha256 of waiting) {
      await lookNow(sha256);
      if (isClosed) return;
    }
    isRunning = false;
    onFound();
  };
  return {
    findingsOf: (sha256) => {
      const known = found.get(sha256);
      if (known || isClosed || !blobs.has(sha256)) return known;
      waiting.add(sha256);
      if (!isRunning) void drain();
      return undefined;
    },
    lookAt: async (sha256) => found.get(sha256) ?? lookNow(sha256),
    close: () => {
      isClosed = true;
      return helper.stop();
    },
  };
}
