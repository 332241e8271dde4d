import { assert } from '../../shared/assert.ts';
import type { Instant } from '../../shared/domain/core/values.ts';
import { instantOf } from '../../shared/text/day.ts';
import type { ReadDb, WriteDb } from '../store/handles.ts';

/** Where this replica stands: the one row of its own bookkeeping. */
export type ReplicaRow = {
  readonly epoch: number | null;
  /** Null before the first snapshot is whole, and after any cursor error: only a snapshot can follow. */
  readonly cursor: number | null;
  readonly generation: number;
  readonly snapshotPage: string | null;
  readonly snapshotEpoch: number | null;
  readonly snapshotAsOf: number | null;
  readonly nextDevSeq: number;
  readonly clockOffsetMs: number;
  readonly lastContactAt: Instant | null;
};

export function replicaRow(db: ReadDb): ReplicaRow {
  const row = db
    .prepare<[], ReplicaRow>(
      `select epoch, cursor, generation, snapshot_page as snapshotPage, snapshot_epoch as snapshotEpoch,
         snapshot_as_of as snapshotAsOf, next_dev_seq as nextDevSeq, clock_offset_ms as clockOffsetMs,
         last_contact_at as lastContactAt from replica`,
    )
    .get();
  assert(row, 'the replica has its one row');
  return row;
}

export const moveCursor = (db: WriteDb, cursor: number): void =>
  void db.prepare('update replica set cursor = ?').run(cursor);

/** A snapshot begins anew: its rows carry the next generation. */
export const beginSnapshot = (db: WriteDb): void =>
  void db
    .prepare(
      `update replica set cursor = null, generation = generation + 1, snapshot_page = null, snapshot_epoch = null,
         snapshot_as_of = null`,
    )
    .run();

export const continueSnapshot = (db: WriteDb, page: string, epoch: number, asOf: number): void =>
  void db
    .prepare('update replica set snapshot_page = ?, snapshot_epoch = ?, snapshot_as_of = ?')
    .run(page, epoch, asOf);

export const endSnapshot = (db: WriteDb, epoch: number, cursor: number): void =>
  void db
    .prepare(
      `update replica set epoch = ?, cursor = ?, snapshot_page = null, snapshot_epoch = null, snapshot_as_of = null`,
    )
    .run(epoch, cursor);

/** Clocks nearer than this are called equal, so that ordinary jitter writes nothing. */
export const OFFSET_TOLERANCE_MS = 1_000;

/** Notes an answer's time: the offset of this device's clock is what puts the answer in the middle of its round trip. */
export function noteContact(db: WriteDb, serverTime: Instant, sentAt: Instant, receivedAt: Instant): void {
  const middle = (Date.parse(sentAt) + Date.parse(receivedAt)) / 2;
  const offsetMs = Math.round(Date.parse(serverTime) - middle);
  const { clockOffsetMs } = replicaRow(db);
  const kept = Math.abs(offsetMs - clockOffsetMs) > OFFSET_TOLERANCE_MS ? offsetMs : clockOffsetMs;
  db.prepare('update replica set clock_offset_ms = ?, last_contact_at = ?').run(kept, receivedAt);
}

/** The device's clock, corrected by what the server's answers said of it. */
export const correctedTime = (db: ReadDb, now: Instant): Instant =>
  instantOf(Date.parse(now) + replicaRow(db).clockOffsetMs);
