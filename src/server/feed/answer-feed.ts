import { z } from 'zod';
import { CHANGES_LIMIT_MAX } from '../../shared/protocol/feed.ts';
import type { Session } from '../auth/session.ts';
import { ProtocolProblem } from '../http/protocol-problem.ts';
import type { ServerPorts } from '../ports.ts';
import type { FeedStore } from '../store/feed-store.ts';
import { readChanges } from './changes.ts';
import { rowText } from './rows.ts';
import { readSnapshot } from './snapshot.ts';

const ChangesQuery = z.object({
  since: z.coerce.number().int().min(0).max(Number.MAX_SAFE_INTEGER),
  limit: z.coerce.number().int().min(1).max(CHANGES_LIMIT_MAX).default(CHANGES_LIMIT_MAX),
  epoch: z.coerce.number().int().optional(),
});
const SnapshotQuery = z.object({ page: z.string().min(1).max(2_000).optional() });

export type PullParts = {
  readonly feed: FeedStore;
  readonly epoch: number;
  readonly ports: Pick<ServerPorts, 'now'>;
};

/** `ChangesResponse` as JSON text for a query of a proved device; throws `ProtocolProblem`. */
export async function answerChanges(asked: unknown, session: Session, parts: PullParts): Promise<string> {
  const { feed, epoch, ports } = parts;
  const { agencyId, officialId, principals } = session;
  const { since, limit, epoch: known } = queryAs(ChangesQuery, asked);
  if (known !== undefined && known !== epoch) throw new ProtocolProblem('epoch-differs', epoch);
  const page = await readChanges(feed, { agencyId, officialId, principals, since, limit });
  if (!page) throw new ProtocolProblem('cannot-calculate-changes');
  const { head, next, entities, gone } = page;
  const rest = { epoch, head, next, hasMore: next < head, serverTime: ports.now(), gone };
  return `${JSON.stringify(rest).slice(0, -1)},"entities":[${entities.map(rowText).join(',')}]}`;
}

/** `SnapshotResponse` as JSON text for a query of a proved device; throws `ProtocolProblem`. */
export async function answerSnapshot(
  asked: unknown,
  session: Session,
  { feed, epoch, ports }: PullParts,
): Promise<string> {
  const { agencyId, officialId, principals } = session;
  const { page } = queryAs(SnapshotQuery, asked);
  const found = await readSnapshot(feed, { agencyId, officialId, principals, epoch, page });
  if (!found) throw new ProtocolProblem('cannot-calculate-changes');
  const { asOf, nextPage, entities, contained } = found;
  const rest = { epoch, asOf, serverTime: ports.now(), ...(nextPage && { nextPage }), contained };
  return `${JSON.stringify(rest).slice(0, -1)},"entities":[${entities.map(rowText).join(',')}]}`;
}

function queryAs<Value>(schema: z.ZodType<Value>, query: unknown): Value {
  const found = schema.safeParse(query);
  if (!found.success) throw new ProtocolProblem('invalid', found.error.issues[0]?.path.join('.'));
  return found.data;
}
