import { commandNamed } from '../../shared/domain/all-commands.ts';
import {
  type Decision,
  type EntityChange,
  isRefusal,
  refuse,
  undecided,
} from '../../shared/domain/core/command.ts';
import { decideOver, type Parsed, refsOf } from '../../shared/domain/core/decide.ts';
import { type Kind, kindRule, type Ref, refKey } from '../../shared/domain/core/kinds.ts';
import { BODY_BYTES_MAX } from '../../shared/domain/core/schema.ts';
import type { Instant } from '../../shared/domain/core/values.ts';
import { isThere, writeOverlay } from '../store/entities.ts';
import type { ReadDb, WriteDb } from '../store/handles.ts';
import { CONTAINED_CODE, isContained } from './contained.ts';
import type { ReplicaSetting } from './setting.ts';
import { contextIn, lookupIn } from './view.ts';

/** The command behind an operation's name, with its arguments parsed; undefined for a name that this program does not know. */
export function parsedOperation(name: string, args: string): Parsed | undefined {
  const command = commandNamed(name);
  if (!command) return undefined;
  const accepted = command.args.safeParse(JSON.parse(args));
  return accepted.success ? { command, args: accepted.data as never } : undefined;
}

export type Outcome = {
  readonly decision: Decision;
  readonly reads: readonly Ref[];
  readonly changes: readonly EntityChange[];
};

/** Decides over what the official sees. A creation of what exists and a body over its limit are refused, as the authority would; claims and queued work are its alone. */
export function decideHere(db: ReadDb, setting: ReplicaSetting, parsed: Parsed, doneAt: Instant): Outcome {
  const lookup = lookupIn(db);
  const reads = refsOf(parsed, lookup, setting.profile.officialId);
  const decision = decideOver(parsed, lookup, contextIn(db, setting, doneAt));
  if (decision === undecided || isRefusal(decision)) return { decision, reads, changes: [] };
  const changes = decision.filter(
    (each): each is EntityChange => each.type === 'put' || each.type === 'create',
  );
  if (changes.some((each) => each.type === 'create' && isThere(db, each)))
    return { decision: refuse('entity.exists'), reads, changes: [] };
  // A package whose document was contained, carried here once more.
  if (changes.some(({ type, kind, id }) => type === 'create' && isContained(db, kind, id)))
    return { decision: refuse(CONTAINED_CODE), reads, changes: [] };
  if (changes.some(({ body }) => Buffer.byteLength(JSON.stringify(body)) > BODY_BYTES_MAX))
    return { decision: refuse('operation.too-large'), reads, changes: [] };
  return { decision, reads, changes };
}

/** Lays the changes over the confirmed bodies. */
export function writeChanges(db: WriteDb, changes: readonly EntityChange[]): void {
  for (const { kind, id, body } of changes) writeOverlay(db, kind, id, body);
}

/** Entities whose list and search rows must be written anew before the transaction ends. */
export type Dirty = Map<string, Ref>;

export const markDirty = (dirty: Dirty, each: Ref): void => void dirty.set(refKey(each), each);

export const asRef = ({ kind, id }: { readonly kind: Kind; readonly id: string }): Ref => ({ kind, id });

/** Parents before their parts, so that a part's projector finds its document's row. */
export const byRank = (a: { readonly kind: Kind }, b: { readonly kind: Kind }): number =>
  kindRule(a.kind).rank - kindRule(b.kind).rank;
