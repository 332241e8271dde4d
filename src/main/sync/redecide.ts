import { isRefusal, undecided } from '../../shared/domain/core/command.ts';
import { isKind, type Ref, refKey } from '../../shared/domain/core/kinds.ts';
import { confirmedSeq, dropOverlay } from '../store/entities.ts';
import type { WriteDb } from '../store/handles.ts';
import { asRef, type Dirty, decideHere, markDirty, parsedOperation, writeChanges } from './decide-here.ts';
import {
  noteRefs,
  type OutboxRow,
  operationsNaming,
  pendingByNumber,
  pendingNumbers,
  refsOfOperation,
} from './outbox.ts';
import type { ReplicaSetting } from './setting.ts';

type Named = { readonly kind: string; readonly id: string };
type Affected = { readonly operations: ReadonlySet<number>; readonly written: ReadonlyMap<string, Ref> };

/** Rounds in which a replay may pull further operations in; after that all are replayed, which is always right. */
export const CLOSURE_ROUNDS_MAX = 8;

/**
 * Takes back what pending operations laid over the touched entities, and decides those operations again in the official's order over what is confirmed
 * now. Only the operations that are tied to the touched ones by an entity that one of them writes are decided again; the result is the same as
 * dropping and replaying everything (test/sync/closure.test.ts). `'all'` is that plain rule.
 */
export function redecide(
  db: WriteDb,
  setting: ReplicaSetting,
  touched: readonly Named[] | 'all',
  dirty: Dirty,
): void {
  let affected = touched === 'all' ? everything(db) : closureOf(db, touched, new Set());
  for (let round = 0; ; round++) {
    for (const each of affected.written.values()) if (dropOverlay(db, each)) markDirty(dirty, each);
    for (const n of [...affected.operations].sort((a, b) => a - b)) replay(db, setting, n, dirty);
    if (touched === 'all') return;
    const wider = round < CLOSURE_ROUNDS_MAX ? closureOf(db, touched, affected.operations) : everything(db);
    if (wider.operations.size === affected.operations.size) return;
    affected = wider;
  }
}

function everything(db: WriteDb): Affected {
  const operations = new Set(pendingNumbers(db));
  const overlaid = db
    .prepare<[], Ref>('select kind, id from entities where overlay is not null')
    .all()
    .map((each): [string, Ref] => [refKey(each), each]);
  return { operations, written: new Map(overlaid) };
}

/** An operation is tied to a touched or written entity that it names, and to whoever writes an entity that it reads. */
function closureOf(db: WriteDb, touched: readonly Named[], known: ReadonlySet<number>): Affected {
  const operations = new Set<number>();
  const written = new Map<string, Ref>();
  const waiting: number[] = [];
  const add = (n: number): void => {
    if (operations.has(n)) return;
    operations.add(n);
    waiting.push(n);
  };
  for (const each of touched) {
    if (isKind(each.kind))
      written.set(refKey({ kind: each.kind, id: each.id }), { kind: each.kind, id: each.id });
    for (const n of operationsNaming(db, each, false)) add(n);
  }
  for (const n of known) add(n);
  for (let n = waiting.pop(); n !== undefined; n = waiting.pop()) {
    for (const { isWrite, ...each } of refsOfOperation(db, n)) {
      if (isWrite) written.set(refKey(each), each);
      for (const other of operationsNaming(db, each, !isWrite)) add(other);
    }
  }
  return { operations, written };
}

/** Decides one operation again; what it can no longer do simply does not show, and the authority will say so. */
function replay(db: WriteDb, setting: ReplicaSetting, n: number, dirty: Dirty): void {
  const row = pendingByNumber(db, n);
  if (!row || isInConfirmed(db, row)) return;
  const parsed = parsedOperation(row.name, row.args);
  if (!parsed) return;
  try {
    const { decision, reads, changes } = decideHere(db, setting, parsed, row.doneAt);
    const isApplied = decision !== undecided && !isRefusal(decision);
    writeChanges(db, changes);
    for (const each of changes) markDirty(dirty, asRef(each));
    noteRefs(db, n, reads, isApplied ? changes.map(asRef) : undefined);
  } catch (problem) {
    // A rule that throws is a bug; it must not stop the feed (one bad operation parks only its document).
    setting.log('sync.replay-failed', { name: row.name, problem: String(problem).slice(0, 200) });
  }
}

/** True for an accepted operation whose effect the confirmed bodies already hold, though the cursor has not reached it: the answer to a push brings them early. */
const isInConfirmed = (db: WriteDb, { n, state, seq }: OutboxRow): boolean =>
  state === 'answered' &&
  seq !== null &&
  refsOfOperation(db, n).some((each) => each.isWrite && confirmedSeq(db, each) >= seq);
