/** Faults that only a window can have. */
export const windowFaults = {
  'window.broken':
    'Cửa sổ gặp lỗi ({why}). Dữ liệu đã lưu không bị ảnh hưởng; thử lại, nếu vẫn lỗi thì đóng và mở lại cửa sổ.',
  'fault.unknown': 'Chưa làm được việc này (mã {code}). Không có gì bị mất; gửi mã này cho quản trị.',
} as const;

/** The frame of the window: title bar, rail, status bar, panes, keys, times. */
export const windowWords = {
  'nav.label': 'Mục chính',
  'nav.incoming': 'Văn bản đến',
  'nav.outgoing': 'Văn bản đi',
  'nav.search': 'Tìm kiếm',
  'nav.sync': 'Đồng bộ',
  'nav.menu': 'Mở mục chính',
  'nav.skip': 'Tới nội dung',

  'who.label': 'Đang làm việc với vai trò',
  'who.switch': 'Đổi người dùng thử',
  'who.signedIn': '{name}, {position}',

  'search.placeholder': 'Tìm số, trích yếu, nội dung',
  'search.label': 'Tìm văn bản',

  'sync.updatedAgo': 'Cập nhật {age}',
  'sync.never': 'Chưa cập nhật lần nào',
  'sync.online': 'Trực tuyến',
  'sync.offline': 'Đang ngoại tuyến',
  'sync.waiting': '{count} thao tác chờ gửi',
  'sync.retryAt': 'thử lại lúc {time}',
  'sync.filesToFetch': '{count} tệp đang tải về',
  'sync.filesToSend': '{count} tệp đang gửi',
  'status.label': 'Trạng thái',
  'status.trial': 'Dữ liệu mẫu',
  'status.version': 'Hàm Rồng {version}',

  'pane.list': 'Danh sách',
  'pane.reading': 'Văn bản',
  'pane.form': 'Biểu mẫu',
  'pane.side': 'Thông tin xử lý',
  'pane.rail': 'Mục chính',
  'pane.sizeList': 'Độ rộng danh sách',
  'pane.sizeSide': 'Độ rộng khung thông tin',
  'pane.openSide': 'Mở khung thông tin (F7)',
  'pane.closeSide': 'Đóng khung thông tin (F7)',
  'pane.back': 'Về danh sách',

  'age.now': 'vừa xong',
  'age.minutes': '{count} phút trước',
  'age.hours': '{count} giờ trước',
  'age.days': '{count} ngày trước',
  'moment.today': '{time} hôm nay',
  'due.late': 'Quá {days} ngày',
  'due.today': 'Hôm nay',
  'due.left': 'Còn {days} ngày',
  'due.exact': 'Hạn {day} ({left})',

  'keys.search': 'Tìm',
  'keys.nextPane': 'Khung kế tiếp',
  'keys.previousPane': 'Khung trước',
  'keys.sidePanel': 'Mở, đóng khung thông tin',
  'keys.sign': 'Ký',
  'keys.return': 'Trả lại',
  'keys.synchronise': 'Đồng bộ ngay',
  'keys.primary': 'Việc chính của bước này',
  'keys.copy': 'Chép số và trích yếu',
  'keys.print': 'In',
  'keys.new': 'Thêm mới',

  'problem.code': 'Mã {code}',
  'problem.retry': 'Thử lại',
  'problem.copy': 'Chép thông tin lỗi',
  'loading.rows': 'Đang tải danh sách',
  'loading.document': 'Đang mở văn bản',

  'common.cancel': 'Hủy',
  'common.close': 'Đóng',
  'common.more': 'Thêm thao tác',
  'common.remove': 'Bỏ',
  'common.details': 'Chi tiết',
  'common.unknownPerson': 'Chưa rõ',
  'common.optional': 'không bắt buộc',
  'common.bytes': '{size} {unit}',

  'group.today': 'Hôm nay',
  'group.yesterday': 'Hôm qua',
  'group.week': '7 ngày qua',
  'group.month': '30 ngày qua',
  'group.earlier': 'Trước đó',

  'urgency.label': 'Độ khẩn',
  'urgency.normal': 'Thường',
  'urgency.urgent': 'Khẩn',
  'urgency.very-urgent': 'Thượng khẩn',
  'urgency.express': 'Hỏa tốc',

  'draft.restored': 'Đã lấy lại nội dung gõ dở lúc {time}.',
  'draft.discard': 'Bỏ nội dung gõ dở',
} as const;
