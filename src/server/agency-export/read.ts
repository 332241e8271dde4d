import { type AnyBody, type Bodies, isKind, type Kind, type Ref } from '../../shared/domain/core/kinds.ts';
import { AgencyId } from '../../shared/domain/core/values.ts';
import type { DatabaseClient } from '../store/pool.ts';

/** Rows held at a time. */
const PAGE_ROWS = 500;

export type EntityRead<K extends Kind = Kind> = {
  readonly kind: K;
  readonly id: string;
  readonly seq: number;
  /** As it was stored: written on as it is. */
  readonly text: string;
  readonly body: Bodies[K];
};

/**
 * In the order of the books, then of documents and of what happened to each; the last word is the id's, so that two readings of one state are the same. Compared by bytes: the order of
 * a language may change with the system.
 */
const ORDERS: Partial<Record<Kind, string>> = {
  incoming: `coalesce(body::json ->> 'registerId', '~') collate "C", (body::json ->> 'arrivalNumber')::int`,
  outgoing: `coalesce(body::json ->> 'registerId', '~') collate "C", (body::json ->> 'number')::int`,
  dossier: `(body::json ->> 'year')::int, body::json ->> 'notation' collate "C"`,
  dossierItem: `root_id collate "C", (body::json ->> 'ordinal')::int`,
};
const IN_TIME = `root_id collate "C", coalesce(body::json ->> 'doneAt', body::json ->> 'at', '') collate "C"`;

let cursors = 0;

/** The rows of a question, some at a time, in the transaction that is open. What stands in the question is checked by whoever asks: a cursor takes no parameters. */
export async function* rowsOf<Row extends object>(client: DatabaseClient, sql: string): AsyncGenerator<Row> {
  cursors += 1;
  const name = `export_${String(cursors)}`;
  await client.query(`declare ${name} no scroll cursor for ${sql}`);
  for (;;) {
    const { rows } = await client.query<Row>(`fetch ${String(PAGE_ROWS)} from ${name}`);
    yield* rows;
    if (rows.length < PAGE_ROWS) break;
  }
  await client.query(`close ${name}`);
}

type Stored = { readonly kind: string; readonly id: string; readonly seq: number; readonly body: string };
const readRow = ({ kind, id, seq, body }: Stored): EntityRead => {
  if (!isKind(kind)) throw new TypeError(`an entity of no kind: ${kind}`);
  return { kind, id, seq, text: body, body: JSON.parse(body) as AnyBody };
};

/** Every entity of one kind of an agency. */
export async function* entitiesOf<K extends Kind>(
  client: DatabaseClient,
  agencyId: AgencyId,
  kind: K,
): AsyncGenerator<EntityRead<K>> {
  const order = ORDERS[kind] ?? IN_TIME;
  const sql = `select kind, id, seq, body from entities
    where agency_id = '${AgencyId.parse(agencyId)}' and kind = '${kind}' order by ${order}, id collate "C"`;
  for await (const row of rowsOf<Stored>(client, sql)) yield readRow(row) as EntityRead<K>;
}

/** Every tree of an agency's entities whose root is of these kinds: the root with its parts. */
export async function* treesOf(
  client: DatabaseClient,
  agencyId: AgencyId,
): AsyncGenerator<{ readonly root: Ref; readonly entities: readonly EntityRead[] }> {
  const sql = `select kind, id, seq, body, root_kind as "rootKind", root_id as "rootId" from entities
    where agency_id = '${AgencyId.parse(agencyId)}' and root_kind in ('incoming', 'outgoing', 'dossier', 'incident')
    order by root_kind collate "C", root_id collate "C", kind collate "C", id collate "C"`;
  let tree: { root: Ref; entities: EntityRead[] } | undefined;
  for await (const row of rowsOf<Stored & { rootKind: string; rootId: string }>(client, sql)) {
    if (tree?.root.kind !== row.rootKind || tree.root.id !== row.rootId) {
      if (tree) yield tree;
      tree = { root: { kind: row.rootKind as Kind, id: row.rootId }, entities: [] };
    }
    tree.entities.push(readRow(row));
  }
  if (tree) yield tree;
}

/** One tree, in the same order. */
export async function treeOf(
  client: DatabaseClient,
  agencyId: AgencyId,
  root: Ref,
): Promise<readonly EntityRead[]> {
  const { rows } = await client.query<Stored>(
    `select kind, id, seq, body from entities where agency_id = $1 and root_kind = $2 and root_id = $3
     order by kind collate "C", id collate "C"`,
    [agencyId, root.kind, root.id],
  );
  return rows.map(readRow);
}
