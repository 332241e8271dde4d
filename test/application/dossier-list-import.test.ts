import ExcelJS from 'exceljs';
import { strToU8, zipSync } from 'fflate';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { partsOf } from '../../src/main/dossier/import-list.ts';
import { readList } from '../../src/shared/domain/dossier/read-table.ts';
import { makeOffice, type Office } from '../support/office.ts';
import { type OfficeApp, openOfficeApp, sentenceOf } from '../support/office-app.ts';

let office: Office;
let clerk: OfficeApp;
beforeAll(async () => {
  office = makeOffice();
  clerk = await openOfficeApp(office, 'clerk');
});
afterAll(async () => {
  await clerk.close();
  office.close();
});

const heads = [
  'Số và ký hiệu hồ sơ',
  'Tên đề mục và tiêu đề hồ sơ',
  'Thời hạn bảo quản',
  'Người lập hồ sơ',
  'Ghi chú',
];
type Row = readonly (string | number)[];

/** A workbook as an office makes it: names above, a merged heading, the code as text, the years as a number. */
async function workbook(rows: readonly Row[]): Promise<Buffer> {
  const book = new ExcelJS.Workbook();
  book.addWorksheet('Hướng dẫn').addRow(['Điền vào trang sau']);
  const page = book.addWorksheet('Danh mục 2026');
  page.addRow(['UBND XÃ MẪU']);
  page.addRow(['DANH MỤC HỒ SƠ NĂM 2026']);
  page.mergeCells('A2:E2');
  page.addRow(heads);
  for (const row of rows) page.addRow([...row]);
  return Buffer.from(await book.xlsx.writeBuffer());
}
async function dropped(bytes: Buffer) {
  const reply = await clerk.drop('danh-muc.xlsx', bytes);
  if (!reply.ok) throw new Error(reply.error.code);
  return { year: 2026, sha256: reply.value.file.sha256, sheet: 1 };
}
const lines = (count: number): readonly Row[] =>
  Array.from({ length: count }, (_, index) => [
    `${String(index + 1)}.TCCB`,
    `Hồ sơ số ${String(index + 1)} của Ễn Thị Ỡm`,
    index % 2 === 0 ? 'Vĩnh viễn' : 20,
    'Đỗ Quang Vũ',
    '',
  ]);

test('III.4.a: danh mục hồ sơ của năm nhập từ Excel: xem trước, báo từng dòng sai, rồi mới nhận cả tệp', async () => {
  const rows: readonly Row[] = [['', 'I. TỔ CHỨC CÁN BỘ', '', '', ''], ...lines(230)];
  const wrong = await dropped(
    await workbook([...rows, ['', 'Hồ sơ chưa có số', '5 năm', 'Đỗ Quang Vũ', '']]),
  );
  const seen = await clerk.ask('dossier.readListFile', wrong);
  expect(seen).toMatchObject({
    ...{ sheets: ['Hướng dẫn', 'Danh mục 2026'], heads, entryCount: 230, problemCount: 1 },
    mapping: { headRow: 2, columns: { notation: 0, title: 1, retention: 2, owner: 3, note: 4 } },
    problems: [{ row: 235, problem: 'notation', text: 'Hồ sơ chưa có số' }],
  });
  expect(seen.entries.slice(0, 2)).toMatchObject([
    { notation: '01.TCCB', fields: { retention: 'permanent', heading: 'TỔ CHỨC CÁN BỘ' } },
    { notation: '02.TCCB', fields: { retention: 20 } },
  ]);
  expect(sentenceOf(await clerk.invoke('dossier.importList', wrong))).toContain('Còn 1 dòng chưa nhập được');
  expect((await clerk.ask('dossier.yearList', { year: 2026 })).entries).toEqual([]);

  const right = await dropped(await workbook(rows));
  expect(await clerk.ask('dossier.importList', right)).toEqual({ count: 230 });
  await clerk.synchronise();
  const { entries, permanentCount } = await clerk.ask('dossier.yearList', { year: 2026 });
  expect([entries.length, permanentCount, entries[229]?.notation]).toEqual([230, 115, '230.TCCB']);
  const again = await clerk.ask('dossier.readListFile', right);
  expect([again.entryCount, again.problems[0]?.problem]).toEqual([0, 'listed']);
});

test.each([
  ['a sheet that is not there', async () => workbook([]), { sheet: 9 }, 'table.no-sheet'],
  ['no heads of a list', async () => workbook([]), { sheet: 0 }, 'dossier.import-mapping'],
  [
    'a workbook that swells beyond what is read',
    async () =>
      Buffer.from(zipSync({ ...frame, 'xl/worksheets/sheet1.xml': new Uint8Array(61 * 1024 * 1024) })),
    {},
    'table.unreadable',
  ],
  [
    'parts that are no XML',
    async () =>
      Buffer.from(zipSync({ ...frame, 'xl/workbook.xml': strToU8('<!DOCTYPE a [<!ENTITY b "c">]><a>&b;') })),
    {},
    'table.unreadable',
  ],
] as const)(
  'a hostile or wrong file is refused in a sentence and nothing is taken in: %s',
  async (_what, make, more, code) => {
    const input = { ...(await dropped(await make())), ...more, year: 2025 };
    const reply = await clerk.invoke('dossier.importList', input);
    expect(reply).toMatchObject({ ok: false, error: { code } });
    expect(sentenceOf(reply)).toMatch(/(không|chưa) thay đổi|Không có gì thay đổi/i);
    expect((await clerk.ask('dossier.yearList', { year: 2025 })).entries).toEqual([]);
  },
);

test('only who makes the list reads a file for it', async () => {
  const specialist = await openOfficeApp(office, 'specialist');
  const reply = await specialist.invoke('dossier.readListFile', await dropped(await workbook([])));
  expect(reply).toMatchObject({ ok: false, error: { code: 'dossier.only-clerk-lists' } });
  await specialist.close();
});

test('lines of the longest words go in parts that a command can carry', () => {
  const wide = 'Ễ'.repeat(490);
  const table = [
    heads,
    ['', `I. ${'Ỡ'.repeat(190)}`, '', '', ''],
    ...lines(120).map(([code]) => [String(code), wide, '5', 'A', wide]),
  ];
  const mapping = { headRow: 0, columns: { notation: 0, title: 1, retention: 2, owner: 3, note: 4 } };
  const parts = partsOf(readList(table, mapping, { codes: new Set(), headings: new Map() }).entries);
  expect(parts.flat()).toHaveLength(120);
  for (const part of parts) expect(Buffer.byteLength(JSON.stringify(part))).toBeLessThan(60 * 1024);
});

/** What makes a zip a workbook by its names. */
const frame = {
  '[Content_Types].xml': strToU8('<Types/>'),
  'xl/workbook.xml': strToU8('<workbook/>'),
  'xl/_rels/workbook.xml.rels': strToU8('<Relationships/>'),
};
