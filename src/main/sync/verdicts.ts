import type { Ref } from '../../shared/domain/core/kinds.ts';
import type { PushResponse, Verdict } from '../../shared/protocol/push.ts';
import type { WriteDb } from '../store/handles.ts';
import { finish, writeRows } from './apply.ts';
import { differencesOf } from './differences.ts';
import { forgetRefs, type OutboxRow, operationById, refsOfOperation, settle } from './outbox.ts';
import { correctedTime, replicaRow } from './replica-row.ts';
import type { ReplicaSetting } from './setting.ts';

/** An operation that the server puts off this often stops being sent by itself and is shown as parked. */
export const RETRIES_MAX = 20;

/**
 * Notes what became of pushed operations, in one transaction (the caller's): an accepted one stays pending until the cursor reaches its `seq`, so that
 * nothing flickers; a refused one keeps its text and files and no longer shows. Answers how many must be sent again.
 */
export function applyVerdicts(db: WriteDb, setting: ReplicaSetting, response: PushResponse): number {
  const { epoch, cursor } = replicaRow(db);
  const touched: Ref[] = [];
  // Of another epoch only the verdicts count: its `seq`s mean nothing here until the snapshot.
  const current = epoch === response.epoch ? response.current : [];
  const written = writeRows(db, setting, current, false);
  let again = 0;
  for (const verdict of response.verdicts) {
    const row = operationById(db, verdict.operationId);
    if (!row || isFinal(db, row)) continue;
    if (verdict.status === 'retry') {
      putOff(db, row, verdict);
      again += 1;
      continue;
    }
    touched.push(...refsOfOperation(db, row.n));
    if (verdict.status === 'accepted') accept(db, setting, row, verdict, cursor);
    else refuseRow(db, setting, row, verdict);
  }
  finish(db, setting, written, [...touched, ...current], []);
  return again;
}

const isFinal = (db: WriteDb, { n, state }: OutboxRow): boolean =>
  state === 'refused' ||
  state === 'conflict' ||
  db.prepare<[number], number>('select settled_at is not null from outbox where n = ?').pluck().get(n) === 1;

function accept(
  db: WriteDb,
  setting: ReplicaSetting,
  { n }: OutboxRow,
  { seq }: Verdict,
  cursor: number | null,
): void {
  db.prepare(`update outbox set state = 'answered', seq = ?, answered_at = ?, code = null where n = ?`).run(
    seq ?? 0,
    correctedTime(db, setting.now()),
    n,
  );
  if (cursor !== null && (seq ?? 0) <= cursor) settle(db, n, correctedTime(db, setting.now()));
}

function refuseRow(
  db: WriteDb,
  setting: ReplicaSetting,
  { n }: OutboxRow,
  { status, code, detail }: Verdict,
): void {
  db.prepare(
    'update outbox set state = ?, code = ?, detail = ?, differences = ?, answered_at = ? where n = ?',
  ).run(
    status,
    code ?? 'internal',
    JSON.stringify(detail ?? {}),
    JSON.stringify(differencesOf(db, n)),
    correctedTime(db, setting.now()),
    n,
  );
  forgetRefs(db, n);
}

function putOff(db: WriteDb, { n, attempts }: OutboxRow, { code, missingBlobs }: Verdict): void {
  for (const sha256 of missingBlobs ?? [])
    db.prepare(
      `update uploads set state = 'waiting', address = null where sha256 = ? and state = 'finalised'`,
    ).run(sha256);
  db.prepare('update outbox set attempts = ?, state = ?, code = ? where n = ?').run(
    attempts + 1,
    attempts + 1 >= RETRIES_MAX ? 'parked' : 'sent',
    code ?? null,
    n,
  );
}
