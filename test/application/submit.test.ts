import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { HelperPort } from '../../src/main/ports.ts';
import { OutgoingId, Sha256, VersionId } from '../../src/shared/domain/core/values.ts';
import { openPdf } from '../../src/signatures/pdf/file.ts';
import { cornersOf } from '../../src/signatures/pdf/page-geometry.ts';
import { PREPARED_FIELDS } from '../../src/signatures/prepare/prepare.ts';
import { fieldsOf } from '../../src/signatures/sign/fields.ts';
import { outgoingFields } from '../support/documents.ts';
import { makeOffice, type Office } from '../support/office.ts';
import { helpersEndingOver, type OfficeApp, openOfficeApp, sentenceOf } from '../support/office-app.ts';
import { samplePdf } from '../support/sample-pdf.ts';
import { uuid } from '../support/world.ts';

let office: Office;
let specialist: OfficeApp;
beforeAll(async () => {
  office = makeOffice();
  specialist = await openOfficeApp(office, 'specialist');
});
afterAll(async () => {
  await specialist.close();
  office.close();
});

/** A draft of the specialist whose main file has these bytes. */
async function drafted(bytes: Uint8Array, codeNotation = 'UBND-VP'): Promise<OutgoingId> {
  const reply = await specialist.drop('du-thao.pdf', bytes);
  if (!reply.ok) throw new Error(reply.error.code);
  const documentId = OutgoingId.parse(uuid());
  await specialist.ask('outgoing.draft', {
    documentId,
    fields: outgoingFields(office.people.leader.id, { codeNotation }),
    secrecy: 'normal',
    main: { versionId: VersionId.parse(uuid()), file: reply.value.file },
    attachments: [],
  });
  return documentId;
}
const stateOf = async (documentId: OutgoingId) =>
  (await specialist.ask('outgoing.get', { documentId })).document.state;

test('a draft with room for number and date is submitted', async () => {
  const documentId = await drafted(await samplePdf({ kind: 'table', printsDate: true }));
  await specialist.ask('outgoing.submitForSignature', { documentId });
  expect(await stateOf(documentId)).toBe('submitted');
});

test('the file prepared for signing is looked at at once, not only after the next start', async () => {
  const documentId = await drafted(await samplePdf({ kind: 'table', printsDate: true }));
  await specialist.ask('outgoing.submitForSignature', { documentId });
  await specialist.until(
    async () => (await specialist.ask('outgoing.get', { documentId })).row.verdict === 'unsigned',
  );
  const { row, document } = await specialist.ask('outgoing.get', { documentId });
  expect([row.verdict, document.state]).toEqual(['unsigned', 'submitted']);
});

test.each([
  ['is the page’s own', '/UBND-VP', 'UBND-VP'],
  ['is set with spaces and a long dash on the page', '/UBND – VP', 'UBND-VP'],
  ['has the year in it', '/2026/NQ-HĐND', '2026/NQ-HĐND'],
])('a draft whose notation %s is submitted', async (_what, notation, codeNotation) => {
  const documentId = await drafted(await samplePdf({ kind: 'table', notation }), codeNotation);
  await specialist.ask('outgoing.submitForSignature', { documentId });
  expect(await stateOf(documentId)).toBe('submitted');
});

test.each([
  [
    'another notation than the draft’s fields',
    '/UBND-VP',
    'Ký hiệu trên trang là "UBND-VP", trong dự thảo là "UBND". Chưa trình ký, dự thảo và tệp vẫn giữ. Sửa mục Ký hiệu thành "UBND-VP", hoặc thay tệp có dòng "Số:      /UBND", rồi trình lại.',
  ],
  [
    'no notation',
    '',
    'Trang đầu không có dòng "Số:      /UBND" đọc được. Chưa trình ký, dự thảo và tệp vẫn giữ. Thêm dòng này, xuất PDF từ phần mềm soạn thảo (không dùng bản quét), thay tệp rồi trình lại.',
  ],
  [
    'dots for a notation',
    '/………',
    'Trang đầu không có dòng "Số:      /UBND" đọc được. Chưa trình ký, dự thảo và tệp vẫn giữ. Thêm dòng này, xuất PDF từ phần mềm soạn thảo (không dùng bản quét), thay tệp rồi trình lại.',
  ],
])(
  'a draft whose page prints %s is not submitted, and says what to change',
  async (_what, notation, sentence) => {
    const documentId = await drafted(await samplePdf({ kind: 'table', notation }), 'UBND');
    expect(sentenceOf(await specialist.invoke('outgoing.submitForSignature', { documentId }))).toBe(sentence);
    expect(await stateOf(documentId)).toBe('draft');
  },
);

test('a draft that came back with its fields is held to its page again', async () => {
  const documentId = await drafted(await samplePdf({ kind: 'table' }));
  await specialist.ask('outgoing.submitForSignature', { documentId });
  await specialist.ask('outgoing.withdraw', { documentId });
  const fields = outgoingFields(office.people.leader.id, { codeNotation: 'UBND' });
  await specialist.ask('outgoing.revise', { documentId, fields, secrecy: 'normal' });
  expect(await specialist.invoke('outgoing.submitForSignature', { documentId })).toMatchObject({
    ok: false,
    error: { code: 'signing.notation-differs', detail: { page: 'UBND-VP', draft: 'UBND' } },
  });
  await specialist.ask('outgoing.revise', {
    documentId,
    fields: { ...fields, codeNotation: 'UBND-VP' },
    secrecy: 'normal',
  });
  await specialist.ask('outgoing.submitForSignature', { documentId });
  expect(await stateOf(documentId)).toBe('submitted');
});

test('a draft that states its date is not submitted, because it could get a number and never a seal', async () => {
  const statedDate = 'ngày 20 tháng 11 năm 2026';
  const documentId = await drafted(await samplePdf({ kind: 'table', statedDate }));
  const reply = await specialist.invoke('outgoing.submitForSignature', { documentId });
  expect(sentenceOf(reply)).toContain('Trang đầu đã ghi sẵn ngày ban hành. Dự thảo vẫn giữ.');
  expect(await stateOf(documentId)).toBe('draft');
});

test('a draft that ends who reads it is not submitted, and the application goes on', async () => {
  const documentId = await drafted(await samplePdf({ kind: 'table' }));
  const ask = async (helpers?: HelperPort) => {
    const { dataDir } = specialist;
    await specialist.close();
    specialist = await openOfficeApp(office, 'specialist', { dataDir, ...(helpers && { helpers }) });
    const proposed = await specialist.invoke('signing.proposePlaces', { documentId });
    const submitted = await specialist.invoke('outgoing.submitForSignature', { documentId });
    return [sentenceOf(proposed), sentenceOf(submitted), await stateOf(documentId)];
  };
  const told = expect.stringMatching(/^Tệp PDF quá phức tạp nên đã dừng đọc/);
  expect(await ask(helpersEndingOver('readDraft', 'prepareDraft'))).toEqual([told, told, 'draft']);
  expect(await ask()).toEqual(['ok', 'ok', 'submitted']);
});

test('a box that the drafter moved stands there, and the next paper of its kind proposes it again', async () => {
  const bytes = await samplePdf({ kind: 'table', printsDate: true });
  const [first, second] = [await drafted(bytes), await drafted(Buffer.concat([bytes, Buffer.from('% 2\n')]))];
  const { places, proposed, isRemembered } = await specialist.ask('signing.proposePlaces', {
    documentId: first,
  });
  expect([places, isRemembered]).toEqual([proposed, false]);
  const person = { ...places.person, x: places.person.x + 12, y: places.person.y - 6 };
  await specialist.ask('outgoing.submitForSignature', { documentId: first, places: { ...places, person } });
  const { document } = await specialist.ask('outgoing.get', { documentId: first });
  const path = String(specialist.app.openBlob(Sha256.parse(document.file?.sha256)));
  const file = openPdf(readFileSync(path ?? ''));
  const field = fieldsOf(file.latest).find(({ name }) => name === PREPARED_FIELDS.person);
  const corners = cornersOf(file.latest, file.latest.get(field?.dict, 'Rect'));
  expect([corners?.[0], corners?.[1]]).toEqual([expect.closeTo(person.x, 1), expect.closeTo(person.y, 1)]);
  const again = await specialist.ask('signing.proposePlaces', { documentId: second });
  expect(again).toMatchObject({ isRemembered: true, proposed, places: { person, seal: proposed.seal } });

  const [kept] = await specialist.ask('signing.listPlaces', {});
  expect(kept).toMatchObject({ codeNotation: 'UBND-VP', shifts: { person: { dx: 12, dy: -6 } } });
  const { typeName, codeNotation, shifts } = kept ?? { typeName: '', codeNotation: '' };
  const proposes = async () =>
    (await specialist.ask('signing.proposePlaces', { documentId: second })).isRemembered;
  await specialist.ask('signing.setPlaces', { typeName, codeNotation });
  expect([await specialist.ask('signing.listPlaces', {}), await proposes()]).toEqual([[], false]);
  await specialist.ask('signing.setPlaces', { typeName, codeNotation, ...(shifts && { shifts }) });
  expect(await proposes()).toBe(true);
});

test('a box over the words of the page is refused with what it covers, and nothing is submitted', async () => {
  const documentId = await drafted(await samplePdf({ kind: 'table', printsDate: true }));
  const { places } = await specialist.ask('signing.proposePlaces', { documentId });
  const date = { page: 1, x: 170, y: 655, width: 160, height: 18 };
  const reply = await specialist.invoke('outgoing.submitForSignature', {
    documentId,
    places: { ...places, date },
  });
  expect(sentenceOf(reply)).toMatch(/^Ô Ngày, tháng, năm đang nằm lên chữ "Kính gửi/);
  expect(await stateOf(documentId)).toBe('draft');
});
