import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import pg from 'pg';
import type { Order } from '../../src/server/authority/authority.ts';
import type { AgencyId, Instant, OfficialId } from '../../src/shared/domain/core/values.ts';
import type { Verdict } from '../../src/shared/protocol/push.ts';
import { instantOf } from '../../src/shared/text/day.ts';
import { newDatabase } from '../support/postgres.ts';
import type { Asked, Setting } from './server-thread.ts';

/** The story's time: one for every desk and the server. */
export type Clock = { readonly now: () => Instant; readonly set: (ms: number) => void };

export type YearServer = {
  readonly address: string;
  readonly clock: Clock;
  readonly execute: (order: Order) => Promise<readonly Verdict[]>;
  readonly code: (agencyId: AgencyId, officialId: OfficialId) => Promise<string>;
  /** Plain questions to the database behind the server. */
  readonly sql: <Row extends object>(text: string, values?: readonly unknown[]) => Promise<readonly Row[]>;
  /** What its log told that only a fault tells. */
  readonly faults: readonly string[];
  readonly close: () => Promise<void>;
};

type Message =
  | { readonly address: string; readonly databaseUrl: string }
  | { readonly fault: string }
  | { readonly id: number; readonly value?: unknown; readonly problem?: string };

/** Starts the provincial server beside the desks; its folder lies under `root` and goes with it. */
export async function startServer(root: string, atMs: number): Promise<YearServer> {
  const shared = new SharedArrayBuffer(8);
  const moments = new Float64Array(shared);
  moments[0] = atMs;
  const dataDir = mkdtempSync(join(root, 'province-'));
  // User postgres comes through here to its cluster, where this runs as root.
  chmodSync(dataDir, 0o755);
  const given = await newDatabase();
  const workerData: Setting = { clock: shared, dataDir, ...(given && { databaseUrl: given.url }) };
  const thread = new Worker(new URL('./server-thread.ts', import.meta.url), { workerData });
  const faults: string[] = [];
  const waiting = new Map<number, (message: { value?: unknown; problem?: string }) => void>();
  const opened = await new Promise<{ address: string; databaseUrl: string }>((resolve, reject) => {
    thread.once('error', reject);
    thread.on('message', (message: Message) => {
      if ('address' in message) resolve(message);
      else if ('fault' in message) faults.push(message.fault);
      else waiting.get(message.id)?.(message);
    });
  });
  let asks = 0;
  const ask = (asked: Asked): Promise<unknown> =>
    new Promise((resolve, reject) => {
      asks += 1;
      const id = asks;
      waiting.set(id, ({ value, problem }) => {
        waiting.delete(id);
        if (problem === undefined) resolve(value);
        else reject(new Error(problem));
      });
      thread.postMessage({ id, asked });
    });
  const pool = new pg.Pool({ connectionString: opened.databaseUrl, max: 2 });
  // An idle connection may hear of PostgreSQL's end before it is closed itself.
  pool.on('error', () => undefined);
  return {
    address: opened.address,
    clock: {
      now: () => instantOf(moments[0] ?? 0),
      set: (ms) => {
        moments[0] = ms;
      },
    },
    execute: async (order) => {
      const verdicts = (await ask({ what: 'execute', order })) as readonly Verdict[];
      const bad = verdicts.filter(({ status }) => status !== 'accepted');
      if (bad.length > 0) throw new Error(`the server refused: ${JSON.stringify(bad)}`);
      return verdicts;
    },
    code: async (agencyId, officialId) => String(await ask({ what: 'code', agencyId, officialId })),
    sql: async <Row extends object>(text: string, values: readonly unknown[] = []) =>
      (await pool.query<Row>(text, [...values])).rows,
    faults,
    close: async () => {
      await pool.end();
      await ask({ what: 'close' });
      await thread.terminate();
      await given?.drop();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}
