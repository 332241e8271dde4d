import { z } from 'zod';
import type { Performed } from '../../shared/contract/define.ts';
import { commandNamed } from '../../shared/domain/all-commands.ts';
import { type Invocation, isRefusal, undecided } from '../../shared/domain/core/command.ts';
import { blobsOf, completed, type Parsed, refsOf } from '../../shared/domain/core/decide.ts';
import { ARGS_BYTES_MAX } from '../../shared/domain/core/schema.ts';
import { OperationId, type Sha256 } from '../../shared/domain/core/values.ts';
import { OF_AUTHORITY } from '../../shared/domain/office/register.ts';
import { numberLeft } from '../../shared/domain/register/refused-number.ts';
import { AppError } from '../../shared/errors.ts';
import type { Store } from '../store/database.ts';
import type { WriteDb } from '../store/handles.ts';
import { keptSize } from '../store/kept-file.ts';
import { noteSeen } from './books-seen.ts';
import { asRef, type Dirty, decideHere, markDirty, writeChanges } from './decide-here.ts';
import { addOperation, countPending, forgetRefs, noteRefs, PENDING_MAX } from './outbox.ts';
import { projectDirty } from './project.ts';
import { correctedTime } from './replica-row.ts';
import type { ReplicaSetting } from './setting.ts';
import { actorIn, contextIn, lookupIn } from './view.ts';

/**
 * Gives a command: decided over what the official sees; overlays, list rows and the outbox row are one transaction. `waiting` = only the
 * authority can say, nothing changed here. A refusal is an `AppError` with its code and leaves nothing behind.
 */
export function perform(store: Store, setting: ReplicaSetting, name: string, args: unknown): Performed {
  const parsed = accepted(name, args);
  textOf(parsed);
  const blobs = filesHere(setting, blobsOf(parsed));
  const performed = store.transact((db) => performIn(db, setting, parsed, blobs));
  setting.failpoint('perform.after-commit');
  return performed;
}

/**
 * Keeps a command that was refused here after work that cannot simply be done again, a signature: it stands in Đồng bộ with its reason and its files, shows
 * nowhere else, and is never sent.
 */
export function keepRefused(
  store: Store,
  setting: ReplicaSetting,
  name: string,
  args: unknown,
  { code, detail }: AppError,
): void {
  const parsed = accepted(name, args);
  store.transact((db) => {
    const doneAt = correctedTime(db, setting.now());
    const operationId = OperationId.parse(setting.newId());
    const n = addOperation(db, { operationId, name, args: JSON.stringify(parsed.args), doneAt }, []);
    for (const sha256 of blobsOf(parsed))
      db.prepare('insert or ignore into outbox_blobs (n, sha256) values (?, ?)').run(n, sha256);
    noteRefs(db, n, refsOf(parsed, lookupIn(db), setting.profile.officialId), undefined);
    forgetRefs(db, n);
    db.prepare(
      `update outbox set state = 'refused', is_decided_here = 0, code = ?, detail = ?, answered_at = ? where n = ?`,
    ).run(code, JSON.stringify(detail), correctedTime(db, setting.now()), n);
  });
}

/**
 * What the device says by itself about an operation that the authority refused: written with the verdict, in the caller's transaction, so that neither is without
 * the other. Decided here for what shows; nothing that this replica finds keeps it from being sent.
 */
export function giveAfter(
  db: WriteDb,
  setting: ReplicaSetting,
  { name, args }: Invocation,
  dirty: Dirty,
): void {
  const parsed = accepted(name, args);
  const doneAt = correctedTime(db, setting.now());
  const { reads, changes } = decideHere(db, setting, parsed, doneAt);
  writeChanges(db, changes);
  const operationId = OperationId.parse(setting.newId());
  const row = { operationId, name, args: JSON.stringify(parsed.args), doneAt };
  const n = addOperation(db, row, filesHere(setting, blobsOf(parsed)));
  noteRefs(db, n, reads, changes.length > 0 ? changes.map(asRef) : undefined);
  for (const each of changes) markDirty(dirty, asRef(each));
}

function performIn(
  db: WriteDb,
  setting: ReplicaSetting,
  given: Parsed,
  blobs: readonly { readonly sha256: Sha256; readonly sizeBytes: number }[],
): Performed {
  actorIn(db, setting);
  if (countPending(db) >= PENDING_MAX) throw new AppError('sync.outbox-full', { limit: PENDING_MAX });
  const doneAt = correctedTime(db, setting.now());
  const parsed = completed(given, lookupIn(db), contextIn(db, setting, doneAt));
  const text = textOf(parsed);
  const { decision, reads, changes } = decideHere(db, setting, parsed, doneAt);
  if (isRefusal(decision)) throw new AppError(decision.refused, decision.detail);
  writeChanges(db, changes);
  const operationId = OperationId.parse(setting.newId());
  const n = addOperation(db, { operationId, name: parsed.command.name, args: text, doneAt }, blobs);
  noteRefs(db, n, reads, changes.map(asRef));
  noteGiven(db, parsed);
  const dirty: Dirty = new Map();
  for (const each of changes) markDirty(dirty, asRef(each));
  projectDirty(db, setting.projectors, dirty);
  setting.failpoint('perform.in-transaction');
  return { operationId, outcome: decision === undecided ? 'waiting' : 'applied' };
}

/** A number that was given here may stand on a paper: whatever becomes of it, this device never gives it again. */
function noteGiven(db: WriteDb, { args }: Parsed): void {
  const number = numberLeft(args);
  if (number && number.given.epoch !== OF_AUTHORITY) noteSeen(db, number.registerId, number.given.number + 1);
}

function accepted(name: string, args: unknown): Parsed {
  const command = commandNamed(name);
  if (!command) throw new AppError('operation.unknown', { name: name.slice(0, 100) });
  const result = command.args.safeParse(args);
  if (!result.success) throw invalidInput(result.error);
  return { command, args: result.data as never };
}

/** The arguments as they are kept and sent; more than an operation may carry is refused before anything is done. */
function textOf({ args }: Parsed): string {
  const text = JSON.stringify(args);
  if (Buffer.byteLength(text) > ARGS_BYTES_MAX) throw new AppError('operation.too-large');
  return text;
}

/** Names the first field that does not fit, and nothing of what was in it. */
export const invalidInput = (problem: z.ZodError): AppError =>
  new AppError(
    'input.invalid',
    { path: z.core.toDotPath(problem.issues[0]?.path ?? []) },
    { cause: problem },
  );

/** A file that is not on this machine cannot be promised to the authority. */
const filesHere = (setting: ReplicaSetting, named: readonly Sha256[]) =>
  named.map((sha256) => ({ sha256, sizeBytes: keptSize(setting.blobs.fileOf(sha256)) }));
