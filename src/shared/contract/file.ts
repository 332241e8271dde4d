import { z } from 'zod';
import { DocumentRef } from '../domain/core/document-ref.ts';
import { Sha256 } from '../domain/core/values.ts';
import { action, query } from './define.ts';
import { Sha256Input } from './shapes.ts';

/** The least room that is worth having, and what no office's disk exceeds. */
export const QUOTA_BYTES_MIN = 100_000_000;
export const QUOTA_BYTES_MAX = 4_000_000_000_000;

/** How much room the files of this profile take, and may take. */
export const Room = z.object({
  usedBytes: z.int(),
  quotaBytes: z.int(),
  files: z.int(),
  /** Wanted, and not fetched yet. */
  waiting: z.int(),
});
export type Room = z.infer<typeof Room>;

/** More than one form takes in. */
export const DISCARDED_MAX = 200;

/** `coming`: asked for, and shown when it is here. */
const Fetching = z.object({ state: z.enum(['here', 'coming']) });

export const fileContract = {
  'file.getRoom': query(z.object({}), Room),
  /** Changes the room; what no longer fits goes at once, the longest unused first, never what only this machine has. */
  'file.setQuota': action(z.object({ quotaBytes: z.int().min(QUOTA_BYTES_MIN).max(QUOTA_BYTES_MAX) }), Room),
  /** Fetches one file before all others; without a line it is noted, and the answer says so (`file.away-offline`). */
  'file.fetch': action(Sha256Input, Fetching),
  /** The same for all files of a document. */
  'file.fetchAllOf': action(z.object({ of: DocumentRef }), Fetching),
  /** Takes away files that were chosen for a form which stopped because its document is classified; what something here needs stays. */
  'file.discard': action(
    z.object({ sha256s: z.array(Sha256).max(DISCARDED_MAX) }),
    z.object({ discarded: z.int() }),
  ),
} as const;
