import { type Bodies, type Kind, kinds, type Ref } from '../../shared/domain/core/kinds.ts';
import type { ReadDb } from '../store/handles.ts';

/** Parts of one kind shown with a document; a dispatch has at most 500 deliveries, everything else is far fewer. */
export const PARTS_MAX = 1_000;

export type PartOf<K extends Kind> = { readonly id: string; readonly body: Bodies[K] };

/** The parts of a document as the official sees them: the overlay first (DESIGN §4.3). */
export function partsOf<K extends Kind>(db: ReadDb, root: Ref, kind: K): readonly PartOf<K>[] {
  return db
    .prepare<[string, string, string, number], { id: string; body: string }>(
      `select id, coalesce(overlay, body) as body from entities
       where root_kind = ? and root_id = ? and kind = ? and root_id <> id limit ?`,
    )
    .all(root.kind, root.id, kind, PARTS_MAX)
    .map(({ id, body }) => ({ id, body: kinds[kind].schema.parse(JSON.parse(body)) }));
}
