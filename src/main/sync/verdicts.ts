import type { CommandName } from '../../shared/domain/all-commands.ts';
import type { Invocation } from '../../shared/domain/core/command.ts';
import type { Ref } from '../../shared/domain/core/kinds.ts';
import type { Sha256 } from '../../shared/domain/core/values.ts';
import { incidentOfContained } from '../../shared/domain/register/refused-number.ts';
import { type PushResponse, type Verdict, WAITS_FOR_OTHERS } from '../../shared/protocol/push.ts';
import type { WriteDb } from '../store/handles.ts';
import { finish, writeRows } from './apply.ts';
import { CONTAINED_CODE, isOfContained } from './contained.ts';
import { type Dirty, parsedOperation } from './decide-here.ts';
import { differencesOf } from './differences.ts';
import { forgetRefs, type OutboxRow, operationById, refsOfOperation, settle } from './outbox.ts';
import { giveAfter } from './perform.ts';
import { projectDirty } from './project.ts';
import { correctedTime, replicaRow } from './replica-row.ts';
import type { ReplicaSetting } from './setting.ts';
import { readIn } from './view.ts';

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
  const refused: { readonly row: OutboxRow; readonly verdict: Verdict }[] = [];
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
    else {
      refuseRow(db, setting, row, verdict);
      refused.push({ row, verdict });
    }
  }
  finish(db, setting, written, [...touched, ...current], []);
  const dirty: Dirty = new Map();
  // What a refused operation laid over the truth is gone now: the truth decides what is to be said.
  for (const { row, verdict } of refused) {
    const after = afterRefusal(db, row, verdict);
    if (after) giveAfter(db, setting, after, dirty);
  }
  projectDirty(db, setting.projectors, dirty);
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

const REPORT = 'register.reportIncident' satisfies CommandName;

function refuseRow(
  db: WriteDb,
  setting: ReplicaSetting,
  { n, name }: OutboxRow,
  { status, code, detail }: Verdict,
): void {
  db.prepare(
    'update outbox set state = ?, code = ?, detail = ?, differences = ?, answered_at = ? where n = ?',
  ).run(
    status,
    // A report tells a number alone, so that its own reason may be told.
    isOfContained(db, n) && name !== REPORT ? CONTAINED_CODE : (code ?? 'internal'),
    JSON.stringify(detail ?? {}),
    JSON.stringify(differencesOf(db, n)),
    correctedTime(db, setting.now()),
    n,
  );
  forgetRefs(db, n);
}

/** Operations of one document that were given behind one. */
const LATER_MAX = 50;

/** What the command has to say about its refusal, with what the official did behind it for the same document. */
function afterRefusal(db: WriteDb, { n, operationId, name, args, doneAt }: OutboxRow, { code }: Verdict) {
  const said = { operationId, code: code ?? 'internal', doneAt };
  if (isOfContained(db, n) && name !== REPORT)
    return incidentOfContained(
      { name, args: JSON.parse(args) },
      { ...said, code: CONTAINED_CODE },
      readIn(db),
    );
  const parsed = parsedOperation(name, args);
  const later = db
    .prepare<[number, number, number], { name: string; args: string }>(
      `select distinct o.n, o.name, o.args from outbox_roots mine join outbox_roots r using (root_kind, root_id) join outbox o on o.n = r.n
       where mine.n = ? and r.n > ? and mine.root_kind <> 'register' order by o.n limit ?`,
    )
    .all(n, n, LATER_MAX)
    .map((each): Invocation => ({ name: each.name, args: JSON.parse(each.args) }));
  return parsed?.command.afterRefusal?.(parsed.args, { ...said, later }, readIn(db));
}

/** The server has lost a file that it had, or let it go because nothing named it: it is brought again, also where it once came from there. */
const bringAgain = (db: WriteDb, sha256: Sha256): void =>
  void db
    .prepare(
      `insert into uploads (sha256, size_bytes, state) select sha256, size_bytes, 'waiting' from kept_file where sha256 = ?
       on conflict (sha256) do update set state = 'waiting', address = null where state = 'finalised'`,
    )
    .run(sha256);

function putOff(db: WriteDb, { n, attempts }: OutboxRow, { code, missingBlobs }: Verdict): void {
  const isCounted = !WAITS_FOR_OTHERS.some((each) => each === code);
  for (const sha256 of missingBlobs ?? []) bringAgain(db, sha256);
  db.prepare('update outbox set attempts = ?, state = ?, code = ? where n = ?').run(
    attempts + (isCounted ? 1 : 0),
    isCounted && attempts + 1 >= RETRIES_MAX ? 'parked' : 'sent',
    code ?? null,
    n,
  );
}
