import { describe, expect, test } from 'vitest';
import {
  type KnownList,
  proposeMapping,
  readList,
  readNotation,
  readRetention,
} from '../../src/shared/domain/dossier/read-table.ts';

const heads = [
  'Số và ký hiệu hồ sơ',
  'Tên đề mục và tiêu đề hồ sơ',
  'Thời hạn bảo quản',
  'Người lập hồ sơ',
  'Ghi chú',
];
const nothing: KnownList = { codes: new Set(), headings: new Map() };
const line = (
  code: string,
  title = 'Hồ sơ thi đua',
  retention = '20 năm',
  owner = 'Nguyễn Thị Ễm',
  note = '',
) => [code, title, retention, owner, note];
const read = (rows: readonly (readonly string[])[], known = nothing) => {
  const table = [
    ['UBND XÃ MẪU'],
    ['DANH MỤC HỒ SƠ'],
    ['Năm 2026'],
    heads,
    ['(1)', '(2)', '(3)', '(4)', '(5)'],
    ...rows,
  ];
  const mapping = proposeMapping(table) ?? expect.fail('the heads were not found');
  return readList(table, mapping, known);
};

test.each([
  ['01.TCCB', { number: 1, headingNotation: 'TCCB' }],
  ['1.TCCB', { number: 1, headingNotation: 'TCCB' }],
  [' 12 / VP-TH ', { number: 12, headingNotation: 'VP-TH' }],
  ['105-ĐTXD', { number: 105, headingNotation: 'ĐTXD' }],
  ['00.VP', undefined],
  ['TCCB', undefined],
  ['01', undefined],
  ['1234567.VP', undefined],
])('số và ký hiệu “%s”', (text, code) => {
  expect(readNotation(text)).toEqual(code);
});

test.each([
  ['Vĩnh viễn', 'permanent'],
  ['VĨNH VIỄN ', 'permanent'],
  ['VV', 'permanent'],
  ['20 năm', 20],
  ['05 năm', 5],
  ['10', 10],
  ['0 năm', undefined],
  ['lâu dài', undefined],
  ['100 năm', undefined],
  ['', undefined],
])('thời hạn bảo quản “%s”', (text, retention) => {
  expect(readRetention(text)).toBe(retention);
});

describe('danh mục theo phụ lục V', () => {
  test('đề mục La Mã và Ả Rập nằm giữa các dòng; phần cộng ở cuối không phải là dòng', () => {
    const { entries, problems } = read([
      ['', 'I. TỔ CHỨC CÁN BỘ', '', '', ''],
      ['', '1. Đào tạo', '', '', ''],
      line('01.TCCB', 'Kế hoạch đào tạo', 'Vĩnh viễn'),
      ['', '', '', '', ''],
      ['', '2. Tiền lương', '', '', ''],
      line('02.TCCB', undefined, undefined, undefined, 'Theo  quý'),
      ['', 'II. VĂN PHÒNG', '', '', ''],
      line('01.VP'),
      ['Danh mục hồ sơ này có 3 hồ sơ, bao gồm:', '', '', '', ''],
      ['1 hồ sơ bảo quản vĩnh viễn;', '', '', '', ''],
    ]);
    expect(problems).toEqual([]);
    expect(entries).toEqual([
      {
        ...{
          headingOrder: 1,
          heading: 'TỔ CHỨC CÁN BỘ',
          headingNotation: 'TCCB',
          subheading: 'Đào tạo',
          number: 1,
        },
        ...{ title: 'Kế hoạch đào tạo', retention: 'permanent', ownerName: 'Nguyễn Thị Ễm' },
      },
      {
        ...{
          headingOrder: 1,
          heading: 'TỔ CHỨC CÁN BỘ',
          headingNotation: 'TCCB',
          subheading: 'Tiền lương',
          number: 2,
        },
        ...{ title: 'Hồ sơ thi đua', retention: 20, ownerName: 'Nguyễn Thị Ễm', note: 'Theo quý' },
      },
      {
        ...{
          headingOrder: 2,
          heading: 'VĂN PHÒNG',
          headingNotation: 'VP',
          number: 1,
          title: 'Hồ sơ thi đua',
        },
        ...{ retention: 20, ownerName: 'Nguyễn Thị Ễm' },
      },
    ]);
  });

  test('đề mục đã có trong danh mục giữ số của nó, đề mục mới nối tiếp', () => {
    const known = { codes: new Set<string>(), headings: new Map([['van phong', 3]]) };
    const { entries } = read(
      [['', 'I. Tài chính', '', '', ''], line('01.TC'), ['', 'II. Văn  phòng', '', '', ''], line('01.VP')],
      known,
    );
    expect(entries.map(({ headingOrder }) => headingOrder)).toEqual([4, 3]);
  });

  test.each([
    ['không có số, ký hiệu', line(''), 'notation'],
    ['không có tiêu đề', line('02.VP', ''), 'title'],
    ['tiêu đề quá 500 chữ', line('02.VP', 'a'.repeat(501)), 'title-long'],
    ['thời hạn không rõ', line('02.VP', undefined, 'lâu dài'), 'retention'],
    ['không có người lập', line('02.VP', undefined, undefined, ''), 'owner'],
    ['số đã có ở dòng trên', line('1/vp'), 'twice'],
    ['số đã có trong danh mục', line('09.VP'), 'listed'],
  ] as const)('một dòng %s được báo đúng dòng, các dòng khác vẫn đọc', (_what, row, problem) => {
    const known = { codes: new Set(['09.vp']), headings: new Map<string, number>() };
    const { entries, problems } = read(
      [['', 'I. Văn phòng', '', '', ''], line('01.VP'), row, line('03.VP')],
      known,
    );
    expect(problems.map((each) => [each.row, each.problem])).toEqual([[8, problem]]);
    expect(entries.map(({ number }) => number)).toEqual([1, 3]);
  });

  test('chưa nằm dưới đề mục lớn nào thì không nhận', () => {
    expect(read([line('01.VP')]).problems).toMatchObject([{ row: 6, problem: 'heading' }]);
  });
});

test('đề mục ở cột riêng, thứ tự cột khác mẫu', () => {
  const table = [
    ['TT', 'Đề mục', 'Tiêu đề hồ sơ', 'Số, ký hiệu hồ sơ', 'Người lập', 'THBQ'],
    ['1', 'Văn phòng', 'Hồ sơ tiếp dân', '01.VP', 'Đỗ Quang Vũ', '10'],
  ];
  const mapping = proposeMapping(table);
  expect(mapping).toEqual({
    headRow: 0,
    columns: { notation: 3, title: 2, retention: 5, owner: 4, heading: 1 },
  });
  if (mapping)
    expect(readList(table, mapping, nothing).entries).toMatchObject([{ heading: 'Văn phòng', number: 1 }]);
});

test('không có dòng tên cột thì không đoán', () => {
  expect(proposeMapping([['Báo cáo'], ['Tháng', 'Số lượng']])).toBeUndefined();
});
