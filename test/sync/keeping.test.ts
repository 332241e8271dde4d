import { afterEach, beforeEach, expect, test } from 'vitest';
import type { ServerPort } from '../../src/main/ports.ts';
import { roomOf, setQuota } from '../../src/main/sync/kept-files.ts';
import { makeRoom, noteWhatIsHere } from '../../src/main/sync/make-room.ts';
import { purgeHistory } from '../../src/main/sync/resend.ts';
import { sweepFiles } from '../../src/main/sync/sweep.ts';
import {
  IncomingId,
  Instant,
  LocalDate,
  OutgoingId,
  type Sha256,
} from '../../src/shared/domain/core/values.ts';
import type { Incoming } from '../../src/shared/domain/incoming/incoming.ts';
import type { Role } from '../../src/shared/domain/office/official.ts';
import type { Outgoing } from '../../src/shared/domain/outgoing/outgoing.ts';
import { incomingFields, outgoingFields, pdfFile } from '../support/documents.ts';
import { makeOffice, OFFICE_NOW, type Office } from '../support/office.ts';
import type { TestReplica } from '../support/replica.ts';
import { uuid } from '../support/world.ts';

/** Every file of these tests has this many bytes. */
const BYTES = 1_000;
let office: Office;
beforeEach(() => {
  office = makeOffice();
});
afterEach(() => office.close());

const on = (day: string): LocalDate => LocalDate.parse(day);
const fileOf = (mark: string) => {
  const bytes = Buffer.alloc(BYTES, `%PDF-1.7 ${mark} `);
  return { ...pdfFile(), sha256: office.server.keepBlob(bytes), sizeBytes: BYTES };
};

/** An incoming document at the authority, as it stands after what made it so. */
function arrived(mark: string, more: Partial<Incoming> = {}): { id: IncomingId; sha256: Sha256 } {
  const id = IncomingId.parse(uuid());
  const file = fileOf(mark);
  const args = {
    documentId: id,
    source: 'file',
    fields: incomingFields(),
    secrecy: 'normal',
    file,
    attachments: [],
  };
  office.server.give('incoming.receive', args, office.people.clerk);
  const body = office.server.body('incoming', id);
  if (body) office.server.put('incoming', id, { ...body, ...more });
  return { id, sha256: file.sha256 };
}
const old = { state: 'done', arrivedOn: on('2026-08-01') } as const;

function written(mark: string, more: Partial<Outgoing>): { id: OutgoingId; sha256: Sha256 } {
  const id = OutgoingId.parse(uuid());
  const file = fileOf(mark);
  office.server.put('outgoing', id, {
    v: 1,
    agencyId: office.agencyId,
    state: 'draft',
    drafterId: office.people.specialist.id,
    attachmentCount: 0,
    draftedOn: on('2026-11-02'),
    file,
    ...outgoingFields(office.people.leader.id),
    ...more,
  });
  return { id, sha256: file.sha256 };
}

function assign(documentId: IncomingId, to: Role): void {
  office.server.put('assignment', uuid(), {
    v: 1,
    documentId,
    officialId: office.people[to].id,
    part: 'supporting',
    by: office.people.leader.id,
    state: 'given',
  });
}

/** A replica whose downloads are told in their order. */
async function watched(role: Role): Promise<TestReplica & { readonly fetched: Sha256[] }> {
  const server = office.server.connect(office.people[role].id);
  const fetched: Sha256[] = [];
  const fetchBlob: ServerPort['fetchBlob'] = (sha256, file) => {
    fetched.push(sha256 as Sha256);
    return server.fetchBlob(sha256, file);
  };
  return { ...(await office.ready(role, { server: { ...server, fetchBlob } })), fetched };
}
const mainOf = (sha256: Sha256) => ({ versionId: uuid(), file: { ...pdfFile(), sha256, sizeBytes: BYTES } });
const quota = ({ replica }: TestReplica, files: number) =>
  replica.store.transact((db) => setQuota(db, files * BYTES + 1));
const have = ({ blobs }: TestReplica, files: readonly { sha256: Sha256 }[]) =>
  files.map(({ sha256 }) => blobs.has(sha256));
const later = (hours: number): void => {
  office.clock = Instant.parse(new Date(Date.parse(office.clock) + hours * 3_600_000).toISOString());
};

test('a device fetches by itself the next work first, then what is new, then what its official shared in', async () => {
  const specialist = await watched('specialist');
  const supporting = arrived('phối hợp, hạn sau', { state: 'assigned', dueOn: on('2026-12-20') });
  const lead = arrived('chủ trì, hạn trước', {
    ...{ state: 'assigned', leadId: office.people.specialist.id, dueOn: on('2026-11-25') },
  });
  const shared = arrived('đã xong từ lâu', old);
  const signed = written('ký từ lâu', {
    ...{ state: 'dispatched', dispatchedOn: on('2026-07-01'), signerId: office.people.specialist.id },
  });
  const sent = written('mới phát hành', { state: 'dispatched', dispatchedOn: on('2026-11-18') });
  const forgotten = written('phát hành từ lâu', { state: 'dispatched', dispatchedOn: on('2026-06-01') });
  const draft = written('đang soạn', { dueOn: on('2026-12-01') });
  for (const { id } of [supporting, lead, shared]) assign(id, 'specialist');
  await specialist.settle();
  expect(specialist.fetched).toEqual(
    [lead, draft, supporting, sent, signed, shared]
      .map(({ sha256 }) => sha256)
      .toSpliced(
        4,
        2,
        // Newest first among them: 1 August before 1 July.
        shared.sha256,
        signed.sha256,
      ),
  );
  expect(have(specialist, [forgotten])).toEqual([false]);
});

test('without room, what nobody keeps on purpose goes, the longest unused first; then the rest waits', async () => {
  const clerk = await watched('clerk');
  quota(clerk, 4);
  const [spare, spareUsed] = [arrived('cũ', old), arrived('cũ, vừa xem', old)];
  await clerk.settle();
  for (const { sha256 } of [spareUsed, spare]) {
    clerk.replica.wantFile(sha256);
    await clerk.settle();
    later(2);
  }
  clerk.replica.noteUse(spareUsed.sha256);
  later(8 * 24);
  const [first, second] = [arrived('một'), arrived('hai')];
  await clerk.settle();
  expect(have(clerk, [spare, spareUsed, first, second])).toEqual([true, true, true, true]);
  const third = arrived('ba');
  await clerk.settle();
  expect(have(clerk, [spare, spareUsed, first, second, third])).toEqual([false, true, true, true, true]);
  const more = [arrived('bốn'), arrived('năm')];
  await clerk.settle();
  expect(have(clerk, [spareUsed, first, second, third])).toEqual([false, true, true, true]);
  expect(have(clerk, more).sort()).toEqual([false, true]);
  expect(roomOf(clerk.replica.store.read)).toMatchObject({ files: 4, usedBytes: 4 * BYTES, waiting: 1 });

  // What the official asks for himself is fetched in any case, and the longest unused makes room.
  later(24);
  for (const { sha256 } of [second, third, ...more]) clerk.replica.noteUse(sha256);
  clerk.replica.wantFile(spare.sha256);
  await clerk.settle();
  expect(have(clerk, [spare, first, second, third])).toEqual([true, false, true, true]);
  expect(roomOf(clerk.replica.store.read).usedBytes).toBe(4 * BYTES);
});

test('what only this machine has, what is pending, was refused, or is being worked on never goes', async () => {
  const specialist = await watched('specialist');
  const draft = written('dự thảo của mình', {});
  const sent = written('đã phát hành', { state: 'dispatched', dispatchedOn: on('2026-11-18') });
  const seen = arrived('được giao', { state: 'assigned' });
  const reused = arrived('dùng lại', { state: 'assigned' });
  for (const { id } of [seen, reused]) assign(id, 'specialist');
  await specialist.settle();
  const dropped = await specialist.blobs.put(Buffer.alloc(BYTES, 'thả vào, chưa dùng'), BYTES);
  const pending = await specialist.blobs.put(Buffer.alloc(BYTES, 'dự thảo chưa gửi'), BYTES);
  const offline = OutgoingId.parse(uuid());
  const draftArgs = { secrecy: 'normal', attachments: [], fields: outgoingFields(office.people.leader.id) };
  specialist.replica.perform('outgoing.draft', {
    ...draftArgs,
    documentId: offline,
    main: mainOf(pending.sha256),
  });
  // Refused at the authority: the text and the file are kept for the official.
  specialist.replica.perform('outgoing.revise', {
    ...{ documentId: draft.id, secrecy: 'normal', fields: draftArgs.fields },
    main: mainOf(reused.sha256),
  });
  office.server.put('outgoing', draft.id, {
    ...(office.server.body('outgoing', draft.id) as Outgoing),
    state: 'submitted',
  });
  await specialist.upload();
  await specialist.push();
  await specialist.settle();
  expect(specialist.outbox().map(({ state }) => state)).toEqual(['answered', 'refused']);
  specialist.replica.perform('outgoing.draft', {
    ...draftArgs,
    documentId: OutgoingId.parse(uuid()),
    main: mainOf(sent.sha256),
  });
  // Brought and taken back: it is at the server, where nothing names it either.
  const takenBack = await specialist.blobs.put(Buffer.alloc(BYTES, 'rút lại'), BYTES);
  const { operationId } = specialist.replica.perform('outgoing.draft', {
    ...draftArgs,
    documentId: OutgoingId.parse(uuid()),
    main: mainOf(takenBack.sha256),
  });
  await specialist.upload();
  specialist.replica.takeBack(operationId);
  await noteWhatIsHere(specialist.engine, () => false);
  quota(specialist, 0);
  expect(await makeRoom(specialist.engine, 0, true)).toBe(false);
  const all = [draft, sent, seen, reused, dropped, pending, takenBack];
  expect(have(specialist, all)).toEqual([true, true, false, true, true, true, true]);
});

test('what lies here is noted at the start, whatever an older or an ended program wrote down', async () => {
  const clerk = await watched('clerk');
  const [here, gone] = [arrived('có'), arrived('mất')];
  await clerk.settle();
  const { store } = clerk.replica;
  store.transact((db) => db.prepare('delete from kept_file where sha256 = ?').run(here.sha256));
  await clerk.blobs.remove(gone.sha256);
  await noteWhatIsHere(clerk.engine, () => false);
  expect(roomOf(store.read)).toMatchObject({ files: 1, usedBytes: BYTES });
});

test('a file that was dropped and never used goes after two weeks; what anything names stays', async () => {
  const clerk = await watched('clerk');
  const fetched = arrived('từ máy chủ');
  await clerk.settle();
  const dropped = await clerk.blobs.put(Buffer.alloc(BYTES, 'bỏ dở'), BYTES);
  const later = async (day: string): Promise<readonly boolean[]> => {
    office.clock = Instant.parse(`${day}T03:00:00.000Z`);
    await noteWhatIsHere(clerk.engine, () => false);
    await sweepFiles(clerk.replica.store, clerk.blobs);
    return have(clerk, [dropped, fetched]);
  };
  expect(await later('2026-11-20')).toEqual([true, true]);
  expect(await later('2026-12-04')).toEqual([true, true]);
  expect(await later('2026-12-05')).toEqual([false, true]);
});

test('a file that the server let go before its operation came is brought again, also one that came from there', async () => {
  const clerk = await watched('clerk');
  const fetched = arrived('từ máy chủ');
  await clerk.settle();
  const own = await clerk.blobs.put(Buffer.alloc(BYTES, 'của máy này'), BYTES);
  for (const sha256 of [own.sha256, fetched.sha256]) {
    const file = { ...pdfFile(), sha256, sizeBytes: BYTES };
    clerk.replica.perform('incoming.receive', {
      ...{
        documentId: uuid(),
        source: 'file',
        fields: incomingFields(),
        secrecy: 'normal',
        file,
        attachments: [],
      },
    });
  }
  await clerk.upload();
  expect(office.server.blobs.has(own.sha256)).toBe(true);
  for (const { sha256 } of [own, fetched]) (office.server.blobs as Map<string, Uint8Array>).delete(sha256);
  expect(await clerk.push()).toBe('later');
  await clerk.settle();
  expect(clerk.outbox().map(({ state, settled }) => [state, settled])).toEqual([
    ['answered', 1],
    ['answered', 1],
  ]);
  expect([own, fetched].map(({ sha256 }) => office.server.blobs.has(sha256))).toEqual([true, true]);
  expect(office.clock).toBe(OFFICE_NOW);
});

test('what this machine brought stays as long as its operation, for a server that is put back in time', async () => {
  const clerk = await watched('clerk');
  const restore = office.server.backup();
  const own = await clerk.blobs.put(Buffer.alloc(BYTES, 'scan của máy này'), BYTES);
  const file = { ...pdfFile(), sha256: own.sha256, sizeBytes: BYTES };
  const documentId = IncomingId.parse(uuid());
  const given = { documentId, source: 'file', fields: incomingFields(), secrecy: 'normal', attachments: [] };
  clerk.replica.perform('incoming.receive', { ...given, file });
  await clerk.upload();
  await clerk.settle();
  expect(clerk.outbox().map(({ state, settled }) => [state, settled])).toEqual([['answered', 1]]);
  quota(clerk, 0);
  await makeRoom(clerk.engine, 0, true);
  restore();
  (office.server.blobs as Map<string, Uint8Array>).delete(own.sha256);
  for (let round = 0; round < 6; round++) await clerk.settle();
  expect(office.server.body('incoming', documentId)?.state).toBe('arrived');
  expect(office.server.blobs.has(own.sha256)).toBe(true);

  // Once the operation is forgotten, the file is like any other.
  clerk.replica.store.transact((db) =>
    purgeHistory(db, Instant.parse(new Date(Date.parse(office.clock) + 32 * 86_400_000).toISOString())),
  );
  await makeRoom(clerk.engine, 0, true);
  expect(have(clerk, [own])).toEqual([false]);
});
