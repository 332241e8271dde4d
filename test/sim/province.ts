import { type Authority, makeAuthority } from '../../src/server/authority/authority.ts';
import type { Blobs } from '../../src/server/blobs/blobs.ts';
import { makeDeliveryWorker } from '../../src/server/exchange/worker.ts';
import { ProtocolProblem } from '../../src/server/http/protocol-problem.ts';
import type { ServerPorts } from '../../src/server/ports.ts';
import { makeScrub } from '../../src/server/secrecy/scrub.ts';
import type { AuthorityStore } from '../../src/server/store/authority-store.ts';
import type { Instant, OfficialId, Sha256 } from '../../src/shared/domain/core/values.ts';
import type { Official } from '../../src/shared/domain/office/official.ts';
import { readMessage } from '../../src/shared/edxml/read.ts';
import { AppError } from '../../src/shared/errors.ts';
import type { ServerFailpoint } from '../../src/shared/failpoints.ts';
import { type Armed, Crash, pass } from './crash.ts';
import { inspectPapers, sha256Of } from './papers.ts';
import type { Storage } from './storage.ts';
import { makeWatch, type Watch } from './watch.ts';

/** The provincial server of the simulator: its real rules, routes and delivery worker, over a storage and a virtual clock. */
export type SimProvince = {
  readonly storage: Storage;
  readonly authority: Authority;
  readonly ports: ServerPorts;
  readonly watch: Watch;
  /** The storage's authority with the watch before it. */
  readonly store: AuthorityStore;
  /** Ends of the server's process, by place. */
  readonly ends: Map<string, number>;
  at: Instant;
  epoch: number;
  armed: Armed<ServerFailpoint>;
  /** Short pages, so that stories of a hundred operations turn them. */
  pageRows: number;
  /** What the server's log told that only a bug tells. */
  readonly bugs: string[];
  readonly files: Files;
  /** One round of the delivery worker; a crash in it is the server's end and new start. */
  readonly deliver: () => Promise<void>;
  readonly officialNow: (officialId: OfficialId) => Promise<Official | undefined>;
  /** Everything as it is now; the result puts it back, under an epoch that was never before. */
  readonly backup: () => Promise<() => Promise<void>>;
};

/** The server's folder: whole files by their hash, and what of an upload is here. */
export type Files = {
  readonly whole: Map<string, Uint8Array>;
  readonly begun: Map<string, Uint8Array>;
  /** What went with a contained document, for this server. */
  readonly removed: Set<string>;
};

const BUG_EVENTS = new Set([...['decide.failed', 'delivery.fault', 'delivery.failed', 'receipt.refused']]);

type Detail = Readonly<Record<string, unknown>>;

/** A delivery is turned back where nobody is to receive it; otherwise that is a bug. */
function listen(province: SimProvince, event: string, detail: Detail = {}): void {
  const { code, problem } = detail;
  const isBug = BUG_EVENTS.has(event) && problem !== 'Crash';
  const isTurnedBack = event === 'delivery.turned-back' && code !== 'exchange.agency-unknown';
  // What is heard of a document that its sender has contained tells nobody anything any more.
  if (event === 'receipt.refused' && isOfContained(province, String(detail['deliveryId']))) return;
  if (isBug || isTurnedBack) province.bugs.push(`${event} ${JSON.stringify(detail)}`);
}

const isOfContained = ({ watch }: SimProvince, id: string): boolean =>
  [...watch.contained.values()].some(({ ids }) => ids.includes(id));

export function makeSimProvince(storage: Storage, at: Instant, newId: () => string): SimProvince {
  const files: Files = { whole: new Map(), begun: new Map(), removed: new Set() };
  const watch = makeWatch();
  const ports: ServerPorts = {
    now: () => province.at,
    newId,
    log: (event, detail) => listen(province, event, detail),
    failpoint: (name) => {
      const { armed } = province;
      province.armed = undefined;
      province.armed = pass(armed, name, province.ends);
    },
  };
  const officialNow = async (officialId: OfficialId): Promise<Official | undefined> => {
    const body = await storage.officialBody(officialId);
    return body === undefined ? undefined : (JSON.parse(body) as Official);
  };
  const store = watch.over(storage.authority);
  const authority = makeAuthority({
    store,
    inspect: async ({ signedSha256, baseSha256 }) => {
      const [signed, base] = [files.whole.get(signedSha256), files.whole.get(baseSha256)];
      return signed && base && inspectPapers(signed, base);
    },
    hints: { announce: () => undefined, listen: () => () => undefined },
    ports,
    officialOf: officialNow,
    onQueued: () => undefined,
  });
  const unkept = new Map<string, Uint8Array>();
  const blobs = blobsOf(storage, files, unkept);
  const worker = makeDeliveryWorker({
    exchange: storage.exchange,
    authority,
    blobs,
    looker: {
      inspect: () => Promise.reject(new Error('not asked here')),
      readPackage: async (path) => {
        const read = readMessage(files.whole.get(path) ?? new Uint8Array());
        const attachments = read.attachments.map(({ bytes, ...attachment }) => {
          const sha256 = sha256Of(bytes);
          unkept.set(sha256, bytes);
          return { ...attachment, sha256, path: sha256 };
        });
        return { ...read, attachments };
      },
      close: async () => undefined,
    },
    scrub: makeScrub({
      store: storage.scrub,
      removeFile: async (sha256) => {
        await storage.scrub.forgetFile(sha256);
        await blobs.files.remove(sha256);
        files.removed.add(sha256);
      },
      ports,
    }),
    ports,
  });
  const province: SimProvince = {
    storage,
    authority,
    ports,
    watch,
    store,
    ends: new Map(),
    at,
    epoch: 1,
    armed: undefined,
    pageRows: 8,
    bugs: [],
    files,
    officialNow,
    deliver: () => asServer(province, () => worker.drain()).catch(() => undefined),
    backup: async () => {
      const restore = await storage.backup();
      const whole = new Map(files.whole);
      return async () => {
        await restore();
        files.begun.clear();
        files.removed.clear();
        files.whole.clear();
        for (const [sha256, bytes] of whole) files.whole.set(sha256, bytes);
        watch.startFrom(await storage.stored());
        province.epoch += 1;
      };
    },
  };
  return province;
}

/** An ended server, or one that fails, answers nobody; the next request meets one whose state is what was committed. A failure is a bug. */
export async function asServer<Result>({ bugs }: SimProvince, work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (problem) {
    if (problem instanceof ProtocolProblem) throw problem;
    if (!(problem instanceof Crash)) bugs.push(`the server failed: ${String(problem)}`);
    throw new AppError('server.unreachable', {}, { retryable: true });
  }
}

/** The server's own files; a path is the hash. */
const blobsOf = (storage: Storage, { whole }: Files, unkept: Map<string, Uint8Array>): Blobs => ({
  keepFile: async (path, sha256) => {
    const bytes = unkept.get(path);
    if (bytes) whole.set(sha256, bytes);
    unkept.delete(path);
    await storage.keepBlob(sha256, undefined);
  },
  keep: async (bytes, holder) => {
    const sha256 = sha256Of(bytes);
    whole.set(sha256, bytes);
    await storage.keepBlob(sha256, holder);
    return sha256;
  },
  read: async (sha256) => whole.get(sha256),
  sizeOf: async (sha256) => whole.get(sha256)?.length,
  files: {
    root: '',
    fresh: async () => '',
    pathOf: (sha256: Sha256) => sha256,
    adopt: () => Promise.reject(new Error('no files here')),
    write: () => Promise.reject(new Error('no files here')),
    check: async (sha256) => whole.get(sha256)?.length ?? 'absent',
    read: async (sha256) => whole.get(sha256) ?? new Uint8Array(),
    remove: async (sha256) => void whole.delete(sha256),
    quarantine: async () => undefined,
    alone: (_sha256, work) => work(),
  },
});
