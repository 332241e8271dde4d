import { type PushRequest, SCHEMA } from '../../shared/protocol/push.ts';
import type { IsSigned } from '../auth/operation-signature.ts';
import type { Session } from '../auth/session.ts';
import { readCurrent, rowText } from '../feed/rows.ts';
import { ProtocolProblem } from '../http/protocol-problem.ts';
import type { Metrics } from '../metrics/metrics.ts';
import type { ServerPorts } from '../ports.ts';
import type { FeedStore } from '../store/feed-store.ts';
import { type Authority, uniqueRefs } from './authority.ts';
import { readPush } from './read-push.ts';
import { statusOf } from './verdict-text.ts';

export type PushParts = {
  readonly feed: FeedStore;
  readonly epoch: number;
  readonly authority: Authority;
  readonly isSigned: IsSigned;
  readonly metrics: Pick<Metrics, 'onVerdict'>;
  readonly ports: Pick<ServerPorts, 'now'>;
};

/** `PushResponse` as JSON text for what a proved device sends; throws `ProtocolProblem`. Stored verdicts go out byte for byte. */
export async function answerPush(body: unknown, session: Session, parts: PushParts): Promise<string> {
  const { feed, epoch, authority, isSigned, metrics, ports } = parts;
  const { deviceId, officialId, agencyId, principals } = session;
  const push = await readPush(body, ports.now(), (operation) => isSigned(session, operation));
  demandThisProvince(push, session, epoch);
  const { operations } = push;
  const outcome = await authority.push({ agencyId, officialId, device: deviceId, principals, operations });
  if (outcome === 'queue-row-gone') throw new ProtocolProblem('internal');
  if ('rejected' in outcome) throw new ProtocolProblem(outcome.rejected, outcome.expected);
  for (const text of outcome.texts) metrics.onVerdict(statusOf(text));
  const [head, current] = await Promise.all([
    outcome.head ?? feed.state(agencyId, officialId).then((state) => state.head),
    readCurrent(feed, principals, uniqueRefs(outcome.touched)),
  ]);
  const rest = JSON.stringify({ epoch, head, serverTime: ports.now() }).slice(0, -1);
  return `${rest},"verdicts":[${outcome.texts.join(',')}],"current":[${current.map(rowText).join(',')}]}`;
}

type Told = Omit<PushRequest, 'operations'> & {
  readonly operations: readonly { readonly operationId: string }[];
};

function demandThisProvince(push: Told, { deviceId, agencyId }: Session, epoch: number): void {
  if (push.schema !== SCHEMA) throw new ProtocolProblem('schema-unsupported', SCHEMA);
  if (push.epoch !== epoch) throw new ProtocolProblem('epoch-differs', epoch);
  if (push.device !== deviceId || push.agencyId !== agencyId) throw new ProtocolProblem('invalid', 'device');
  if (new Set(push.operations.map(({ operationId }) => operationId)).size < push.operations.length)
    throw new ProtocolProblem('invalid', 'operations');
}
