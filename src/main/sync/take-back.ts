import { isLasting } from '../../shared/domain/core/decide.ts';
import type { Ref } from '../../shared/domain/core/kinds.ts';
import type { OperationId } from '../../shared/domain/core/values.ts';
import { AppError } from '../../shared/errors.ts';
import type { WriteDb } from '../store/handles.ts';
import { type Dirty, parsedOperation } from './decide-here.ts';
import { operationById, operationsNaming, refsOfOperation, settle } from './outbox.ts';
import { projectDirty } from './project.ts';
import { redecide } from './redecide.ts';
import { correctedTime } from './replica-row.ts';
import type { ReplicaSetting } from './setting.ts';

/**
 * Undo before sending: removes an operation that has no place in the device's sequence yet, with the later ones that named what it wrote.
 * Answers their ids in the official's order. Refuses with `sync.already-sent`, `sync.operation-not-found` and, where a number was given under
 * a lease, `register.number-given`.
 */
export function takeBack(
  db: WriteDb,
  setting: ReplicaSetting,
  operationId: OperationId,
): readonly OperationId[] {
  const row = operationById(db, operationId);
  if (!row) throw new AppError('sync.operation-not-found');
  const doomed = dependants(db, row.n);
  const touched: Ref[] = [];
  const takenBack: OperationId[] = [];
  for (const n of doomed) {
    const [id, devSeq, name, args] = db
      .prepare<[number], [OperationId, number | null, string, string]>(
        'select operation_id, dev_seq, name, args from outbox where n = ?',
      )
      .raw()
      .get(n) ?? [operationId, null, '', '{}'];
    if (devSeq !== null) throw new AppError('sync.already-sent');
    const parsed = parsedOperation(name, args);
    if (parsed && isLasting(parsed)) throw new AppError('register.number-given');
    touched.push(...refsOfOperation(db, n));
    takenBack.push(id);
  }
  for (const n of doomed) {
    dropUploads(db, n);
    db.prepare('delete from outbox where n = ?').run(n);
  }
  const dirty: Dirty = new Map();
  redecide(db, setting, touched, dirty);
  projectDirty(db, setting.projectors, dirty);
  return takenBack;
}

/** The operation and every later one that names what a taken-back one wrote. */
function dependants(db: WriteDb, first: number): readonly number[] {
  const found = new Set([first]);
  const waiting = [first];
  for (let n = waiting.pop(); n !== undefined; n = waiting.pop()) {
    for (const { isWrite, ...each } of refsOfOperation(db, n)) {
      if (!isWrite) continue;
      for (const other of operationsNaming(db, each, false)) {
        if (other <= n || found.has(other)) continue;
        found.add(other);
        waiting.push(other);
      }
    }
  }
  return [...found].sort((a, b) => a - b);
}

/** Files that only this operation wanted sent. */
const dropUploads = (db: WriteDb, n: number): void =>
  void db
    .prepare(
      `delete from uploads where state = 'waiting' and sha256 in (select sha256 from outbox_blobs where n = ?)
         and not exists (select 1 from outbox_blobs b where b.sha256 = uploads.sha256 and b.n <> ?)`,
    )
    .run(n, n);

/** Puts a refused operation aside after the official has read why; it stays in the history. */
export function dismiss(db: WriteDb, setting: ReplicaSetting, operationId: OperationId): void {
  const row = operationById(db, operationId);
  if (!row) throw new AppError('sync.operation-not-found');
  if (row.state !== 'refused' && row.state !== 'conflict') throw new AppError('sync.not-refused');
  settle(db, row.n, correctedTime(db, setting.now()));
}
