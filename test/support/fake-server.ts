import { createHash } from 'node:crypto';
import type { ServerPort } from '../../src/main/ports.ts';
import { readKept } from '../../src/main/store/kept-file.ts';
import { commandNamed } from '../../src/shared/domain/all-commands.ts';
import {
  type Actor,
  type Change,
  type EntityChange,
  type Inspected,
  type Inspection,
  isRefusal,
  undecided,
} from '../../src/shared/domain/core/command.ts';
import { blobsOf, decideOver, type Parsed } from '../../src/shared/domain/core/decide.ts';
import {
  type AnyBody,
  type Bodies,
  type Kind,
  kindRule,
  type Ref,
  refKey,
} from '../../src/shared/domain/core/kinds.ts';
import { principalsOf } from '../../src/shared/domain/core/principal.ts';
import type { AgencyId, Instant, OfficialId, Sha256 } from '../../src/shared/domain/core/values.ts';
import type { ChangesResponse } from '../../src/shared/protocol/feed.ts';
import type { Opening } from '../../src/shared/protocol/openings.ts';
import {
  type Operation,
  type PushRequest,
  type PushResponse,
  type Verdict,
  WAITS_FOR_OTHERS,
} from '../../src/shared/protocol/push.ts';
import type { EntityRow } from '../../src/shared/protocol/rows.ts';
import type { DeviceShown, DirectoryResponse } from '../../src/shared/protocol/session.ts';
import { dayOf } from '../../src/shared/text/day.ts';
import { fakeOfficeLine, sendRest } from './fake-lines.ts';
import { type Access, goneOf, listedIn, purge, type State, type Stored } from './fake-state.ts';

/** One agency's authority in memory, by the same rules as the real one: what the sync tests speak to. */
export type FakeServer = {
  readonly agencyId: AgencyId;
  epoch: number;
  /** The authority's clock. */
  at: Instant;
  inspected: Inspected | undefined;
  /** Looks at the files themselves, as the real one does; without it `inspected` is what is found in every file. */
  look: ((signed: Uint8Array, base: Uint8Array) => Promise<Inspected>) | undefined;
  /** Answers pages of at most this many sequence numbers. */
  pageSize: number;
  /** What desks told of. */
  readonly openings: Opening[];
  /** The province's directory; those behind gateways are found by a part of their name. */
  agencies: DirectoryResponse['agencies'];
  readonly head: () => number;
  readonly body: <K extends Kind>(kind: K, id: string) => Bodies[K] | undefined;
  readonly rows: () => ReadonlyMap<string, Stored>;
  /** What the official may see now, by key. */
  readonly seenBy: (officialId: OfficialId) => ReadonlyMap<string, AnyBody>;
  /** Verdicts by operation id: at most one effect each. */
  readonly verdicts: ReadonlyMap<string, Verdict>;
  readonly blobs: ReadonlyMap<string, Uint8Array>;
  /** Puts an entity in as if an operation had. */
  readonly put: <K extends Kind>(kind: K, id: string, body: Bodies[K]) => void;
  /** A command of an official or of the server itself, outside any device. */
  readonly give: (name: string, args: unknown, who: OfficialId | Actor) => Verdict;
  readonly connect: (officialId: OfficialId) => ServerPort;
  /** What devices said that they have stored. */
  readonly acks: number[];
  readonly devices: DeviceShown[];
  readonly keepBlob: (bytes: Uint8Array) => Sha256;
  /** Everything as it was; `restore` puts it back under a new epoch. */
  readonly backup: () => () => void;
};

const pairKey = ({ signedSha256, baseSha256 }: Inspection): string => `${signedSha256} ${baseSha256}`;

/** Beforehand, because rules wait for nothing. */
async function lookAt(state: State, { look }: FakeServer, { operations }: PushRequest): Promise<void> {
  for (const { name, args } of look ? operations : []) {
    const command = commandNamed(name);
    const accepted = command?.args.safeParse(args);
    for (const pair of accepted?.success ? (command?.inspects?.(accepted.data as never) ?? []) : []) {
      const [signed, base] = [state.blobs.get(pair.signedSha256), state.blobs.get(pair.baseSha256)];
      if (look && signed && base) state.found.set(pairKey(pair), await look(signed, base));
    }
  }
}

export function makeFakeServer(agencyId: AgencyId, at: Instant): FakeServer {
  let state: State = {
    entities: new Map(),
    access: new Map(),
    verdicts: new Map(),
    claims: new Set(),
    devices: new Map(),
    blobs: new Map(),
    uploads: new Set(),
    found: new Map(),
    contained: new Set(),
    head: 0,
  };
  const listeners = new Set<() => void>();
  const server: FakeServer = {
    agencyId,
    epoch: 1,
    at,
    inspected: undefined,
    look: undefined,
    pageSize: 50,
    agencies: [],
    acks: [],
    openings: [],
    devices: [],
    head: () => state.head,
    body: (kind, id) => state.entities.get(refKey({ kind, id }))?.body as never,
    rows: () => state.entities,
    seenBy: (officialId) =>
      new Map(
        [...state.entities]
          .filter(([, each]) => isSeen(state, officialId, each.root))
          .map(([key, { body }]) => [key, body]),
      ),
    get verdicts() {
      return state.verdicts;
    },
    get blobs() {
      return state.blobs;
    },
    put: (kind, id, body) => {
      state.head += 1;
      write(state, { type: 'put', kind, id, body } as EntityChange);
      grant(state);
    },
    give: (name, args, who) => {
      const actor = typeof who === 'string' ? actorOf(state, who) : who;
      return decideOne(
        state,
        server,
        { name, args, doneAt: server.at, operationId: '', devSeq: 0 },
        actor,
        '',
      );
    },
    connect: (officialId) => connect(() => state, server, officialId, listeners),
    keepBlob: (bytes) => {
      const sha256 = createHash('sha256').update(bytes).digest('hex') as Sha256;
      state.blobs.set(sha256, bytes);
      return sha256;
    },
    backup: () => {
      const kept = structuredClone(state);
      return () => {
        state = structuredClone(kept);
        server.epoch += 1;
      };
    },
  };
  return server;
}

const actorOf = (state: State, officialId: OfficialId): Actor => {
  const official = state.entities.get(`official:${officialId}`)?.body as Bodies['official'] | undefined;
  if (!official) throw new Error(`no official ${officialId}`);
  return { ...official, id: officialId };
};

/** The same rule as on the replica, with the authority's say: claims, existing ids, and one sequence number for what is accepted. */
function decideOne(
  state: State,
  server: FakeServer,
  { name, args, doneAt, operationId }: Operation | (Omit<Operation, 'operationId'> & { operationId: string }),
  actor: Actor,
  device: string,
): Verdict {
  const of = { operationId: operationId as Operation['operationId'] };
  const command = commandNamed(name);
  const accepted = command?.args.safeParse(args);
  if (!command || !accepted?.success) return { ...of, status: 'refused', code: 'input.invalid' };
  const parsed: Parsed = { command, args: accepted.data as never };
  const missingBlobs = blobsOf(parsed).filter((sha256) => !state.blobs.has(sha256));
  if (missingBlobs.length > 0) return { ...of, status: 'retry', missingBlobs };
  const decision = decideOver(parsed, (ref) => state.entities.get(refKey(ref))?.body, {
    actor,
    agencyId: server.agencyId,
    device: device as never,
    isAuthority: true,
    today: dayOf(server.at),
    at: server.at,
    doneAt,
    inspect: (pair) => (server.look ? state.found.get(pairKey(pair)) : server.inspected),
  });
  if (decision === undecided) return { ...of, status: 'retry' };
  if (isRefusal(decision) && WAITS_FOR_OTHERS.includes(decision.refused))
    return { ...of, status: 'retry', code: decision.refused };
  if (isRefusal(decision))
    return { ...of, status: 'refused', code: decision.refused, detail: { ...decision.detail } };
  const taken = decision.find((each) => isTaken(state, each));
  if (taken)
    return { ...of, status: 'refused', code: taken.type === 'claim' ? taken.elseRefuse : 'entity.exists' };
  state.head += 1;
  for (const each of decision) {
    if (each.type === 'claim') state.claims.add(`${each.space}:${each.key}`);
    else if (each.type === 'purge') purge(state, each);
    else if (each.type !== 'queue') write(state, each);
  }
  grant(state);
  return { ...of, status: 'accepted', seq: state.head };
}

const isTaken = (state: State, each: Change): boolean =>
  each.type === 'claim'
    ? state.claims.has(`${each.space}:${each.key}`)
    : each.type === 'create' && state.entities.has(refKey(each));

function write(state: State, { kind, id, body }: EntityChange): void {
  const root = kindRule(kind).rootOf(id, body);
  state.entities.set(refKey({ kind, id }), {
    ref: { kind, id },
    root,
    seq: state.head,
    body: JSON.parse(JSON.stringify(body)) as AnyBody,
  });
}

/** Access is written when it begins and ends, so that a cursor can be answered. */
function grant(state: State): void {
  const principals = new Map<string, Set<string>>();
  for (const { ref, root, body } of state.entities.values()) {
    const key = refKey(root);
    const seers = principals.get(key) ?? new Set();
    for (const each of kindRule(ref.kind).visibleTo(ref.id, body)) seers.add(each);
    principals.set(key, seers);
  }
  for (const { ref, body } of state.entities.values()) {
    if (ref.kind !== 'official') continue;
    const mine = new Set<string>(principalsOf(ref.id as OfficialId, body as Bodies['official']));
    const known = state.access.get(ref.id) ?? new Map<string, Access>();
    state.access.set(ref.id, known);
    for (const [key, seers] of principals) {
      const sees = [...seers].some((each) => mine.has(each));
      const access = known.get(key);
      if (sees && (!access || access.to !== undefined)) known.set(key, { from: state.head, to: undefined });
      if (!sees && access && access.to === undefined) access.to = state.head;
    }
  }
}

const accessTo = (state: State, officialId: OfficialId, root: Ref): Access | undefined =>
  state.access.get(officialId)?.get(refKey(root));
const isSeen = (state: State, officialId: OfficialId, root: Ref): boolean => {
  const access = accessTo(state, officialId, root);
  return access !== undefined && access.to === undefined;
};

const rowOf = ({ ref, root, seq, body }: Stored): EntityRow => ({
  kind: ref.kind,
  id: ref.id,
  rootKind: root.kind,
  rootId: root.id,
  seq,
  body: JSON.parse(JSON.stringify(body)) as EntityRow['body'],
});

const bySeq = (a: Stored, b: Stored): number => a.seq - b.seq || (refKey(a.ref) < refKey(b.ref) ? -1 : 1);

function connect(
  stateNow: () => State,
  server: FakeServer,
  officialId: OfficialId,
  listeners: Set<() => void>,
): ServerPort {
  return {
    push: async (request) => {
      await lookAt(stateNow(), server, request);
      const answer = push(stateNow(), server, officialId, request);
      for (const tell of listeners) tell();
      return answer;
    },
    changes: async (since, limit) => changes(stateNow(), server, officialId, since, limit),
    snapshot: async (page) => {
      const seen = [...stateNow().entities.values()]
        .filter(({ root }) => isSeen(stateNow(), officialId, root))
        .sort(bySeq);
      const from = Number(page ?? 0);
      const next = from + server.pageSize;
      return {
        epoch: server.epoch,
        asOf: stateNow().head,
        entities: seen.slice(from, next).map(rowOf),
        ...(next < seen.length
          ? { nextPage: String(next) }
          : { contained: [...stateNow().contained].map((key) => goneOf(stateNow(), key)) }),
      };
    },
    directory: async (text) => ({ agencies: listedIn(server.agencies, text) }),
    ack: async (seq) => void server.acks.push(seq),
    office: fakeOfficeLine(server, officialId),
    containment: async () => ({ devices: [], recipients: [], related: [], isScrubbed: true }),
    noteOpenings: async (openings) => {
      server.openings.push(...openings);
      return {};
    },
    openings: async () => ({ rejected: 'not-found' }),
    openingCounts: async () => ({ rejected: 'not-found' }),
    openUpload: async () => {
      const address = `/v1/uploads/${String(stateNow().uploads.size + 1)}`;
      stateNow().uploads.add(address);
      return address;
    },
    sendUpload: async (address, file, sha256) => {
      if (!stateNow().uploads.has(address)) return 'gone';
      const bytes = await readKept(file);
      if (createHash('sha256').update(bytes).digest('hex') !== sha256) return 'digest-differs';
      stateNow().blobs.set(sha256, bytes);
      return 'finalised';
    },
    fetchBlob: async (sha256, file) => {
      const bytes = stateNow().blobs.get(sha256);
      if (!bytes) return 'not-found';
      return sendRest(file, bytes);
    },
    listen: (onHint, onLine) => {
      const tell = (): void => onHint({ head: stateNow().head });
      listeners.add(tell);
      onLine(true);
      return () => void listeners.delete(tell);
    },
  };
}

function push(
  state: State,
  server: FakeServer,
  officialId: OfficialId,
  { epoch, device, operations }: PushRequest,
): PushResponse | { rejected: string; expected?: number } {
  if (epoch !== server.epoch) return { rejected: 'epoch-differs' };
  let last = state.devices.get(device) ?? 0;
  for (const { devSeq } of operations) {
    if (devSeq > last + 1) return { rejected: 'hole-in-sequence', expected: last + 1 };
    last = Math.max(last, devSeq);
  }
  const touched = new Map<string, Ref>();
  const verdicts = operations.map((operation): Verdict => {
    const known = state.verdicts.get(operation.operationId);
    const verdict = known ?? decideOne(state, server, operation, actorOf(state, officialId), device);
    if (verdict.status !== 'retry') state.verdicts.set(operation.operationId, verdict);
    for (const each of refsIn(state, officialId, operation)) touched.set(refKey(each), each);
    if (verdict.seq !== undefined)
      for (const { ref, seq } of state.entities.values())
        if (seq === verdict.seq) touched.set(refKey(ref), ref);
    return verdict;
  });
  state.devices.set(device, last);
  const current = [...touched.keys()]
    .map((key) => state.entities.get(key))
    .filter((each) => each !== undefined)
    .filter(({ root }) => isSeen(state, officialId, root))
    .map(rowOf);
  return { epoch: server.epoch, head: state.head, serverTime: server.at, verdicts, current };
}

function refsIn(state: State, officialId: OfficialId, { name, args }: Operation): readonly Ref[] {
  const command = commandNamed(name);
  const accepted = command?.args.safeParse(args);
  if (!command || !accepted?.success) return [];
  const read = (kind: Kind, id: string) => state.entities.get(refKey({ kind, id }))?.body;
  return command.reads(accepted.data as never, read as never, officialId);
}

function changes(
  state: State,
  server: FakeServer,
  officialId: OfficialId,
  since: number,
  limit: number,
): ChangesResponse | { rejected: string } {
  if (since > state.head) return { rejected: 'cannot-calculate-changes' };
  const next = Math.min(state.head, since + Math.min(limit, server.pageSize));
  const inPage = (seq: number): boolean => seq > since && seq <= next;
  const entities = [...state.entities.values()].filter(({ root, seq }) => {
    const access = accessTo(state, officialId, root);
    if (!access || access.to !== undefined) return false;
    // What began to be visible in this page comes whole, with bodies as they are now.
    return inPage(access.from) || (inPage(seq) && access.from <= next);
  });
  const gone = [...(state.access.get(officialId) ?? [])]
    .filter(([, { to }]) => to !== undefined && inPage(to))
    .map(([key]) => goneOf(state, key));
  return {
    epoch: server.epoch,
    head: state.head,
    next,
    hasMore: next < state.head,
    serverTime: server.at,
    entities: entities.sort(bySeq).map(rowOf),
    gone,
  };
}
