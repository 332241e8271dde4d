import { z } from 'zod';
import { CONTAINED_MAX } from '../../shared/protocol/feed.ts';
import type { Gone } from '../../shared/protocol/rows.ts';
import type { FeedStore, StoredRow } from '../store/feed-store.ts';

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
  /** On the last page. */
  readonly contained: readonly Gone[];
};

/**
 * A page of everything visible. Pages are read as of now, at or after `asOf`; what changes between them comes again with the changes since
 * `asOf`, where the higher `seq` wins. `undefined` for a token of another history.
 */
export async function readSnapshot(
  feed: FeedStore,
  asked: {
    readonly agencyId: string;
    readonly officialId: string;
    readonly principals: readonly string[];
    readonly epoch: number;
    readonly page: string | undefined;
  },
): Promise<SnapshotPage | undefined> {
  const { agencyId, officialId, principals, epoch, page } = asked;
  const token = page === undefined ? undefined : readToken(page);
  if (page !== undefined && token?.epoch !== epoch) return undefined;
  const asOf = token?.asOf ?? (await feed.state(agencyId, officialId)).head;
  const after = token?.after ?? (['', '', '', ''] as const);
  const rows = await feed.snapshot(agencyId, principals, after, SNAPSHOT_PAGE_ROWS + 1);
  const entities = rows.slice(0, SNAPSHOT_PAGE_ROWS);
  const last = entities.at(-1);
  const nextPage =
    last && rows.length > SNAPSHOT_PAGE_ROWS
      ? writeToken({ epoch, asOf, after: [last.rootKind, last.rootId, last.kind, last.id] })
      : undefined;
  const contained = nextPage === undefined ? await feed.contained(agencyId, CONTAINED_MAX) : [];
  return { asOf, nextPage, entities, contained };
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
