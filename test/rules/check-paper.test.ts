import { expect, test } from 'vitest';
import { checkPaper, type PaperFacts } from '../../src/shared/domain/outgoing/check-paper.ts';

const fields = { typeName: 'Công văn', codeNotation: 'SMM-VP', signerName: 'Nguyễn Thị Ễ' };
const letter: PaperFacts = {
  pageMm: { width: 210, height: 297 },
  lines: [
    'SỞ MẪU MỘT CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM',
    'Độc lập - Tự do - Hạnh phúc',
    'Số:      /SMM-VP Lam Giang, ngày      tháng      năm 2026',
    'V/v rà soát hồ sơ',
    'Kính gửi: Sở Nội vụ',
    'Nội dung của công văn./.',
    'Nơi nhận: GIÁM ĐỐC',
    '- Lưu: VT, VP.',
    'Nguyễn Thị Ễ',
  ],
  word: { marginsMm: { top: 20, bottom: 20, left: 30, right: 15 }, fonts: ['Times New Roman'], bodySize: 14 },
};
const codes = (facts: Partial<PaperFacts>, some: Partial<typeof fields> = {}) =>
  checkPaper({ ...letter, ...facts }, { ...fields, ...some }).map(({ code, clause }) => `${code} ${clause}`);
const without = (word: RegExp) => ({ lines: letter.lines.map((line) => line.replace(word, '')) });
const set = (word: Partial<NonNullable<PaperFacts['word']>>) => ({
  word: { ...(letter.word as NonNullable<PaperFacts['word']>), ...word },
});

test('a paper that keeps annex I has nothing to look at', () => {
  expect(codes({})).toEqual([]);
});

test.each([
  ['khổ giấy A4', { pageMm: { width: 216, height: 279 } }, 'check.paper I.1'],
  [
    'lề trái 30 - 35 mm',
    set({ marginsMm: { top: 20, bottom: 20, left: 25.4, right: 15 } }),
    'check.margin.left I.3',
  ],
  [
    'lề phải 15 - 20 mm',
    set({ marginsMm: { top: 20, bottom: 20, left: 30, right: 25.4 } }),
    'check.margin.right I.3',
  ],
  ['phông chữ Times New Roman', set({ fonts: ['Times New Roman', 'Arial'] }), 'check.font I.4'],
  ['cỡ chữ nội dung 13 đến 14', set({ bodySize: 12 }), 'check.size II.6.e'],
])('PL.I.I: %s', (_what, facts, found) => {
  expect(codes(facts)).toEqual([found]);
});

test.each([
  ['Quốc hiệu', /CỘNG HÒA.*NAM/, ['check.missing.country II.1.a']],
  ['Tiêu ngữ', /Độc lập.*/, ['check.missing.motto II.1.b']],
  ['số', /Số:/, ['check.missing.number II.3.c']],
  ['địa danh và thời gian', /ngày.*/, ['check.missing.date II.4.c']],
  ['trích yếu công văn', /V\/v /, ['check.missing.about II.5.b']],
  ['họ tên người ký', /Nguyễn Thị Ễ/, ['check.missing.signer II.7.c']],
  ['Kính gửi', /Kính gửi: .*/, ['check.missing.to II.9.b']],
  ['Nơi nhận', /Nơi nhận: /, ['check.missing.receivers II.9.a']],
  ['nơi lưu', /Lưu: VT.*/, ['check.missing.kept II.9.a']],
])('PL.I.II: a letter without %s is told so', (_what, word, found) => {
  expect(codes(without(word))).toEqual(found);
});

test('PL.I.IV: parts in another order than the decree’s are told', () => {
  expect(codes({ lines: [...letter.lines].reverse() })).toContain('check.order IV.1');
});

test.each([
  ['Công văn', 'SMM-VP', []],
  ['Công văn', 'CV-SMM', ['check.notation.letter II.3.b']],
  ['Công văn', 'SMM-CV', ['check.notation.letter II.3.b']],
  ['Công văn', 'QĐ-SMM', ['check.notation.other II.3.b']],
  ['Công văn', 'SMM - VP', ['check.notation.shape II.3.c']],
  ['Công văn', 'SMM–VP', ['check.notation.shape II.3.c']],
])('PL.I.II.3: %s with the symbol %s', (typeName, codeNotation, found) => {
  expect(codes({}, { typeName, codeNotation })).toEqual(found);
});

test('PL.III.I: a decision bears QĐ and its name; another abbreviation is told', () => {
  const lines = letter.lines.map((line) => line.replace(/V\/v.*/, 'QUYẾT ĐỊNH'));
  const decision = (codeNotation: string) => codes({ lines }, { typeName: 'Quyết định', codeNotation });
  expect(decision('QĐ-SMM')).toEqual([]);
  expect(decision('TB-SMM')).toEqual(['check.notation.type II.3.b']);
});

test.each([
  ['ngày 5 tháng 11 năm 2026', ['check.date.zero II.4.b']],
  ['ngày 15 tháng 2 năm 2026', ['check.date.zero II.4.b']],
  ['ngày 05 tháng 3 năm 2026', []],
])('PL.I.II.4.b: "%s"', (date, found) => {
  const lines = letter.lines.map((line) => line.replace(/ngày.*/, date));
  expect(codes({ lines })).toEqual(found);
});

test('a blank that was left in the text is told; those of number and date are meant', () => {
  expect(codes({ lines: [...letter.lines, 'Thời hạn: …………………'] })).toEqual(['check.blank II.6.c']);
});
