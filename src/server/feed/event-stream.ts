import type { FastifyReply, FastifyRequest } from 'fastify';
import type { AgencyId, DeviceId, OfficialId } from '../../shared/domain/core/values.ts';
import type { Hint } from '../../shared/protocol/feed.ts';
import { ProtocolProblem } from '../http/protocol-problem.ts';
import type { Log } from '../ports.ts';
import type { Hints } from './hints.ts';

export const STREAMS_MAX = 20_000;
export const STREAMS_PER_DEVICE_MAX = 4;
/** An official has some machines on at once; all that he may enrol would be a copied key or a program gone wild. */
export const STREAMS_PER_OFFICIAL_MAX = 32;
/** What a listener may leave unread: thousands of hints, of which it needs one. */
const UNREAD_BYTES_MAX = 64 * 1024;
/** Proxies cut silent connections after half a minute or more. */
const PING_MS = 20_000;

export type Listening = {
  readonly agencyId: AgencyId;
  readonly officialId: OfficialId;
  readonly deviceId: DeviceId;
  readonly head: number;
};

export type EventStreams = {
  /** Throws `too-many` beyond the limits. */
  readonly begin: (request: FastifyRequest, reply: FastifyReply, of: Listening) => void;
  readonly count: () => number;
};

/** Opens streams within their limits; each keeps its request open as server-sent events: the head now, each new head, and a ping. */
export function makeEventStreams(hints: Hints, log: Log, streamsMax = STREAMS_MAX): EventStreams {
  const [all, ofOfficials, ofDevices] = [tally(), tally(), tally()];
  const begin: EventStreams['begin'] = (request, reply, { agencyId, officialId, deviceId, head }) => {
    const places = [
      { of: 'all', open: all, key: '', max: streamsMax },
      { of: 'official', open: ofOfficials, key: officialId, max: STREAMS_PER_OFFICIAL_MAX },
      { of: 'device', open: ofDevices, key: deviceId, max: STREAMS_PER_DEVICE_MAX },
    ];
    const full = places.find(({ open, key, max }) => open.count(key) >= max);
    if (full) {
      log('events.refused', { of: full.of });
      throw new ProtocolProblem('too-many');
    }
    for (const { open, key } of places) open.add(key, 1);
    const stop = stream(reply, head, (send) => hints.listen(agencyId, send));
    request.raw.once('close', () => {
      stop();
      for (const { open, key } of places) open.add(key, -1);
    });
  };
  return { begin, count: () => all.count('') };
}

function tally() {
  const counts = new Map<string, number>();
  const count = (key: string): number => counts.get(key) ?? 0;
  return {
    count,
    add: (key: string, by: number): void => {
      if (count(key) + by > 0) counts.set(key, count(key) + by);
      else counts.delete(key);
    },
  };
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
  const write = (text: string): void => {
    if (raw.writableLength > UNREAD_BYTES_MAX) raw.destroy();
    else raw.write(text);
  };
  const send = (at: number): void => write(`data: ${JSON.stringify({ head: at } satisfies Hint)}\n\n`);
  send(head);
  const unsubscribe = subscribe(send);
  const ping = setInterval(() => write(': ping\n\n'), PING_MS);
  return () => {
    unsubscribe();
    clearInterval(ping);
  };
}
