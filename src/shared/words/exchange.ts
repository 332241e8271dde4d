/** Words of the exchange between agencies, also those that stand in a package. */
export const exchangeFaults = {
  'exchange.no-recipient':
    'Chưa chọn nơi nhận. Văn bản vẫn ở mục Chờ phát hành; chọn nơi nhận rồi phát hành.',
  'exchange.recipient-unknown': 'Không tìm thấy cơ quan nhận trong danh bạ. Đồng bộ danh bạ rồi chọn lại.',
  'exchange.file-missing':
    'Tệp của văn bản chưa có trên máy này nên chưa lập được gói gửi. Kết nối để tải tệp về rồi phát hành.',
} as const;

export const exchangeWords = {
  'edxml.new-document': 'Văn bản điện tử mới',
  'exchange.refused.package': 'Gói tin không đọc được: {path}.',
  'exchange.refused.agency': 'Không có cơ quan nhận này trên máy chủ.',
} as const;
