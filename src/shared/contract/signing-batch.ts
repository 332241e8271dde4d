import { z } from 'zod';
import { FileRef, Instant, LocalDate, OutgoingId, Sha256, Urgency } from '../domain/core/values.ts';
import { PreflightFinding } from '../signature/preflight.ts';
import { action, Fault, query } from './define.ts';
import { Person } from './shapes.ts';
import { KeyRole } from './signing.ts';

/** Documents of one batch, and rows of the list to choose from. */
export const BATCH_ITEMS_MAX = 500;
/** Findings told of one row; the rest stands where the file is shown alone. */
export const ROW_FINDINGS_MAX = 5;

/** A document that waits for this official's signature or seal: what he must see before he signs. */
export const RowToSign = z.object({
  documentId: OutgoingId,
  /** The very file that would be signed. */
  file: FileRef,
  isHere: z.boolean(),
  /** Unknown until the file has been looked at. */
  pageCount: z.int().optional(),
  subject: z.string(),
  typeName: z.string(),
  reference: z.string(),
  issuedOn: LocalDate.optional(),
  urgency: Urgency,
  dueOn: LocalDate.optional(),
  drafter: Person.optional(),
  /** Who has signed the file before. */
  signedBy: z.array(Person),
  attachmentCount: z.int(),
  /** The official has read this very file to its end. */
  isReviewed: z.boolean(),
  /** What to look at before signing it, worst first; absent until the file has been looked over. */
  findings: z.array(PreflightFinding).max(ROW_FINDINGS_MAX).optional(),
  /** The code of why the official cannot sign it now: his authority does not reach it, or a signature is under way. */
  refusal: z.string().optional(),
});
export type RowToSign = z.infer<typeof RowToSign>;

export const BatchItemState = z.enum(['waiting', 'signing', 'signed', 'refused', 'skipped']);
export type BatchItemState = z.infer<typeof BatchItemState>;
export const BatchState = z.enum(['running', 'paused', 'done', 'cancelled']);
export type BatchState = z.infer<typeof BatchState>;

const Reason = Fault.pick({ code: true, detail: true });

export const BatchItem = z.object({
  documentId: OutgoingId,
  subject: z.string(),
  typeName: z.string(),
  reference: z.string(),
  pageCount: z.int().optional(),
  isReviewed: z.boolean(),
  state: BatchItemState,
  /** Why it was refused. */
  reason: Reason.optional(),
  settledAt: Instant.optional(),
});
export type BatchItem = z.infer<typeof BatchItem>;

export const Batch = z.object({
  batchId: z.string(),
  role: KeyRole,
  state: BatchState,
  /** Why it stands still, until it is continued or cancelled. */
  pausedBy: Reason.optional(),
  keyId: z.string(),
  begunAt: Instant,
  items: z.array(BatchItem),
});
export type Batch = z.infer<typeof Batch>;

/** None where the token takes its PIN itself. */
const Secret = z.string().min(1).max(200).optional();
const BatchInput = z.object({ batchId: z.string().max(60) });

/**
 * Signing many with one secret. Progress comes as the event `progress` with the batch as its job; what became of each document is asked for. A fault of the key
 * (a token that was pulled) pauses, a fault of a document is told with its reason and the next one is signed.
 */
export const signingBatchContract = {
  /** At most `BATCH_ITEMS_MAX` rows, the most urgent first. */
  'signing.listToSign': query(
    z.object({ role: KeyRole }),
    z.object({ rows: z.array(RowToSign), isMore: z.boolean() }),
  ),
  'signing.countToSign': query(z.object({ role: KeyRole }), z.object({ count: z.int() })),
  /** The official has read this very file to its end: "đã xem". */
  'signing.markReviewed': action(z.object({ documentId: OutgoingId, sha256: Sha256 }), z.object({})),
  /** Each document with the file that was shown: another file is not signed in its place. */
  'signing.startBatch': action(
    z.object({
      role: KeyRole,
      keyId: z.string().max(200),
      secret: Secret,
      items: z
        .array(z.object({ documentId: OutgoingId, sha256: Sha256 }))
        .min(1)
        .max(BATCH_ITEMS_MAX),
      /** "Ký không xem": documents that were not read are signed too, and each signature says so. */
      allowsUnreviewed: z.boolean(),
    }),
    z.object({ batchId: z.string() }),
  ),
  /** The named batch, or else the one that is open. */
  'signing.getBatch': query(
    z.object({ batchId: z.string().max(60).optional() }),
    z.object({ batch: Batch.optional() }),
  ),
  /** Goes on with a paused batch; the secret was not kept. */
  'signing.continueBatch': action(BatchInput.extend({ secret: Secret }), z.object({})),
  /** Signs nothing more; the document under the pen is finished. */
  'signing.cancelBatch': action(BatchInput, z.object({})),
} as const;
