import { z } from 'zod';
import { BatchItemState, BatchState } from '../../shared/contract/signing-batch.ts';
import { Instant, OutgoingId, Sha256 } from '../../shared/domain/core/values.ts';
import type { ReadDb, WriteDb } from '../store/handles.ts';
import type { KeptFault } from './kept-fault.ts';

const BatchRow = z.object({
  batchId: z.string(),
  role: z.enum(['person', 'agency']),
  keyId: z.string(),
  /** A batch is signed with one certificate from beginning to end. */
  certificateSha256: z.string(),
  state: BatchState,
  pausedBy: z.string().nullable(),
  pausedDetail: z.string().nullable(),
  begunAt: Instant,
});
export type BatchRow = z.infer<typeof BatchRow>;

const ItemRow = z.object({
  ordinal: z.int(),
  documentId: OutgoingId,
  sha256: Sha256,
  isReviewed: z.int().transform((flag) => flag === 1),
  state: BatchItemState,
  code: z.string().nullable(),
  detail: z.string().nullable(),
  settledAt: Instant.nullable(),
});
export type ItemRow = z.infer<typeof ItemRow>;

const batchColumns = `batch_id as batchId, role, key_id as keyId, certificate_sha256 as certificateSha256, state, paused_by as pausedBy,
  paused_detail as pausedDetail, begun_at as begunAt`;
const itemColumns = `ordinal, document_id as documentId, sha256, is_reviewed as isReviewed, state, code, detail, settled_at as settledAt`;

export const batchOf = (db: ReadDb, batchId: string): BatchRow | undefined =>
  BatchRow.optional().parse(
    db.prepare(`select ${batchColumns} from signing_batch where batch_id = ?`).get(batchId),
  );

/** The batch that is running or paused; there is at most one. */
export const openBatch = (db: ReadDb): BatchRow | undefined =>
  BatchRow.optional().parse(
    db.prepare(`select ${batchColumns} from signing_batch where state in ('running', 'paused')`).get(),
  );

export const itemsOf = (db: ReadDb, batchId: string): readonly ItemRow[] =>
  z
    .array(ItemRow)
    .parse(
      db
        .prepare(`select ${itemColumns} from signing_batch_item where batch_id = ? order by ordinal`)
        .all(batchId),
    );

export const isWaiting = (db: ReadDb, batchId: string): boolean =>
  db
    .prepare<[string], number>(
      "select 1 from signing_batch_item where batch_id = ? and state = 'waiting' limit 1",
    )
    .pluck()
    .get(batchId) !== undefined;

const UnderPen = z.object({
  batchId: z.string(),
  ordinal: z.int(),
  documentId: OutgoingId,
  isOpen: z.int().transform((flag) => flag === 1),
});

/** What a crash left under the pen, and whether its batch goes on. */
export const itemsUnderPen = (db: ReadDb): readonly z.infer<typeof UnderPen>[] =>
  z.array(UnderPen).parse(
    db
      .prepare(
        `select batch_id as batchId, ordinal, document_id as documentId, batch.state in ('running', 'paused') as isOpen
         from signing_batch_item as item join signing_batch as batch using (batch_id) where item.state = 'signing'`,
      )
      .all(),
  );

/** How much of the batch is settled, 0 to 1. */
export const fractionOf = (db: ReadDb, batchId: string): number =>
  db
    .prepare<[string], number>(
      'select avg(settled_at is not null) from signing_batch_item where batch_id = ?',
    )
    .pluck()
    .get(batchId) ?? 0;

export type NewBatch = Omit<BatchRow, 'state' | 'pausedBy' | 'pausedDetail'>;
export type NewItem = Pick<ItemRow, 'documentId' | 'sha256' | 'isReviewed'>;

export function addBatch(db: WriteDb, batch: NewBatch, items: readonly NewItem[]): void {
  db.prepare(
    "insert into signing_batch (batch_id, role, key_id, certificate_sha256, state, begun_at) values (?, ?, ?, ?, 'running', ?)",
  ).run(batch.batchId, batch.role, batch.keyId, batch.certificateSha256, batch.begunAt);
  const insert = db.prepare(
    `insert into signing_batch_item (batch_id, ordinal, document_id, sha256, is_reviewed, state) values (?, ?, ?, ?, ?, 'waiting')`,
  );
  for (const [index, item] of items.entries())
    insert.run(batch.batchId, index + 1, item.documentId, item.sha256, item.isReviewed ? 1 : 0);
}

/** Moves a batch; a paused one says why it stands still. */
export const moveBatch = (db: WriteDb, batchId: string, state: BatchState, pausedBy?: KeptFault): void => {
  db.prepare('update signing_batch set state = ?, paused_by = ?, paused_detail = ? where batch_id = ?').run(
    state,
    pausedBy?.code ?? null,
    pausedBy ? JSON.stringify(pausedBy.detail) : null,
    batchId,
  );
};

/** Takes the next document of a running batch; undefined when there is none, or the batch was stopped meanwhile. */
export function takeNext(db: WriteDb, batchId: string): ItemRow | undefined {
  const item = ItemRow.optional().parse(
    db
      .prepare(
        `select ${itemColumns} from signing_batch_item where batch_id = ? and state = 'waiting'
           and exists (select 1 from signing_batch where signing_batch.batch_id = signing_batch_item.batch_id and signing_batch.state = 'running')
         order by ordinal limit 1`,
      )
      .get(batchId),
  );
  if (item) moveItem(db, batchId, item.ordinal, { state: 'signing' });
  return item;
}

/** What became of a document; only a refusal has a fault, and only what is settled an instant. */
export function moveItem(
  db: WriteDb,
  batchId: string,
  ordinal: number,
  to: {
    readonly state: BatchItemState;
    readonly fault?: KeptFault;
    readonly at?: Instant;
  },
): void {
  db.prepare(
    'update signing_batch_item set state = ?, code = ?, detail = ?, settled_at = ? where batch_id = ? and ordinal = ?',
  ).run(
    to.state,
    to.fault?.code ?? null,
    to.fault ? JSON.stringify(to.fault.detail) : null,
    to.at ?? null,
    batchId,
    ordinal,
  );
}

/** What was not begun is left as it is: a cancelled batch signs nothing more. */
export const skipWaiting = (db: WriteDb, batchId: string, at: Instant): void => {
  db.prepare(
    "update signing_batch_item set state = 'skipped', settled_at = ? where batch_id = ? and state = 'waiting'",
  ).run(at, batchId);
};

/** The official has read this very file to its end. */
export const noteReview = (db: WriteDb, documentId: OutgoingId, sha256: Sha256, at: Instant): void => {
  db.prepare('insert or ignore into signing_review values (?, ?, ?)').run(documentId, sha256, at);
};

export const isReviewed = (db: ReadDb, documentId: OutgoingId, sha256: Sha256): boolean =>
  db
    .prepare<[string, string], number>('select 1 from signing_review where document_id = ? and sha256 = ?')
    .pluck()
    .get(documentId, sha256) !== undefined;
