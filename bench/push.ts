import { randomUUID } from 'node:crypto';
import { type Authority, makeAuthority } from '../src/server/authority/authority.ts';
import { makeHints } from '../src/server/feed/hints.ts';
import type { ServerPorts } from '../src/server/ports.ts';
import type { AuthorityStore, BatchOpening, BatchWrite, Held } from '../src/server/store/authority-store.ts';
import { openPool } from '../src/server/store/pool.ts';
import { makeAuthorityStore } from '../src/server/store/postgres-authority.ts';
import { type AnyBody, type Kind, refKey } from '../src/shared/domain/core/kinds.ts';
import { principalsOf } from '../src/shared/domain/core/principal.ts';
import { type DeviceId, type OfficialId, OperationId } from '../src/shared/domain/core/values.ts';
import type { Official } from '../src/shared/domain/office/official.ts';
import { instantOf } from '../src/shared/text/day.ts';
import { receiving, registering } from '../test/support/papers.ts';
import { makeProvince, type Office, type Province } from '../test/support/province.ts';
import { type EnrolledClerk, enrolClerks } from './clerks.ts';
import { type Line, lineOf, timeInTurnsAwaited, warmUpsOf } from './line.ts';

const CONNECTIONS = 4;
const CLIENTS = 64;
const CROWD_RUNS = 20;

type Push = Parameters<Authority['push']>[0];
/** What a push asks of the store: all that is left of it when `decide` is empty. */
type Bare = { readonly opening: BatchOpening; readonly write: BatchWrite };
type Sizes = { readonly size: number; readonly runs: number; readonly sanity: string };

const ports: ServerPorts = {
  now: () => instantOf(Date.now()),
  newId: randomUUID,
  log: () => undefined,
  failpoint: () => undefined,
};

const authorityOver = (store: AuthorityStore): Authority =>
  makeAuthority({
    store,
    inspect: async () => undefined,
    hints: makeHints(),
    ports,
    officialOf: async () => undefined,
    onQueued: () => undefined,
  });

/** A clerk's machine, at the end of its sequence. */
type Desk = {
  readonly office: Office;
  readonly device: DeviceId;
  readonly officialId: OfficialId;
  readonly clerk: Official;
  sent: number;
};

const openDesks = async (province: Province, office: Office, count: number): Promise<readonly Desk[]> =>
  Promise.all((await enrolClerks(province, office, count)).map((clerk) => openDesk(province, office, clerk)));

async function openDesk(
  province: Province,
  office: Office,
  { officialId, device }: EnrolledClerk,
): Promise<Desk> {
  const [row] = await province.ask(`select body from entities where kind = 'official' and id = $1`, [
    officialId,
  ]);
  return {
    office,
    device: device.deviceId,
    officialId,
    clerk: JSON.parse(String(row?.['body'])) as Official,
    sent: 0,
  };
}

/** Papers received and registered, one after the other, cut into pushes. */
function pushesFrom(desk: Desk, count: number, size: number): readonly Push[] {
  const { office, device, officialId, clerk } = desk;
  const operations = Array.from({ length: (count * size) / 2 }, () => randomUUID()).flatMap((documentId) =>
    [
      { name: 'incoming.receive', args: receiving(documentId) },
      { name: 'incoming.register', args: registering(office, documentId) },
    ].map((each) => {
      desk.sent += 1;
      const operationId = OperationId.parse(randomUUID());
      return { ...each, operationId, devSeq: desk.sent, doneAt: ports.now() };
    }),
  );
  return Array.from({ length: count }, (_, index) => ({
    agencyId: office.agencyId,
    officialId,
    device,
    principals: principalsOf(officialId, clerk),
    operations: operations.slice(index * size, (index + 1) * size),
  }));
}

/** Decides the pushes over the office's entities in memory, and gives what each would have asked of PostgreSQL: it was never asked. */
async function bareOf(province: Province, desk: Desk, pushes: readonly Push[]): Promise<readonly Bare[]> {
  const rows = await province.ask('select kind, id, seq, body from entities where agency_id = $1', [
    desk.office.agencyId,
  ]);
  const held = new Map<string, Held>();
  const hold = (kind: Kind, id: string, seq: number, body: string): void =>
    void held.set(refKey({ kind, id }), { kind, id, seq, body: JSON.parse(body) as AnyBody });
  for (const { kind, id, seq, body } of rows) hold(kind as Kind, String(id), Number(seq), String(body));
  const recorded: Bare[] = [];
  let lastDevSeq = (pushes[0]?.operations[0]?.devSeq ?? 1) - 1;
  const authority = authorityOver({
    inBatch: (opening, work) =>
      work({
        opened: {
          device: { lastDevSeq, isRevoked: false },
          known: [],
          actor: desk.clerk,
          history: [],
          missingBlobs: [],
          entities: opening.refs.flatMap((each) => held.get(refKey(each)) ?? []),
        },
        readMore: async () => [],
        write: async (write) => {
          for (const { kind, id, body } of [...write.created, ...write.put]) hold(kind as Kind, id, 1, body);
          lastDevSeq = write.lastDevSeq ?? lastDevSeq;
          recorded.push({ opening, write });
          return { written: { base: 0, head: 0 } };
        },
      }),
  });
  for (const push of pushes) await demandAccepted(authority.push(push));
  return recorded;
}

/** A bench of refusals would be quick. */
async function demandAccepted(pushed: ReturnType<Authority['push']>): Promise<void> {
  const outcome = await pushed;
  const isDone =
    typeof outcome === 'object' &&
    'texts' in outcome &&
    outcome.texts.every((text) => text.includes('"accepted"'));
  if (!isDone) throw new Error(`the bench's push was not accepted: ${JSON.stringify(outcome)}`);
}

const perform = (store: AuthorityStore, { opening, write }: Bare): Promise<void> =>
  store
    .inBatch(opening, ({ write: commit }) => commit(write))
    .then((outcome) => {
      if (outcome === 'queue-row-gone' || 'lost' in outcome) throw new Error('the floor was not written');
    });

function next<Item>(items: IterableIterator<Item>): Item {
  const { value, done } = items.next();
  if (done) throw new Error('as many pushes as runs');
  return value;
}

/**
 * One push against the same two round trips with an empty `decide`: the statements and rows of the same operations in another office of
 * the same PostgreSQL, with fsync, in turns.
 */
async function pushLine(
  province: Province,
  store: AuthorityStore,
  [own, other]: readonly [Desk, Desk],
  { size, runs, sanity }: Sizes,
): Promise<Line> {
  const count = 2 * Math.ceil((runs + warmUpsOf(runs)) / 2);
  const pushes = pushesFrom(own, count, size).values();
  const bares = (await bareOf(province, other, pushesFrom(other, count, size))).values();
  const authority = authorityOver(store);
  const [floor, ours] = await timeInTurnsAwaited(runs, [
    () => perform(store, next(bares)),
    () => demandAccepted(authority.push(next(pushes))),
  ]);
  const rate = Math.round((1000 * size) / (ours?.medianMs ?? Number.NaN));
  const took = `p50 ${ours?.medianMs.toFixed(1)} ms, p99 ${ours?.p99Ms.toFixed(1)} ms`;
  const name = size === 1 ? 'server push: one operation' : `server push: a batch of ${String(size)}`;
  return {
    ...lineOf(
      name,
      runs,
      { floor, ours },
      { text: '≥ 80 % of the same with an empty decide', ratioMax: 1.25 },
    ),
    sanity: `${String(rate)} operations/s from one device, ${took}; ${sanity}`,
  };
}

/** Everybody at once: each desk's push together with all others', against the same rows written by as many. */
async function crowdLine(province: Province, store: AuthorityStore): Promise<Line> {
  const count = CROWD_RUNS + warmUpsOf(CROWD_RUNS);
  const pushes = (await openDesks(province, province.a, CLIENTS)).map((desk) =>
    pushesFrom(desk, count, 2).values(),
  );
  const bares: IterableIterator<Bare>[] = [];
  for (const desk of await openDesks(province, province.b, CLIENTS))
    bares.push((await bareOf(province, desk, pushesFrom(desk, count, 2))).values());
  const authority = authorityOver(store);
  const each: number[] = [];
  const timed = async (work: Promise<unknown>): Promise<void> => {
    const begun = performance.now();
    await work;
    each.push(performance.now() - begun);
  };
  const [floor, ours] = await timeInTurnsAwaited(CROWD_RUNS, [
    () => Promise.all(bares.map((items) => perform(store, next(items)))),
    () => Promise.all(pushes.map((items) => timed(demandAccepted(authority.push(next(items)))))),
  ]);
  const p99 = each.toSorted((a, b) => a - b)[Math.floor(each.length * 0.99)] ?? Number.NaN;
  return {
    ...lineOf(
      `server push: ${String(CLIENTS)} desks at once, two operations each`,
      CROWD_RUNS,
      { floor, ours },
      { text: '≥ 80 % of the same with an empty decide', ratioMax: 1.25 },
    ),
    sanity: `${String(Math.round((2000 * CLIENTS) / (ours?.medianMs ?? Number.NaN)))} operations/s, p99 of a push ${p99.toFixed(1)} ms`,
  };
}

/** The authority over an embedded PostgreSQL of its own, as durable as in service. */
export async function pushLines(): Promise<readonly Line[]> {
  const province = await makeProvince({ postgresSettings: [] });
  const pool = openPool(province.server.databaseUrl, CONNECTIONS, () => undefined);
  try {
    const store = makeAuthorityStore(pool);
    const [own] = await openDesks(province, province.a, 1);
    const [other] = await openDesks(province, province.b, 1);
    if (!own || !other) throw new Error('each office has a desk');
    const desks = [own, other] as const;
    return [
      await pushLine(province, store, desks, { size: 1, runs: 600, sanity: '≥ 420/s, p99 ≤ 50 ms' }),
      await pushLine(province, store, desks, { size: 50, runs: 80, sanity: '≥ 4,000/s, p99 ≤ 50 ms' }),
      await crowdLine(province, store),
    ];
  } finally {
    await pool.end();
    await province.close();
  }
}
