import { z } from 'zod';
import { Instant, OperationId } from '../domain/core/values.ts';
import { action, query } from './define.ts';
import { FileShown, Page } from './shapes.ts';

export const OutboxState = z.enum(['waiting', 'sent', 'answered', 'refused', 'conflict', 'parked']);
export type OutboxState = z.infer<typeof OutboxState>;

/** One operation in Đồng bộ: what was done, when, and what became of it. */
export const OperationShown = z.object({
  operationId: OperationId,
  name: z.string(),
  state: OutboxState,
  doneAt: Instant,
  subject: z.string(),
  documentKind: z.enum(['incoming', 'outgoing', 'other']),
  documentId: z.string(),
  code: z.string().optional(),
  detail: z.record(z.string(), z.union([z.string(), z.number()])).optional(),
  /** The files that the operation carried, kept whatever became of it: a refused signature's signed file, for one. */
  files: z.array(FileShown),
  /** The differing fields of a conflict or refusal: the official's value and the server's. */
  differences: z.array(z.object({ field: z.string(), mine: z.string(), theirs: z.string() })),
});
export type OperationShown = z.infer<typeof OperationShown>;

export const SyncStatus = z.object({
  isOnline: z.boolean(),
  lastContactAt: Instant.optional(),
  nextTryAt: Instant.optional(),
  /** Only signing in again brings the line back. */
  needsSignIn: z.boolean().optional(),
  waitingCount: z.int(),
  refusedCount: z.int(),
  filesToSend: z.int(),
  filesToFetch: z.int(),
});
export type SyncStatus = z.infer<typeof SyncStatus>;

export const syncContract = {
  'sync.getStatus': query(z.object({}), SyncStatus),
  'sync.listOperations': query(
    Page.extend({ tab: z.enum(['refused', 'waiting', 'history']) }),
    z.object({ rows: z.array(OperationShown), next: z.string().optional() }),
  ),
  /** What waits and what was refused, whole, as a JSON file for whoever has to help; nothing changes. */
  'sync.exportOperations': action(
    z.object({}),
    z.object({ name: z.string(), content: z.base64(), count: z.int() }),
  ),
  /** Tries now instead of at the next interval; answers when one round is over. */
  'sync.tryNow': action(z.object({}), SyncStatus),
  /** Begins signing in again; answers the page to open in the official's browser. What comes of it shows in the status. */
  'sync.signIn': action(z.object({}), z.object({ address: z.url({ protocol: /^https?$/ }) })),
  /** Puts a refused operation aside after the official has read why; its text and files stay in the history. */
  'sync.dismiss': action(z.object({ operationId: OperationId }), z.object({})),
  /** Takes back an operation that was never sent, with what depended on it; answers their names. */
  'sync.takeBack': action(
    z.object({ operationId: OperationId }),
    z.object({ takenBack: z.array(OperationId) }),
  ),
} as const;
