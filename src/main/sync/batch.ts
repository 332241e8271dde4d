import type { OperationId } from '../../shared/domain/core/values.ts';
import {
  type Operation,
  PUSH_BYTES_MAX,
  PUSH_OPERATIONS_MAX,
  WAITS_FOR_OTHERS,
} from '../../shared/protocol/push.ts';
import type { ReadDb, WriteDb } from '../store/handles.ts';
import type { OutboxRow } from './outbox.ts';
import { replicaRow } from './replica-row.ts';

/** Pending operations that one round looks at. */
export const BATCH_SCAN_MAX = 5_000;
/** Room for the envelope of a push. */
const ENVELOPE_BYTES = 4 * 1024;

type Candidate = Pick<OutboxRow, 'n' | 'operationId' | 'devSeq' | 'name' | 'args' | 'doneAt'> & {
  readonly isMissingFile: number;
};

/**
 * The next operations to send, in order. An operation gets its `devSeq` here, the first time, and keeps it for ever. One that waits for a file, or
 * stands behind one that waits or is parked, holds back only the operations on its own documents.
 */
export function takeBatch(db: WriteDb): readonly Operation[] {
  const blocked = parkedRoots(db);
  const batch: Operation[] = [];
  let bytes = ENVELOPE_BYTES;
  for (const candidate of candidates(db)) {
    const { n, devSeq, args, operationId, name, doneAt } = candidate;
    const roots = rootsOf(db, n);
    const mustWait = candidate.isMissingFile === 1 || roots.some((root) => blocked.has(root));
    if (devSeq === null && mustWait) {
      for (const root of roots) blocked.add(root);
      continue;
    }
    bytes += Buffer.byteLength(args) + 300;
    if (batch.length >= PUSH_OPERATIONS_MAX || bytes > PUSH_BYTES_MAX) break;
    batch.push({
      operationId,
      devSeq: devSeq ?? giveDevSeq(db, n),
      name,
      args: JSON.parse(args) as unknown,
      doneAt,
    });
  }
  return batch;
}

/** Codes of ours, written into the statement. What waits for numbers of before a restored server keeps its place: its seal and its dispatch come behind it. */
const waitsForOthers = WAITS_FOR_OTHERS.filter((code) => code !== 'register.lower-awaited')
  .map((code) => `'${code}'`)
  .join(', ');

const candidates = (db: ReadDb): readonly Candidate[] =>
  db
    .prepare<[number], Candidate>(
      `select n, operation_id as operationId, dev_seq as devSeq, name, args, done_at as doneAt,
         exists (select 1 from outbox_blobs b join uploads u on u.sha256 = b.sha256
                 where b.n = outbox.n and u.state <> 'finalised') as isMissingFile
       from outbox where settled_at is null and state in ('waiting', 'sent')
       order by coalesce(code, '') in (${waitsForOthers}), dev_seq is null, dev_seq, n limit ?`,
    )
    .all(BATCH_SCAN_MAX);

const rootsOf = (db: ReadDb, n: number): readonly string[] =>
  db
    .prepare<[number], string>(`select root_kind || ':' || root_id from outbox_roots where n = ?`)
    .pluck()
    .all(n);

const parkedRoots = (db: ReadDb): Set<string> =>
  new Set(
    db
      .prepare<[], string>(
        `select distinct root_kind || ':' || root_id from outbox_roots r join outbox o on o.n = r.n
         where o.settled_at is null and o.state = 'parked'`,
      )
      .pluck()
      .all(),
  );

function giveDevSeq(db: WriteDb, n: number): number {
  const { nextDevSeq } = replicaRow(db);
  db.prepare('update replica set next_dev_seq = next_dev_seq + 1').run();
  db.prepare(`update outbox set dev_seq = ?, state = 'sent' where n = ?`).run(nextDevSeq, n);
  return nextDevSeq;
}

/** The server cannot read this operation: it stops being sent, is shown with the code, and only its own documents wait. */
export const park = (db: WriteDb, operationId: OperationId, code: string): void =>
  void db
    .prepare(
      `update outbox set state = 'parked', code = 'sync.unsendable', detail = ? where operation_id = ?`,
    )
    .run(JSON.stringify({ code }), operationId);

/** Parked operations are tried again with the files that were set aside, because the official asked or the server wants that place in the sequence. */
export function unpark(db: WriteDb): void {
  db.prepare(
    `update outbox set state = case when dev_seq is null then 'waiting' else 'sent' end, attempts = 0
     where settled_at is null and state = 'parked'`,
  ).run();
  db.prepare(
    `update uploads set state = 'waiting', address = null, attempts = 0 where state = 'quarantined'`,
  ).run();
}

/** The server misses operations from this place on (it was restored, or an answer was lost with it): they are sent again. False when they are not here. */
export function resendFrom(db: WriteDb, devSeq: number): boolean {
  const changed = db
    .prepare(
      `update outbox set state = 'sent', settled_at = null, code = null, is_decided_here = is_decided_here * (state in ('sent', 'parked'))
       where dev_seq >= ?`,
    )
    .run(devSeq);
  return (
    changed.changes > 0 &&
    db.prepare<[number], number>('select 1 from outbox where dev_seq = ?').pluck().get(devSeq) === 1
  );
}
