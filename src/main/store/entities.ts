import { type AnyBody, type Bodies, type Kind, kindRule, type Ref } from '../../shared/domain/core/kinds.ts';
import type { EntityRow } from '../../shared/protocol/rows.ts';
import type { ReadDb, WriteDb } from './handles.ts';

/** Bodies come from our own rows, which were checked by the kind's schema before they were written as readable. */
const bodyFrom = (text: string): AnyBody => JSON.parse(text) as AnyBody;

/** The body that the official sees, overlay first; undefined when this replica has none that it can read. */
export function seenBody(db: ReadDb, kind: Kind, id: string): AnyBody | undefined {
  const text = db
    .prepare<[string, string], string>(
      'select coalesce(overlay, body) from entities where kind = ? and id = ? and is_readable = 1',
    )
    .pluck()
    .get(kind, id);
  return text === undefined ? undefined : bodyFrom(text);
}

/** `seenBody` with the kind's type. */
export const seen = <K extends Kind>(db: ReadDb, kind: K, id: string): Bodies[K] | undefined =>
  seenBody(db, kind, id) as Bodies[K] | undefined;

/** What the authority last said, without pending operations. */
export function confirmedBody(db: ReadDb, kind: Kind, id: string): AnyBody | undefined {
  const text = db
    .prepare<[string, string], string | null>(
      'select body from entities where kind = ? and id = ? and is_readable = 1',
    )
    .pluck()
    .get(kind, id);
  return text ? bodyFrom(text) : undefined;
}

/** The `seq` of the confirmed body; 0 where there is none. */
export const confirmedSeq = (db: ReadDb, { kind, id }: Ref): number =>
  db
    .prepare<[string, string], number>('select seq from entities where kind = ? and id = ?')
    .pluck()
    .get(kind, id) ?? 0;

/** Parts of one root and one kind (a document's directives, attachments …), as seen; at most `PARTS_MAX`. */
export const PARTS_MAX = 2000;
export function partsOf<K extends Kind>(
  db: ReadDb,
  kind: K,
  root: Ref,
): readonly { readonly id: string; readonly body: Bodies[K] }[] {
  return db
    .prepare<[string, string, string, number], { id: string; seen: string }>(
      `select id, coalesce(overlay, body) as seen from entities
       where root_kind = ? and root_id = ? and kind = ? and root_id <> id and is_readable = 1
       order by entity limit ?`,
    )
    .all(root.kind, root.id, kind, PARTS_MAX)
    .map((row) => ({ id: row.id, body: bodyFrom(row.seen) as Bodies[K] }));
}

/** Every entity of a kind, as seen: for the small kinds that everyone holds (officials, units, registers). */
export const WHOLE_KIND_MAX = 20_000;
export function allOf<K extends Kind>(
  db: ReadDb,
  kind: K,
): readonly { readonly id: string; readonly body: Bodies[K] }[] {
  return db
    .prepare<[string, number], { id: string; seen: string }>(
      `select id, coalesce(overlay, body) as seen from entities
       where kind = ? and is_readable = 1 order by id limit ?`,
    )
    .all(kind, WHOLE_KIND_MAX)
    .map((row) => ({ id: row.id, body: bodyFrom(row.seen) as Bodies[K] }));
}

/** Where the entity stands in the tree whose access it follows; itself when it is not here. */
export function rootOf(db: ReadDb, { kind, id }: Ref): { readonly kind: string; readonly id: string } {
  const row = db
    .prepare<[string, string], { kind: string; id: string }>(
      'select root_kind as kind, root_id as id from entities where kind = ? and id = ?',
    )
    .get(kind, id);
  return row ?? { kind, id };
}

export const isThere = (db: ReadDb, { kind, id }: Ref): boolean =>
  db
    .prepare<[string, string], number>('select 1 from entities where kind = ? and id = ?')
    .pluck()
    .get(kind, id) !== undefined;

/** Lays what a pending operation made over the confirmed body; creates the row where there is none. */
export function writeOverlay(db: WriteDb, kind: Kind, id: string, body: AnyBody): void {
  const root = kindRule(kind).rootOf(id, body);
  db.prepare(
    `insert into entities (kind, id, root_kind, root_id, seq, generation, overlay) values (?, ?, ?, ?, 0, 0, ?)
     on conflict (kind, id) do update set overlay = excluded.overlay`,
  ).run(kind, id, root.kind, root.id, JSON.stringify(body));
}

export const hasOverlays = (db: ReadDb): boolean =>
  db.prepare<[], number>('select 1 from entities where overlay is not null limit 1').pluck().get() !==
  undefined;

/** Takes the overlay away; a row that was nothing else goes. True when there was one. */
export function dropOverlay(db: WriteDb, { kind, id }: Ref): boolean {
  const gone = db.prepare('delete from entities where kind = ? and id = ? and body is null').run(kind, id);
  if (gone.changes > 0) return true;
  return (
    db
      .prepare('update entities set overlay = null where kind = ? and id = ? and overlay is not null')
      .run(kind, id).changes > 0
  );
}

/** How a confirmed row is written: readable or kept raw, under which snapshot, and whether a new epoch makes old `seq`s void. */
export type Confirming = {
  readonly isReadable: boolean;
  readonly generation: number;
  readonly isNewEpoch: boolean;
};

/**
 * Writes a confirmed body, never over one of a higher or equal `seq` in the same epoch. True when it was written; a row that stays is
 * still marked as named by the running snapshot.
 */
export function writeConfirmed(db: WriteDb, row: EntityRow, how: Confirming): boolean {
  const { kind, id, rootKind, rootId, seq, body } = row;
  const written = db
    .prepare(
      `insert into entities (kind, id, root_kind, root_id, seq, generation, is_readable, body)
       values (?, ?, ?, ?, ?, ?, ?, ?)
       on conflict (kind, id) do update set root_kind = excluded.root_kind, root_id = excluded.root_id, seq = excluded.seq,
         generation = excluded.generation, is_readable = excluded.is_readable, body = excluded.body
       where excluded.seq > entities.seq or ?`,
    )
    .run(
      kind,
      id,
      rootKind,
      rootId,
      seq,
      how.generation,
      how.isReadable ? 1 : 0,
      JSON.stringify(body),
      how.isNewEpoch ? 1 : 0,
    );
  if (written.changes > 0) return true;
  db.prepare('update entities set generation = ? where kind = ? and id = ? and generation <> ?').run(
    how.generation,
    kind,
    id,
    how.generation,
  );
  return false;
}

type Named = { readonly kind: string; readonly id: string };
/** With the body that was seen and, where an operation lies over it, the one that was confirmed, as text. */
export type Removed = Named & { readonly seen: string; readonly confirmed: string | null };

/** `confirmed` only where it is another text than the one seen. */
const REMOVED = `kind, id, coalesce(overlay, body) as seen, case when overlay is null then null else body end as confirmed`;

/** Takes a root and all its parts away, with what pending operations laid over them; answers what went. */
export function removeTree(db: WriteDb, root: Named): readonly Removed[] {
  const named = db
    .prepare<[string, string, string, string], Removed>(
      `select ${REMOVED} from entities where kind = ? and id = ?
       union all select ${REMOVED} from entities where root_kind = ? and root_id = ? and root_id <> id`,
    )
    .all(root.kind, root.id, root.kind, root.id);
  const remove = db.prepare('delete from entities where kind = ? and id = ?');
  for (const { kind, id } of named) remove.run(kind, id);
  return named;
}

/** After the last page of a snapshot: what no page named is no longer ours. Overlays alone stay for the replay. Answers what went. */
export function removeUnnamed(db: WriteDb, generation: number): readonly Removed[] {
  const named = db
    .prepare<[number], Removed>(`select ${REMOVED} from entities where generation <> ? and body is not null`)
    .all(generation);
  db.prepare('delete from entities where generation <> ? and body is not null').run(generation);
  return named;
}
