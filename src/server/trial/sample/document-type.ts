/** The 29 types of administrative documents (NĐ 30/2020, Điều 7) with their abbreviations (Phụ lục III, mục I). */
export const documentTypes = {
  'nghi-quyet': { name: 'Nghị quyết', abbreviation: 'NQ' },
  'quyet-dinh': { name: 'Quyết định', abbreviation: 'QĐ' },
  'chi-thi': { name: 'Chỉ thị', abbreviation: 'CT' },
  'quy-che': { name: 'Quy chế', abbreviation: 'QC' },
  'quy-dinh': { name: 'Quy định', abbreviation: 'QyĐ' },
  'thong-cao': { name: 'Thông cáo', abbreviation: 'TC' },
  'thong-bao': { name: 'Thông báo', abbreviation: 'TB' },
  'huong-dan': { name: 'Hướng dẫn', abbreviation: 'HD' },
  'chuong-trinh': { name: 'Chương trình', abbreviation: 'CTr' },
  'ke-hoach': { name: 'Kế hoạch', abbreviation: 'KH' },
  'phuong-an': { name: 'Phương án', abbreviation: 'PA' },
  'de-an': { name: 'Đề án', abbreviation: 'ĐA' },
  'du-an': { name: 'Dự án', abbreviation: 'DA' },
  'bao-cao': { name: 'Báo cáo', abbreviation: 'BC' },
  'bien-ban': { name: 'Biên bản', abbreviation: 'BB' },
  'to-trinh': { name: 'Tờ trình', abbreviation: 'TTr' },
  'hop-dong': { name: 'Hợp đồng', abbreviation: 'HĐ' },
  'cong-van': { name: 'Công văn' },
  'cong-dien': { name: 'Công điện', abbreviation: 'CĐ' },
  'ban-ghi-nho': { name: 'Bản ghi nhớ', abbreviation: 'BGN' },
  'ban-thoa-thuan': { name: 'Bản thỏa thuận', abbreviation: 'BTT' },
  'giay-uy-quyen': { name: 'Giấy ủy quyền', abbreviation: 'GUQ' },
  'giay-moi': { name: 'Giấy mời', abbreviation: 'GM' },
  'giay-gioi-thieu': { name: 'Giấy giới thiệu', abbreviation: 'GGT' },
  'giay-nghi-phep': { name: 'Giấy nghỉ phép', abbreviation: 'GNP' },
  'phieu-gui': { name: 'Phiếu gửi', abbreviation: 'PG' },
  'phieu-chuyen': { name: 'Phiếu chuyển', abbreviation: 'PC' },
  'phieu-bao': { name: 'Phiếu báo', abbreviation: 'PB' },
  'thu-cong': { name: 'Thư công' },
} as const satisfies Record<string, { readonly name: string; readonly abbreviation?: string }>;

export type DocumentType = keyof typeof documentTypes;

/**
 * The notation after the number (Phụ lục I, mục II.3.b): type and agency, e.g. QĐ-UBND; for a công văn, which has no abbreviation,
 * agency and drafting unit, e.g. SKTS-CĐS.
 */
export function notationOf(type: DocumentType, agency: string, unit: string): string {
  const entry = documentTypes[type];
  return 'abbreviation' in entry ? `${entry.abbreviation}-${agency}` : `${agency}-${unit}`;
}
