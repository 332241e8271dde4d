import type { AnyBody, Kind } from '../../shared/domain/core/kinds.ts';
import { seenBody } from '../store/entities.ts';
import type { WriteDb } from '../store/handles.ts';
import type { Projectors } from '../store/projector.ts';
import { byRank, type Dirty } from './decide-here.ts';

/** A confirmed body that was written and can be read; those that this program cannot read are kept raw and not shown. */
export type Written = { readonly kind: Kind; readonly id: string; readonly body: AnyBody };

type AnyProjector = (db: WriteDb, id: string, body: AnyBody | undefined) => void;

/** Writes the list and search rows of one entity; every body of the transaction stands already. */
export function projectBody(
  db: WriteDb,
  projectors: Projectors,
  kind: Kind,
  id: string,
  body: AnyBody | undefined,
): void {
  const projector = projectors[kind] as AnyProjector | undefined;
  projector?.(db, id, body);
}

/** Writes the rows of everything that changed, from what is seen now. */
export function projectDirty(db: WriteDb, projectors: Projectors, dirty: Dirty): void {
  for (const { kind, id } of [...dirty.values()].sort(byRank))
    projectBody(db, projectors, kind, id, seenBody(db, kind, id));
}
