import { copyFile } from 'node:fs/promises';
import ExcelJS from 'exceljs';
import { strFromU8, unzipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import { listFile } from '../../src/main/export/list-file.ts';
import { sheetFile } from '../../src/main/export/sheet-file.ts';
import { chromiumPrinter } from '../../src/main/hosts/chromium-printer.ts';
import { nodeHelpers } from '../../src/main/hosts/node-helpers.ts';
import {
  PAGED_ROWS_MAX,
  SHEET_ROWS_MAX,
  type Sheet,
  type SheetFormat,
} from '../../src/shared/sheet/sheet.ts';
import { asFile, run } from '../support/judges.ts';

const ports = { helpers: nodeHelpers(), printPage: chromiumPrinter() };

const sheet: Sheet = {
  name: 'so-van-ban-den-2026',
  title: 'SỔ ĐĂNG KÝ VĂN BẢN ĐẾN',
  subtitle: ['Năm 2026', 'Từ ngày 01/01/2026 đến ngày 31/12/2026'],
  agency: ['UBND TỈNH MẪU', 'SỞ MẪU MỘT'],
  placeAndDay: 'Lam Giang, ngày 20 tháng 11 năm 2026',
  orientation: 'landscape',
  isNumbered: true,
  columns: [
    { title: 'Số đến', kind: 'number', widthMm: 15 },
    { title: 'Ngày đến', kind: 'date', widthMm: 22 },
    { title: 'Số, ký hiệu', kind: 'text', widthMm: 35, group: 'Văn bản' },
    { title: 'Trích yếu nội dung', kind: 'text', widthMm: 120, group: 'Văn bản' },
    { title: 'Ghi chú', kind: 'text', widthMm: 30 },
  ],
  rows: [
    { cells: ['Tháng 11'], tone: 'section' },
    { cells: [1, '2026-11-19', '12/UBND-VP', 'Về việc nghiêm trọng: Ễ Ỡ Ặ, khuỷu tay, thuở xưa', ''] },
    { cells: [2, '2026-11-20', '15/QĐ-SMM', '', 'Đã hủy'], tone: 'struck' },
    { cells: [12345.5, 'không rõ', '', '<script>alert(1)</script> & "ngoặc"', '=HYPERLINK("http://x")'] },
    { cells: [4, '', '+1', '@SUM(A1)', '-2+3\u0000\u0001'] },
  ],
  totals: ['', '', 'Cộng', '4 văn bản', ''],
  notes: ['Sổ có 4 văn bản, trong đó 1 số đã hủy.'],
  before: [{ title: 'SỔ ĐĂNG KÝ VĂN BẢN ĐẾN', lines: ['Năm: 2026', 'Từ số: 01 đến số: 04', 'Quyển số: 01'] }],
  after: [
    {
      title: 'ĐÓNG SỔ',
      lines: ['Số cuối cùng: 04'],
      signers: [{ position: 'VĂN THƯ', name: 'Trần Thị Mẫu' }],
    },
  ],
};

const make = async (format: SheetFormat, some: Partial<Sheet> = {}): Promise<Buffer> =>
  Buffer.from((await sheetFile(ports, { ...sheet, ...some }, format)).content, 'base64');

const words = (text: string): readonly string[] => text.normalize('NFC').split(/\s+/).filter(Boolean);

describe('a sheet leaves the program', () => {
  test('as printed pages: every word of it is read back, each page has the head, and the font is in the file', async () => {
    const rows = Array.from({ length: 120 }, (_, index) => ({
      cells: [index + 1, '2026-11-19', `${String(index)}/UBND-VP`, 'Về việc rà soát, bổ sung', ''],
    }));
    const pdf = await make('pdf', { rows: [...sheet.rows, ...rows] });
    await asFile(pdf, async (file) => {
      const said = (await run('pdftotext', '-layout', file, '-')).out.normalize('NFC');
      for (const word of words(
        JSON.stringify([sheet.title, sheet.subtitle, sheet.agency, sheet.placeAndDay]).replace(
          /[[\]",]/g,
          ' ',
        ),
      ))
        expect(said).toContain(word);
      for (const part of [
        '19/11/2026',
        '12.345,5',
        'Ễ Ỡ Ặ',
        'khuỷu',
        'thuở',
        '<script>alert(1)</script> & "ngoặc"',
        '@SUM(A1)',
        '-2+3',
        'ĐÓNG SỔ',
        'Trần Thị Mẫu',
        'Quyển số: 01',
        'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM',
      ])
        expect(said).toContain(part);
      const pages = said.split('\f').slice(0, -1);
      expect(pages.length).toBeGreaterThan(4);
      for (const page of pages.slice(1, -1)) expect(page).toMatch(/Số đến\s|Số, ký hiệu/);
      expect(pages.at(1)).toMatch(new RegExp(`2/${String(pages.length)}`));
      const fonts = (await run('pdffonts', file)).out;
      expect(fonts).toContain('Tinos');
      expect(
        fonts
          .split('\n')
          .slice(2, -1)
          .every((line) => / yes yes yes /.test(line)),
      ).toBe(true);
    });
  });

  test('as a workbook whose numbers are numbers, whose days are days, and where nothing is a formula', async () => {
    const book = new ExcelJS.Workbook();
    await book.xlsx.load((await make('xlsx')) as never);
    expect(book.worksheets.map(({ name }) => name)).toEqual([
      'SỔ ĐĂNG KÝ VĂN BẢN ĐẾN',
      'SỔ ĐĂNG KÝ VĂN BẢN ĐẾN (2)',
      'ĐÓNG SỔ',
    ]);
    const page = book.worksheets[1];
    const rows = page?.getSheetValues().map((row) => (row as unknown[] | undefined)?.slice(1)) ?? [];
    const head = rows.findIndex((row) => row?.[0] === 'Số đến');
    expect(rows.slice(head)).toEqual([
      ['Số đến', 'Ngày đến', 'Văn bản', 'Văn bản', 'Ghi chú'],
      ['Số đến', 'Ngày đến', 'Số, ký hiệu', 'Trích yếu nội dung', 'Ghi chú'],
      ['(1)', '(2)', '(3)', '(4)', '(5)'],
      Array(5).fill('Tháng 11'),
      [1, new Date('2026-11-19'), '12/UBND-VP', 'Về việc nghiêm trọng: Ễ Ỡ Ặ, khuỷu tay, thuở xưa'],
      [2, new Date('2026-11-20'), '15/QĐ-SMM', undefined, 'Đã hủy'],
      [12345.5, 'không rõ', undefined, '<script>alert(1)</script> & "ngoặc"', '=HYPERLINK("http://x")'],
      [4, undefined, '+1', '@SUM(A1)', '-2+3'],
      [undefined, undefined, 'Cộng', '4 văn bản'],
      Array(5).fill('Sổ có 4 văn bản, trong đó 1 số đã hủy.'),
    ]);
    const cells = Object.values(unzipSync(await make('xlsx'))).map((part) => strFromU8(part));
    expect(cells.some((part) => /<f[ >]/.test(part))).toBe(false);
    const formula = page?.getCell(`E${String(head + 6)}`);
    expect([formula?.value, formula?.numFmt]).toEqual(['=HYPERLINK("http://x")', '@']);
    expect(page?.getCell(`C${String(head + 5)}`).font.strike).toBe(true);
    expect(page?.pageSetup.printTitlesRow).toBe(`${String(head)}:${String(head + 2)}`);
  });

  test('as a Word file that another program reads word for word', async () => {
    await asFile(await make('docx'), async (file, folder) => {
      await copyFile(file, `${folder}/sheet.docx`);
      await run(
        'soffice',
        `-env:UserInstallation=file://${folder}/office`,
        '--headless',
        '--convert-to',
        'pdf',
        '--outdir',
        folder,
        `${folder}/sheet.docx`,
      );
      const said = (await run('pdftotext', '-layout', `${folder}/sheet.pdf`, '-')).out.normalize('NFC');
      for (const part of [
        ...sheet.agency,
        sheet.title,
        'Tháng 11',
        '19/11/2026',
        '12.345,5',
        'Ễ Ỡ Ặ',
        '<script>',
        '=HYPERLINK',
        'Cộng',
        'ĐÓNG SỔ',
        'Trần Thị Mẫu',
      ])
        expect(said).toContain(part);
    });
  });
});

describe('limits', () => {
  const rowsOf = (length: number) => Array.from({ length }, () => ({ cells: [1] }));

  test('a table too long for pages is refused with what to do, and a workbook holds more', async () => {
    await expect(make('pdf', { rows: rowsOf(PAGED_ROWS_MAX + 1) })).rejects.toMatchObject({
      code: 'sheet.too-many-rows',
      detail: { count: PAGED_ROWS_MAX + 1, limit: PAGED_ROWS_MAX, format: 'PDF' },
    });
    await expect(make('xlsx', { rows: rowsOf(SHEET_ROWS_MAX + 1) })).rejects.toMatchObject({
      code: 'sheet.too-many-rows',
    });
  });

  test('III.6.h: a list that is longer leaves in volumes, every row in its turn', async () => {
    const rows = Array.from({ length: PAGED_ROWS_MAX + 2 }, (_, at) => ({
      cells: [`dòng ${String(at + 1)}`],
    }));
    const columns = [{ title: 'Tên', kind: 'text' as const, widthMm: 40 }];
    const { totals: _totals, before: _before, after: _after, ...plain } = sheet;
    const made = await listFile(ports, { ...plain, columns, rows }, 'pdf');
    const volumes = Object.entries(unzipSync(Buffer.from(made.content, 'base64')));
    const texts = await Promise.all(
      volumes.map(([, pdf]) =>
        asFile(Buffer.from(pdf), async (file) =>
          (await run('pdftotext', '-layout', file, '-')).out.normalize('NFC'),
        ),
      ),
    );
    expect([made.name, volumes.map(([name]) => name)]).toEqual([
      'so-van-ban-den-2026.zip',
      ['so-van-ban-den-2026-01.pdf', 'so-van-ban-den-2026-02.pdf'],
    ]);
    const said = texts.flatMap((text) => [...text.matchAll(/dòng (\d+)/g)].map(([, n]) => Number(n)));
    expect(said).toEqual(rows.map((_, at) => at + 1));
    expect(texts[1]).toContain('Tập 2/2');
  });

  test('without a browser the PDF is refused and the other two are made', async () => {
    const bare = { ...ports, printPage: chromiumPrinter('') };
    await expect(sheetFile(bare, sheet, 'pdf')).rejects.toMatchObject({ code: 'print.no-browser' });
    expect((await sheetFile(bare, sheet, 'xlsx')).name).toBe('so-van-ban-den-2026.xlsx');
  });
});
