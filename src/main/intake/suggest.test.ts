import { expect, test } from 'vitest';
import { suggestFrom } from './suggest.ts';

/** Heads of papers as text extraction gives them: a line a row, a tab between the columns. */
const papers: readonly (readonly [what: string, text: string, expected: object])[] = [
  [
    'a letter of a department',
    `UBND TỈNH LAM GIANG\tCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
SỞ XÂY DỰNG\tĐộc lập - Tự do - Hạnh phúc
Số: 412/SXD-QLN\tLam Giang, ngày 05 tháng 9 năm 2026
V/v rà soát, báo cáo tỷ lệ gửi nhận
văn bản điện tử quý III năm 2026
Kính gửi: Ủy ban nhân dân các xã, phường
Thực hiện Kế hoạch số 12/KH-UBND ngày 04 tháng 01 năm 2026`,
    {
      typeName: 'Công văn',
      codeNumber: '412',
      codeNotation: 'SXD-QLN',
      issuedOn: '2026-09-05',
      organName: 'Sở Xây dựng',
      subject: 'Rà soát, báo cáo tỷ lệ gửi nhận văn bản điện tử quý III năm 2026',
    },
  ],
  [
    'a decision of a province, urgent',
    `ỦY BAN NHÂN DÂN\tCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
TỈNH LAM GIANG\tĐộc lập - Tự do - Hạnh phúc
Số: 05/QĐ-UBND\tLam Giang, ngày 12 tháng 01 năm 2026
HỎA TỐC
QUYẾT ĐỊNH
Về việc phê duyệt Đề án chuyển đổi số tỉnh Lam Giang
giai đoạn 2026 - 2030
ỦY BAN NHÂN DÂN TỈNH LAM GIANG
Căn cứ Luật Tổ chức chính quyền địa phương`,
    {
      typeName: 'Quyết định',
      codeNumber: '05',
      codeNotation: 'QĐ-UBND',
      issuedOn: '2026-01-12',
      organName: 'Ủy ban nhân dân tỉnh Lam Giang',
      subject: 'Phê duyệt Đề án chuyển đổi số tỉnh Lam Giang giai đoạn 2026 - 2030',
      urgency: 'express',
    },
  ],
  [
    'an invitation without columns, as recognised from a scan, with its signer on the page',
    `SỞ VĂN HÓA, THỂ THAO CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
VÀ DU LỊCH Độc lập - Tự do - Hạnh phúc
Số: 77 /GM-SVHTTDL Lam Giang, ngày 30 tháng 10 năm 2026
KHẨN
GIẤY MỜI
Dự Hội nghị giao ban tháng 11
Kính gửi: Các phòng, đơn vị trực thuộc
Nơi nhận:\tKT. GIÁM ĐỐC
- Như trên;\tPHÓ GIÁM ĐỐC
- Lưu: VT.
\tNguyễn Thị Minh Tâm`,
    {
      typeName: 'Giấy mời',
      codeNumber: '77',
      codeNotation: 'GM-SVHTTDL',
      issuedOn: '2026-10-30',
      organName: 'Sở Văn hóa, Thể thao và Du lịch',
      subject: 'Dự Hội nghị giao ban tháng 11',
      urgency: 'urgent',
      signerName: 'Nguyễn Thị Minh Tâm',
      signerPosition: 'Phó giám đốc',
    },
  ],
  [
    'a report of a commune below its own people’s committee',
    `UBND XÃ VÂN KHÁNH THƯỢNG\tCỘNG HOÀ XÃ HỘI CHỦ NGHĨA VIỆT NAM
PHÒNG KINH TẾ\tĐộc lập - Tự do - Hạnh phúc
Số: 9/BC-KT\tVân Khánh Thượng, ngày 1 tháng 2 năm 2026
BÁO CÁO
Kết quả sản xuất vụ đông xuân
Kính gửi: Ủy ban nhân dân xã`,
    {
      typeName: 'Báo cáo',
      codeNumber: '9',
      codeNotation: 'BC-KT',
      issuedOn: '2026-02-01',
      organName: 'Phòng Kinh tế',
      subject: 'Kết quả sản xuất vụ đông xuân',
    },
  ],
  [
    'a draft that has no number and no day yet',
    `UBND TỈNH LAM GIANG\tCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
SỞ TÀI CHÍNH\tĐộc lập - Tự do - Hạnh phúc
Số:        /STC-NS\tLam Giang, ngày     tháng     năm 2026
V/v phân bổ dự toán
Kính gửi: Các sở, ban, ngành`,
    {
      typeName: 'Công văn',
      codeNotation: 'STC-NS',
      organName: 'Sở Tài chính',
      subject: 'Phân bổ dự toán',
    },
  ],
  [
    'a short letter whose subject stands right above its recipients',
    `UBND XÃ VÂN KHÁNH THƯỢNG\tCộng hòa xã hội chủ nghĩa Việt Nam
Số: 18/UBND-VP\tVân Khánh Thượng, ngày 03 tháng 11 năm 2026
V/v báo cáo kết quả gửi, nhận
văn bản điện tử
Nơi nhận:\tCHỦ TỊCH
- Như trên;
- Lưu: VT.`,
    {
      typeName: 'Công văn',
      codeNumber: '18',
      codeNotation: 'UBND-VP',
      issuedOn: '2026-11-03',
      organName: 'UBND xã Vân Khánh Thượng',
      subject: 'Báo cáo kết quả gửi, nhận văn bản điện tử',
    },
  ],
  [
    'a scan whose columns ran together, the addressee on the line of the subject',
    `SỞ TÀI CHÍNH
Số: 31/STC-NS
V/v phân bổ dự toán Kính gửi: Các sở, ban, ngành
Căn cứ Luật Ngân sách nhà nước`,
    {
      typeName: 'Công văn',
      codeNumber: '31',
      codeNotation: 'STC-NS',
      organName: 'Sở Tài chính',
      subject: 'Phân bổ dự toán',
    },
  ],
  [
    'a plan whose subject goes on with words that could open a body, and names an agency',
    `SỞ XÂY DỰNG\tCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Số: 8/KH-SXD\tLam Giang, ngày 03 tháng 11 năm 2026
KẾ HOẠCH
Kiểm tra công tác cải cách hành chính và
thực hiện Quy chế làm việc của
Sở Xây dựng năm 2027
Sở Xây dựng ban hành kế hoạch với các nội dung sau:
nội dung thực hiện theo
quy định.`,
    {
      typeName: 'Kế hoạch',
      codeNumber: '8',
      codeNotation: 'KH-SXD',
      issuedOn: '2026-11-03',
      organName: 'Sở Xây dựng',
      subject: 'Kiểm tra công tác cải cách hành chính và thực hiện Quy chế làm việc của Sở Xây dựng năm 2027',
    },
  ],
  ['a day that does not exist', 'A\nB, ngày 31 tháng 02 năm 2026', {}],
  ['a page of something else', 'Bảng điểm\n1 2 3 4\nTổng 10', {}],
  ['nothing', '', {}],
];

test.each(papers)('fields are suggested from %s', (_what, text, expected) => {
  expect(suggestFrom(text)).toEqual(expected);
});

test('text in decomposed Unicode gives the same suggestions', () => {
  const [, text = '', expected] = papers[0] ?? [];
  expect(suggestFrom(text.normalize('NFD'))).toEqual(expected);
});

test('a page made to be slow ends quickly and suggests at most what fits the fields', () => {
  const hostile = `Số: ${'1'.repeat(50_000)}/${'A-'.repeat(50_000)}\nV/v ${'ă '.repeat(100_000)}\n${'GIÁM ĐỐC\nAn Bình\n'.repeat(5_000)}`;
  const { subject = '', codeNotation = '' } = suggestFrom(hostile);
  expect([subject.length <= 500, codeNotation.length <= 30]).toEqual([true, true]);
});
