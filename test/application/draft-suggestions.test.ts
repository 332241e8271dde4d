import { afterEach, beforeEach, expect, test } from 'vitest';
import { AgencyId, OutgoingId, VersionId } from '../../src/shared/domain/core/values.ts';
import { outgoingFields } from '../support/documents.ts';
import { makeOffice, type Office } from '../support/office.ts';
import { type OfficeApp, openOfficeApp } from '../support/office-app.ts';
import { SAMPLE, samplePdf } from '../support/sample-pdf.ts';
import { uuid } from '../support/world.ts';

let office: Office;
let specialist: OfficeApp;
const directory = (...names: readonly string[]) =>
  names.map((name) => ({ agencyId: AgencyId.parse(uuid()), name, code: 'H.1', place: 'Lam Giang' }));

beforeEach(() => {
  office = makeOffice();
});
afterEach(async () => {
  await specialist.close();
  office.close();
});

async function accepted() {
  const reply = await specialist.drop('du-thao.pdf', await samplePdf({ kind: 'table' }));
  if (!reply.ok) throw new Error(reply.error.code);
  return reply.value.file;
}

async function drafted(recipientsText: string): Promise<OutgoingId> {
  const documentId = OutgoingId.parse(uuid());
  await specialist.ask('outgoing.draft', {
    documentId,
    fields: outgoingFields(office.people.leader.id, { recipientsText }),
    secrecy: 'normal',
    main: { versionId: VersionId.parse(uuid()), file: await accepted() },
    attachments: [],
  });
  return documentId;
}
const linesFor = async (documentId: OutgoingId) =>
  (await specialist.ask('outgoing.suggestRecipients', { documentId })).lines;
const namesFor = async (documentId: OutgoingId) =>
  (await linesFor(documentId)).flatMap(({ agencies }) => agencies.map(({ name }) => name));

test('a draft’s page proposes its notation, its recipients, and its signer among the leaders', async () => {
  const { id, ...leader } = office.people.leader;
  office.server.put('official', id, { ...leader, fullName: SAMPLE.signer });
  specialist = await openOfficeApp(office, 'specialist');
  expect(await specialist.ask('outgoing.suggestFields', { sha256: (await accepted()).sha256 })).toMatchObject(
    {
      codeNotation: 'UBND-VP',
      recipientsText: 'Sở Kinh tế số tỉnh Lam Giang',
      signerId: id,
    },
  );
});

test('recipients are the directory’s agencies that the page or the draft names, whatever the marks, and never the sender', async () => {
  office.server.agencies = [
    ...directory('Sở Kinh tế số', 'UBND tỉnh Lam Giang', 'Ủy ban nhân dân xã Tân', 'UBND phường Đông'),
    { agencyId: office.agencyId, name: 'Sở Mẫu Một', code: 'H.2', place: 'Lam Giang' },
  ];
  specialist = await openOfficeApp(office, 'specialist');
  await specialist.until(
    async () => (await specialist.ask('office.listAgencies', { text: '', limit: 9 })).length === 5,
  );
  const documentId = await drafted(
    'UBND TỈNH; ủy ban nhân dân phuong dong; UBND xã Tân Sơn; Sở Mẫu Một; Lưu: VT.',
  );
  expect(await namesFor(documentId)).toEqual(['Sở Kinh tế số', 'UBND tỉnh Lam Giang', 'UBND phường Đông']);
});

test('a name that two agencies bear, or that belongs to another province, is left to the clerk', async () => {
  office.server.agencies = directory('Phòng Kinh tế', 'PHÒNG KINH TẾ', 'Sở Nội vụ', 'UBND tỉnh Lam Giang');
  specialist = await openOfficeApp(office, 'specialist');
  await specialist.until(
    async () => (await specialist.ask('office.listAgencies', { text: '', limit: 9 })).length === 4,
  );
  expect(await namesFor(await drafted('Phòng Kinh tế; Sở Nội vụ tỉnh Hà Mẫu'))).toEqual([]);
});
