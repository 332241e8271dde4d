import { expect, test } from 'vitest';
import { authorityLines } from '../../src/shared/domain/office/authority-lines.ts';
import { copyNotation } from '../../src/shared/domain/outgoing/outgoing.ts';
import { notationOf, paperTypeNamed, paperTypes } from '../../src/shared/domain/outgoing/paper-types.ts';

/** The table of annex III, I, as the decree prints it. */
const ANNEX_III = `Nghị quyết (cá biệt) NQ
Quyết định (cá biệt) QĐ
Chỉ thị CT
Quy chế QC
Quy định QyĐ
Thông cáo TC
Thông báo TB
Hướng dẫn HD
Chương trình CTr
Kế hoạch KH
Phương án PA
Đề án ĐA
Dự án DA
Báo cáo BC
Biên bản BB
Tờ trình TTr
Hợp đồng HĐ
Công điện CĐ
Bản ghi nhớ BGN
Bản thỏa thuận BTT
Giấy uỷ quyền GUQ
Giấy mời GM
Giấy giới thiệu GGT
Giấy nghỉ phép GNP
Phiếu gửi PG
Phiếu chuyển PC
Phiếu báo PB`;

test('PL.III.I: the abbreviations are those of the decree’s table, and the types are the 29 of article 7', () => {
  const rows = ANNEX_III.split('\n').map((line) => {
    const at = line.lastIndexOf(' ');
    return [line.slice(0, at).replace(' (cá biệt)', ''), line.slice(at + 1)] as const;
  });
  expect(rows.map(([name]) => paperTypeNamed(name)?.abbreviation)).toEqual(
    rows.map(([, letters]) => letters),
  );
  expect(paperTypes).toHaveLength(29);
  expect(paperTypes.filter(({ abbreviation }) => abbreviation === undefined).map(({ name }) => name)).toEqual(
    ['Công văn', 'Thư công'],
  );
});

test.each([
  ['Quyết định', 'QĐ-BNV'],
  ['CÔNG VĂN', 'BNV-VP'],
  ['Giấy uỷ quyền', 'GUQ-BNV'],
  ['Bản thoả thuận', 'BTT-BNV'],
])('PL.I.II.3.b: the symbol of %s is %s', (name, notation) => {
  const type = paperTypeNamed(name);
  expect(type && notationOf(type, 'BNV', 'VP')).toBe(notation);
});

test('PL.III.I: the copies are SY, TrS and SL', () => {
  expect((['sao-y', 'trich-sao', 'sao-luc'] as const).map((form) => copyNotation(form, 'BNV'))).toEqual([
    'SY-BNV',
    'TrS-BNV',
    'SL-BNV',
  ]);
});

test.each([
  ['thay mặt tập thể', 'TM.', 'Chủ tịch', ['TM. ỦY BAN NHÂN DÂN', 'CHỦ TỊCH']],
  ['được giao quyền cấp trưởng', 'Q.', 'Phó Chủ tịch', ['Q. CHỦ TỊCH']],
  ['ký thay người đứng đầu', 'KT.', 'Phó Chủ tịch', ['KT. CHỦ TỊCH', 'PHÓ CHỦ TỊCH']],
  ['ký thừa lệnh', 'TL.', 'Chánh Văn phòng', ['TL. CHỦ TỊCH', 'CHÁNH VĂN PHÒNG']],
  ['ký thừa ủy quyền', 'TUQ.', 'Trưởng phòng Nội vụ', ['TUQ. CHỦ TỊCH', 'TRƯỞNG PHÒNG NỘI VỤ']],
  ['người đứng đầu tự ký', '', 'Chủ tịch', ['CHỦ TỊCH']],
] as const)('PL.I.II.7.b: %s is written %s', (_what, capacity, position, lines) => {
  const agencyName = 'Ủy ban nhân dân xã Mẫu';
  expect(authorityLines({ capacity, position, headPosition: 'Chủ tịch', agencyName })).toEqual(lines);
});
