import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import type { Rejected, ServerPort } from '../../src/main/ports.ts';
import type { Session } from '../../src/server/auth/session.ts';
import { answerPush } from '../../src/server/authority/answer-push.ts';
import { answerChanges, answerSnapshot } from '../../src/server/feed/answer-feed.ts';
import { ProtocolProblem } from '../../src/server/http/protocol-problem.ts';
import { officialPrincipal, principalsOf } from '../../src/shared/domain/core/principal.ts';
import type { DeviceId, OfficialId } from '../../src/shared/domain/core/values.ts';
import { AppError } from '../../src/shared/errors.ts';
import { ChangesResponse, SnapshotResponse } from '../../src/shared/protocol/feed.ts';
import { type PushRequest, PushResponse } from '../../src/shared/protocol/push.ts';
import { sha256Of } from './papers.ts';
import { asServer, type SimProvince } from './province.ts';

/** What a bad line does to the bytes of a file: how many come through before it breaks, and whether a bit turns on the way. */
export type Transfers = {
  readonly cutAfter: (sizeBytes: number) => number | undefined;
  readonly flipsBit: () => boolean;
};

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
export function connect(province: SimProvince, caller: Caller, transfers: Transfers): ServerPort {
  const { storage, authority, ports } = province;
  const parts = () => ({
    feed: storage.feed,
    epoch: province.epoch,
    authority,
    isSigned: async () => true,
    metrics: { onVerdict: () => undefined },
    ports,
  });
  const answered = async <Value>(
    work: (session: Session) => Promise<string>,
    schema: { parse: (of: unknown) => Value },
  ): Promise<Value | Rejected> => {
    try {
      const text = await asServer(province, async () => work(await sessionOf(province, caller)));
      return schema.parse(JSON.parse(text));
    } catch (problem) {
      if (!(problem instanceof ProtocolProblem)) throw problem;
      const { code: rejected, expected } = problem.body;
      return { rejected, ...(expected !== undefined && { expected }) };
    }
  };
  return {
    push: (request) =>
      answered(
        (session) => answerPush({ value: signed(request), digest: '' }, session, parts()),
        PushResponse,
      ),
    changes: (since, limit) =>
      answered(
        (session) => answerChanges({ since, limit: Math.min(limit, province.pageRows) }, session, parts()),
        ChangesResponse,
      ),
    snapshot: (page) =>
      answered(
        (session) => answerSnapshot(page === undefined ? {} : { page }, session, parts()),
        SnapshotResponse,
      ),
    directory: async () => ({ agencies: [] }),
    ack: async () => undefined,
    containment: async () => ({ rejected: 'not-found' }),
    noteOpenings: async () => ({}),
    openings: async () => ({ rejected: 'not-found' }),
    openingCounts: async () => ({ rejected: 'not-found' }),
    office: {
      devices: async () => ({ devices: [] }),
      endDevice: async () => ({}),
      openWork: async () => ({ work: [], isMore: false }),
    },
    openUpload: async () => {
      const address = `/v1/uploads/${ports.newId()}`;
      province.files.begun.set(address, new Uint8Array());
      return address;
    },
    sendUpload: (address, file, sha256) =>
      receive(province, caller, transfers, { address, file: String(file), sha256 }),
    fetchBlob: (sha256, file) => send(province, caller, transfers, { sha256, file: String(file) }),
    listen: () => () => undefined,
  };
}

async function sessionOf({ officialNow, storage }: SimProvince, caller: Caller): Promise<Session> {
  const { officialId, deviceId } = caller;
  const official = await officialNow(officialId);
  if (!official || !(await storage.isEnrolled(deviceId))) throw new ProtocolProblem('device-unknown');
  const key = { kty: 'EC', crv: 'P-256', x: '', y: '' } as never;
  const principals = principalsOf(officialId, official);
  return { deviceId, officialId, agencyId: official.agencyId, key, official, principals };
}

const cutOff = () => new AppError('server.unreachable', {}, { retryable: true });

/** As tus and the finalising route: from where the server stands, hashed whole, put in its place, and only then noted. */
async function receive(
  province: SimProvince,
  { officialId }: Caller,
  transfers: Transfers,
  { address, file, sha256 }: { readonly address: string; readonly file: string; readonly sha256: string },
): Promise<'finalised' | 'digest-differs' | 'gone'> {
  const { files, storage, ports } = province;
  const holder = officialPrincipal(officialId);
  const before = files.begun.get(address);
  if (!before && !files.whole.has(sha256)) return 'gone';
  if (before) {
    const bytes = new Uint8Array(readFileSync(file));
    const rest = new Uint8Array(
      bytes.subarray(before.length, transfers.cutAfter(bytes.length) ?? bytes.length),
    );
    if (rest.length > 0 && transfers.flipsBit()) turnBit(rest);
    const after = new Uint8Array([...before, ...rest]);
    files.begun.set(address, after);
    if (after.length < bytes.length) throw cutOff();
  }
  return asServer(province, async () => {
    const arrived = files.begun.get(address) ?? files.whole.get(sha256) ?? new Uint8Array();
    const isRight = sha256Of(arrived) === sha256;
    ports.failpoint('finalise.after-hash');
    files.begun.delete(address);
    if (!isRight) return 'digest-differs';
    files.whole.set(sha256, arrived);
    ports.failpoint('finalise.after-rename');
    await storage.keepBlob(sha256, holder);
    return 'finalised';
  });
}

/** As the download route: only what a document lets its reader fetch, from the asked length on. */
async function send(
  province: SimProvince,
  { officialId }: Caller,
  transfers: Transfers,
  { sha256, file }: { readonly sha256: string; readonly file: string },
): Promise<'whole' | 'not-found'> {
  const official = await province.officialNow(officialId);
  const principals = official ? principalsOf(officialId, official) : [];
  const bytes = province.files.whole.get(sha256);
  if (!bytes || !(await province.storage.mayFetch(sha256, principals))) return 'not-found';
  const have = existsSync(file) ? readFileSync(file) : new Uint8Array();
  const until = transfers.cutAfter(bytes.length);
  const rest = new Uint8Array(bytes.subarray(have.length, until ?? bytes.length));
  if (rest.length > 0 && transfers.flipsBit()) turnBit(rest);
  if (rest.length > 0 || have.length === 0) writeFileSync(file, new Uint8Array([...have, ...rest]));
  if (until !== undefined) throw cutOff();
  return 'whole';
}

/** A bit that turns on the way: only the hash tells. */
function turnBit(bytes: Uint8Array): void {
  bytes[bytes.length - 1] = (bytes.at(-1) ?? 0) ^ 1;
}
