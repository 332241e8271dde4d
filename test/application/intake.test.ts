import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { AcceptedFile } from '../../src/shared/contract/shapes.ts';
import { AttachmentId, IncomingId, type Sha256 } from '../../src/shared/domain/core/values.ts';
import { incomingFields } from '../support/documents.ts';
import { office2007 } from '../support/hostile-files.ts';
import { makeOffice, type Office } from '../support/office.ts';
import { type OfficeApp, openOfficeApp, sentenceOf } from '../support/office-app.ts';
import { samplePdf } from '../support/sample-pdf.ts';
import { makePng } from '../support/test-png.ts';
import { uuid } from '../support/world.ts';

let office: Office;
let clerk: OfficeApp;
let pdf: Uint8Array;
beforeAll(async () => {
  office = makeOffice();
  [clerk, pdf] = await Promise.all([openOfficeApp(office, 'clerk'), samplePdf({ kind: 'table' })]);
});
afterAll(async () => {
  await clerk.close();
  office.close();
});

const accepted = async (name: string, bytes: Uint8Array): Promise<AcceptedFile> => {
  const reply = await clerk.drop(name, bytes);
  if (!reply.ok) throw new Error(reply.error.code);
  return reply.value;
};

describe('a file that is taken', () => {
  test.each([
    ['a Word document', 'du-thao.docx', () => office2007('word/document.xml'), '.docx', 'wordprocessingml'],
    ['an Excel sheet', 'bieu.xlsx', () => office2007('xl/workbook.xml'), '.xlsx', 'spreadsheetml'],
    [
      'a picture',
      'anh.png',
      () => makePng({ width: 8, height: 8, point: () => [0, 0, 0, 255] }),
      '.png',
      'image/png',
    ],
    ['a PDF under another name', 'tep.docx', () => pdf, '.docx.pdf', 'application/pdf'],
  ])('is known by its bytes: %s', async (_what, name, bytes, extension, mediaType) => {
    const { file } = await accepted(name, bytes());
    expect(file.name.endsWith(extension)).toBe(true);
    expect(file.mediaType).toContain(mediaType);
  });

  const receive = (documentId: IncomingId, file: AcceptedFile['file']) =>
    clerk.ask('incoming.receive', {
      documentId,
      source: 'file',
      fields: incomingFields({ subject: 'Báo cáo gửi nhận' }),
      secrecy: 'normal',
      file,
      attachments: [],
    });

  test('is looked at in the background: its verdict reaches the row, its text the search', async () => {
    const documentId = IncomingId.parse(uuid());
    const { file } = await accepted('mau.pdf', await samplePdf({ kind: 'stream' }));
    await receive(documentId, file);
    await clerk.until(
      async () => (await clerk.ask('incoming.get', { documentId })).row.verdict === 'unsigned',
    );
    const { hits } = await clerk.ask('search.find', {
      text: '"quy iii nam 2026"',
      order: 'newest',
      limit: 50,
    });
    expect(hits.map((hit) => hit.documentId)).toContain(documentId);
    expect(hits[0]?.snippet).toContain('\u2068quý III năm 2026\u2069');
  });

  test('III.1.g: suggests the fields that its first page states, and counts its pages', async () => {
    const { file } = await accepted('mau.pdf', pdf);
    expect(await clerk.ask('incoming.suggestFields', { sha256: file.sha256 })).toMatchObject({
      codeNotation: 'UBND-VP',
      organName: 'UBND xã Vân Khánh Thượng',
      signerName: 'Phạm Văn Thạo',
      signerPosition: 'Chủ tịch',
      pageCount: 1,
    });
  });

  test('suggests nothing where no file is', async () => {
    expect(await clerk.ask('incoming.suggestFields', { sha256: '9'.repeat(64) as Sha256 })).toEqual({});
  });
});

describe('a document that cannot be taken in', () => {
  const args = async (some: object) => ({
    documentId: IncomingId.parse(uuid()),
    source: 'file' as const,
    fields: incomingFields(),
    secrecy: 'normal' as const,
    attachments: [],
    file: (await accepted('mau.pdf', pdf)).file,
    ...some,
  });

  test('because its main file is a Word document is refused; the file stays and may be attached', async () => {
    const { file } = await accepted('du-thao.docx', office2007('word/document.xml'));
    const given = await args({ file });
    expect(sentenceOf(await clerk.invoke('incoming.receive', given))).toBe(
      'Văn bản chính phải là tệp PDF. Thông tin đã nhập và tệp vẫn giữ. Chuyển tệp này sang tệp kèm theo, hoặc xuất ra PDF rồi thêm lại.',
    );
    const attachments = [{ attachmentId: AttachmentId.parse(uuid()), file }];
    const { documentId, ...rest } = await args({ attachments });
    await clerk.ask('incoming.receive', { ...rest, documentId });
    const { files, row } = await clerk.ask('incoming.get', { documentId });
    expect(files.map((each) => [each.file.name, each.isHere])).toEqual([
      ['mau.pdf', true],
      ['du-thao.docx', true],
    ]);
    expect(row.fileCount).toBe(2);
  });
});

test('a program that ends after the file is kept loses nothing and leaves nothing half', async () => {
  const dataDir = office.folder();
  const killed = await openOfficeApp(office, 'clerk', {
    dataDir,
    failpoint: (name) => {
      if (name === 'intake.after-blob') throw new Error('killed');
    },
  });
  expect(await killed.drop('mau.pdf', pdf)).toMatchObject({ ok: false, error: { code: 'internal' } });
  await killed.close();
  const again = await openOfficeApp(office, 'clerk', { dataDir });
  const reply = await again.drop('mau.pdf', pdf);
  expect(reply.ok).toBe(true);
  expect(readdirSync(join(dataDir, 'files', 'new'))).toEqual([]);
  await again.close();
});
