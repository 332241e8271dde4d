import type { NumberLeft } from '../../shared/domain/office/register.ts';
import type { Gone } from '../../shared/protocol/rows.ts';
import type { Log } from '../ports.ts';
import type { Store } from '../store/database.ts';
import { type Removed, removeTree } from '../store/entities.ts';
import type { ReadDb, WriteDb } from '../store/handles.ts';
import { noteSeen } from './books-seen.ts';
import { CONTAINED_CODE, isContained } from './contained.ts';
import { parsedOperation } from './decide-here.ts';
import { readIn } from './view.ts';

type Root = Pick<Gone, 'kind' | 'id'>;

/**
 * Documents that turned out to be classified leave this device in the page's own transaction: bodies, and everything that the official did to them. Answers
 * what went, for lists, search and files.
 */
export function containHere(db: WriteDb, gone: readonly Gone[]): readonly Removed[] {
  const removed: Removed[] = [];
  for (const { kind, id, isContained: isClassified } of gone) {
    if (!isClassified) continue;
    const left = numbersLeft(db, { kind, id });
    const went = removeTree(db, { kind, id });
    // A server that was restored from an older backup brings it back: then all of it is done again.
    if (went.length === 0 && isContained(db, kind, id)) continue;
    db.prepare(
      'insert into contained (kind, id) values (?, ?) on conflict do update set is_scrubbed = 0',
    ).run(kind, id);
    removed.push(...went);
    forgetOperations(db, { kind, id });
    keepNumbers(db, left);
    forgetSigning(db, id);
  }
  return removed;
}

/** The containment's own operation holds nothing of the document, and shows who did it. */
const OF_ROOT = 'n in (select n from outbox_roots where root_kind = ? and root_id = ?)';
const IS_OTHER = `name <> 'secrecy.contain'`;
/** In the device's sequence, and perhaps never heard of by the server. */
const IS_UNANSWERED = `dev_seq is not null and state in ('waiting', 'sent', 'parked')`;
const IS_DONE = `(settled_at is not null or state = 'answered')`;

/**
 * What operations say and the files that they carried are kept for nobody; that they do not count is told. One that has its place in the device's sequence and
 * no answer yet goes out empty, so that the sequence has no hole; the server refuses it. One that is done keeps its place, empty, for the same reason: a restored
 * server asks for it again (docs/sync.md, rule 10).
 */
function forgetOperations(db: WriteDb, { kind, id }: Root): void {
  db.prepare(
    `insert into downloads (sha256, size_bytes, state, priority)
     select distinct sha256, 0, 'unwanted', 9 from outbox_blobs where ${OF_ROOT}
     on conflict (sha256) do update set state = 'unwanted'`,
  ).run(kind, id);
  db.prepare(`delete from outbox_blobs where ${OF_ROOT}`).run(kind, id);
  db.prepare('delete from uploads where sha256 not in (select sha256 from outbox_blobs)').run();
  db.prepare(
    `update outbox set args = '{}', detail = null, differences = null where ${OF_ROOT} and ${IS_OTHER} and ${IS_DONE}`,
  ).run(kind, id);
  db.prepare(
    `update outbox set args = '{}', detail = null, differences = null, state = 'sent' where ${OF_ROOT} and ${IS_OTHER} and ${IS_UNANSWERED}`,
  ).run(kind, id);
  db.prepare(
    `update outbox set args = '{}', detail = '{}', differences = '[]', state = 'refused', code = '${CONTAINED_CODE}'
     where ${OF_ROOT} and ${IS_OTHER} and not (${IS_UNANSWERED}) and not ${IS_DONE}`,
  ).run(kind, id);
  db.prepare(
    `delete from outbox_refs where ${OF_ROOT} and n in (select n from outbox where state = 'refused')`,
  ).run(kind, id);
}

type Left = { readonly n: number; readonly left: NumberLeft };

/** Numbers that this desk got for the document, as they are told without its words: they stand on a paper and belong in the book, whatever becomes of the operation. */
function numbersLeft(db: ReadDb, { kind, id }: Root): readonly Left[] {
  const rows = db
    .prepare<[string, string], { n: number; name: string; args: string; isDone: number }>(
      `select n, name, args, ${IS_DONE} as isDone from outbox
       where ${OF_ROOT} and ${IS_OTHER} and (${IS_DONE} or state in ('waiting', 'sent', 'parked'))`,
    )
    .all(kind, id);
  return rows.flatMap(({ n, name, args, isDone }) => {
    const parsed = parsedOperation(name, args);
    if (!parsed?.command.wordless) return [];
    const { remember, wordless } = parsed.command;
    const said = isDone ? remember?.(parsed.args, readIn(db), () => undefined) : undefined;
    const left = wordless((said ?? parsed.args) as never);
    return left === undefined ? [] : [{ n, left }];
  });
}

/** One that has not been sent yet is sent: the authority's no is what makes the number known. */
function keepNumbers(db: WriteDb, left: readonly Left[]): void {
  for (const { n, left: number } of left) {
    // It is given to nobody else here.
    noteSeen(db, number.registerId, number.given.number + 1);
    db.prepare(
      `update outbox set args = ?, state = case when state = 'refused' then 'waiting' else state end, code = null where n = ?`,
    ).run(JSON.stringify(number), n);
  }
}

/** What was going to be signed here, was read, or waits for a time-stamp. */
function forgetSigning(db: WriteDb, documentId: string): void {
  for (const table of ['signing_intents', 'signing_review', 'signing_extension'] as const)
    db.prepare(`delete from ${table} where document_id = ?`).run(documentId);
  db.prepare(
    `update signing_batch_item set state = 'skipped' where document_id = ? and state in ('waiting', 'signing')`,
  ).run(documentId);
}

/**
 * Writes the database anew, so that no freed page says what was there; done when every file is gone, and again after a crash. While something is left to do the
 * device may not say that it has wiped; when it was done now, it has to.
 */
export function scrubContained(store: Store, log: Log): 'left' | 'done-now' | 'nothing' {
  const isLeft = store.read.prepare('select 1 from contained where is_scrubbed = 0 limit 1').get();
  if (!isLeft) return 'nothing';
  if (store.read.prepare(`select 1 from downloads where state = 'unwanted' limit 1`).get()) return 'left';
  try {
    store.rewrite();
  } catch (problem) {
    log('secrecy.rewrite-failed', { problem: problem instanceof Error ? problem.name : 'unknown' });
    return 'left';
  }
  store.transact((db) => void db.prepare('update contained set is_scrubbed = 1').run());
  return 'done-now';
}
