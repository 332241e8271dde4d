import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { zipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { AcceptedFile } from '../../src/shared/contract/shapes.ts';
import { AttachmentId, IncomingId, type Sha256 } from '../../src/shared/domain/core/values.ts';
import { signPdf } from '../../src/signatures/sign/sign.ts';
import { incomingFields } from '../support/documents.ts';
import { makeOffice, type Office } from '../support/office.ts';
import { type OfficeApp, openOfficeApp, sentenceOf } from '../support/office-app.ts';
import { PKI_NOW, testPki } from '../support/pki.ts';
import { samplePdf } from '../support/sample-pdf.ts';
import { keyOf } from '../support/signing-key.ts';
import { makePng } from '../support/test-png.ts';
import { uuid } from '../support/world.ts';

let office: Office;
let clerk: OfficeApp;
let pdf: Uint8Array;
let changed: Uint8Array;
beforeAll(async () => {
  office = makeOffice();
  [clerk, pdf] = await Promise.all([openOfficeApp(office, 'clerk'), samplePdf({ kind: 'table' })]);
  const { leader, chain } = await testPki();
  const signed = await signPdf(pdf, { key: keyOf(leader, chain), at: PKI_NOW, target: { newField: {} } });
  changed = Uint8Array.from(signed);
  // One letter of the comment behind the header: the page looks as before.
  changed[10] = (changed[10] ?? 0) ^ 1;
});
afterAll(async () => {
  await clerk.close();
  office.close();
});

const MB = 1024 * 1024;
const text = (words: string): Uint8Array => new TextEncoder().encode(words);
const office2007 = (main: string, more: Record<string, Uint8Array> = {}): Uint8Array =>
  zipSync({ '[Content_Types].xml': text('<Types/>'), [main]: text('<x/>'), ...more });

/** The same PDF with a revision that puts it behind a password: an encryption dictionary named by the trailer (ISO 32000-2 §7.6.2). */
function locked(bytes: Uint8Array): Uint8Array {
  const latin = Buffer.from(bytes).toString('latin1');
  const before = /startxref\s+(\d+)/.exec(latin)?.[1] ?? '';
  const trailer = /trailer\s*<<([^>]*)>>/.exec(latin)?.[1] ?? '';
  const size = Number(/\/Size (\d+)/.exec(trailer)?.[1]);
  const dictionary = `\n${size} 0 obj\n<< /Filter /Standard /V 2 /R 3 /Length 128 /P -4 /O <${'00'.repeat(32)}> /U <${'00'.repeat(32)}> >>\nendobj\n`;
  const table = `xref\n${size} 1\n${String(latin.length + 1).padStart(10, '0')} 00000 n \n`;
  const named = trailer.replace(
    /\/Size \d+/,
    `/Size ${size + 1} /Prev ${before} /Encrypt ${size} 0 R /ID [<00> <00>]`,
  );
  const end = `trailer\n<<${named}>>\nstartxref\n${latin.length + dictionary.length}\n%%EOF\n`;
  return Buffer.from(`${latin}${dictionary}${table}${end}`, 'latin1');
}

/** Never stored and never whole in memory. */
function* huge(): Generator<Uint8Array> {
  yield text('%PDF-1.7\n');
  for (let n = 0; n < 300; n++) yield new Uint8Array(MB);
}

/** Every file under the profile's two folders of files. */
function filesKept(): readonly string[] {
  const found = ['files/sha256', 'files/new', 'intake'].flatMap((folder) => {
    try {
      return readdirSync(join(clerk.dataDir, folder), { recursive: true, withFileTypes: true });
    } catch (problem) {
      if (problem instanceof Error && 'code' in problem && problem.code === 'ENOENT') return [];
      throw problem;
    }
  });
  return found.filter((each) => each.isFile()).map(({ name }) => name);
}

const accepted = async (name: string, bytes: Uint8Array): Promise<AcceptedFile> => {
  const reply = await clerk.drop(name, bytes);
  if (!reply.ok) throw new Error(reply.error.code);
  return reply.value;
};

describe('a file that cannot be taken', () => {
  const rows: readonly (readonly [
    what: string,
    name: string,
    bytes: () => Uint8Array | Readable,
    sentence: string,
  ])[] = [
    [
      'is no PDF though it is called one',
      'Công văn 412.pdf',
      () => text('Kính gửi các đơn vị'),
      'Tệp "Công văn 412.pdf" mang đuôi PDF nhưng nội dung không phải PDF. Chưa có gì được lưu, tệp gốc không bị đổi. Mở tệp bằng phần mềm đã tạo ra nó, xuất lại thành PDF rồi thả lại.',
    ],
    [
      'needs a password',
      'bí mật.pdf',
      () => locked(pdf),
      'Tệp "bí mật.pdf" được đặt mật khẩu nên không nhận. Chưa có gì được lưu, tệp gốc không bị đổi. Đề nghị nơi gửi bỏ mật khẩu rồi gửi lại.',
    ],
    [
      'had one byte changed after it was signed',
      'Công văn đã ký.pdf',
      () => changed,
      'Chữ ký trên tệp "Công văn đã ký.pdf" không hợp lệ: nội dung không khớp với chữ ký, nên không nhận. Chưa có gì được lưu, tệp gốc không bị đổi. Đề nghị nơi gửi gửi lại bản gốc.',
    ],
    [
      'has 0 bytes',
      'rong.pdf',
      () => Readable.from([]),
      'Tệp "rong.pdf" trống (0 byte) nên không nhận. Chưa có gì được lưu. Kiểm tra lại tệp gốc, hoặc đề nghị nơi gửi gửi lại.',
    ],
    [
      'has 300 MB',
      'ban-quet.pdf',
      () => Readable.from(huge()),
      'Tệp "ban-quet.pdf" lớn hơn 200 MB nên không nhận. Chưa có gì được lưu, tệp gốc không bị đổi. Nén hoặc tách tệp rồi thả lại.',
    ],
    [
      'is a program under the name of a PDF',
      'hoa-don.pdf',
      () => text('MZ\u0090\u0000%PDF-1.7 This program cannot be run in DOS mode'),
      'Tệp "hoa-don.pdf" là chương trình hoặc chứa mã chạy được nên không nhận. Chưa có gì được lưu. Không mở tệp này; báo quản trị nếu nhận từ bên ngoài.',
    ],
    [
      'is a Word document with macros',
      'mẫu.docx',
      () => office2007('word/document.xml', { 'word/vbaProject.bin': text('x') }),
      'Tệp "mẫu.docx" là chương trình hoặc chứa mã chạy được nên không nhận. Chưa có gì được lưu. Không mở tệp này; báo quản trị nếu nhận từ bên ngoài.',
    ],
    [
      'is of a kind that is not taken',
      '../../ghi-chu.txt',
      () => text('ghi chú'),
      'Chưa nhận loại tệp của "-..-ghi-chu.txt". Chưa có gì được lưu, tệp gốc không bị đổi. Dùng PDF cho văn bản chính; tệp kèm theo có thể là PDF, DOCX, XLSX, PNG, JPG.',
    ],
    [
      'is a zip of anything',
      'goi.zip',
      () => zipSync({ 'a.txt': text('a') }),
      'Chưa nhận loại tệp của "goi.zip". Chưa có gì được lưu, tệp gốc không bị đổi. Dùng PDF cho văn bản chính; tệp kèm theo có thể là PDF, DOCX, XLSX, PNG, JPG.',
    ],
  ];

  test.each(rows)(
    'because it %s is refused with its sentence, and nothing of it is kept',
    async (_what, name, bytes, sentence) => {
      const before = filesKept();
      const reply = await clerk.drop(name, bytes());
      expect(sentenceOf(reply)).toBe(sentence);
      expect(filesKept()).toEqual(before);
      expect(await clerk.ask('incoming.countViews', {})).toMatchObject({ all: 0 });
      expect(await clerk.ask('sync.getStatus', {})).toMatchObject({ waitingCount: 0, filesToSend: 0 });
    },
  );
});

describe('a file that is taken', () => {
  test.each([
    ['a path before its name', '../../etc/Công văn 412.pdf', 'Công văn 412.pdf'],
    ['a folder of Windows before its name', 'C:\\Văn thư\\412.PDF', '412.pdf'],
    ['a colon and other letters that Windows refuses', 'V/v: họp "giao ban"?.pdf', 'v- họp -giao ban-.pdf'],
    ['the name of a device', 'CON.pdf', 'CON-.pdf'],
    ['no name at all', '.pdf', 'van-ban.pdf'],
    ['no extension', 'Công văn 412', 'Công văn 412.pdf'],
  ])('with %s keeps a safe name', async (_what, name, kept) => {
    expect((await accepted(name, pdf)).file.name).toBe(kept);
  });

  test('with 300 Vietnamese letters, composed or not, is cut between letters and keeps its extension', async () => {
    for (const form of ['NFC', 'NFD'] as const) {
      const { name } = (await accepted(`${'Ễ'.repeat(300)}.pdf`.normalize(form), pdf)).file;
      expect(name).toBe(`${'Ễ'.repeat(116)}.pdf`);
    }
  });

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

  test('twice is kept once, and the second time it is offered as a duplicate by its content', async () => {
    const documentId = IncomingId.parse(uuid());
    const { file } = await accepted('lan-1.pdf', pdf);
    const count = filesKept().length;
    expect((await accepted('lan-2.pdf', pdf)).file.sha256).toBe(file.sha256);
    expect(filesKept()).toHaveLength(count);
    await receive(documentId, file);
    const duplicates = await clerk.ask('incoming.findDuplicates', {
      sha256: file.sha256,
      codeNumber: '',
      codeNotation: '',
      organName: '',
    });
    expect(duplicates).toMatchObject([{ row: { documentId }, because: 'same-file' }]);
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

  test('suggests the fields that its first page states', async () => {
    const { file } = await accepted('mau.pdf', pdf);
    expect(await clerk.ask('incoming.suggestFields', { sha256: file.sha256 })).toMatchObject({
      codeNotation: 'UBND-VP',
      organName: 'UBND xã Vân Khánh Thượng',
      signerName: 'Phạm Văn Thạo',
      signerPosition: 'Chủ tịch',
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

  test.each([
    [
      'a secrecy level was chosen',
      { secrecy: 'secret' as const },
      'Văn bản mật không được nhập, lưu hay gửi trong phần mềm này. Chưa có gì được lưu. Hãy làm trên máy cách ly hoặc vào sổ giấy theo quy định bảo vệ bí mật nhà nước.',
    ],
    [
      'its main file is missing',
      { file: undefined },
      'Chưa có tệp của văn bản. Thông tin đã nhập vẫn giữ. Kéo tệp vào, hoặc chọn "Chỉ có bản giấy".',
    ],
  ])('because %s leaves nothing behind', async (_what, some, sentence) => {
    const given = await args(some);
    const counts = await clerk.ask('incoming.countViews', {});
    expect(sentenceOf(await clerk.invoke('incoming.receive', given))).toBe(sentence);
    expect(await clerk.ask('incoming.countViews', {})).toEqual(counts);
    expect(await clerk.invoke('incoming.get', { documentId: given.documentId })).toMatchObject({
      ok: false,
      error: { code: 'incoming.not-found' },
    });
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
  expect(readdirSync(join(dataDir, 'intake'))).toEqual([]);
  await again.close();
});
