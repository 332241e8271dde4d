/** Stops on a state that only a bug can reach; `why` says which rule was broken. Never for outside data. */
export function assert(condition: unknown, why: string): asserts condition {
  if (!condition) throw new AssertionError(why);
}

export class AssertionError extends Error {
  override readonly name = 'AssertionError';
}

/** Closes a switch over a union: a new member does not compile until it is handled. */
export function assertNever(value: never): never {
  throw new AssertionError(`unhandled value ${JSON.stringify(value)}`);
}
