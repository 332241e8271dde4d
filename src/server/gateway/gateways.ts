import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { makeAgenciesElsewhere } from '../directory/elsewhere.ts';
import type { DeliveryParts, Elsewhere } from '../exchange/delivery-parts.ts';
import type { Metrics } from '../metrics/metrics.ts';
import type { Pool } from '../store/pool.ts';
import { guardAccounts } from './accounts.ts';
import { openGateway } from './adapters.ts';
import { makeBreaker } from './breaker.ts';
import type { GatewayConfig } from './config.ts';
import { drainLane, type Lane } from './lane.ts';
import { GatewayFault } from './port.ts';
import { receiveAll } from './receive.ts';
import { makeGatewayRecords } from './records.ts';
import { makeRepeater, type Repeater } from './repeater.ts';

/** How often rows that were put off, and a gateway that was left alone, are looked at. */
const LANE_MS = 2_000;
/** A directory is taken daily; one that could not be is tried again in an hour. */
const DIRECTORY_MS = 24 * 60 * 60_000;
const DIRECTORY_TRY_MS = 60 * 60_000;

export type Gateways = Elsewhere & {
  readonly start: () => void;
  /** Each does its work once and waits for its end; for tests, and safe beside running ones. */
  readonly send: () => Promise<void>;
  readonly receive: () => Promise<void>;
  readonly takeDirectories: () => Promise<void>;
  readonly stop: () => Promise<void>;
};

type Setting = {
  readonly configs: readonly GatewayConfig[];
  readonly pool: Pool;
  readonly parts: DeliveryParts;
  readonly folder: string;
  readonly metrics: Metrics;
  /** Something was queued for this server's own worker. */
  readonly onQueued: () => void;
};

/** The ways to agencies on other servers, each in a lane of its own. */
export async function makeGateways(setting: Setting): Promise<Gateways> {
  const { configs, pool, parts } = setting;
  const agencies = makeAgenciesElsewhere(pool);
  const records = makeGatewayRecords(pool);
  const inTurn = oneByOne();
  const order = configs.map(({ name }) => name);
  const lanes = new Map<string, Lane>();
  for (const config of configs)
    lanes.set(config.name, await openLane(config, setting, { agencies, records }));
  const loops = configs.flatMap((config) => {
    const lane = lanes.get(config.name);
    return lane ? [{ name: config.name, ...loopsOf(lane, config.pollSeconds * 1_000, order, inTurn) }] : [];
  });
  const all = (pick: (of: (typeof loops)[number]) => Repeater) =>
    Promise.all(loops.map((each) => pick(each).once()));
  const everyLoop = (act: (loop: Repeater) => unknown) =>
    loops.flatMap(({ send, receive, directory }) => [send, receive, directory].map(act));
  const moveTo = async (gateway: string, queueId: string): Promise<boolean> => {
    if (!lanes.has(gateway)) return false;
    await records.moveTo(gateway, queueId, parts.ports.now());
    loops.find(({ name }) => name === gateway)?.send.wake();
    return true;
  };
  return {
    takeMessage: async ({ id }, recipientAgencyId) => {
      const found = await agencies.byId(recipientAgencyId);
      return found !== undefined && !found.isOurs && moveTo(found.gateway, id);
    },
    takeReceipt: async ({ id }, deliveryId) => {
      const arrival = await records.arrival(deliveryId);
      return arrival !== undefined && moveTo(arrival.gateway, id);
    },
    takeAnswer: async ({ id }, answer) => {
      const arrival = await records.arrival(answer.deliveryId);
      if (!arrival || !lanes.has(arrival.gateway)) return false;
      await records.turnInto(arrival.gateway, id, `${answer.requestId}/${answer.status}`, answer);
      return true;
    },
    start: () => void everyLoop((loop) => loop.start()),
    send: async () => void (await all(({ send }) => send)),
    receive: async () => void (await all(({ receive }) => receive)),
    takeDirectories: async () => {
      for (const { takeDirectory } of loops) await takeDirectory();
    },
    stop: async () => void (await Promise.all(everyLoop((loop) => loop.stop()))),
  };
}

async function openLane(
  config: GatewayConfig,
  { configs, parts, folder, metrics, onQueued }: Setting,
  shared: Pick<Lane, 'agencies' | 'records'>,
): Promise<Lane> {
  const { name } = config;
  const { now, log } = parts.ports;
  const own = join(folder, name);
  await mkdir(own, { recursive: true, mode: 0o700 });
  const breaker = makeBreaker(name, now, log);
  const also = new Set(config.alsoServes.map((code) => code.toLowerCase()));
  const {
    gateway: guarded,
    waitsUntil,
    areAllRefused,
  } = guardAccounts(name, openGateway(config, now), now, log);
  metrics.watchGateway(name, () => breaker.openUntil() === undefined && !areAllRefused());
  return {
    ...shared,
    ...{ name, breaker, parts, onQueued, folder: own, gateway: guarded, waitsUntil },
    // One that is configured no more speaks for nobody.
    speaksFor: ({ gateway, code }, used) =>
      gateway === name ||
      !configs.some((each) => each.name === gateway) ||
      [code, used].some((each) => also.has(each.toLowerCase())),
    count: (event) => metrics.onGateway(name, event),
  };
}

/** Directories are taken one after another: they write about the same agencies. */
const oneByOne = (): ((act: () => Promise<void>) => Promise<void>) => {
  let last: Promise<unknown> = Promise.resolve();
  return (act) => {
    const turn = last.then(act);
    last = turn.catch(() => undefined);
    return turn;
  };
};

function loopsOf(lane: Lane, pollMs: number, order: readonly string[], inTurn: ReturnType<typeof oneByOne>) {
  const { log, now } = lane.parts.ports;
  const said = (event: string) => (problem: unknown) =>
    log(event, { gateway: lane.name, problem: problem instanceof Error ? problem.name : 'unknown' });
  let takenAt = Number.NEGATIVE_INFINITY;
  const takeDirectory = (): Promise<void> => inTurn(takeNow);
  const takeNow = async (): Promise<void> => {
    if (!lane.breaker.isClosed()) return;
    try {
      const count = await lane.agencies.takeListing(lane.name, lane.gateway.agencies(), order, now());
      takenAt = Date.parse(now());
      log('gateway.directory', { gateway: lane.name, count });
    } catch (problem) {
      if (!(problem instanceof GatewayFault)) throw problem;
      if (problem.account === undefined) lane.breaker.onFault(problem);
      log('gateway.directory-failed', { gateway: lane.name, code: problem.code });
    }
  };
  return {
    send: makeRepeater((mayGoOn) => drainLane(lane, mayGoOn), LANE_MS, said('gateway.send-broken')),
    receive: makeRepeater((mayGoOn) => receiveAll(lane, mayGoOn), pollMs, said('gateway.receive-broken')),
    takeDirectory,
    directory: makeRepeater(
      async () => {
        if (Date.parse(now()) - takenAt >= DIRECTORY_MS) await takeDirectory();
      },
      DIRECTORY_TRY_MS,
      said('gateway.directory-broken'),
    ),
  };
}
