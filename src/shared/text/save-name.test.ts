import fc from 'fast-check';
import { expect, test } from 'vitest';
import { saveName } from './save-name.ts';

test.each([
  [
    '15/SMM-VP',
    'V/v trả lời Công văn số 412/SKTS-CĐS',
    'a.pdf',
    '15_SMM-VP_tra-loi-cong-van-so-412-skts-cds.pdf',
  ],
  ['05/QĐ-UBND', 'Phê duyệt Đề án', 'x.PDF', '05_QD-UBND_phe-duyet-de-an.pdf'],
  ['…/SMM-VP', 'Dự thảo', 'du thao.docx', 'SMM-VP_du-thao.docx'],
  ['', 'Giấy mời: họp "giao ban"', 'a.pdf', 'giay-moi-hop-giao-ban.pdf'],
  ['', '', 'Tệp kèm.pdf', 'Tệp kèm.pdf'],
])('%j, %j is saved as %j', (reference, subject, fileName, expected) => {
  expect(saveName({ reference, subject, fileName })).toBe(expected);
});

test('a long subject is cut between words', () => {
  const name = saveName({ reference: '1/A', subject: 'quy hoạch '.repeat(60), fileName: 'a.pdf' });
  expect(name.length).toBeLessThanOrEqual(120);
  expect(name).toMatch(/^1_A_(?:quy-hoach-)*(?:quy|quy-hoach)\.pdf$/);
});

test('whatever the document says, Windows can keep the name', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }), (reference, subject) => {
      const name = saveName({ reference, subject, fileName: 'a.pdf' });
      expect(name.length).toBeLessThanOrEqual(120);
      expect(name).toMatch(/^[A-Za-z0-9_.-]+\.pdf$/);
      expect(name).not.toMatch(/^(?:con|prn|aux|nul|com\d|lpt\d)\./i);
    }),
  );
});
