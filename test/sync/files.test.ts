import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { IncomingId, LocalDate, type OfficialId, OutgoingId } from '../../src/shared/domain/core/values.ts';
import { incomingFields, outgoingFields, pdfFile } from '../support/documents.ts';
import { makeOffice, type Office } from '../support/office.ts';
import type { TestReplica } from '../support/replica.ts';
import { uuid } from '../support/world.ts';

let office: Office;
let clerk: TestReplica;
let documentId: IncomingId;
beforeEach(async () => {
  office = makeOffice();
  clerk = await office.ready('clerk');
  documentId = IncomingId.parse(uuid());
});
afterEach(() => office.close());

describe('files of documents', () => {
  test('are fetched without being asked when they are recent, and hashed before use', async () => {
    const bytes = Buffer.from('%PDF-1.7 văn bản');
    const sha256 = office.server.keepBlob(bytes);
    const file = { ...pdfFile(), sha256, sizeBytes: bytes.length };
    office.server.give(
      'incoming.receive',
      { documentId, source: 'file', fields: incomingFields(), secrecy: 'normal', file, attachments: [] },
      office.people.clerk,
    );
    await clerk.pull();
    expect(clerk.blobs.has(sha256)).toBe(false);
    await clerk.settle();
    expect(await clerk.blobs.read(sha256, 1000)).toEqual(bytes);
  });

  test('that arrive as something else are thrown away and in the end set aside', async () => {
    const sha256 = office.server.keepBlob(Buffer.from('%PDF-1.7 thật'));
    (office.server.blobs as Map<string, Uint8Array>).set(sha256, Buffer.from('%PDF-1.7 giả'));
    office.server.give(
      'incoming.receive',
      {
        documentId,
        source: 'file',
        fields: incomingFields(),
        secrecy: 'normal',
        file: { ...pdfFile(), sha256 },
        attachments: [],
      },
      office.people.clerk,
    );
    await clerk.pull();
    expect([await clerk.fetch(), await clerk.fetch(), await clerk.fetch(), await clerk.fetch()]).toEqual([
      'later',
      'later',
      'done',
      'idle',
    ]);
    expect(clerk.blobs.has(sha256)).toBe(false);
  });
});

test('a file that a bad line damaged three times is sent again, with its operation, when the official asks', async () => {
  const server = office.server.connect(office.people.clerk.id);
  let isBad = true;
  const sender = await office.ready('clerk', {
    server: {
      ...server,
      sendUpload: (...given) => (isBad ? Promise.resolve('digest-differs') : server.sendUpload(...given)),
    },
  });
  const bytes = Buffer.from('%PDF-1.7 thả vào');
  const { sha256, sizeBytes } = await sender.blobs.put(bytes, 1000);
  const file = { ...pdfFile(), sha256, sizeBytes };
  const fields = incomingFields();
  sender.replica.perform('incoming.receive', {
    ...{ documentId, source: 'file', fields, secrecy: 'normal', file, attachments: [] },
  });
  for (let turn = 0; turn < 4; turn++) await sender.upload();
  expect(sender.outbox()).toMatchObject([{ state: 'parked', code: 'file.damaged-in-transit' }]);
  isBad = false;
  sender.replica.unpark();
  await sender.settle();
  expect(sender.outbox()).toMatchObject([{ state: 'answered', settled: 1 }]);
  expect(office.server.blobs.get(sha256)).toEqual(bytes);
});

test('the file of a document that may no longer be seen leaves the machine, unless something else names it', async () => {
  const bytes = Buffer.from('%PDF-1.7 của người khác');
  const sha256 = office.server.keepBlob(bytes);
  const specialist = await office.ready('specialist');
  const [ours, theirs] = [uuid(), uuid()];
  const file = { ...pdfFile(), sha256, sizeBytes: bytes.length };
  for (const id of [ours, theirs]) {
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
    if (body)
      office.server.put('incoming', id, { ...body, state: 'assigned', leadId: office.people.specialist.id });
    office.server.put('assignment', `${id.slice(0, -1)}f`, {
      v: 1,
      documentId: id as IncomingId,
      officialId: office.people.specialist.id,
      part: 'lead',
      by: office.people.leader.id,
      state: 'given',
    });
  }
  await specialist.settle();
  expect(specialist.blobs.has(sha256)).toBe(true);
  const takeAway = async (id: string) => {
    const part = office.server.body('assignment', `${id.slice(0, -1)}f`);
    if (part)
      office.server.put('assignment', `${id.slice(0, -1)}f`, { ...part, officialId: office.people.clerk.id });
    await specialist.settle();
    return specialist.blobs.has(sha256);
  };
  expect([await takeAway(ours), await takeAway(theirs)]).toEqual([true, false]);
});

test('a file that a later one took the place of stays readable, and leaves with its document', async () => {
  const specialist = await office.ready('specialist');
  const id = OutgoingId.parse(uuid());
  const files = ['bản trình', 'bản đã ký'].map((mark) => {
    const bytes = Buffer.from(`%PDF-1.7 ${mark}`);
    return { ...pdfFile(), sha256: office.server.keepBlob(bytes), sizeBytes: bytes.length };
  });
  const stands = async (file: (typeof files)[number] | undefined, drafterId: OfficialId) => {
    office.server.put('outgoing', id, {
      v: 1,
      agencyId: office.agencyId,
      state: 'draft',
      drafterId,
      attachmentCount: 0,
      draftedOn: LocalDate.parse('2026-11-20'),
      ...(file && { file }),
      ...outgoingFields(office.people.leader.id),
    });
    await specialist.settle();
    return files.map(({ sha256 }) => specialist.blobs.has(sha256));
  };
  const [before, after] = files;
  expect(await stands(before, office.people.specialist.id)).toEqual([true, false]);
  expect(await stands(after, office.people.specialist.id)).toEqual([true, true]);
  expect(await stands(after, office.people.clerk.id)).toEqual([false, false]);
});
