import { assert } from '../../assert.ts';
import type { AnyCommand, Context, Decision, Inspection, Read } from './command.ts';
import { refuse, undecided } from './command.ts';
import { type AnyBody, type Bodies, byLockOrder, type Kind, type Ref, refKey } from './kinds.ts';
import type { OfficialId, Sha256 } from './values.ts';

/** What a store knows of an entity. `not-held`: this replica was never given it, so nothing may be concluded. */
export type Lookup = (ref: Ref) => AnyBody | undefined | 'not-held';

/** A command with arguments that its own schema has accepted. */
export type Parsed = { readonly command: AnyCommand; readonly args: never };

/** `reads` is asked again until it names nothing new, at most four times. */
export const READ_ROUNDS_MAX = 4;
export const REFS_MAX = 200;

/** Accepts outside arguments; throws zod's error, which the caller folds into `input.invalid`. */
export const parseCommand = (command: AnyCommand, args: unknown): Parsed => ({
  command,
  args: command.args.parse(args) as never,
});

class NotHeld extends Error {}

const reader = (lookup: Lookup, allowed?: ReadonlySet<string>): Read => {
  const read = (kind: Kind, id: string): AnyBody | undefined => {
    assert(
      !allowed || allowed.has(refKey({ kind, id })),
      `decide read ${kind}:${id}, which reads did not name`,
    );
    const found = lookup({ kind, id });
    if (found === 'not-held') throw new NotHeld();
    return found;
  };
  return read as <K extends Kind>(kind: K, id: string) => Bodies[K] | undefined;
};

/** The refs that the command wants, given what `lookup` can answer so far; sorted in lock order, without doubles. */
export function refsOf({ command, args }: Parsed, lookup: Lookup, actorId: OfficialId): readonly Ref[] {
  const known: Lookup = (ref) => {
    const found = lookup(ref);
    return found === 'not-held' ? undefined : found;
  };
  const unique = new Map(command.reads(args, reader(known), actorId).map((each) => [refKey(each), each]));
  assert(unique.size <= REFS_MAX, `${command.name} reads more than ${String(REFS_MAX)} entities`);
  return [...unique.values()].sort(byLockOrder);
}

/** Decides over entities that are all at hand; a read of something not held gives `undecided`, never a refusal. */
export function decideOver(parsed: Parsed, lookup: Lookup, context: Context): Decision {
  const { command, args } = parsed;
  // Whatever made him the one to do it, his draft or his task: it is in other hands now.
  if (context.actor.leftOn !== undefined && !command.isOfDevice) return refuse('office.has-left');
  const allowed = new Set(refsOf(parsed, lookup, context.actor.id).map(refKey));
  try {
    return command.decide(reader(lookup, allowed), args, context);
  } catch (problem) {
    if (problem instanceof NotHeld) return undecided;
    throw problem;
  }
}

/** The arguments with what this device adds to them; as they were where it does not hold what that depends on. */
export function completed({ command, args }: Parsed, lookup: Lookup, context: Context): Parsed {
  if (!command.complete) return { command, args };
  try {
    return { command, args: command.complete(args, reader(lookup), context) as never };
  } catch (problem) {
    if (problem instanceof NotHeld) return { command, args };
    throw problem;
  }
}

export const isLasting = ({ command, args }: Parsed): boolean => command.isLasting?.(args) ?? false;
export const isGivenAgain = ({ command, args }: Parsed): boolean => command.isGivenAgain?.(args) ?? false;
export const blobsOf = ({ command, args }: Parsed): readonly Sha256[] => command.blobsOf?.(args) ?? [];
export const inspectionsOf = ({ command, args }: Parsed): readonly Inspection[] =>
  command.inspects?.(args) ?? [];
