import ExcelJS from 'exceljs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { pagesOf } from '../../src/main/dossier/forms/contents-sheet.ts';
import { roman } from '../../src/main/dossier/forms/year-list-sheet.ts';
import type { MadeFile } from '../../src/shared/contract/shapes.ts';
import { DossierId, IncomingId, LocalDate, OutgoingId, UnitId } from '../../src/shared/domain/core/values.ts';
import { itemIdOf } from '../../src/shared/domain/dossier/dossier.ts';
import { dossierListId } from '../../src/shared/domain/dossier/list.ts';
import { incomingFields, outgoingFields, pdfFile } from '../support/documents.ts';
import { dossierFields, entryFields } from '../support/dossier-cases.ts';
import { asFile, run } from '../support/judges.ts';
import { makeOffice, OFFICE_NOW, type Office } from '../support/office.ts';
import { type OfficeApp, openOfficeApp } from '../support/office-app.ts';
import { uuid } from '../support/world.ts';

let office: Office;
let clerk: OfficeApp;
const day = (text: string) => LocalDate.parse(text);
const unitId = UnitId.parse(uuid());
const [archived, kept] = [DossierId.parse(uuid()), DossierId.parse(uuid())];
const incoming = { kind: 'incoming', id: IncomingId.parse(uuid()) } as const;
const outgoing = { kind: 'outgoing', id: OutgoingId.parse(uuid()) } as const;
const away = { kind: 'incoming', id: IncomingId.parse(uuid()) } as const;

beforeAll(async () => {
  office = makeOffice();
  putPeople();
  putYearList();
  putDossiers();
  putFiled();
  clerk = await openOfficeApp(office, 'clerk');
});
afterAll(async () => {
  await clerk.close();
  office.close();
});

function putPeople(): void {
  const { agencyId, server, people } = office;
  server.put('unit', unitId, { v: 1, agencyId, name: 'Phòng Nội vụ', notation: 'NV' });
  const { id, ...official } = people.specialist;
  server.put('official', id, { ...official, fullName: 'Nguyễn Thị Ễm', position: 'Chuyên viên', unitId });
}

function putYearList(): void {
  const { agencyId, server, people } = office;
  const lines = [
    { number: 1, title: 'Hồ sơ xây dựng quy hoạch Ỡ Ặ', retention: 'permanent', subheading: 'Đào tạo' },
    { number: 2, subheading: 'Tiền lương', ownerName: 'Nguyễn Thị Ễm', note: 'Theo kế hoạch' },
    { headingOrder: 2, heading: 'Văn phòng', headingNotation: 'VP', number: 1, title: 'Hồ sơ tiếp dân' },
  ];
  for (const line of lines)
    server.put('dossierEntry', uuid(), { v: 1, agencyId, year: 2026, ...entryFields(line) } as never);
  const approved = { decision: 'Quyết định số 02/QĐ-SMM', on: day('2026-01-05'), by: people.leader.id };
  server.put('dossierList', dossierListId(agencyId, 2026), { v: 1, agencyId, year: 2026, approved });
}

function putDossiers(): void {
  const { agencyId, server, people } = office;
  const body = {
    ...{ v: 1, agencyId, year: 2026, ownerId: people.specialist.id, helperIds: [] },
    ...{ startedOn: day('2026-01-05'), endedOn: day('2026-10-01'), nextOrdinal: 4 },
  } as const;
  server.put('dossier', archived, {
    ...{
      ...body,
      ...dossierFields({ title: 'Hồ sơ nâng lương của Ễn Thị Ỡm' }),
      state: 'archived',
      itemCount: 3,
    },
    archived: { on: day('2026-11-10'), by: people.clerk.id, condition: 'Đủ thành phần, tình trạng tốt' },
  } as never);
  server.put('dossier', kept, {
    ...{ ...body, ...dossierFields({ notation: '02.TCCB', title: 'Hồ sơ còn dùng' }), state: 'closed' },
    ...{
      itemCount: 0,
      kept: { until: day('2028-05-01'), basis: 'Văn bản số 05/SMM-VP', by: people.leader.id },
    },
  } as never);
}

/** An incoming document of three pages, an outgoing one of ours, and one that is not this official's to read. */
function putFiled(): void {
  const { agencyId, server, people } = office;
  server.put('incoming', incoming.id, {
    ...{ v: 1, agencyId, source: 'paper', state: 'done', attachmentCount: 0, correctionCount: 0 },
    ...{ registerId: office.book('incoming'), arrivedOn: day('2026-03-02'), arrivalNumber: 1 },
    ...incomingFields({ issuedOn: day('2026-02-27'), subject: 'Rà soát đất ở bản Nà Ỡ', pageCount: 3 }),
    file: pdfFile('1'),
  } as never);
  server.put('outgoing', outgoing.id, {
    ...{
      v: 1,
      agencyId,
      ...outgoingFields(people.leader.id),
      drafterId: people.specialist.id,
      file: pdfFile('2'),
    },
    ...{ attachmentCount: 0, registerId: office.book('outgoing'), issuedOn: day('2026-04-15') },
    ...{ state: 'dispatched', number: 7, dispatchedOn: day('2026-04-15') },
  } as never);
  for (const [index, of] of [incoming, outgoing, away].entries())
    server.put('dossierItem', itemIdOf(archived, of), {
      ...{ v: 1, dossierId: archived, ordinal: index + 1, of, by: people.specialist.id, doneAt: OFFICE_NOW },
      ...(of === outgoing && { pageCount: 1 }),
    });
}

/** As paper, read back by another program: a letter of Vietnamese that it lost would be missing here. */
const onPaper = (made: MadeFile): Promise<string> =>
  asFile(Buffer.from(made.content, 'base64'), async (file) =>
    (await run('pdftotext', '-layout', file, '-')).out.normalize('NFC'),
  );
const holds = (text: string, ...sentences: readonly string[]): void => {
  for (const word of sentences.flatMap((each) => each.split(/\s+/))) expect(text).toContain(word);
};
/** The numbers of the columns, in their order on one line. */
const numbered = (text: string, count: number): void =>
  expect(text).toMatch(
    new RegExp(Array.from({ length: count }, (_, n) => `\\(${String(n + 1)}\\)`).join('\\s+')),
  );

describe('annex V', () => {
  test('PL V.II: danh mục hồ sơ: năm cột, đề mục lớn và nhỏ, số hồ sơ vĩnh viễn và có thời hạn', async () => {
    const text = await onPaper(await clerk.ask('dossier.exportYearList', { year: 2026, format: 'pdf' }));
    holds(text, 'DANH MỤC HỒ SƠ', 'Năm 2026', 'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM', 'SỞ MẪU MỘT');
    holds(text, '(Kèm theo Quyết định số 02/QĐ-SMM ngày 05/01/2026 của Sở Mẫu Một)');
    holds(text, 'Số và ký hiệu hồ sơ', 'Tên đề mục và tiêu đề hồ sơ', 'Thời hạn bảo quản', 'Người lập hồ sơ');
    numbered(text, 5);
    expect(text.replace(/\s+/g, ' ')).toMatch(
      /I\. TỔ CHỨC CÁN BỘ .*1\. Đào tạo 01\.TCCB .*2\. Tiền lương 02\.TCCB .*II\. VĂN PHÒNG 01\.VP /,
    );
    holds(text, 'quy hoạch Ỡ Ặ', 'Vĩnh viễn', '20 năm', 'Nguyễn Thị Ễm', 'Theo kế hoạch');
    expect(text).toMatch(
      /có 3 hồ sơ, bao gồm:\s+1 hồ sơ bảo quản vĩnh viễn;\s+2 hồ sơ bảo quản có thời hạn\./,
    );
  });

  test('PL V.III, V.6: mục lục hồ sơ nộp lưu: bảy cột, số hồ sơ bằng chữ, đơn vị và người lập', async () => {
    const of = { view: 'archived', year: 2026 } as const;
    const text = await onPaper(await clerk.ask('dossier.exportHanded', { of, format: 'pdf' }));
    holds(text, 'MỤC LỤC HỒ SƠ, TÀI LIỆU NỘP LƯU', 'Năm 2026', 'PHÒNG NỘI VỤ', 'Phòng Nội vụ');
    holds(text, 'Số TT', 'Số, ký hiệu hồ sơ', 'Tiêu đề hồ sơ', 'Thời gian tài liệu', 'Số tờ/ Số trang');
    numbered(text, 7);
    holds(text, '01.TCCB', 'Hồ sơ nâng lương của Ễn Thị Ỡm', '27/02/2026', '15/04/2026', '20 năm');
    expect(text).toContain('Mục lục này gồm: 1 hồ sơ (đơn vị bảo quản).');
    expect(text).toContain('Viết bằng chữ: một hồ sơ (đơn vị bảo quản).');
    holds(text, 'Người lập', '(Ký và ghi rõ họ và tên, chức vụ)', 'Lam Giang, ngày');
  });

  test('PL V.IV, V.5: mục lục văn bản trong hồ sơ: bảy cột, theo số thứ tự, trang số nối tiếp', async () => {
    const wanted = { dossierId: archived } as const;
    const text = await onPaper(await clerk.ask('dossier.exportContents', { ...wanted, format: 'pdf' }));
    holds(text, 'MỤC LỤC VĂN BẢN, TÀI LIỆU', 'Số, ký hiệu hồ sơ: 01.TCCB', 'Năm 2026');
    holds(text, 'STT', 'Ngày tháng năm văn bản', 'Tên loại và trích yếu nội dung văn bản', 'Tác giả văn bản');
    numbered(text, 7);
    holds(text, '412/SKTS-CĐS', '27/02/2026', 'Rà soát đất ở bản Nà Ỡ', '1–3', '07/SMM-VP', '15/04/2026');
    holds(text, 'Không có trên máy này', '1 văn bản không có trên máy này; đồng bộ xong thì in lại.');
    const book = new ExcelJS.Workbook();
    const made = await clerk.ask('dossier.exportContents', { ...wanted, format: 'xlsx' });
    await book.xlsx.load(Buffer.from(made.content, 'base64') as never);
    const rows =
      book.worksheets[0]?.getSheetValues().filter((row) => Array.isArray(row) && row[1] === 2) ?? [];
    expect(rows).toMatchObject([
      [undefined, 2, '07/SMM-VP', new Date('2026-04-15'), expect.any(String), 'Sở Mẫu Một', '4'],
    ]);
  });

  test('PL V.V: biên bản giao nhận: đúng lời mẫu, bên giao, bên nhận, số hồ sơ và tình trạng tài liệu', async () => {
    const of = { dossierId: archived };
    const text = await onPaper(await clerk.ask('dossier.exportRecord', { of, format: 'pdf' }));
    const flat = text.replace(/\s+/g, ' ');
    for (const sentence of [
      'BIÊN BẢN Giao nhận hồ sơ, tài liệu',
      'Căn cứ Nghị định số 30/2020/NĐ-CP ngày 05 tháng 3 năm 2020 của Chính phủ về công tác văn thư;',
      'BÊN GIAO: Phòng Nội vụ Ông (bà): Nguyễn Thị Ễm Chức vụ công tác: Chuyên viên',
      'BÊN NHẬN: (Lưu trữ cơ quan) Ông (bà): Người clerk',
      'Thống nhất lập biên bản giao nhận tài liệu với những nội dung như sau:',
      '2. Thời gian của hồ sơ, tài liệu: 27/02/2026 - 15/04/2026',
      'Quy ra mét giá:',
      '- Tổng số hồ sơ: 1',
      '4. Tình trạng tài liệu giao nộp: Đủ thành phần, tình trạng tốt',
      'Biên bản này được lập thành hai bản; bên giao giữ một bản, bên nhận giữ một bản./.',
    ])
      expect(flat).toContain(sentence);
    holds(text, 'ĐẠI DIỆN BÊN GIAO', 'ĐẠI DIỆN BÊN NHẬN', 'Lam Giang, ngày');
    const word = await clerk.ask('dossier.exportRecord', { of, format: 'docx' });
    expect([word.name, Buffer.from(word.content, 'base64').subarray(0, 2).toString()]).toEqual([
      'bien-ban-giao-nhan-ho-so-2026.docx',
      'PK',
    ]);
  });
});

test('danh mục hồ sơ, tài liệu giữ lại: đến ngày nào, theo văn bản nào (31.3d)', async () => {
  const of = { view: 'kept', year: 2026, unitId } as const;
  const made = await clerk.ask('dossier.exportHanded', { of, format: 'xlsx' });
  const book = new ExcelJS.Workbook();
  await book.xlsx.load(Buffer.from(made.content, 'base64') as never);
  const said = JSON.stringify(book.worksheets[0]?.getSheetValues());
  holds(
    said,
    'DANH MỤC HỒ SƠ, TÀI LIỆU GIỮ LẠI',
    '02.TCCB',
    'Giữ lại đến 01/05/2028 theo Văn bản số 05/SMM-VP',
  );
  expect(said).not.toContain('01.TCCB');
  const none = await clerk.invoke('dossier.exportHanded', { of: { ...of, year: 2020 }, format: 'xlsx' });
  expect(none).toMatchObject({ ok: false, error: { code: 'dossier.none-to-hand' } });
});

test.each([
  [1, 'I'],
  [4, 'IV'],
  [9, 'IX'],
  [14, 'XIV'],
  [49, 'XLIX'],
  [99, 'XCIX'],
])('heading %i is numbered %s', (value, said) => {
  expect(roman(value)).toBe(said);
});

test('pages run on through the dossier until one document was never counted', () => {
  expect(pagesOf([3, 1, 10, undefined, 2])).toEqual(['1–3', '4', '5–14', '', '']);
});
