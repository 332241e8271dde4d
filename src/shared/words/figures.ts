/** Báo cáo › Liên thông: refusals, and the name of what is typed in. */
export const figuresFaults = {
  'report.only-clerk-records':
    'Chỉ văn thư nhập số lượng văn bản mật. Chưa ghi gì; chuyển số này cho văn thư của cơ quan.',
  'report.month-to-come': 'Tháng này chưa đến nên chưa nhập số lượng văn bản mật được. Chọn tháng khác.',
  'report.only-clerk-or-leader':
    'Báo cáo tính trên mọi văn bản của cơ quan nên chỉ Văn thư và Lãnh đạo xem được. Không có gì bị thay đổi.',
  'report.wrong-period':
    'Kỳ báo cáo phải từ ngày trước đến ngày sau và dài nhất {days} ngày. Chọn lại hai ngày.',
} as const;

export const figuresWords = {
  'operation.report.recordClassifiedCount': 'Nhập số lượng văn bản mật',
} as const;
