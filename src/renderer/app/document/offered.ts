/** The kinds of NĐ 30/2020 article 7 that are met most; any other may be typed. */
export const typeNames = [
  'Công văn',
  'Quyết định',
  'Kế hoạch',
  'Báo cáo',
  'Thông báo',
  'Tờ trình',
  'Giấy mời',
  'Công điện',
  'Chỉ thị',
  'Hướng dẫn',
  'Nghị quyết',
  'Quy định',
  'Chương trình',
  'Đề án',
  'Biên bản',
  'Giấy ủy quyền',
  'Giấy giới thiệu',
] as const;
export const secrecies = ['normal', 'secret', 'top-secret', 'ultra-secret'] as const;
