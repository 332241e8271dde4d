import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { Pool } from '../store/pool.ts';

/** Seconds; a batch takes milliseconds, an upload of 200 MB over a poor line minutes. */
const SECONDS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10, 60, 300];

/** What the server counts of itself. Labels are routes, codes and states, never names, ids or contents. */
export type Metrics = {
  readonly onResponse: (of: { method: string; route: string; status: number; seconds: number }) => void;
  readonly onVerdict: (status: string) => void;
  readonly text: () => Promise<string>;
  readonly contentType: string;
};

type Sources = { readonly pool: Pool; readonly openStreams: () => number };

/** The registry is the server's own, so that two servers in one process do not count into each other. */
export function makeMetrics({ pool, openStreams }: Sources): Metrics {
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
  return {
    onResponse: ({ method, route, status, seconds }) =>
      requests.observe({ method, route, status: String(status) }, seconds),
    onVerdict: (status) => verdicts.inc({ status }),
    text: () => registry.metrics(),
    contentType: registry.contentType,
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
