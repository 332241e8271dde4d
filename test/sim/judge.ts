import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isKind } from '../../src/shared/domain/core/kinds.ts';
import { principalsOf } from '../../src/shared/domain/core/principal.ts';
import type { Official } from '../../src/shared/domain/office/official.ts';
import { chainProblems } from './chains.ts';
import { judgeOffice } from './judge-office.ts';
import { sha256Of } from './papers.ts';
import type { Stored } from './storage.ts';
import type { Device, World } from './story.ts';

/** What must hold when everything is quiet; each problem is one sentence. docs/sync.md lists them with their reasons. */
export function judge(world: World, stored: Stored): string[] {
  return [
    ...world.devices.flatMap((device) => judgeMachine(world, device, stored)),
    ...takesEffectOnce(world, stored),
    ...filesAreThere(world, stored),
    ...chainProblems(stored),
    ...judgeOffice(world, stored),
    ...world.province.watch.problems,
    ...world.province.bugs,
  ];
}

const sorted = (text: string): string =>
  JSON.stringify(Object.entries(JSON.parse(text) as object).sort(([a], [b]) => (a < b ? -1 : 1)));

/** What the official of a machine may see now: entities by key, and the files that they name. */
function rightsOf({ officialId }: Device, { entities, access, named }: Stored) {
  const own = entities.find(({ kind, id }) => kind === 'official' && id === officialId);
  const principals = new Set<string>(own ? principalsOf(officialId, JSON.parse(own.body) as Official) : []);
  const roots = new Set(
    access
      .filter(({ principal }) => principals.has(principal))
      .map(({ rootKind, rootId }) => `${rootKind}:${rootId}`),
  );
  const isMine = ({ rootKind, rootId }: { rootKind: string; rootId: string }): boolean =>
    roots.has(`${rootKind}:${rootId}`);
  return {
    truth: new Map(entities.filter(isMine).map(({ kind, id, body }) => [`${kind}:${id}`, sorted(body)])),
    files: new Set(named.filter(isMine).map(({ sha256 }) => sha256)),
    others: new Set(named.map(({ sha256 }) => sha256)),
  };
}

type Rights = ReturnType<typeof rightsOf>;

function judgeMachine(world: World, device: Device, stored: Stored): string[] {
  const rights = rightsOf(device, stored);
  return [
    ...showsTheTruth(device, rights),
    ...listsTheTruth(device, rights),
    ...(hasLostFile(world, device) ? [] : isSettled(device)),
    ...filesAreWhole(world, device, rights),
  ].map((problem) => `${device.name} ${problem}`);
}

/** All that he may see, as the authority has it, and nothing else; what this program cannot read is kept as it came. */
function showsTheTruth({ test }: Device, { truth }: Rights): string[] {
  const rows = test.replica.store.read
    .prepare<[], { key: string; seen: string; isReadable: number; kind: string }>(
      `select kind || ':' || id as key, kind, coalesce(overlay, body) as seen, is_readable as isReadable from entities
       where coalesce(overlay, body) is not null`,
    )
    .all();
  const seen = new Map(rows.map((row) => [row.key, row]));
  const problems: string[] = [];
  for (const [key, body] of truth) {
    const mine = seen.get(key);
    if (!mine) problems.push(`lacks ${key}`);
    else if (sorted(mine.seen) !== body) problems.push(`shows ${key} as it is not`);
    else if ((mine.isReadable === 1) !== isKind(mine.kind))
      problems.push(`cannot tell whether it reads ${key}`);
  }
  for (const key of seen.keys()) if (!truth.has(key)) problems.push(`keeps ${key}, which is not his`);
  return problems;
}

/** The lists are as long as what he may see. */
function listsTheTruth({ test }: Device, { truth }: Rights): string[] {
  const { read } = test.replica.store;
  return (['incoming', 'outgoing'] as const).flatMap((kind) => {
    const rows = read.prepare<[], number>(`select count(*) from ${kind}_row`).pluck().get();
    const documents = [...truth.keys()].filter((key) => key.startsWith(`${kind}:`)).length;
    return rows === documents ? [] : [`lists ${String(rows)} of ${String(documents)} ${kind} documents`];
  });
}

/**
 * The one loss that nothing prevents: a document was accepted, its file left the machine with the official's rights, and then the server was put back to before it
 * had the file. The operation stands in Đồng bộ, parked, with what was written.
 */
const hasLostFile = ({ province, demoted }: World, { officialId, test }: Device): boolean =>
  province.epoch > 1 &&
  demoted.has(officialId) &&
  test.outbox().some(({ state, code }) => state === 'parked' && code === 'file.damaged-in-transit');

function isSettled({ test }: Device): string[] {
  const waiting = test
    .outbox()
    .filter(({ state, settled }) => !settled && state !== 'refused' && state !== 'conflict');
  return [
    ...waiting.map(({ name, state, code }) => `has ${name} still ${state} (${String(code)})`),
    ...test.logged.filter(({ event }) => event === 'sync.replay-failed').map((each) => JSON.stringify(each)),
  ];
}

type Entries = readonly [string, { readonly sha256?: string }][];
const isFile = ([field]: Entries[number]): boolean => field === 'file';

/**
 * What stands in a machine's folder is what its name says, is still his to read or was his own to bring, and nothing that he may read and wanted is missing.
 */
function filesAreWhole(
  { tookBack }: World,
  { dataDir, test }: Device,
  { truth, files, others }: Rights,
): string[] {
  const folder = join(dataDir, 'files', 'sha256');
  const here = existsSync(folder)
    ? (readdirSync(folder, { recursive: true }) as string[]).filter((path) => /[0-9a-f]{64}$/.test(path))
    : [];
  const { read } = test.replica.store;
  const named = read.prepare<[], string>('select sha256 from outbox_blobs').pluck().all();
  const brought = new Set([...named, ...tookBack]);
  const isNotHis = (sha256: string): boolean =>
    others.has(sha256) && !files.has(sha256) && !brought.has(sha256);
  // Of a document's earlier versions a desk keeps what it had; what stands in the document now, it fetches.
  const standing = new Set(
    [...truth].flatMap(([key, body]) =>
      /^(incoming|outgoing|attachment):/.test(key)
        ? [(JSON.parse(body) as Entries).find(isFile)?.[1].sha256]
        : [],
    ),
  );
  const missing = read
    .prepare<[], { sha256: string; state: string }>(
      "select sha256, state from downloads where state in ('wanted', 'unwanted', 'not-found')",
    )
    .all()
    .filter(({ sha256, state }) => state !== 'not-found' || standing.has(sha256));
  return [
    ...here
      .filter((path) => sha256Of(readFileSync(join(folder, path))) !== path.slice(-64))
      .map((path) => `keeps a damaged file ${path.slice(-64)}`),
    ...here
      .filter((path) => isNotHis(path.slice(-64)))
      .map((path) => `keeps file ${path.slice(-64)}, which is not his`),
    ...missing.map(({ sha256, state }) => `still has ${state} file ${sha256}`),
  ];
}

/** The authority's answer to an operation was no. */
export const isRefused = ({ verdict }: Stored['verdicts'][number]): boolean =>
  verdict !== null && /"status":"(refused|conflict)"/.test(verdict);

/** Every promise has one answer, every effect stands in somebody's outbox, and no two operations share a place of a device. */
function takesEffectOnce(world: World, { verdicts, log }: Stored): string[] {
  const { performed, devices } = world;
  const excused = new Set(devices.filter((each) => hasLostFile(world, each)).map(({ name }) => name));
  const answered = new Map(verdicts.map(({ id, verdict }) => [id, verdict]));
  const outboxes = devices.flatMap(({ test }) =>
    test.replica.store.read
      .prepare<[], { id: string; isToldNo: number }>(
        "select operation_id as id, state in ('refused', 'conflict') as isToldNo from outbox",
      )
      .all(),
  );
  const kept = new Set([...outboxes.map(({ id }) => id), ...world.lost]);
  // The server may have been put back to before its no; the official has heard it.
  const toldNo = new Set(outboxes.filter(({ isToldNo }) => isToldNo === 1).map(({ id }) => id));
  const given = new Set(verdicts.filter(({ devSeq }) => devSeq !== null).map(({ id }) => id));
  const places = new Map<string, string>();
  const twice: string[] = [];
  for (const { id, device, devSeq } of verdicts) {
    if (devSeq === null) continue;
    const place = `${String(device)} ${String(devSeq)}`;
    const other = places.get(place);
    if (other) twice.push(`operations ${other} and ${id} share the place ${place}`);
    places.set(place, id);
  }
  const ids = new Set(log.map(({ operationId }) => operationId));
  return [
    ...twice,
    ...(ids.size < log.length ? ['an operation stands in the log twice'] : []),
    ...[...performed]
      .filter(([id, { device }]) => !answered.get(id) && !toldNo.has(id) && !excused.has(device))
      .map(([id, { name, device }]) => `${device}: ${name} (${id}) was promised and never answered`),
    ...log
      .filter(({ operationId }) => given.has(operationId) && !kept.has(operationId))
      .map(({ name, operationId }) => `${name} (${operationId}) took effect and stands in no outbox`),
  ];
}

/** No entity names a file that the server does not have, whole. */
function filesAreThere({ province }: World, { named }: Stored): string[] {
  const { whole } = province.files;
  return [...new Set(named.map(({ sha256 }) => sha256))].flatMap((sha256) => {
    const bytes = whole.get(sha256);
    if (!bytes || named.some((each) => each.sha256 === sha256 && !each.isKept))
      return [`file ${sha256} is named and not there`];
    return sha256Of(bytes) === sha256 ? [] : [`file ${sha256} is damaged on the server`];
  });
}
