import { z } from 'zod';
import type { Pool } from '../store/pool.ts';
import { readHead, type StoredRow } from './rows.ts';

export const SNAPSHOT_PAGE_ROWS = 500;

/** Where the next page begins, and the sequence number that the first page found: all pages count as of that one. */
const Token = z.object({
  epoch: z.int(),
  asOf: z.int(),
  after: z.tuple([z.string(), z.string(), z.string(), z.string()]),
});

export type SnapshotPage = {
  readonly asOf: number;
  readonly nextPage: string | undefined;
  readonly entities: readonly StoredRow[];
};

const pageOfSnapshot = `
select e.kind, e.id, e.root_kind as "rootKind", e.root_id as "rootId", e.seq, e.body
from entities e
where e.agency_id = $1 and (e.root_kind, e.root_id, e.kind, e.id) > ($3, $4, $5, $6)
  and exists (select 1 from access a where a.root_kind = e.root_kind and a.root_id = e.root_id
    and a.to_seq is null and a.principal = any ($2))
order by e.root_kind, e.root_id, e.kind, e.id
limit $7`;

/**
 * A page of everything visible. Pages are read as of now, at or after `asOf`; what changes between them comes again with the changes since
 * `asOf`, where the higher `seq` wins. `undefined` for a token of another history.
 */
export async function readSnapshot(
  pool: Pool,
  asked: {
    readonly agencyId: string;
    readonly principals: readonly string[];
    readonly epoch: number;
    readonly page: string | undefined;
  },
): Promise<SnapshotPage | undefined> {
  const { agencyId, principals, epoch, page } = asked;
  const token = page === undefined ? undefined : readToken(page);
  if (page !== undefined && token?.epoch !== epoch) return undefined;
  const asOf = token?.asOf ?? (await readHead(pool, agencyId));
  const { rows } = await pool.query<StoredRow>({
    name: 'snapshot-page',
    text: pageOfSnapshot,
    values: [agencyId, principals, ...(token?.after ?? ['', '', '', '']), SNAPSHOT_PAGE_ROWS + 1],
  });
  const entities = rows.slice(0, SNAPSHOT_PAGE_ROWS);
  const last = entities.at(-1);
  const nextPage =
    last && rows.length > SNAPSHOT_PAGE_ROWS
      ? writeToken({ epoch, asOf, after: [last.rootKind, last.rootId, last.kind, last.id] })
      : undefined;
  return { asOf, nextPage, entities };
}

const writeToken = (token: z.infer<typeof Token>): string =>
  Buffer.from(JSON.stringify(token)).toString('base64url');

function readToken(page: string): z.infer<typeof Token> | undefined {
  try {
    return Token.parse(JSON.parse(Buffer.from(page, 'base64url').toString('utf8')));
  } catch {
    // Not a token of ours; the caller answers that only a new snapshot helps.
    return undefined;
  }
}
