import type { OutboxState } from '../../shared/contract/sync.ts';
import { isKind, kinds, type Ref } from '../../shared/domain/core/kinds.ts';
import type { Instant, OperationId, Sha256 } from '../../shared/domain/core/values.ts';
import { rootOf } from '../store/entities.ts';
import type { ReadDb, WriteDb } from '../store/handles.ts';
import { noteKept } from './kept-files.ts';

/** One operation of this device. `n` is the order in which the official gave them. */
export type OutboxRow = {
  readonly n: number;
  readonly operationId: OperationId;
  readonly devSeq: number | null;
  readonly name: string;
  readonly args: string;
  readonly doneAt: Instant;
  readonly state: OutboxState;
  readonly seq: number | null;
  readonly attempts: number;
};

const columns =
  'n, operation_id as operationId, dev_seq as devSeq, name, args, done_at as doneAt, state, seq, attempts';

/** Pending operations take part in what the official sees; a device that has more than this must first send some. */
export const PENDING_MAX = 10_000;

/** Writes a new operation, with the files that must go before it. */
export function addOperation(
  db: WriteDb,
  row: Pick<OutboxRow, 'operationId' | 'name' | 'args' | 'doneAt'>,
  blobs: readonly { readonly sha256: Sha256; readonly sizeBytes: number }[],
): number {
  const { lastInsertRowid } = db
    .prepare(`insert into outbox (operation_id, name, args, done_at, state) values (?, ?, ?, ?, 'waiting')`)
    .run(row.operationId, row.name, row.args, row.doneAt);
  const n = Number(lastInsertRowid);
  for (const { sha256, sizeBytes } of blobs) {
    db.prepare('insert or ignore into outbox_blobs (n, sha256) values (?, ?)').run(n, sha256);
    noteKept(db, sha256, sizeBytes, row.doneAt);
    if (cameFromServer(db, sha256)) continue;
    db.prepare(
      `insert into uploads (sha256, size_bytes, state) values (?, ?, 'waiting') on conflict (sha256) do nothing`,
    ).run(sha256, sizeBytes);
  }
  return n;
}

const cameFromServer = (db: ReadDb, sha256: Sha256): boolean =>
  db
    .prepare<[string], number>(`select 1 from downloads where sha256 = ? and state = 'here'`)
    .pluck()
    .get(sha256) !== undefined;

export const operationById = (db: ReadDb, operationId: OperationId): OutboxRow | undefined =>
  db.prepare<[string], OutboxRow>(`select ${columns} from outbox where operation_id = ?`).get(operationId);

const isPending = `settled_at is null and state in ('waiting', 'sent', 'answered', 'parked')`;

export const hasPending = (db: ReadDb): boolean =>
  db.prepare<[], number>(`select 1 from outbox where ${isPending} limit 1`).pluck().get() !== undefined;

/** The pending operations that show here, in the official's order. */
export const pendingNumbers = (db: ReadDb): readonly number[] =>
  db
    .prepare<[number], number>(
      `select n from outbox where ${isPending} and is_decided_here = 1 order by n limit ?`,
    )
    .pluck()
    .all(PENDING_MAX);

export const countPending = (db: ReadDb): number =>
  db.prepare<[], number>(`select count(*) from outbox where ${isPending}`).pluck().get() ?? 0;

export const pendingByNumber = (db: ReadDb, n: number): OutboxRow | undefined =>
  db
    .prepare<[number], OutboxRow>(
      `select ${columns} from outbox where n = ? and ${isPending} and is_decided_here = 1`,
    )
    .get(n);

export type OutboxRef = Ref & { readonly isWrite: boolean };

/** What the operation read and wrote when it was last decided here. */
export const refsOfOperation = (db: ReadDb, n: number): readonly OutboxRef[] =>
  db
    .prepare<[number], { kind: Ref['kind']; id: string; isWrite: number }>(
      'select kind, id, is_write as isWrite from outbox_refs where n = ?',
    )
    .all(n)
    .map(({ kind, id, isWrite }) => ({ kind, id, isWrite: isWrite === 1 }));

/** The pending operations that name the entity, or only those that write it. */
export const operationsNaming = (
  db: ReadDb,
  { kind, id }: { kind: string; id: string },
  onlyWriters: boolean,
) =>
  db
    .prepare<[string, string, number], number>(
      'select n from outbox_refs where kind = ? and id = ? and is_write >= ?',
    )
    .pluck()
    .all(kind, id, onlyWriters ? 1 : 0);

/**
 * Notes what the operation reads and writes. When it was not applied (`writes` undefined), what it wrote before stays noted: an answered operation
 * is recognised in the feed by that.
 */
export function noteRefs(
  db: WriteDb,
  n: number,
  reads: readonly Ref[],
  writes: readonly Ref[] | undefined,
): void {
  db.prepare('delete from outbox_refs where n = ? and is_write <= ?').run(n, writes ? 1 : 0);
  const put = db.prepare(
    `insert into outbox_refs (n, kind, id, is_write) values (?, ?, ?, ?)
     on conflict do update set is_write = max(is_write, excluded.is_write)`,
  );
  for (const { kind, id } of reads) put.run(n, kind, id, 0);
  for (const { kind, id } of writes ?? []) put.run(n, kind, id, 1);
  noteRoots(db, n, reads, writes ?? []);
}

/**
 * Entities of office and books are read by nearly every operation, and do not tie two documents together; but what writes a book here, a number under its lease, must
 * reach the authority in its order.
 */
const DOCUMENT_RANK_MAX = 50;

function noteRoots(db: WriteDb, n: number, reads: readonly Ref[], writes: readonly Ref[]): void {
  const roots = [...reads, ...writes].map((each) => rootOf(db, each));
  const documents = [
    ...roots.filter(({ kind }) => isKind(kind) && kinds[kind].rank <= DOCUMENT_RANK_MAX),
    ...writes.filter(({ kind }) => kind === 'register'),
  ];
  const put = db.prepare('insert or ignore into outbox_roots (n, root_kind, root_id) values (?, ?, ?)');
  for (const { kind, id } of documents.length > 0 ? documents : roots) put.run(n, kind, id);
}

/** The operation no longer shows here: done, refused, or put aside. Its roots stay, for the lists and the history. */
export const forgetRefs = (db: WriteDb, n: number): void =>
  void db.prepare('delete from outbox_refs where n = ?').run(n);

export const settle = (db: WriteDb, n: number, at: Instant): void => {
  db.prepare('update outbox set settled_at = ? where n = ?').run(at, n);
  forgetRefs(db, n);
};

/** Accepted operations whose effects the feed has brought. */
export const reachedBy = (db: ReadDb, cursor: number): readonly number[] =>
  db
    .prepare<[number, number], number>(
      `select n from outbox where settled_at is null and state = 'answered' and seq <= ? order by n limit ?`,
    )
    .pluck()
    .all(cursor, PENDING_MAX);
