import type { FastifyReply, FastifyRequest } from 'fastify';
import type { AgencyId, DeviceId } from '../../shared/domain/core/values.ts';
import type { Hint } from '../../shared/protocol/feed.ts';
import { ProtocolProblem } from '../http/protocol-problem.ts';
import type { Hints } from './hints.ts';

export const STREAMS_MAX = 20_000;
export const STREAMS_PER_DEVICE_MAX = 4;
/** Proxies cut silent connections after half a minute or more. */
const PING_MS = 20_000;

export type Listening = { readonly agencyId: AgencyId; readonly deviceId: DeviceId; readonly head: number };

export type EventStreams = {
  /** Throws `too-large` beyond the limits. */
  readonly begin: (request: FastifyRequest, reply: FastifyReply, of: Listening) => void;
  readonly count: () => number;
};

/** Opens streams within their limits; each keeps its request open as server-sent events: the head now, each new head, and a ping. */
export function makeEventStreams(hints: Hints): EventStreams {
  const open = new Map<DeviceId, number>();
  const begin: EventStreams['begin'] = (request, reply, { agencyId, deviceId, head }) => {
    const count = open.get(deviceId) ?? 0;
    if (open.size >= STREAMS_MAX || count >= STREAMS_PER_DEVICE_MAX) throw new ProtocolProblem('too-large');
    open.set(deviceId, count + 1);
    const stop = stream(reply, head, (send) => hints.listen(agencyId, send));
    request.raw.once('close', () => {
      stop();
      const left = (open.get(deviceId) ?? 1) - 1;
      if (left > 0) open.set(deviceId, left);
      else open.delete(deviceId);
    });
  };
  return { begin, count: () => [...open.values()].reduce((sum, each) => sum + each, 0) };
}

/** Starts the stream; the result ends what feeds it. */
function stream(
  reply: FastifyReply,
  head: number,
  subscribe: (send: (head: number) => void) => () => void,
): () => void {
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
  const unsubscribe = subscribe(send);
  const ping = setInterval(() => raw.write(': ping\n\n'), PING_MS);
  return () => {
    unsubscribe();
    clearInterval(ping);
  };
}
