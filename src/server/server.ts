import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import { makeOpenings } from './access-log/openings.ts';
import { openingsRoutes } from './access-log/routes.ts';
import { makeTokenChecker, remoteKeys } from './auth/access-token.ts';
import { type Devices, makeDevices } from './auth/devices.ts';
import { type Identities, makeIdentities } from './auth/identities.ts';
import { makeNonces } from './auth/nonces.ts';
import { makeSignatureCheck } from './auth/operation-signature.ts';
import { makeProofChecker } from './auth/proof.ts';
import { deviceRoutes } from './auth/routes.ts';
import { makeSignIn, type SignIn } from './auth/session.ts';
import { type Authority, makeAuthority } from './authority/authority.ts';
import { makeInspect } from './authority/inspect.ts';
import { pushRoutes } from './authority/routes.ts';
import { type BlobFiles, makeBlobFiles } from './blobs/blob-files.ts';
import { type Blobs, makeBlobs } from './blobs/blobs.ts';
import { type Collector, makeCollector } from './blobs/collect.ts';
import { removeUnnamed } from './blobs/remove-unnamed.ts';
import { blobRoutes } from './blobs/routes.ts';
import { limitsOf, makeUploads } from './blobs/uploads.ts';
import type { ServerConfig } from './config.ts';
import { directoryRoutes } from './directory/routes.ts';
import { type DeliveryWorker, makeDeliveryWorker } from './exchange/worker.ts';
import { makeEventStreams } from './feed/event-stream.ts';
import { type Hints, makeHints } from './feed/hints.ts';
import { feedRoutes } from './feed/routes.ts';
import { type GatewayConfig, readGatewayConfigs } from './gateway/config.ts';
import { type Gateways, makeGateways } from './gateway/gateways.ts';
import { openHttp, type Route } from './http/open-http.ts';
import { type Looker, makeLooker } from './look/looker.ts';
import { type Metrics, makeMetrics, serveMetrics } from './metrics/metrics.ts';
import { workRoutes } from './office/work-routes.ts';
import type { ServerPorts } from './ports.ts';
import { containmentRoutes } from './secrecy/routes.ts';
import { makeScrub } from './secrecy/scrub.ts';
import { makeAccounts } from './sign-in/accounts.ts';
import { openDatabase } from './store/database.ts';
import { openPool, type Pool } from './store/pool.ts';
import { makeAuthorityStore } from './store/postgres-authority.ts';
import { makeExchangeStore } from './store/postgres-exchange.ts';
import { makeFeedStore } from './store/postgres-feed.ts';
import { makeScrubStore } from './store/postgres-scrub.ts';
import { readEpoch } from './store/province.ts';

export type ProvincialServer = {
  /** Answers the address once requests are taken. */
  readonly listen: () => Promise<string>;
  readonly address: () => string | undefined;
  /** Resolves when the database is no longer held; nothing can be served after it. */
  readonly lost: Promise<void>;
  /** Takes no more requests, finishes what runs, stops the embedded database. */
  readonly close: () => Promise<void>;
  readonly authority: Authority;
  readonly blobs: Blobs;
  readonly devices: Devices;
  readonly identities: Identities;
  readonly delivery: DeliveryWorker;
  readonly collector: Collector;
  /** Absent where this server has no gateway to others. */
  readonly gateways: Gateways | undefined;
  readonly databaseUrl: string;
  readonly routes: readonly Route[];
};

/** Database and file store, both ready. */
async function openStores(config: ServerConfig, { log }: ServerPorts) {
  await mkdir(config.dataDir, { recursive: true, mode: 0o755 });
  const database = await openDatabase(config, log);
  const pool = openPool(database.url, config.poolSize, ({ message }) =>
    log('database.connection-lost', { message }),
  );
  const folder = join(config.dataDir, 'blobs');
  await mkdir(folder, { recursive: true, mode: 0o700 });
  return { database, pool, epoch: await readEpoch(pool), files: makeBlobFiles(folder) };
}

/** Puts the provincial server together: database, authority, feed, blobs, directory, exchange. Nothing is served before `listen`. */
export async function createServer(config: ServerConfig, ports: ServerPorts): Promise<ProvincialServer> {
  const configs = await readGatewayConfigs(config.gatewaysFile);
  const { database, pool, epoch, files } = await openStores(config, ports);
  const devices = makeDevices(pool, ports.now, ports.newId);
  const blobs = makeBlobs(pool, files, ports);
  const looker = makeLooker(ports.log, config.lookTimeoutMs);
  const hints = makeHints();
  const streams = makeEventStreams(hints, ports.log, config.streamsMax);
  const metrics = makeMetrics({ pool, openStreams: streams.count, folder: files.root });
  const working = { ...config, pool, files, blobs, looker, hints, devices, metrics, configs, ports };
  const { authority, delivery, gateways } = await makeWork(working);
  const feed = makeFeedStore(pool);
  const { signIn, issuer, identities } = await openSignIn(config, ports, pool, devices);
  const uploads = makeUploads({
    ...{ pool, blobs, folder: join(files.root, 'uploads'), ports, onRefused: metrics.onUploadRefused },
    limits: limitsOf(config),
  });
  const collector = makeCollector({ pool, files, ports, onCollected: metrics.onCollected });
  const http = { signIn, log: ports.log, metrics, isReady: () => isReady(pool), setting: config };
  const { app, routes } = openHttp(http);
  deviceRoutes(app, { devices, epoch, signIn, place: config.signIn, ...ports });
  issuer?.(app);
  pushRoutes(app, { feed, epoch, signIn, authority, isSigned: makeSignatureCheck(), metrics, ports });
  feedRoutes(app, { feed, epoch, signIn, devices, streams, ports });
  blobRoutes(app, { pool, blobs, uploads, signIn });
  directoryRoutes(app, pool);
  for (const add of [workRoutes, containmentRoutes]) add(app, { pool, signIn });
  openingsRoutes(app, { openings: makeOpenings(pool, ports.now), signIn, ...ports });
  const workers = [delivery, collector, ...(gateways ? [gateways] : [])];
  const doors = makeDoors(app, metrics, config);
  let address: string | undefined;
  return {
    authority,
    blobs,
    devices,
    identities,
    delivery,
    collector,
    gateways,
    databaseUrl: database.url,
    routes,
    listen: async () => {
      const opened = await doors.open();
      for (const worker of workers) worker.start();
      ports.log('server.listening', opened);
      address = opened.address;
      return address;
    },
    address: () => address,
    lost: database.lost,
    close: async () => {
      for (const worker of workers) await worker.stop();
      await doors.close();
      await looker.close();
      await pool.end();
      await database.close();
      ports.log('server.closed');
    },
  };
}

type Working = {
  readonly pool: Pool;
  readonly files: BlobFiles;
  readonly blobs: Blobs;
  readonly looker: Looker;
  readonly hints: Hints;
  readonly devices: Devices;
  readonly metrics: Metrics;
  readonly configs: readonly GatewayConfig[];
  readonly dataDir: string;
  readonly ports: ServerPorts;
};

/** The authority, the worker for what its commits leave to do, and the ways to other servers. */
async function makeWork(working: Working) {
  const { pool, files, blobs, looker, hints, devices, configs, ports } = working;
  let wake: () => void = () => undefined;
  const authority = makeAuthority({
    store: makeAuthorityStore(pool),
    inspect: makeInspect(blobs, looker, ports),
    hints,
    ports,
    officialOf: devices.officialOf,
    onQueued: () => wake(),
  });
  const exchange = makeExchangeStore(pool);
  const scrub = makeScrub({
    store: makeScrubStore(pool),
    removeFile: (sha256) => removeUnnamed({ pool, files, ports }, sha256),
    ports,
  });
  const parts = { exchange, authority, blobs, looker, scrub, ports };
  const folder = join(working.dataDir, 'gateways');
  const gateways =
    configs.length > 0
      ? await makeGateways({ ...working, parts, folder, onQueued: () => wake() })
      : undefined;
  const delivery = makeDeliveryWorker({ ...parts, ...(gateways && { elsewhere: gateways }) });
  wake = delivery.wake;
  return { authority, delivery, gateways };
}

type OpenedSignIn = {
  readonly signIn: SignIn;
  readonly identities: Identities;
  readonly issuer?: (app: FastifyInstance) => void;
};

/** Who may speak; and the routes of the issuer where this server is its own. A province that signs in elsewhere loads nothing of that. */
async function openSignIn(
  { signIn: setting, dataDir }: ServerConfig,
  ports: ServerPorts,
  pool: Pool,
  devices: Devices,
): Promise<OpenedSignIn> {
  const identities = makeIdentities(pool);
  const { now, log } = ports;
  const door = { devices, identities, proofs: makeProofChecker(now), nonces: makeNonces(now), now, log };
  if (!setting?.isBuiltIn) {
    const checkToken = setting && makeTokenChecker(setting, remoteKeys, now);
    return { signIn: makeSignIn({ ...door, checkToken }), identities };
  }
  const { openIssuer, issuerRoutes } = await import('./sign-in/issuer.ts');
  const accounts = makeAccounts(pool, now);
  const issuer = await openIssuer({ ...setting, dataDir, pool, accounts, ports, onReuse: devices.signOut });
  const checkToken = makeTokenChecker(setting, async () => issuer.keys, now);
  return {
    signIn: makeSignIn({ ...door, checkToken }),
    identities,
    issuer: (app) => issuerRoutes(app, issuer, ports),
  };
}

/** Requests on the one port, what the server's keeper asks on the other. */
function makeDoors(app: FastifyInstance, metrics: Metrics, { host, port, metricsPort }: ServerConfig) {
  let keeper: Awaited<ReturnType<typeof serveMetrics>> | undefined;
  return {
    open: async () => {
      const address = await app.listen({ host, port });
      if (metricsPort !== undefined) keeper = await serveMetrics(metrics, metricsPort);
      return { address, ...(keeper && { metricsPort: keeper.port }) };
    },
    close: async () => {
      await keeper?.close();
      await app.close();
    },
  };
}

const isReady = async (pool: Pool): Promise<boolean> => {
  try {
    await pool.query('select 1');
    return true;
  } catch {
    // Not ready is the answer, not a failure of the question.
    return false;
  }
};
