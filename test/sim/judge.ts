import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { principalsOf } from '../../src/shared/domain/core/principal.ts';
import type { Delivery } from '../../src/shared/domain/exchange/delivery.ts';
import type { Incoming } from '../../src/shared/domain/incoming/incoming.ts';
import type { Outgoing } from '../../src/shared/domain/outgoing/outgoing.ts';
import { dayOf } from '../../src/shared/text/day.ts';
import { verifyChainsOf } from './chains.ts';
import { sha256Of } from './papers.ts';
import { listed } from './sqlite-tables.ts';
import type { Device, World } from './world.ts';

/** What must hold when everything is quiet; each problem is one sentence. */
export function judge(world: World): string[] {
  return [
    ...world.devices.flatMap((device) => [
      ...showsTheTruth(world, device),
      ...isSettled(device),
      ...filesAreWhole(device),
    ]),
    ...takesEffectOnce(world),
    ...registersAreWhole(world),
    ...daysAreTheServers(world),
    ...deliveriesAreWhole(world),
    ...filesAreThere(world),
    ...verifyChainsOf(world.province.db()),
    ...world.province.bugs,
  ];
}

const sorted = (body: object): string =>
  JSON.stringify(Object.entries(body).sort(([a], [b]) => (a < b ? -1 : 1)));

function showsTheTruth(world: World, { name, test, officialId }: Device): string[] {
  const official = world.province.officialNow(officialId);
  if (!official) return [`${name} has no official`];
  const truth = new Map(
    (
      world.province
        .db()
        .prepare(
          `select e.kind || ':' || e.id as key, e.body from entities e where exists (select 1 from access a
             where a.root_kind = e.root_kind and a.root_id = e.root_id and a.to_seq is null
               and a.principal in (select value from json_each(?)))`,
        )
        .all(listed(principalsOf(officialId, official))) as { key: string; body: string }[]
    ).map(({ key, body }) => [key, sorted(JSON.parse(body) as object)]),
  );
  const seen = test.seen();
  const problems: string[] = [];
  for (const [key, body] of truth) {
    const mine = seen.get(key);
    if (!mine) problems.push(`${name} lacks ${key}`);
    else if (sorted(mine) !== body) problems.push(`${name} shows ${key} as it is not`);
  }
  for (const key of seen.keys()) if (!truth.has(key)) problems.push(`${name} keeps ${key}, which is not his`);
  const rows = test.replica.store.read.prepare('select count(*) from incoming_row').pluck().get();
  const documents = [...truth.keys()].filter((key) => key.startsWith('incoming:')).length;
  if (rows !== documents)
    problems.push(`${name} lists ${String(rows)} of ${String(documents)} incoming documents`);
  return problems;
}

function isSettled({ name, test }: Device): string[] {
  const waiting = test
    .outbox()
    .filter(({ state, settled }) => !settled && state !== 'refused' && state !== 'conflict');
  return [
    ...waiting.map(
      ({ name: command, state, code }) => `${name}: ${command} is still ${state} (${String(code)})`,
    ),
    ...test.logged.filter(({ event }) => event === 'sync.replay-failed').map((each) => JSON.stringify(each)),
  ];
}

type VerdictRow = { readonly id: string; readonly verdict: string | null };

/** Every promise has one answer, every effect stands in somebody's outbox, and no two operations share a place. */
function takesEffectOnce({ province, performed, devices }: World): string[] {
  const db = province.db();
  const rows = db.prepare('select operation_id as id, verdict from verdicts').all() as VerdictRow[];
  const answered = new Map(rows.map(({ id, verdict }) => [id, verdict]));
  const lost = [...performed].filter(([id]) => !answered.get(id));
  const kept = new Set(
    devices.flatMap(({ test }) =>
      test.replica.store.read.prepare<[], string>('select operation_id from outbox').pluck().all(),
    ),
  );
  const log = db
    .prepare(
      "select operation_id as id, name from operation_log where name not like 'exchange.%' and name not like 'office.%' and name <> 'register.open'",
    )
    .all() as { id: string; name: string }[];
  return [
    ...lost.map(([id, { name, device }]) => `${device}: ${name} (${id}) was promised and never answered`),
    ...log
      .filter(({ id }) => !kept.has(id))
      .map(({ id, name }) => `${name} (${id}) took effect and stands in no outbox`),
  ];
}

function bodiesOf<Body>(
  world: World,
  kind: string,
): readonly (Body & { readonly id: string; readonly of: string })[] {
  const rows = world.province
    .db()
    .prepare('select id, agency_id as agencyId, body from entities where kind = ?')
    .all(kind) as { id: string; agencyId: string; body: string }[];
  return rows.map(({ id, agencyId, body }) => ({ ...(JSON.parse(body) as Body), id, of: agencyId }));
}

/** Invariant 1: numbers 1..n of each book, each once. */
function registersAreWhole(world: World): string[] {
  const books = new Map<string, number[]>();
  const note = (book: string, number: number | undefined): void => {
    if (number !== undefined) books.set(book, [...(books.get(book) ?? []), number]);
  };
  for (const { of, arrivalNumber } of bodiesOf<Incoming>(world, 'incoming'))
    note(`${of}/incoming`, arrivalNumber);
  for (const { of, number } of bodiesOf<Outgoing>(world, 'outgoing')) note(`${of}/outgoing`, number);
  return [...books].flatMap(([book, numbers]) => {
    const ordered = numbers.toSorted((a, b) => a - b);
    return ordered.every((number, index) => number === index + 1)
      ? []
      : [`${book} has numbers ${ordered.join()}`];
  });
}

/** Invariant 4: a delivery has one entry at its recipient and its receipt, or a reason why not. */
function deliveriesAreWhole(world: World): string[] {
  const arrivals = bodiesOf<Incoming>(world, 'incoming').filter(({ exchange }) => exchange !== undefined);
  const deliveries = bodiesOf<Delivery>(world, 'delivery');
  const known = new Set(deliveries.map(({ id }) => id));
  return [
    ...deliveries.flatMap(({ id, status, recipientAgencyId }) => {
      const entries = arrivals.filter(
        ({ of, exchange }) => of === recipientAgencyId && exchange?.deliveryId === id,
      );
      if (entries.length !== 1)
        return [`delivery ${id} has ${String(entries.length)} entries at its recipient`];
      return status === undefined ? [`delivery ${id} never heard that it arrived`] : [];
    }),
    ...arrivals
      .filter(({ exchange }) => exchange && !known.has(exchange.deliveryId))
      .map(({ id }) => `entry ${id} came from nowhere`),
  ];
}

/** DESIGN of times: days of books follow the server's clock, which in a story passes from its first day to its last. */
function daysAreTheServers(world: World): string[] {
  const [from, to] = [dayOf(world.begunAt), dayOf(world.province.at)];
  const days = [
    ...bodiesOf<Incoming>(world, 'incoming').map(({ id, arrivedOn }) => [id, arrivedOn] as const),
    ...bodiesOf<Outgoing>(world, 'outgoing').map(({ id, issuedOn }) => [id, issuedOn] as const),
  ];
  return days
    .filter(([, day]) => day !== undefined && (day < from || day > to))
    .map(([id, day]) => `${id} is dated ${String(day)}, when nothing happened`);
}

/** What stands in a machine's store is what its name says. */
function filesAreWhole({ name, dataDir }: Device): string[] {
  const folder = join(dataDir, 'files', 'sha256');
  if (!existsSync(folder)) return [];
  return (readdirSync(folder, { recursive: true }) as string[])
    .filter((path) => /[0-9a-f]{64}$/.test(path))
    .filter((path) => sha256Of(readFileSync(join(folder, path))) !== path.slice(-64))
    .map((path) => `${name} keeps a damaged file ${path.slice(-64)}`);
}

function filesAreThere({ province }: World): string[] {
  const missing = province
    .db()
    .prepare(
      'select distinct f.sha256 from blob_refs f left join blobs b using (sha256) where b.sha256 is null',
    )
    .pluck()
    .all() as string[];
  return missing.map((sha256) => `file ${sha256} is named and not there`);
}
