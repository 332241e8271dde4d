import type { Bodies, Kind } from '../../shared/domain/core/kinds.ts';
import type { WriteDb } from './handles.ts';

/**
 * Writes the list and search rows of one kind, in the transaction that changed the body and from nothing but bodies, so that they can be rebuilt.
 * `body` is what the official sees (the overlay where there is one); undefined when the entity left the replica.
 */
export type Projector<K extends Kind> = (db: WriteDb, id: string, body: Bodies[K] | undefined) => void;

/** The projectors of all areas, put together in app.ts. */
export type Projectors = { readonly [K in Kind]?: Projector<K> };
