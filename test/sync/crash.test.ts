import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { roomOf, setQuota } from '../../src/main/sync/kept-files.ts';
import { makeRoom, noteWhatIsHere } from '../../src/main/sync/make-room.ts';
import { countTransfers } from '../../src/main/sync/transfers.ts';
import { IncomingId } from '../../src/shared/domain/core/values.ts';
import type { ClientFailpoint } from '../../src/shared/failpoints.ts';
import { incomingFields, pdfFile } from '../support/documents.ts';
import { Crash, makeFuse } from '../support/fuse.ts';
import { makeOffice, type Office } from '../support/office.ts';
import type { TestReplica } from '../support/replica.ts';
import { uuid } from '../support/world.ts';

/** Stands for the end of the process: the replica is abandoned, and its file opened by a new one. */

let office: Office;
let dataDir: string;
let deviceId: TestReplica['engine']['ports']['profile']['deviceId'];
let fuse: ReturnType<typeof makeFuse>;
let clerk: TestReplica;
const documentId = IncomingId.parse(uuid());

const open = () =>
  office.replica('clerk', {
    dataDir,
    ...(deviceId && { deviceId }),
    failpoint: (name) => fuse.failpoint(name),
  });
beforeEach(async () => {
  office = makeOffice();
  dataDir = office.folder();
  fuse = makeFuse();
  clerk = open();
  ({ deviceId } = clerk.engine.ports.profile);
  await clerk.settle();
});
afterEach(() => office.close());

const receiveFile = async () => {
  const kept = await clerk.blobs.put(Buffer.from('%PDF-1.7 văn bản'), 1000);
  clerk.replica.perform('incoming.receive', {
    documentId,
    source: 'file',
    fields: incomingFields(),
    secrecy: 'normal',
    file: { ...pdfFile(), ...kept },
    attachments: [],
  });
};
/** Ends at `place` during `work`, and goes on with the same folder. */
const crashAt = async (place: ClientFailpoint, work: () => unknown) => {
  fuse.arm(place);
  await expect((async () => work())()).rejects.toThrow(Crash);
  clerk.close();
  clerk = open();
};
const storyEnds = async () => {
  await clerk.settle();
  const mine = [...office.server.seenBy(office.people.clerk.id)].sort(([a], [b]) => (a < b ? -1 : 1));
  expect([...clerk.seen()]).toEqual(mine);
  expect(office.server.body('incoming', documentId)?.state).toBe('arrived');
  expect([...office.server.verdicts.values()].map(({ status }) => status)).toEqual(['accepted']);
  expect(clerk.outbox().map(({ settled }) => settled)).toEqual([1]);
};

describe('ended', () => {
  test('inside the transaction of a command: nothing was promised, nothing is there', async () => {
    await crashAt('perform.in-transaction', receiveFile);
    expect(clerk.outbox()).toEqual([]);
    expect(clerk.replica.read('incoming', documentId)).toBeUndefined();
    const projected = clerk.replica.store.read.prepare('select count(*) as count from incoming_row').get();
    expect(projected).toEqual({ count: 0 });
    expect(countTransfers(clerk.replica.store.read).filesToSend).toBe(0);
    await receiveFile();
    await storyEnds();
  });

  test('right after the commit of a command: it is there and goes up', async () => {
    await crashAt('perform.after-commit', receiveFile);
    expect(clerk.replica.read('incoming', documentId)?.state).toBe('arrived');
    await storyEnds();
  });

  test.each([
    'push.before-send',
    'push.after-answer',
    'push.after-verdicts',
    'pull.in-transaction',
    'pull.after-apply',
    'upload.after-address',
    'upload.after-bytes',
  ] as const)(
    'at %s: the operation takes effect once and the replica ends like the authority',
    async (place) => {
      await receiveFile();
      await crashAt(place, () => clerk.settle());
      expect(clerk.replica.read('incoming', documentId)?.state).toBe('arrived');
      await storyEnds();
    },
  );

  test('inside the transaction of the first snapshot: it begins anew', async () => {
    dataDir = office.folder();
    clerk = open();
    await crashAt('pull.in-transaction', () => clerk.settle());
    expect(clerk.seen().size).toBe(0);
    await receiveFile().catch(() => undefined);
    await clerk.settle();
    await receiveFile();
    await storyEnds();
  });

  test('after the bytes of a download, or before those of a file that makes room: the folder says what is here', async () => {
    const bytes = Buffer.from('%PDF-1.7 đến');
    const sha256 = office.server.keepBlob(bytes);
    const file = { ...pdfFile(), sha256, sizeBytes: bytes.length };
    office.server.give(
      'incoming.receive',
      { documentId, source: 'file', fields: incomingFields(), secrecy: 'normal', file, attachments: [] },
      office.people.clerk,
    );
    await crashAt('fetch.after-bytes', () => clerk.settle());
    expect(clerk.blobs.has(sha256)).toBe(false);
    await clerk.settle();
    expect(await clerk.blobs.read(sha256, 1000)).toEqual(bytes);

    // The same file makes room, and the process ends before its bytes go: it is noted again, and may go again.
    clerk.replica.store.transact((db) => setQuota(db, 1));
    await crashAt('room.after-note', () => makeRoom(clerk.engine, 0, true));
    expect([clerk.blobs.has(sha256), roomOf(clerk.replica.store.read).files]).toEqual([true, 0]);
    await noteWhatIsHere(clerk.engine, () => false);
    expect(roomOf(clerk.replica.store.read).files).toBe(1);
    expect([await makeRoom(clerk.engine, 0, true), clerk.blobs.has(sha256)]).toEqual([true, false]);
  });
});
