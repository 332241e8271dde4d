import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  AgencyId,
  AttachmentId,
  IncomingId,
  LocalDate,
  OutgoingId,
} from '../../src/shared/domain/core/values.ts';
import { readMessage } from '../../src/shared/edxml/read.ts';
import { incomingFields, outgoingFields } from '../support/documents.ts';
import { makeOffice, type Office } from '../support/office.ts';
import { type OfficeApp, openOfficeApp, sentenceOf } from '../support/office-app.ts';
import { samplePdf } from '../support/sample-pdf.ts';
import { uuid } from '../support/world.ts';

/** Two offices with no server between them: the package goes out as a file, and what became of it comes back as one, both at the window. */
let [here, there]: Office[] = [];
let [sender, receiver]: OfficeApp[] = [];
const use = <Value>(value: Value | undefined): Value => {
  if (value === undefined) throw new Error('not ready');
  return value;
};
beforeAll(async () => {
  [here, there] = [makeOffice(), makeOffice()];
  here.server.agencies = [
    { agencyId: there.agencyId, name: 'Sở Mẫu Một', code: '000.00.91.h56', place: 'Lam Giang' },
  ];
  [sender, receiver] = await Promise.all([openOfficeApp(here, 'clerk'), openOfficeApp(there, 'clerk')]);
  await sender.until(
    async () => (await use(sender).ask('office.listAgencies', { text: '', limit: 9 })).length === 1,
  );
});
afterAll(async () => {
  for (const each of [sender, receiver]) await each?.close();
  for (const each of [here, there]) each?.close();
});

const fileOf = async (app: OfficeApp, name: string, bytes: Uint8Array) => {
  const dropped = await app.drop(name, bytes);
  if (!dropped.ok) throw new Error(sentenceOf(dropped));
  return dropped.value.file;
};
/** Sent to the other office; answers its package as bytes. */
async function sent(number: number, amends?: { how: 'update' | 'replace'; documentId: OutgoingId }) {
  const documentId = OutgoingId.parse(uuid());
  use(here).server.put('outgoing', documentId, {
    v: 1,
    agencyId: use(here).agencyId,
    state: 'sealed',
    ...outgoingFields(use(here).people.leader.id, { recipientsText: '' }),
    drafterId: use(here).people.specialist.id,
    attachmentCount: 0,
    file: await fileOf(use(sender), 'da-dong-dau.pdf', await samplePdf({ kind: 'table' })),
    number,
    ...(amends && { amends }),
    issuedOn: LocalDate.parse('2026-11-20'),
  });
  await use(sender).synchronise();
  await use(sender).ask('outgoing.issue', { documentId, recipients: [AgencyId.parse(use(there).agencyId)] });
  await use(sender).synchronise();
  const { packageSha256 } = (await use(sender).ask('outgoing.get', { documentId })).document;
  return { documentId, bytes: use(use(here).server.blobs.get(use(packageSha256))) };
}
const take = async (app: OfficeApp | undefined, bytes: Uint8Array, name = 'goi.edxml') =>
  use(app).invoke('exchange.takePackage', { sha256: (await fileOf(use(app), name, bytes)).sha256 });
async function carriedIn(bytes: Uint8Array): Promise<IncomingId> {
  const reply = await take(receiver, bytes);
  if (!reply.ok || 'toldOf' in reply.value) throw new Error(sentenceOf(reply));
  return reply.value.documentId;
}
const exported = async (documentId: IncomingId) => {
  const { name, content } = await use(receiver).ask('exchange.exportStatus', { documentId });
  return { name, bytes: Buffer.from(content, 'base64') };
};
const deliveryOf = async (documentId: OutgoingId) =>
  (await use(sender).ask('outgoing.get', { documentId })).deliveries[0]?.delivery;

test('the status of what came as a file goes back as one, and is taken in once', async () => {
  const { documentId, bytes } = await sent(31);
  const arrived = await carriedIn(bytes);
  const first = await exported(arrived);
  expect(first.name).toBe('Trạng thái 01 31-SMM-VP.edxml');
  expect(await take(sender, first.bytes)).toMatchObject({ ok: true, value: { toldOf: documentId } });
  expect(await deliveryOf(documentId)).toMatchObject({ status: '01' });
  await use(receiver).ask('incoming.register', {
    documentId: arrived,
    registerId: use(there).book('incoming'),
    // As this clerk writes numbers: it is no other document for that.
    fields: incomingFields({ codeNumber: '031', codeNotation: 'SMM-VP' }),
    secrecy: 'normal',
  });
  await use(receiver).synchronise();
  const second = await exported(arrived);
  expect(readMessage(second.bytes)).toMatchObject({ kind: 'status', message: { status: '03' } });
  expect(await take(sender, second.bytes)).toMatchObject({ ok: true, value: { toldOf: documentId } });
  expect(await deliveryOf(documentId)).toMatchObject({ status: '03', statusBy: use(here).people.clerk.id });
  expect(sentenceOf(await take(sender, second.bytes))).toContain('đã được ghi trước đó');
});

test('what was refused says why; what the server tells of, or nobody sent, is not told by a file', async () => {
  const { documentId, bytes } = await sent(32);
  const arrived = await carriedIn(bytes);
  await use(receiver).ask('incoming.refuse', { documentId: arrived, reason: 'Gửi nhầm cơ quan' });
  await take(sender, (await exported(arrived)).bytes);
  expect(await deliveryOf(documentId)).toMatchObject({ status: '02', statusReason: 'Gửi nhầm cơ quan' });
  const paper = IncomingId.parse(uuid());
  await use(receiver).ask('incoming.receive', {
    ...{ documentId: paper, source: 'paper', secrecy: 'normal', attachments: [] },
    fields: incomingFields(),
  });
  expect(sentenceOf(await use(receiver).invoke('exchange.exportStatus', { documentId: paper }))).toContain(
    'không đến bằng gói tệp',
  );
  const unknown = IncomingId.parse(uuid());
  expect(await use(receiver).invoke('exchange.exportStatus', { documentId: unknown })).toMatchObject({
    error: { code: 'incoming.not-found' },
  });
});

test.each([
  ['update', 33],
  ['replace', 35],
] as const)(
  'a document that is to %s one that came as a file names it, and is named by it',
  async (how, number) => {
    const first = await sent(number);
    const earlier = await carriedIn(first.bytes);
    const later = await carriedIn((await sent(number + 1, { how, documentId: first.documentId })).bytes);
    const detail = (documentId: IncomingId) => use(receiver).ask('incoming.get', { documentId });
    expect((await detail(later)).document.amends).toMatchObject({
      ...{ how, reference: `${String(number)}/SMM-VP`, documentId: earlier },
    });
    const amendedBy = async () => (await detail(earlier)).document.amendedBy;
    expect(await amendedBy()).toEqual({ how, documentId: later, isAgreed: how === 'replace' });
    if (how === 'replace') return;
    await use(receiver).ask('incoming.acceptUpdate', { documentId: later });
    await use(receiver).synchronise();
    expect(await amendedBy()).toEqual({ how, documentId: later, isAgreed: true });
  },
);

test('a damaged file that nobody signed is seen before it stands in the book, whatever brought it', async () => {
  const whole = await samplePdf({ kind: 'table' });
  const bytes = whole.map((byte, at) => (at === 5000 ? byte ^ 4 : byte));
  const { server, agencyId } = use(there);
  const documentId = IncomingId.parse(uuid());
  const file = (content: Uint8Array, name: string) => ({
    ...{ sha256: server.keepBlob(content), name, sizeBytes: content.length, mediaType: 'application/pdf' },
  });
  server.put('incoming', documentId, {
    ...{ v: 1, agencyId, state: 'arrived', source: 'exchange', ...incomingFields() },
    ...{ file: file(whole, 'cong-van.pdf'), attachmentCount: 1, correctionCount: 0 },
    arrivedOn: LocalDate.parse('2026-11-20'),
  });
  const attachmentId = AttachmentId.parse(uuid());
  server.put('attachment', attachmentId, {
    ...{ v: 1, of: { kind: 'incoming', id: documentId }, ordinal: 1, file: file(bytes, 'bieu.pdf') },
  });
  await use(receiver).synchronise();
  const verdicts = async () =>
    (await use(receiver).ask('incoming.get', { documentId })).files.map(({ verdict }) => verdict);
  await use(receiver).until(async () => !(await verdicts()).includes('unchecked'));
  expect(await verdicts()).toEqual(['unsigned', 'damaged']);
});
