import type { Inspected } from '../../src/shared/domain/core/command.ts';
import { type AnyBody, type Ref, refKey } from '../../src/shared/domain/core/kinds.ts';
import type { Verdict } from '../../src/shared/protocol/push.ts';
import type { Gone } from '../../src/shared/protocol/rows.ts';
import type { DirectoryResponse } from '../../src/shared/protocol/session.ts';

export type Stored = { readonly ref: Ref; readonly root: Ref; readonly seq: number; readonly body: AnyBody };
export type Access = { from: number; to: number | undefined };

/** What a fake server must not lose. */
export type State = {
  entities: Map<string, Stored>;
  access: Map<string, Map<string, Access>>;
  verdicts: Map<string, Verdict>;
  claims: Set<string>;
  devices: Map<string, number>;
  blobs: Map<string, Uint8Array>;
  uploads: Set<string>;
  found: Map<string, Inspected>;
  contained: Set<string>;
  head: number;
};

/** The tree goes, and everybody is told. */
export function purge(state: State, root: Ref): void {
  for (const [key, stored] of state.entities)
    if (refKey(stored.root) === refKey(root)) state.entities.delete(key);
  for (const known of state.access.values())
    known.set(refKey(root), { from: state.head, ...known.get(refKey(root)), to: state.head });
  state.contained.add(refKey(root));
}

/** A tombstone, and whether it is of a contained document. */
export const goneOf = (state: State, key: string): Gone => {
  const colon = key.indexOf(':');
  const isContained = state.contained.has(key);
  return { kind: key.slice(0, colon), id: key.slice(colon + 1), ...(isContained && { isContained }) };
};

/** What every device fetches of a directory; or, with a text, what is found of the rest. */
export const listedIn = (
  agencies: DirectoryResponse['agencies'],
  text: string | undefined,
): DirectoryResponse['agencies'] =>
  agencies.filter(({ isElsewhere = false, name }) =>
    text === undefined ? !isElsewhere : isElsewhere && name.includes(text),
  );
