import { appendFile, readFile, writeFile } from 'node:fs/promises';
import Sqlite from 'better-sqlite3';
import type { Rejected, ServerPort } from '../../src/main/ports.ts';
import type { Session } from '../../src/server/auth/session.ts';
import { answerPush } from '../../src/server/authority/answer-push.ts';
import { type Authority, makeAuthority } from '../../src/server/authority/authority.ts';
import type { Blobs } from '../../src/server/blobs/blobs.ts';
import { makeDeliveryWorker } from '../../src/server/exchange/worker.ts';
import { answerChanges, answerSnapshot } from '../../src/server/feed/answer-feed.ts';
import { ProtocolProblem } from '../../src/server/http/protocol-problem.ts';
import type { ServerPorts } from '../../src/server/ports.ts';
import { officialPrincipal, principalsOf } from '../../src/shared/domain/core/principal.ts';
import type { DeviceId, Instant, OfficialId, Sha256 } from '../../src/shared/domain/core/values.ts';
import type { Official } from '../../src/shared/domain/office/official.ts';
import { readPackage } from '../../src/shared/edxml/read.ts';
import { AppError } from '../../src/shared/errors.ts';
import type { ServerFailpoint } from '../../src/shared/failpoints.ts';
import { ChangesResponse, SnapshotResponse } from '../../src/shared/protocol/feed.ts';
import { type PushRequest, PushResponse } from '../../src/shared/protocol/push.ts';
import { type Armed, Crash, pass } from './crash.ts';
import { inspectPapers, sha256Of } from './papers.ts';
import { makeSqliteAuthority } from './sqlite-authority.ts';
import { makeSqliteExchange, makeSqliteFeed } from './sqlite-feed.ts';
import { type Database, makeTables } from './sqlite-tables.ts';

/** The provincial server of the simulator: its real rules, routes and delivery worker, over tables in memory and a virtual clock. */
export type SimProvince = {
  readonly db: () => Database;
  readonly authority: Authority;
  at: Instant;
  epoch: number;
  armed: Armed<ServerFailpoint>;
  /** What the server's log told that only a bug tells. */
  readonly bugs: string[];
  readonly enrol: (officialId: OfficialId, deviceId: DeviceId) => void;
  readonly connect: (officialId: OfficialId, deviceId: DeviceId) => ServerPort;
  /** One round of the delivery worker; a crash in it is the server's end and new start. */
  readonly deliver: () => Promise<void>;
  readonly officialNow: (officialId: OfficialId) => Official | undefined;
  readonly keep: (bytes: Uint8Array, holder: OfficialId) => Sha256;
  /** Everything as it is now; the result puts it back, under an epoch that was never before. */
  readonly backup: () => () => void;
};

type State = { db: Database; readonly files: Map<string, Uint8Array>; uploads: number };

const BUG_EVENTS = new Set([
  'decide.failed',
  'delivery.fault',
  'delivery.failed',
  'receipt.refused',
  'delivery.turned-back',
]);

export function makeSimProvince(at: Instant, newId: () => string): SimProvince {
  const state: State = { db: makeTables(), files: new Map(), uploads: 0 };
  const db = (): Database => state.db;
  const ports: ServerPorts = {
    now: () => province.at,
    newId,
    log: (event, detail) => {
      if (BUG_EVENTS.has(event) && detail?.['problem'] !== 'Crash')
        province.bugs.push(`${event} ${JSON.stringify(detail)}`);
    },
    failpoint: (name) => {
      const { armed } = province;
      province.armed = undefined;
      province.armed = pass(armed, name);
    },
  };
  const officialNow = (officialId: OfficialId): Official | undefined => {
    const body = db()
      .prepare("select body from entities where kind = 'official' and id = ?")
      .pluck()
      .get(officialId);
    return typeof body === 'string' ? (JSON.parse(body) as Official) : undefined;
  };
  const authority = makeAuthority({
    store: makeSqliteAuthority(db),
    inspect: async ({ signedSha256, baseSha256 }) => {
      const [signed, base] = [state.files.get(signedSha256), state.files.get(baseSha256)];
      return signed && base && inspectPapers(signed, base);
    },
    hints: { announce: () => undefined, listen: () => () => undefined },
    ports,
    officialOf: async (officialId) => officialNow(officialId),
    onQueued: () => undefined,
  });
  const worker = makeDeliveryWorker({
    exchange: makeSqliteExchange(db),
    authority,
    blobs: blobsOf(state),
    looker: {
      inspect: () => Promise.reject(new Error('not asked here')),
      readPackage: async (path) => readPackage(state.files.get(path) ?? new Uint8Array()),
      close: async () => undefined,
    },
    scrub: async () => undefined,
    ports,
  });
  const province: SimProvince = {
    db,
    authority,
    at,
    epoch: 1,
    armed: undefined,
    bugs: [],
    officialNow,
    enrol: (officialId, deviceId) =>
      void db()
        .prepare('insert into devices (id, official_id) values (?, ?) on conflict do nothing')
        .run(deviceId, officialId),
    connect: (officialId, deviceId) => connect(province, state, ports, { officialId, deviceId }),
    deliver: () => asServer(province, () => worker.drain()).catch(() => undefined),
    keep: (bytes, holder) => keep(state, bytes, holder),
    backup: () => {
      const kept = state.db.serialize();
      const files = new Map(state.files);
      return () => {
        state.db.close();
        state.db = new Sqlite(kept);
        state.files.clear();
        for (const [sha256, bytes] of files) state.files.set(sha256, bytes);
        province.epoch += 1;
      };
    },
  };
  return province;
}

/** An ended server, or one that fails, answers nobody; the next request meets one whose state is what was committed. A failure is a bug. */
async function asServer<Result>({ bugs }: SimProvince, work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (problem) {
    if (problem instanceof ProtocolProblem) throw problem;
    if (!(problem instanceof Crash)) bugs.push(`the server failed: ${String(problem)}`);
    throw new AppError('server.unreachable', {}, { retryable: true });
  }
}

function keep(state: State, bytes: Uint8Array, holder: OfficialId | undefined): Sha256 {
  const sha256 = sha256Of(bytes);
  state.files.set(sha256, bytes);
  state.db.prepare('insert into blobs (sha256) values (?) on conflict do nothing').run(sha256);
  if (holder)
    state.db
      .prepare('insert into blob_holders values (?, ?) on conflict do nothing')
      .run(sha256, officialPrincipal(holder));
  return sha256;
}

/** The server's files in memory; a path is the hash. */
const blobsOf = (state: State): Blobs => ({
  keep: async (bytes) => keep(state, bytes, undefined),
  read: async (sha256) => state.files.get(sha256),
  sizeOf: async (sha256) => state.files.get(sha256)?.length,
  files: {
    root: '',
    pathOf: (sha256) => sha256,
    adopt: () => Promise.reject(new Error('no files here')),
    write: () => Promise.reject(new Error('no files here')),
    check: async (sha256) => state.files.get(sha256)?.length ?? 'absent',
    read: async (sha256) => state.files.get(sha256) ?? new Uint8Array(),
    remove: async () => undefined,
    quarantine: async () => undefined,
  },
});

/** Short pages, so that stories of a few hundred operations turn them. */
const PAGE = 5;

/** Keys are not what the simulation tries: every operation has a signature, and every signature is taken for right. */
const signed = ({ operations, ...envelope }: PushRequest): unknown =>
  JSON.parse(
    JSON.stringify({
      ...envelope,
      operations: operations.map((each) => ({ ...each, signature: 'A'.repeat(86) })),
    }),
  );

type Caller = { readonly officialId: OfficialId; readonly deviceId: DeviceId };

/** What the routes do with a proved request, and what the device's line makes of a refusal. */
function connect(province: SimProvince, state: State, ports: ServerPorts, caller: Caller): ServerPort {
  const { officialId, deviceId } = caller;
  const feed = makeSqliteFeed(province.db);
  const parts = () => ({
    feed,
    epoch: province.epoch,
    authority: province.authority,
    isSigned: async () => true,
    metrics: { onVerdict: () => undefined },
    ports,
  });
  const session = (): Session => {
    const official = province.officialNow(officialId);
    const isKnown = province.db().prepare('select 1 from devices where id = ?').get(deviceId);
    if (!official || !isKnown) throw new ProtocolProblem('device-unknown');
    const key = { kty: 'EC', crv: 'P-256', x: '', y: '' } as never;
    return {
      deviceId,
      officialId,
      agencyId: official.agencyId,
      key,
      official,
      principals: principalsOf(officialId, official),
    };
  };
  const answered = async <Value>(
    work: () => Promise<string>,
    schema: { parse: (of: unknown) => Value },
  ): Promise<Value | Rejected> => {
    try {
      return schema.parse(JSON.parse(await asServer(province, work)));
    } catch (problem) {
      if (!(problem instanceof ProtocolProblem)) throw problem;
      const { code: rejected, expected } = problem.body;
      return { rejected, ...(expected !== undefined && { expected }) };
    }
  };
  return {
    push: (request) =>
      answered(() => answerPush({ value: signed(request), digest: '' }, session(), parts()), PushResponse),
    changes: (since, limit) =>
      answered(
        () => answerChanges({ since, limit: Math.min(limit, PAGE) }, session(), parts()),
        ChangesResponse,
      ),
    snapshot: (page) =>
      answered(
        () => answerSnapshot(page === undefined ? {} : { page }, session(), parts()),
        SnapshotResponse,
      ),
    directory: async () => ({ agencies: [] }),
    ack: async () => undefined,
    containment: async () => ({ rejected: 'not-found' }),
    openUpload: async () => {
      state.uploads += 1;
      return `/v1/uploads/${String(state.uploads)}`;
    },
    sendUpload: (_address, file, sha256) =>
      asServer(province, async () => {
        const bytes = await readFile(file);
        if (sha256Of(bytes) !== sha256) return 'digest-differs';
        ports.failpoint('finalise.after-hash');
        keep(state, bytes, officialId);
        ports.failpoint('finalise.after-rename');
        return 'finalised';
      }),
    fetchBlob: async (sha256, file) => {
      const bytes = state.files.get(sha256);
      if (!bytes) return 'not-found';
      const have = await readFile(file).catch(() => new Uint8Array());
      await (have.length > 0 ? appendFile(file, bytes.subarray(have.length)) : writeFile(file, bytes));
      return 'whole';
    },
    listen: () => () => undefined,
  };
}
