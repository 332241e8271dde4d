import { fold } from '../../shared/text/fold.ts';

/** The types of administrative papers with their abbreviations (NĐ 30/2020 article 7 and annex III). Công văn and thư công have none. */
export const typeNames: readonly (readonly [abbreviation: string, name: string])[] = [
  ['NQ', 'Nghị quyết'],
  ['QĐ', 'Quyết định'],
  ['CT', 'Chỉ thị'],
  ['QC', 'Quy chế'],
  ['QyĐ', 'Quy định'],
  ['TC', 'Thông cáo'],
  ['TB', 'Thông báo'],
  ['HD', 'Hướng dẫn'],
  ['CTr', 'Chương trình'],
  ['KH', 'Kế hoạch'],
  ['PA', 'Phương án'],
  ['ĐA', 'Đề án'],
  ['DA', 'Dự án'],
  ['BC', 'Báo cáo'],
  ['BB', 'Biên bản'],
  ['TTr', 'Tờ trình'],
  ['HĐ', 'Hợp đồng'],
  ['CĐ', 'Công điện'],
  ['BGN', 'Bản ghi nhớ'],
  ['BTT', 'Bản thỏa thuận'],
  ['GUQ', 'Giấy ủy quyền'],
  ['GM', 'Giấy mời'],
  ['GGT', 'Giấy giới thiệu'],
  ['GNP', 'Giấy nghỉ phép'],
  ['PG', 'Phiếu gửi'],
  ['PC', 'Phiếu chuyển'],
  ['PB', 'Phiếu báo'],
];
export const LETTER = 'Công văn';

const byTitle = new Map(typeNames.map(([, name]) => [fold(name), name]));
const byAbbreviation = new Map(typeNames.map(([abbreviation, name]) => [abbreviation, name]));

/** The type whose name fills a whole line of the page ("QUYẾT ĐỊNH"). */
export const typeOfTitle = (line: string): string | undefined =>
  byTitle.get(
    fold(line)
      .replace(/[^\p{L}\s]/gu, '')
      .replace(/\s+/g, ' ')
      .trim(),
  );

/** The type that a notation begins with: QĐ-UBND, BC-SXD. */
export const typeOfNotation = (notation: string): string | undefined =>
  byAbbreviation.get(notation.split('-')[0] ?? '');
