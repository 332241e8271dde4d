import { statfs } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { Collected } from '../blobs/collect.ts';
import { countOpen } from '../blobs/upload-rows.ts';
import type { UploadRefusal } from '../blobs/uploads.ts';
import type { Pool } from '../store/pool.ts';

/** Seconds; a batch takes milliseconds, an upload of 200 MB over a poor line minutes. */
const SECONDS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10, 60, 300];

/** What the server counts of itself. Labels are routes, codes and states, never names, ids or contents. */
export type Metrics = {
  readonly onResponse: (of: { method: string; route: string; status: number; seconds: number }) => void;
  readonly onVerdict: (status: string) => void;
  readonly onCollected: (collected: Collected) => void;
  readonly onUploadRefused: (code: UploadRefusal) => void;
  readonly onGateway: (gateway: string, event: string) => void;
  /** Counts from now on what waits for this gateway, and whether it can be reached. */
  readonly watchGateway: (gateway: string, isUp: () => boolean) => void;
  readonly text: () => Promise<string>;
  readonly contentType: string;
};

type Sources = {
  readonly pool: Pool;
  readonly openStreams: () => number;
  /** Where the files are. */
  readonly folder: string;
};

/** The registry is the server's own, so that two servers in one process do not count into each other. */
export function makeMetrics({ pool, openStreams, folder }: Sources): Metrics {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry });
  const requests = new Histogram({
    name: 'hamrong_http_request_seconds',
    help: 'Time from request to answer, by route',
    labelNames: ['method', 'route', 'status'],
    buckets: SECONDS,
    registers,
  });
  const verdicts = new Counter({
    name: 'hamrong_operations_total',
    help: 'Operations answered, by verdict; repeats count again',
    labelNames: ['status'],
    registers,
  });
  gauge(registers, 'hamrong_event_streams', 'Open streams of hints', [], (set) => set({}, openStreams()));
  gauge(registers, 'hamrong_database_connections', 'Connections of the pool', ['state'], (set) => {
    set({ state: 'total' }, pool.totalCount);
    set({ state: 'idle' }, pool.idleCount);
    set({ state: 'waited-for' }, pool.waitingCount);
  });
  gauge(
    registers,
    'hamrong_queue_rows',
    'Deliveries and receipts that wait, by topic',
    ['topic'],
    async (set) => {
      const { rows } = await pool.query<{ topic: string; count: number }>(
        'select topic, count(*) as count from queue group by topic',
      );
      for (const topic of ['message', 'receipt'])
        set({ topic }, rows.find((row) => row.topic === topic)?.count ?? 0);
    },
  );
  const files = fileMetrics(registers, pool, folder);
  const gateways = gatewayMetrics(registers, pool);
  return {
    ...gateways,
    onResponse: ({ method, route, status, seconds }) =>
      requests.observe({ method, route, status: String(status) }, seconds),
    onVerdict: (status) => verdicts.inc({ status }),
    ...files,
    text: () => registry.metrics(),
    contentType: registry.contentType,
  };
}

/** Uploads under way, what was collected, and the room that is left. */
function fileMetrics(
  registers: Registry[],
  pool: Pool,
  folder: string,
): Pick<Metrics, 'onCollected' | 'onUploadRefused'> {
  const collected = new Counter({
    name: 'hamrong_files_collected_total',
    help: 'Files taken away: unnamed by any document, uploads that nobody finished, strays, what was put aside',
    labelNames: ['what'],
    registers,
  });
  const refused = new Counter({
    name: 'hamrong_uploads_refused_total',
    help: 'Uploads that did not fit, by reason',
    labelNames: ['code'],
    registers,
  });
  gauge(registers, 'hamrong_uploads_open', 'Uploads that are not finished', ['of'], async (set) => {
    const { count, bytes } = await countOpen(pool);
    set({ of: 'uploads' }, count);
    set({ of: 'bytes' }, bytes);
  });
  gauge(registers, 'hamrong_files_free_bytes', 'Room left on the disk of the files', [], async (set) => {
    const { bavail, bsize } = await statfs(folder);
    set({}, bavail * bsize);
  });
  return {
    onCollected: (counts) => {
      for (const [what, count] of Object.entries(counts)) collected.inc({ what }, count);
    },
    onUploadRefused: (code) => refused.inc({ code }),
  };
}

/** What goes to and comes from other servers, by gateway. */
function gatewayMetrics(registers: Registry[], pool: Pool): Pick<Metrics, 'onGateway' | 'watchGateway'> {
  const gateways = new Map<string, () => boolean>();
  const messages = new Counter({
    name: 'hamrong_gateway_messages_total',
    help: 'Messages to and from other servers, by what became of them',
    labelNames: ['gateway', 'event'],
    registers,
  });
  gauge(
    registers,
    'hamrong_gateway_up',
    'Whether a gateway answers (1) or is left alone (0)',
    ['gateway'],
    (set) => {
      for (const [gateway, isUp] of gateways) set({ gateway }, isUp() ? 1 : 0);
    },
  );
  gauge(
    registers,
    'hamrong_gateway_waiting',
    'Messages that wait for a gateway',
    ['gateway'],
    async (set) => {
      if (gateways.size === 0) return;
      const { rows } = await pool.query<{ lane: string; count: number }>(
        'select lane, count(*) as count from queue where lane = any ($1) group by lane',
        [[...gateways.keys()]],
      );
      for (const gateway of gateways.keys())
        set({ gateway }, rows.find(({ lane }) => lane === gateway)?.count ?? 0);
    },
  );
  return {
    onGateway: (gateway, event) => messages.inc({ gateway, event }),
    watchGateway: (gateway, isUp) => void gateways.set(gateway, isUp),
  };
}

type Set = (labels: Readonly<Record<string, string>>, value: number) => void;

/** A gauge that is read when it is asked for. */
function gauge(
  registers: Registry[],
  name: string,
  help: string,
  labelNames: string[],
  read: (set: Set) => void | Promise<void>,
): void {
  new Gauge({
    name,
    help,
    labelNames,
    registers,
    async collect() {
      await read((labels, value) => this.set(labels, value));
    },
  });
}

/**
 * `GET /metrics` on loopback alone, on a port of its own: behind a proxy every request to the main port comes from loopback, so that only the port tells
 * the keeper of the server from everybody else.
 */
export async function serveMetrics(
  metrics: Metrics,
  port: number,
): Promise<{ port: number; close: () => Promise<void> }> {
  const server: Server = createServer((request, response) => {
    if (request.method !== 'GET' || request.url !== '/metrics') {
      response.writeHead(404).end();
      return;
    }
    metrics.text().then(
      (text) => response.writeHead(200, { 'content-type': metrics.contentType }).end(text),
      () => response.writeHead(503).end(),
    );
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  return {
    port: (server.address() as AddressInfo).port,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
