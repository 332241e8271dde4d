import { AppError } from '../../shared/errors.ts';
import { BLOB_BYTES_MAX } from '../../shared/protocol/blobs.ts';
import { CHANGES_LIMIT_MAX } from '../../shared/protocol/feed.ts';
import { type Operation, SCHEMA } from '../../shared/protocol/push.ts';
import type { DirectoryResponse } from '../../shared/protocol/session.ts';
import type { FaultCode } from '../../shared/words/vi.ts';
import type { Ports, Rejected } from '../ports.ts';
import type { BlobStore } from '../store/blobs.ts';
import { keptSize } from '../store/kept-file.ts';
import type { CatchUp } from './catch-up.ts';
import { scrubContained } from './contain-here.ts';
import { makeRoom } from './make-room.ts';
import type { Replica } from './replica.ts';
import { sweepFiles } from './sweep.ts';
import {
  ATTEMPTS_MAX,
  fetched,
  fetchFailed,
  nextDownload,
  nextUpload,
  restartUpload,
  uploadFailed,
  uploadFinalised,
  uploadOpened,
} from './transfers.ts';

/** The engine's edges: no timer, clock or randomness of its own. */
export type EngineSetting = {
  readonly replica: Replica;
  readonly blobs: BlobStore;
  readonly ports: Pick<Ports, 'server' | 'now' | 'failpoint' | 'log' | 'profile'>;
  /** Follows a replica that was away for long; without it pages are as large as they may be. */
  readonly catchUp?: CatchUp;
  /** Keeps the agencies that a dispatch can reach. */
  readonly keepDirectory?: (agencies: DirectoryResponse['agencies']) => void;
};

/** `done`: something happened, there may be more. `idle`: nothing to do. `later`: the server put it off; try after a pause. */
export type Step = 'done' | 'idle' | 'later';

const isRejected = (answer: object): answer is Rejected => 'rejected' in answer;

/** Refusals after which this device cannot speak to the server at all. */
const closedCodes: readonly string[] = ['unauthorised', 'device-unknown', 'device-revoked', 'device-forked'];
/** Those that have a way out of their own. */
const OWN_FAULTS: Readonly<Record<string, FaultCode>> = {
  'device-revoked': 'device.revoked',
  'device-forked': 'device.forked',
  'device-unknown': 'device.unknown',
};
/** Refusals that speak of the batch itself: one of its operations cannot be read. */
const batchCodes: readonly string[] = ['invalid', 'too-large'];

/** Sends the oldest operations. The same ids make a resend harmless, so a lost answer costs one more round and nothing else. */
export async function pushOnce(setting: EngineSetting): Promise<Step> {
  const { replica } = setting;
  // Without an epoch there is nothing that a verdict's `seq` could be compared with.
  const { epoch } = replica.row();
  if (epoch === null) return 'idle';
  const batch = replica.takeBatch();
  if (batch.length === 0) return 'idle';
  return pushBatch(setting, batch, epoch);
}

async function pushBatch(
  setting: EngineSetting,
  operations: readonly Operation[],
  epoch: number,
): Promise<Step> {
  const { replica, ports } = setting;
  const { agencyId, deviceId } = ports.profile;
  ports.failpoint('push.before-send');
  const sentAt = ports.now();
  const answer = await ports.server.push({
    schema: SCHEMA,
    epoch,
    agencyId,
    device: deviceId,
    operations: [...operations],
  });
  ports.failpoint('push.after-answer');
  if (isRejected(answer)) return pushRejected(setting, operations, epoch, answer);
  const again = replica.applyVerdicts(answer, { sentAt, receivedAt: ports.now() });
  ports.failpoint('push.after-verdicts');
  if (answer.epoch !== epoch) replica.requireSnapshot();
  return again > 0 ? 'later' : 'done';
}

/** One bad operation parks only its document: a batch that cannot be read is halved until it stands alone. */
async function pushRejected(
  setting: EngineSetting,
  operations: readonly Operation[],
  epoch: number,
  { rejected, expected }: Rejected,
): Promise<Step> {
  const { replica, ports } = setting;
  ports.log('sync.push-rejected', { code: rejected, count: operations.length });
  if (closedCodes.includes(rejected)) stuck(rejected);
  if (rejected === 'epoch-differs') {
    replica.requireSnapshot();
    return 'done';
  }
  if (rejected === 'hole-in-sequence' && typeof expected === 'number')
    return replica.resendFrom(expected) ? 'later' : stuck('hole-in-sequence');
  if (!batchCodes.includes(rejected)) return stuck(rejected);
  const [first] = operations;
  if (first && operations.length === 1) {
    replica.park(first.operationId, rejected);
    return 'later';
  }
  const middle = Math.ceil(operations.length / 2);
  const left = await pushBatch(setting, operations.slice(0, middle), epoch);
  const right = await pushBatch(setting, operations.slice(middle), epoch);
  return left === 'later' || right === 'later' ? 'later' : 'done';
}

function stuck(code: string): never {
  const own = OWN_FAULTS[code];
  throw own ? new AppError(own) : new AppError('server.refused', { code });
}

/** Asks for the next page of changes, or of a snapshot where the cursor is void; never waits for a push. */
export async function pullOnce(setting: EngineSetting): Promise<Step> {
  const { replica, ports } = setting;
  const { cursor } = replica.row();
  if (cursor === null) return snapshotOnce(setting);
  const sentAt = ports.now();
  const page = await ports.server.changes(cursor, setting.catchUp?.rows() ?? CHANGES_LIMIT_MAX);
  if (isRejected(page)) {
    ports.log('sync.pull-rejected', { code: page.rejected });
    if (closedCodes.includes(page.rejected)) stuck(page.rejected);
    replica.requireSnapshot();
    return 'later';
  }
  const applied = inSlice(setting, page.entities.length, () =>
    replica.applyChanges(page, cursor, { sentAt, receivedAt: ports.now() }),
  );
  if (applied === 'applied') setting.catchUp?.pulled({ ...page, since: cursor });
  ports.failpoint('pull.after-apply');
  await sweepFiles(replica.store, setting.blobs);
  const scrubbing = scrubContained(replica.store, ports.log);
  if (applied === 'stale') return 'done';
  if (applied === 'needs-snapshot') {
    ports.log('sync.needs-snapshot', { cursor, next: page.next, epoch: page.epoch });
    replica.requireSnapshot();
    return 'later';
  }
  if (page.hasMore) return 'done';
  if (scrubbing !== 'left' && (page.next > cursor || scrubbing === 'done-now'))
    await acknowledge(setting, page.next);
  return page.next > cursor ? 'done' : 'idle';
}

const inSlice = <Result>({ catchUp }: EngineSetting, rows: number, work: () => Result): Result =>
  catchUp ? catchUp.inSlice(rows, work) : work();

/** Whether there is a line, while the official wants no changes: what comes is not looked at. */
export async function peekOnce({ replica, ports }: EngineSetting): Promise<Step> {
  await ports.server.changes(replica.row().cursor ?? 0, 1);
  return 'idle';
}

/** The acknowledgement only helps the server to tidy up: a lost one is made good by the next. */
async function acknowledge({ ports }: EngineSetting, cursor: number): Promise<void> {
  try {
    await ports.server.ack(cursor);
  } catch (problem) {
    if (!(problem instanceof AppError)) throw problem;
    ports.log('sync.ack-lost', { code: problem.code });
  }
}

async function snapshotOnce(setting: EngineSetting): Promise<Step> {
  const { replica, blobs, ports } = setting;
  const asked = replica.nextSnapshotPage();
  const sentAt = ports.now();
  const page = await ports.server.snapshot(asked);
  if (isRejected(page)) {
    if (closedCodes.includes(page.rejected)) stuck(page.rejected);
    ports.log('sync.snapshot-rejected', { code: page.rejected });
    replica.requireSnapshot();
    return 'later';
  }
  replica.applySnapshot(page, { sentAt, receivedAt: ports.now() });
  setting.catchUp?.pulledWhole(page.entities.length, page.nextPage === undefined);
  ports.failpoint('pull.after-apply');
  await sweepFiles(replica.store, blobs);
  const scrubbing = scrubContained(replica.store, ports.log);
  if (scrubbing === 'done-now' && page.nextPage === undefined) await acknowledge(setting, page.asOf);
  return 'done';
}

/** Sends one file, from where the server stands. Its address is stored before the first byte, so that a restart goes on and never begins twice. */
export async function uploadOnce({ replica, blobs, ports }: EngineSetting): Promise<Step> {
  const { store } = replica;
  const upload = nextUpload(store.read);
  if (!upload) return 'idle';
  const { sha256, sizeBytes } = upload;
  if (!blobs.has(sha256)) {
    ports.log('sync.upload-missing', {});
    store.transact((db) => uploadFailed(db, sha256, ATTEMPTS_MAX));
    return 'done';
  }
  let { address } = upload;
  const isNew = address === null;
  if (address === null) {
    address = await ports.server.openUpload(sha256, sizeBytes);
    const opened = address;
    store.transact((db) => uploadOpened(db, sha256, opened));
    ports.failpoint('upload.after-address');
  }
  const outcome = await ports.server.sendUpload(address, blobs.fileOf(sha256), sha256, sizeBytes, isNew);
  ports.failpoint('upload.after-bytes');
  if (outcome === 'finalised') {
    store.transact((db) => uploadFinalised(db, sha256));
    return 'done';
  }
  ports.log('sync.upload-again', { outcome });
  store.transact((db) =>
    outcome === 'gone' ? restartUpload(db, sha256) : uploadFailed(db, sha256, upload.attempts + 1),
  );
  return 'later';
}

/** Fetches the most urgently wanted file; its content is hashed before anyone sees it. */
export async function fetchOnce({ replica, blobs, ports }: EngineSetting): Promise<Step> {
  const { store } = replica;
  const download = nextDownload(store.read);
  if (!download) return 'idle';
  const { sha256, attempts, sizeBytes } = download;
  const noteHere = (): void => {
    const kept = { sizeBytes: keptSize(blobs.fileOf(sha256)), at: ports.now() };
    store.transact((db) => fetched(db, sha256, 'here', kept));
  };
  if (blobs.has(sha256)) {
    noteHere();
    return 'done';
  }
  if (sizeBytes > BLOB_BYTES_MAX) {
    store.transact((db) => fetched(db, sha256, 'quarantined'));
    return 'done';
  }
  const isAsked = download.isAsked === 1;
  // What he asks for is fetched in any case; what would only be kept waits for room.
  if (!(await makeRoom({ replica, blobs, ports }, sizeBytes, isAsked)) && !isAsked) return 'idle';
  const outcome = await ports.server.fetchBlob(sha256, blobs.partOf(sha256));
  ports.failpoint('fetch.after-bytes');
  if (outcome === 'not-found') {
    store.transact((db) => fetched(db, sha256, 'not-found'));
    return 'done';
  }
  if (await blobs.adoptPart(sha256)) {
    noteHere();
    return 'done';
  }
  ports.log('sync.fetch-differs', { attempts: attempts + 1 });
  store.transact((db) => fetchFailed(db, sha256, attempts + 1));
  return attempts + 1 >= ATTEMPTS_MAX ? 'done' : 'later';
}

/** Fetches the directory of agencies; the first time as soon as this replica is whole. */
export async function directoryOnce({ replica, ports, keepDirectory }: EngineSetting): Promise<Step> {
  if (!keepDirectory) return 'idle';
  if (replica.row().cursor === null) return 'later';
  const { agencies } = await ports.server.directory();
  keepDirectory(agencies);
  return 'idle';
}
