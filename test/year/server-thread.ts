import { randomUUID } from 'node:crypto';
import { parentPort, workerData } from 'node:worker_threads';
import type { Order } from '../../src/server/authority/authority.ts';
import { createServer } from '../../src/server/server.ts';
import { assert } from '../../src/shared/assert.ts';
import type { AgencyId, OfficialId } from '../../src/shared/domain/core/values.ts';
import { instantOf } from '../../src/shared/text/day.ts';
import { POSTGRES_SETTINGS } from '../support/postgres.ts';

/** What the story asks of the server's own hands, besides what goes over the line. */
export type Asked =
  | { readonly what: 'execute'; readonly order: Order }
  | { readonly what: 'code'; readonly agencyId: AgencyId; readonly officialId: OfficialId }
  | { readonly what: 'close' };
export type Setting = {
  readonly clock: SharedArrayBuffer;
  readonly dataDir: string;
  readonly databaseUrl?: string;
};

/** Log events that only a fault tells. */
const FAULTS = ['decide.failed', 'delivery.fault', 'delivery.failed', 'delivery.turned-back', 'inspect.'];

const port = parentPort;
assert(port, 'this module is a thread');
const { clock, dataDir, databaseUrl } = workerData as Setting;
const moments = new Float64Array(clock);

/** The real server over a real PostgreSQL, in a thread of its own and by the story's clock. */
const server = await createServer(
  {
    ...{ dataDir, host: '127.0.0.1', port: 0, poolSize: 10, metricsPort: 0 },
    postgresSettings: [...POSTGRES_SETTINGS],
    ...(databaseUrl !== undefined && { databaseUrl }),
  },
  {
    now: () => instantOf(moments[0] ?? 0),
    newId: randomUUID,
    log: (event, detail = {}) => {
      if (FAULTS.some((each) => event.startsWith(each)))
        port.postMessage({ fault: `${event} ${JSON.stringify(detail)}` });
    },
    failpoint: () => undefined,
  },
);

async function answer(asked: Asked): Promise<unknown> {
  switch (asked.what) {
    case 'execute':
      return server.authority.execute(asked.order);
    case 'code':
      return server.devices.issueCode(asked.agencyId, asked.officialId);
    case 'close':
      return server.close();
  }
}

port.on('message', ({ id, asked }: { id: number; asked: Asked }) => {
  answer(asked).then(
    (value) => port.postMessage({ id, value }),
    (problem: unknown) => port.postMessage({ id, problem: String(problem) }),
  );
});
port.postMessage({ address: await server.listen(), databaseUrl: server.databaseUrl });
