import { type Authority, makeAuthority } from '../../src/server/authority/authority.ts';
import type { Blobs } from '../../src/server/blobs/blobs.ts';
import { makeDeliveryWorker } from '../../src/server/exchange/worker.ts';
import { ProtocolProblem } from '../../src/server/http/protocol-problem.ts';
import type { ServerPorts } from '../../src/server/ports.ts';
import type { AuthorityStore } from '../../src/server/store/authority-store.ts';
import type { Instant, OfficialId, Sha256 } from '../../src/shared/domain/core/values.ts';
import type { Official } from '../../src/shared/domain/office/official.ts';
import { readPackage } from '../../src/shared/edxml/read.ts';
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
  /** Messages of documents that a restored server numbered anew. */
  readonly renumbered: Set<string>;
  readonly files: Files;
  /** One round of the delivery worker; a crash in it is the server's end and new start. */
  readonly deliver: () => Promise<void>;
  readonly officialNow: (officialId: OfficialId) => Promise<Official | undefined>;
  /** Everything as it is now; the result puts it back, under an epoch that was never before. */
  readonly backup: () => Promise<() => Promise<void>>;
};

/** The server's folder: whole files by their hash, and what of an upload is here. */
export type Files = { readonly whole: Map<string, Uint8Array>; readonly begun: Map<string, Uint8Array> };

const BUG_EVENTS = new Set(['decide.failed', 'delivery.fault', 'delivery.failed', 'receipt.refused']);

type Detail = Readonly<Record<string, unknown>>;

/**
 * A delivery is turned back where nobody is to receive it; and where a restored server gave the document of a package another number than it had before, which its
 * sender then hears. Otherwise that is a bug.
 */
function listen(province: SimProvince, event: string, detail: Detail = {}): void {
  const { code, messageId, problem } = detail;
  const isBug = BUG_EVENTS.has(event) && problem !== 'Crash';
  const isTurnedBack = event === 'delivery.turned-back' && code !== 'exchange.agency-unknown';
  const isRenumbered = isTurnedBack && province.epoch > 1 && code === 'exchange.package-differs';
  if (isRenumbered) province.renumbered.add(String(messageId));
  else if (isBug || isTurnedBack) province.bugs.push(`${event} ${JSON.stringify(detail)}`);
}

export function makeSimProvince(storage: Storage, at: Instant, newId: () => string): SimProvince {
  const files: Files = { whole: new Map(), begun: new Map() };
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
  const worker = makeDeliveryWorker({
    exchange: storage.exchange,
    authority,
    blobs: blobsOf(storage, files),
    looker: {
      inspect: () => Promise.reject(new Error('not asked here')),
      readPackage: async (path) => readPackage(files.whole.get(path) ?? new Uint8Array()),
      close: async () => undefined,
    },
    scrub: async () => undefined,
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
    renumbered: new Set(),
    files,
    officialNow,
    deliver: () => asServer(province, () => worker.drain()).catch(() => undefined),
    backup: async () => {
      const restore = await storage.backup();
      const whole = new Map(files.whole);
      return async () => {
        await restore();
        files.begun.clear();
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
const blobsOf = (storage: Storage, { whole }: Files): Blobs => ({
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
    pathOf: (sha256: Sha256) => sha256,
    adopt: () => Promise.reject(new Error('no files here')),
    write: () => Promise.reject(new Error('no files here')),
    check: async (sha256) => whole.get(sha256)?.length ?? 'absent',
    read: async (sha256) => whole.get(sha256) ?? new Uint8Array(),
    remove: async () => undefined,
    quarantine: async () => undefined,
  },
});
