import { z } from 'zod';
import { DeviceId, Instant, OfficialId, OperationId } from '../domain/core/values.ts';
import { action, query } from './define.ts';
import { FileShown, MadeFile, Page, Person } from './shapes.ts';

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
  /** Two machines speak under one name, or the server does not know this one: nothing is taken of it until it is enrolled anew, with a code or by signing in. */
  mustEnrol: z
    .object({ why: z.enum(['device.forked', 'device.unknown']), needsCode: z.boolean() })
    .optional(),
  waitingCount: z.int(),
  refusedCount: z.int(),
  filesToSend: z.int(),
  filesToFetch: z.int(),
  /** What came together while this machine was away, and is being fetched; without a total while all is fetched anew. */
  catchUp: z.object({ done: z.int(), total: z.int().optional(), isPaused: z.boolean() }).optional(),
  /** Why the server takes no new file at present; everything else goes on. */
  filesHeldBy: z.enum(['server.storage-full', 'server.upload-quota']).optional(),
});
export type SyncStatus = z.infer<typeof SyncStatus>;

/** A packed file must fit into one call (256 KB). */
export const EXPORT_PACKED_BYTES_MAX = 180 * 1024;

/** One operation of somebody else's export: what he had asked, never given again under his name. */
export const ExportedOperation = z.object({
  operationId: OperationId,
  name: z.string(),
  state: OutboxState,
  doneAt: Instant,
  /** As this machine holds the document. */
  document: z
    .object({ kind: z.enum(['incoming', 'outgoing']), reference: z.string(), subject: z.string() })
    .optional(),
  /** The document is classified and was contained: nothing of what the file says of it is told. */
  isContained: z.boolean(),
  subject: z.string(),
  why: z.string().optional(),
  /** What was asked, where it is plain: fields that have a name in the catalogue. */
  told: z.array(z.object({ field: z.string(), value: z.string() })),
  files: z.array(z.object({ name: z.string(), sizeBytes: z.int() })),
});
export type ExportedOperation = z.infer<typeof ExportedOperation>;

export const ExportRead = z.object({
  madeAt: Instant,
  officialId: OfficialId,
  /** Undefined where this machine does not know him. */
  official: Person.optional(),
  deviceId: DeviceId,
  operations: z.array(ExportedOperation),
});
export type ExportRead = z.infer<typeof ExportRead>;

export const syncContract = {
  'sync.getStatus': query(z.object({}), SyncStatus),
  'sync.listOperations': query(
    Page.extend({ tab: z.enum(['refused', 'waiting', 'history']) }),
    z.object({ rows: z.array(OperationShown), next: z.string().optional() }),
  ),
  /** What waits and what was refused, whole, as a JSON file for whoever has to help; nothing changes. */
  'sync.exportOperations': action(z.object({}), MadeFile.extend({ count: z.int() })),
  /** Reads such a file of a colleague who left, for administrators and clerks. Nothing of it is kept or applied. */
  'sync.readExport': action(
    z.object({
      name: z.string().min(1).max(255),
      /** The file's bytes under gzip. */
      packed: z.base64().max(Math.ceil(EXPORT_PACKED_BYTES_MAX / 3) * 4),
    }),
    ExportRead,
  ),
  /** Tries now instead of at the next interval; answers when one round is over. */
  'sync.tryNow': action(z.object({}), SyncStatus),
  /** Lets what came together wait; sending goes on, and what was fetched so far stays and is used. */
  'sync.pauseCatchUp': action(z.object({}), SyncStatus),
  'sync.resumeCatchUp': action(z.object({}), SyncStatus),
  /** Begins signing in again; answers the page for the official's browser, and whether the host opened it there. What comes of it shows in the status. */
  'sync.signIn': action(
    z.object({}),
    z.object({ address: z.url({ protocol: /^https?$/ }), isOpened: z.boolean() }),
  ),
  /** Puts a refused operation aside after the official has read why; its text and files stay in the history. */
  'sync.dismiss': action(z.object({ operationId: OperationId }), z.object({})),
  /** Takes back an operation that was never sent, with what depended on it; answers their names. */
  'sync.takeBack': action(
    z.object({ operationId: OperationId }),
    z.object({ takenBack: z.array(OperationId) }),
  ),
} as const;
