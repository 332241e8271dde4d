import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { type App, createApp } from '../src/main/app.ts';
import { nodeHelpers } from '../src/main/hosts/node-helpers.ts';
import type { Ports, ServerPort } from '../src/main/ports.ts';
import type { SyncStatus } from '../src/shared/contract/sync.ts';
import { AgencyId, DeviceId, Instant } from '../src/shared/domain/core/values.ts';
import { AppError } from '../src/shared/errors.ts';
import type { EntityRow } from '../src/shared/protocol/rows.ts';
import type { Line } from './line.ts';
import { documentsOf, type ManyDocuments, seeded } from './many-documents.ts';

const NOW = Instant.parse('2026-11-20T03:00:00.000Z');
/** What the machine held when it was taken along, and what came together since (sync.md F22). */
const HELD = 10_000;
const CHANGES = 50_000;
const LOOK_EVERY_MS = 20;

/** Every second change is of a document that the machine has; the others are new. */
function rowsOf(officialId: ManyDocuments['officialId'], agencyId: AgencyId): readonly EntityRow[] {
  const count = HELD + CHANGES;
  const document = documentsOf({ count, agencyId, officialId, random: seeded(47) });
  const ids = Array.from({ length: count }, () => randomUUID());
  return ids.map((own, index) => {
    const id = index >= HELD && index % 2 === 0 ? (ids[index % HELD] ?? own) : own;
    const root = { rootKind: 'incoming', rootId: id } as const;
    return {
      kind: 'incoming',
      id,
      ...root,
      seq: index + 1,
      body: document(index) as unknown as EntityRow['body'],
    };
  });
}

const none = (): never => {
  throw new AppError('server.unreachable');
};

/** A server that answers at once and knows nothing but its feed: what is measured is the desk. */
function feedOf(rows: readonly EntityRow[], stands: { head: number; isUp: boolean }): ServerPort {
  const page = { epoch: 1, serverTime: NOW, gone: [] };
  return {
    push: async () => none(),
    changes: async (since, limit) => {
      if (!stands.isUp) none();
      const next = Math.min(stands.head, since + limit);
      const entities = JSON.parse(JSON.stringify(rows.slice(since, next))) as EntityRow[];
      return { ...page, head: stands.head, next, hasMore: next < stands.head, entities };
    },
    snapshot: async (asked) => {
      const from = Number(asked ?? 0);
      const to = from + 500;
      return {
        ...{
          epoch: 1,
          asOf: stands.head,
          serverTime: NOW,
          entities: [...rows.slice(from, Math.min(to, stands.head))],
        },
        ...(to < stands.head && { nextPage: String(to) }),
      };
    },
    directory: async () => ({ agencies: [] }),
    ack: async () => undefined,
    containment: async () => ({ rejected: 'not-found' }),
    noteOpenings: async () => ({}),
    openings: async () => ({ rejected: 'not-found' }),
    openingCounts: async () => ({ rejected: 'not-found' }),
    office: { openWork: async () => none(), devices: async () => none(), endDevice: async () => none() },
    openUpload: async () => none(),
    sendUpload: async () => none(),
    fetchBlob: async () => 'not-found',
    listen: () => () => undefined,
  };
}

const ask = async <Value>(app: App, name: string, input: unknown): Promise<Value> => {
  const reply = await app.invoke(name, input);
  if (!reply.ok) throw new Error(`${name}: ${reply.error.code}`);
  return reply.value as Value;
};
const timed = async (work: () => Promise<unknown>): Promise<number> => {
  const begun = performance.now();
  await work();
  return performance.now() - begun;
};
/** What the first screen asks. */
const look = async (app: App): Promise<void> => {
  await ask(app, 'incoming.list', { view: 'all', limit: 100 });
  await ask(app, 'incoming.countViews', {});
  await ask(app, 'sync.getStatus', {});
};
const status = (app: App): Promise<SyncStatus> => ask(app, 'sync.getStatus', {});

/** Looks at the lists again and again until the feed is through; answers how long each look took. */
async function looksUntilThrough(app: App): Promise<readonly number[]> {
  const looks: number[] = [];
  for (;;) {
    // Counted from when it was wanted: what keeps the process busy keeps the official waiting.
    const wanted = performance.now() + LOOK_EVERY_MS;
    await pause(LOOK_EVERY_MS);
    await look(app);
    looks.push(performance.now() - wanted);
    const { isOnline, catchUp } = await status(app);
    if (isOnline && !catchUp) return looks.sort((a, b) => a - b);
  }
}

/** Thirty days away: the window is there at once, and answers while all that comes (DESIGN §13, sync.md F22). */
export async function catchUpLines({
  officialId,
}: Pick<ManyDocuments, 'officialId'>): Promise<readonly Line[]> {
  const dataDir = mkdtempSync(join(tmpdir(), 'ham-rong-bench-'));
  const agencyId = AgencyId.parse(randomUUID());
  const stands = { head: HELD, isUp: true };
  const ports: Ports = {
    ...{ dataDir, now: () => NOW, newId: randomUUID, log: () => undefined, version: '0.0.0' },
    vault: { read: async () => undefined, write: async () => undefined },
    server: feedOf(rowsOf(officialId, agencyId), stands),
    profile: {
      profileId: 'bench',
      officialId,
      agencyId,
      deviceId: DeviceId.parse(randomUUID()),
      isTrial: false,
    },
    listProfiles: () => [],
    printPage: () => Promise.reject(new Error('nothing is printed here')),
    helpers: nodeHelpers(),
    failpoint: () => undefined,
  };
  try {
    const first = createApp(ports);
    while (!(await status(first)).isOnline || (await status(first)).catchUp) await pause(50);
    const atRest = [];
    for (let count = 0; count < 50; count++) atRest.push(await timed(() => look(first)));
    await first.close();

    stands.head = HELD + CHANGES;
    let app: App | undefined;
    const firstLookMs = await timed(async () => {
      app = createApp(ports);
      await look(app);
    });
    if (!app) throw new Error('no application');
    const begun = performance.now();
    const looks = await looksUntilThrough(app);
    const throughS = (performance.now() - begun) / 1000;
    await app.close();
    return linesOf(
      atRest.sort((a, b) => a - b),
      firstLookMs,
      looks,
      throughS,
    );
  } finally {
    rmSync(dataDir, { recursive: true, force: true });
  }
}

function linesOf(
  atRest: readonly number[],
  firstLookMs: number,
  looks: readonly number[],
  throughS: number,
): readonly Line[] {
  const at = (sorted: readonly number[], share: number): number =>
    sorted[Math.floor(sorted.length * share)] ?? Number.NaN;
  const [rest, p99] = [at(atRest, 0.5), at(looks, 0.99)];
  const line = (name: string, oursMs: number, text: string, msMax: number): Line => ({
    ...{ name, floorMs: rest, oursMs, n: 1, spread: 0, quiet: { floorMs: rest, oursMs } },
    budget: { text, msMax },
  });
  const through = `all of it in ${throughS.toFixed(1)} s, longest answer ${(looks.at(-1) ?? Number.NaN).toFixed(0)} ms of ${String(looks.length)}`;
  return [
    line(`first screen with ${String(CHANGES)} changes to fetch`, firstLookMs, '≤ 2,000 ms', 2_000),
    { ...line('the lists while they come (p99)', p99, '≤ 100 ms', 100), sanity: through },
  ];
}
