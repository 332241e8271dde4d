import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { libreOffice } from '../../src/main/hosts/libre-office.ts';
import { OutgoingId, VersionId } from '../../src/shared/domain/core/values.ts';
import { outgoingFields } from '../support/documents.ts';
import { makeOffice, type Office } from '../support/office.ts';
import { type OfficeApp, openOfficeApp, sentenceOf } from '../support/office-app.ts';
import { samplePdf } from '../support/sample-pdf.ts';
import { wordDocument } from '../support/word.ts';
import { uuid } from '../support/world.ts';

let office: Office;
let specialist: OfficeApp;
beforeAll(async () => {
  office = makeOffice();
  const dataDir = office.folder();
  const convert = libreOffice({ folder: join(dataDir, 'converting') });
  specialist = await openOfficeApp(office, 'specialist', { dataDir, convert });
});
afterAll(async () => {
  await specialist.close();
  office.close();
});

const dropped = async (name: string, bytes: Uint8Array) => {
  const reply = await specialist.drop(name, bytes);
  if (!reply.ok) throw new Error(reply.error.code);
  return reply.value;
};

test('III.1.a: a draft made of a Word document is a PDF, its Word document stays beside it and reaches the server', async () => {
  const { file } = await dropped(
    'Du-thao.docx',
    await wordDocument('Kính gửi: Sở Nội vụ', 'Số:      /SMM-VP'),
  );
  const made = await specialist.ask('outgoing.convert', { file });
  expect(made).toMatchObject({ file: { name: 'Du-thao.pdf', mediaType: 'application/pdf' }, docx: file });
  const documentId = OutgoingId.parse(uuid());
  await specialist.ask('outgoing.draft', {
    documentId,
    fields: outgoingFields(office.people.leader.id),
    secrecy: 'normal',
    main: { versionId: VersionId.parse(uuid()), file: made.file, docx: file },
    attachments: [],
  });
  await specialist.synchronise();
  const { document, row } = await specialist.ask('outgoing.get', { documentId });
  expect([document.file, document.docx, row.sync]).toEqual([made.file, file, 'synced']);
});

test('a file that is no Word document is not converted, whatever its name says; a draft takes no PDF for one', async () => {
  const { file } = await dropped('van-ban.pdf', await samplePdf({ kind: 'table' }));
  const named = { ...file, name: 'van-ban.docx' };
  expect(sentenceOf(await specialist.invoke('outgoing.convert', { file: named }))).toBe(
    'Chỉ chuyển được tệp Word (DOCX) sang PDF. Tệp và nội dung đã nhập vẫn giữ. Lưu tệp dạng DOCX, hoặc xuất ra PDF rồi thêm lại.',
  );
  const draft = await specialist.invoke('outgoing.draft', {
    documentId: OutgoingId.parse(uuid()),
    fields: outgoingFields(office.people.leader.id),
    secrecy: 'normal',
    main: { versionId: VersionId.parse(uuid()), file, docx: file },
    attachments: [],
  });
  expect(draft).toMatchObject({ ok: false, error: { code: 'outgoing.docx-not-word' } });
});

test('where nothing can convert, the sentence says what to do, and the file stays', async () => {
  const plain = await openOfficeApp(office, 'clerk');
  try {
    const reply = await plain.drop('Du-thao.docx', await wordDocument('Một'));
    if (!reply.ok) throw new Error(reply.error.code);
    expect(await plain.invoke('outgoing.convert', { file: reply.value.file })).toMatchObject({
      ok: false,
      error: { code: 'convert.no-program' },
    });
    expect(plain.app.openBlob(reply.value.file.sha256)).toBeDefined();
  } finally {
    await plain.close();
  }
});
