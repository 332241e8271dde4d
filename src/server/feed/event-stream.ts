import type { FastifyReply, FastifyRequest } from 'fastify';
import type { AgencyId, DeviceId } from '../../shared/domain/core/values.ts';
import type { Hint } from '../../shared/protocol/feed.ts';
import { ProtocolProblem } from '../http/protocol-problem.ts';
import type { Hints } from './hints.ts';

export const STREAMS_MAX = 20_000;
export const STREAMS_PER_DEVICE_MAX = 4;
/** Proxies cut silent connections after half a minute or more. */
const PING_MS = 20_000;

const open = new Map<DeviceId, number>();

/** Keeps the request open as server-sent events: the head now, each new head, and a ping (sync.md §2.2). */
export function openEventStream(
  request: FastifyRequest,
  reply: FastifyReply,
  given: { agencyId: AgencyId; deviceId: DeviceId; head: number; hints: Hints },
): void {
  const { agencyId, deviceId, head, hints } = given;
  const count = open.get(deviceId) ?? 0;
  if (open.size >= STREAMS_MAX || count >= STREAMS_PER_DEVICE_MAX) throw new ProtocolProblem('too-large');
  open.set(deviceId, count + 1);
  reply.hijack();
  const { raw } = reply;
  raw.writeHead(200, {
    'content-type': 'text/event-stream',
    'cache-control': 'no-store',
    'x-accel-buffering': 'no',
  });
  const send = (at: number): void => {
    raw.write(`data: ${JSON.stringify({ head: at } satisfies Hint)}\n\n`);
  };
  send(head);
  const stop = hints.listen(agencyId, send);
  const ping = setInterval(() => raw.write(': ping\n\n'), PING_MS);
  request.raw.once('close', () => {
    stop();
    clearInterval(ping);
    const left = (open.get(deviceId) ?? 1) - 1;
    if (left > 0) open.set(deviceId, left);
    else open.delete(deviceId);
  });
}
