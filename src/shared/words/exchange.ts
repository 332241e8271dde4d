/** Words of the exchange between agencies, also those that stand in a package. */
export const exchangeFaults = {
  'exchange.no-recipient':
    'Chưa chọn nơi nhận. Văn bản vẫn ở mục Chờ phát hành; chọn nơi nhận rồi phát hành.',
  'exchange.recipient-unknown': 'Không tìm thấy cơ quan nhận trong danh bạ. Đồng bộ danh bạ rồi chọn lại.',
  'exchange.file-missing':
    'Tệp của văn bản chưa có trên máy này nên chưa lập được gói gửi. Kết nối để tải tệp về rồi phát hành.',
  'exchange.package-differs':
    'Gói tin không khớp với văn bản đã đóng dấu của cơ quan gửi ({path}) nên không được giao. Văn bản vẫn ở cơ quan gửi; kiểm tra phần mềm đã lập gói rồi gửi lại thành gói mới.',
} as const;

export const exchangeWords = {
  'edxml.new-document': 'Văn bản điện tử mới',
} as const;
