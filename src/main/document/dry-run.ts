import { assert } from '../../shared/assert.ts';
import type { Allowed } from '../../shared/contract/shapes.ts';
import { type CommandName, commandNamed } from '../../shared/domain/all-commands.ts';
import { type Inspected, isRefusal, undecided } from '../../shared/domain/core/command.ts';
import { decideOver, parseCommand } from '../../shared/domain/core/decide.ts';
import type { QueryContext } from '../handler.ts';

export type DryRun = {
  /** The operation that the window calls; often the command itself, else the action that ends in it. */
  readonly name: string;
  readonly command: CommandName;
  /** Arguments as good as an official could give, so that only the rule's own reasons are left. */
  readonly args: unknown;
  /** What a faultless signature would be found to be. */
  readonly inspected?: Inspected | undefined;
};

/**
 * Asks the rule itself whether the official may do this now: the same `decide` that will judge the real thing, over what this replica holds. A
 * decision left to the authority counts as allowed; a refusal carries the code of its sentence.
 */
export function tryOut(context: QueryContext, { name, command, args, inspected }: DryRun): Allowed {
  const known = commandNamed(command);
  assert(known, `${command} is a command`);
  const { profile, now } = context.ports;
  const at = now();
  const decision = decideOver(parseCommand(known, args), ({ kind, id }) => context.read(kind, id), {
    actor: context.actor(),
    agencyId: profile.agencyId,
    device: profile.deviceId,
    isAuthority: false,
    today: context.today(),
    at,
    doneAt: at,
    inspect: () => inspected,
  });
  return decision !== undecided && isRefusal(decision)
    ? { name, isAllowed: false, reason: decision.refused }
    : { name, isAllowed: true };
}
