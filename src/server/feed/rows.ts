import type { Ref } from '../../shared/domain/core/kinds.ts';
import type { Pool } from '../store/pool.ts';

/** An entity as SQL answers it; `body` stays the stored text, to be sent as it is. */
export type StoredRow = {
  readonly kind: string;
  readonly id: string;
  readonly rootKind: string;
  readonly rootId: string;
  readonly seq: number;
  readonly body: string;
};

/** `EntityRow` as JSON text around the stored body: a page is bound by serialising, so bodies are not parsed on the way out. */
export function rowText({ body, ...rest }: StoredRow): string {
  return `${JSON.stringify(rest).slice(0, -1)},"body":${body}}`;
}

/** Entities that one answer to a push may bring along. */
const CURRENT_MAX = 500;

/** The named entities as they are now, as far as the principals see them. */
export async function readCurrent(
  pool: Pool,
  principals: readonly string[],
  refs: readonly Ref[],
): Promise<readonly StoredRow[]> {
  const wanted = refs.slice(0, CURRENT_MAX);
  if (wanted.length === 0) return [];
  const { rows } = await pool.query<StoredRow>({
    name: 'read-current',
    text: `select e.kind, e.id, e.root_kind as "rootKind", e.root_id as "rootId", e.seq, e.body
      from unnest($1::text[], $2::text[]) as r (kind, id)
      join entities e on e.kind = r.kind and e.id = r.id
      where exists (select 1 from access a where a.root_kind = e.root_kind and a.root_id = e.root_id
        and a.to_seq is null and a.principal = any ($3))`,
    values: [wanted.map(({ kind }) => kind), wanted.map(({ id }) => id), principals],
  });
  return rows;
}

/** The agency's last sequence number; 0 before its first operation. */
export async function readHead(pool: Pool, agencyId: string): Promise<number> {
  const { rows } = await pool.query<{ head: number }>({
    name: 'read-head',
    text: 'select head from feeds where agency_id = $1',
    values: [agencyId],
  });
  return rows[0]?.head ?? 0;
}
