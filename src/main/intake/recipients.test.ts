import { expect, test } from 'vitest';
import { RECIPIENT_NAMES_MAX, recipientsFrom } from './recipients.ts';

const papers: readonly (readonly [what: string, text: string, names: readonly string[]])[] = [
  [
    'a letter to two departments, as its recipients say "Như trên"',
    `Kính gửi:
- Sở Kinh tế số;
- Sở Nội vụ tỉnh
Lam Giang.
Thực hiện Kế hoạch số 12/KH-UBND, Ủy ban nhân dân xã báo cáo như sau:
Nơi nhận:\tTM. ỦY BAN NHÂN DÂN
- Như trên;\tCHỦ TỊCH
- TT. Đảng ủy xã (để b/c);
CHỦ TỊCH
- Lưu: VT, VP.
Phạm Văn Thạo`,
    ['Sở Kinh tế số', 'Sở Nội vụ tỉnh Lam Giang', 'TT. Đảng ủy xã'],
  ],
  [
    'a letter to one, on the line of "Kính gửi"',
    'Kính gửi: Sở Kinh tế số tỉnh Lam Giang\nNơi nhận:\n- Như trên;\n- Lưu: VT.',
    ['Sở Kinh tế số tỉnh Lam Giang'],
  ],
  [
    'a decision, whose list stands on its second page',
    'QUYẾT ĐỊNH\fNơi nhận:\tCHỦ TỊCH\n- Như Điều 3;\n- UBND tỉnh Lam Giang;\n- UBND xã An Lĩnh Bắc; Sở Y tế;\n- Lưu: VT.',
    ['UBND tỉnh Lam Giang', 'UBND xã An Lĩnh Bắc', 'Sở Y tế'],
  ],
  ['a page that names nobody', 'Bảng điểm\n1 2 3', []],
  ['nothing', '', []],
];

test.each(papers)('recipients are read from %s', (_what, text, names) => {
  expect(recipientsFrom(text)).toEqual(names);
});

test('a page made of recipients ends at the limit', () => {
  expect(
    recipientsFrom(`Nơi nhận: ${'a;b;'.repeat(100_000)}${'\n- Sở'.repeat(10_000)}`).length,
  ).toBeLessThanOrEqual(RECIPIENT_NAMES_MAX);
});
