import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PDFDocument } from '@cantoo/pdf-lib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { runCommandLine } from '../../src/main/hosts/terminal/command-line.ts';
import { fontsIn, judge, textOn } from '../support/judges.ts';
import { PKI_NOW, type TestPki, testPki } from '../support/pki.ts';
import { edited, labDocument, OBJECT, setData, signedIn } from '../support/signed-lab.ts';

const folder = mkdtempSync(join(tmpdir(), 'hamrong-report-'));
const path = (name: string): string => join(folder, name);
let pki: TestPki;

async function hamrong(...args: readonly string[]) {
  const [out, err]: [string[], string[]] = [[], []];
  const status = await runCommandLine(args, {
    out: (line) => out.push(line),
    err: (line) => err.push(line),
    now: () => PKI_NOW,
  });
  return { status, out, err };
}

beforeAll(async () => {
  pki = await testPki();
  mkdirSync(path('in/sub'), { recursive: true });
  mkdirSync(path('out'));
  const chain = pki.chain.map((der) => Buffer.from(der).toString('base64'));
  const pem = chain
    .map((text) => `-----BEGIN CERTIFICATE-----\n${text}\n-----END CERTIFICATE-----\n`)
    .join('');
  writeFileSync(path('trust.pem'), pem);
  const once = signedIn(labDocument('table'), OBJECT.leader, pki.leader);
  const twice = signedIn(once, OBJECT.seal, pki.agency);
  writeFileSync(path('in/công văn 15.pdf'), twice);
  writeFileSync(path('in/sub/bị sửa.PDF'), edited(twice, setData(OBJECT.content, 'BT (Chi 51) Tj ET')));
  writeFileSync(path('in/sub/ghi chú.txt'), 'không phải PDF');
});
afterAll(() => rmSync(folder, { recursive: true }));

describe('the record of a verification', () => {
  test('is a clean A4 PDF in Tinos that says file, verdict, each check with its clause, certificates and anchors', async () => {
    const made = await hamrong(
      'report',
      path('in/công văn 15.pdf'),
      '--trust',
      path('trust.pem'),
      '--out',
      path('one.pdf'),
    );
    expect(made).toEqual({ status: 0, out: [path('one.pdf')], err: [] });
    const bytes = readFileSync(path('one.pdf'));
    const text = (await textOn(bytes)).replace(/\s+/g, ' ');
    for (const words of [
      'KẾT QUẢ KIỂM TRA CHỮ KÝ SỐ',
      'Chữ ký hợp lệ',
      'công văn 15.pdf',
      'Chữ ký 1: Phạm Văn Thạo',
      'Chữ ký 2: UBND xã Vân Khánh Thượng',
      'Chuỗi chứng thư Đạt EN 319 102-1',
      'Chứng thư gốc tin cậy đã dùng',
      'CA gốc MẪU tỉnh Lam Giang',
      'Lần 3 UBND xã Vân Khánh Thượng ký',
    ])
      expect(text).toContain(words);
    expect((await judge(bytes, pki.trial.root.certificatePem)).qpdf).toEqual([]);
    const fonts = await fontsIn(bytes);
    expect(fonts.length).toBeGreaterThan(0);
    expect(fonts.every((font) => /Tinos/.test(font) && /yes yes yes/.test(font))).toBe(true);
    const pages = (await PDFDocument.load(bytes)).getPages().map((page) => page.getSize());
    expect(pages.every(({ width, height }) => Math.round(width) === 595 && Math.round(height) === 842)).toBe(
      true,
    );
  });

  test('as JSON names the file by its hash and tells every check', async () => {
    await hamrong('report', path('in/công văn 15.pdf'), '--json', '--out', path('one.json'));
    const told = JSON.parse(readFileSync(path('one.json'), 'utf8'));
    expect(told).toMatchObject({
      format: 'hamrong-signature-record/1',
      file: { name: 'công văn 15.pdf', sha256: expect.stringMatching(/^[0-9a-f]{64}$/) },
      verdict: 'indeterminate',
      anchors: [],
      report: { signatures: [{ sentence: expect.stringContaining('Chưa xác định') }, {}] },
    });
    expect(told.report.signatures[0].trail.length).toBeGreaterThan(8);
  });

  test('of a folder is one for each PDF in it, and none is ever overwritten', async () => {
    const args = ['report', path('in'), '--pdf', '--json', '--out', path('out')];
    expect((await hamrong(...args)).status).toBe(0);
    expect(readdirSync(path('out')).toSorted()).toEqual([
      'bị sửa.kiem-tra.json',
      'bị sửa.kiem-tra.pdf',
      'công văn 15.kiem-tra.json',
      'công văn 15.kiem-tra.pdf',
    ]);
    const text = (await textOn(readFileSync(path('out/bị sửa.kiem-tra.pdf')))).replace(/\s+/g, ' ');
    expect(text).toContain('Không hợp lệ: nội dung đã thay đổi sau khi ký. Đổi nội dung trang 1');
    expect(text).toContain('không có chữ ký cho lần lưu này');
    const again = await hamrong(...args);
    expect(again.status).toBe(1);
    expect(again.err[0]).toContain('đã có nên không ghi đè');
  });

  test.each([
    ['no files', ['report', '--out', 'x.pdf']],
    ['no place', ['report', 'x.pdf']],
    ['one name for two', ['report', 'x.pdf', 'y.pdf', '--out', 'x.out']],
  ])('unusable: %s', async (_name, args) => {
    const { status, err } = await hamrong(...args);
    expect({ status, isTold: err.length > 0 }).toEqual({ status: 2, isTold: true });
  });
});

test('verify takes folders, reads well, and sums up', async () => {
  const { status, out, err } = await hamrong('verify', path('in'), '--trust', path('trust.pem'));
  expect(status).toBe(1);
  expect(out.filter((line) => !line.startsWith(' ')).map((line) => line.slice(folder.length))).toEqual([
    '/in/công văn 15.pdf: Chữ ký hợp lệ',
    '/in/sub/bị sửa.PDF: Không hợp lệ: nội dung đã thay đổi sau khi ký. Đổi nội dung trang 1',
  ]);
  expect(out).toContain('      Cơ quan, tổ chức: UBND xã Vân Khánh Thượng');
  expect(out.at(-1)).toBe('  Không dùng bản này, hãy lấy bản gốc từ nơi gửi.');
  expect(err).toEqual(['2 tệp: 1 đạt, 1 không đạt, 0 chưa xác định.']);
  mkdirSync(path('empty'));
  expect((await hamrong('verify', path('empty'))).status).toBe(2);
});
