import type { Input, Invoke, OperationsOfKind, Output } from '../contract/contract.ts';
import type { CommandName } from '../domain/all-commands.ts';
import type { OperationId } from '../domain/core/values.ts';

/** Something that the official did himself, as Đồng bộ shows it. */
export type Deed = Output<'sync.listOperations'>['rows'][number];

type QueryName = OperationsOfKind<'query'>;

/** A question to the application about what a deed was done to, and what its answer must say. It can only ask: commands do not fit in. */
export type Look = {
  readonly ask: QueryName;
  readonly input: (id: string) => unknown;
  readonly holds: (answer: unknown) => boolean;
};

/** Declares a look; `input` gets the id of what the deed was done to. */
export const look = <Name extends QueryName>(
  ask: Name,
  input: (id: string) => unknown,
  holds: (answer: Output<Name>) => boolean,
): Look => ({ ask, input, holds: holds as Look['holds'] });

/** One guided exercise: where it is done, by which command, and how the office stands behind it. */
export type Exercise<Id extends string = string> = {
  readonly id: Id;
  /** Where to go, as an address of the window. */
  readonly place: string;
  readonly by: CommandName;
  readonly shows: Look;
  /** How many different things it must be done to; one where absent. */
  readonly times?: number;
};

/** More than anybody does in a sitting; what lies further back is not looked at. */
const DEEDS_MAX = 200;

/** What the official did lately and the authority has not refused, the newest first in each of both lists. */
export async function deedsOf(invoke: Invoke): Promise<readonly Deed[]> {
  const tabs = await Promise.all(
    (['waiting', 'history'] as const).map((tab) => invoke('sync.listOperations', { tab, limit: DEEDS_MAX })),
  );
  return tabs
    .flatMap((reply) => (reply.ok ? reply.value.rows : []))
    .filter(({ state }) => state === 'waiting' || state === 'sent' || state === 'answered');
}

/**
 * Whether the exercise is done: by deeds that are not among those of before it was begun, and because the office now stands as it should. A deed that only
 * waits for its answer, or that was taken back, does not show there.
 */
export async function isDone(
  { by, shows, times = 1 }: Exercise,
  deeds: readonly Deed[],
  before: readonly OperationId[],
  invoke: Invoke,
): Promise<boolean> {
  const shown = new Set<string>();
  for (const { name, operationId, documentId } of deeds) {
    if (name !== by || before.includes(operationId) || shown.has(documentId)) continue;
    const reply = await invoke(shows.ask, shows.input(documentId) as Input<QueryName>);
    if (reply.ok && shows.holds(reply.value)) shown.add(documentId);
    if (shown.size >= times) return true;
  }
  return false;
}
