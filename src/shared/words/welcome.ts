/** The first visit: five steps, each of which may be left out; and what this window looks like. */
export const welcomeWords = {
  'welcome.title': 'Bắt đầu với Hàm Rồng',
  'welcome.open': 'Năm bước bắt đầu',
  'welcome.step': 'Bước {step}/{count}',
  'welcome.next': 'Tiếp',
  'welcome.back': 'Quay lại',
  'welcome.skip': 'Bỏ qua, vào việc',
  'welcome.finish': 'Vào việc',
  'welcome.train': 'Bắt đầu tập',

  'welcome.who': 'Bạn và cơ quan',
  'welcome.who.why': 'Cửa sổ hiện việc theo vai trò này. Sai tên, sai vai trò thì báo quản trị cơ quan.',
  'welcome.who.trial':
    'Đây là tỉnh mẫu, mọi người và văn bản đều không có thật. Đổi người dùng thử ở góc trên bên trái.',
  'welcome.key': 'Khóa ký',
  'welcome.key.why': 'Ký số dùng token USB hoặc tệp khóa. Chưa có khóa vẫn làm được mọi việc, trừ ký.',
  'welcome.key.none':
    'Máy này chưa thấy khóa ký nào. Cắm token lúc nào cũng được, không cần mở lại phần mềm.',
  'welcome.key.file': 'Tệp khóa',
  'welcome.key.token': 'Token {label}',
  'welcome.key.until': 'dùng đến {day}',
  'welcome.key.role.person': 'Chữ ký của bạn',
  'welcome.key.role.agency': 'Dấu của cơ quan',
  'welcome.key.setup': 'Mở Thiết lập ký',
  'welcome.files': 'Tệp trên máy này',
  'welcome.files.why':
    'Kéo tệp PDF, bản quét hoặc gói .edxml vào cửa sổ là nhận được văn bản. Tệp được chép vào thư mục của bạn; tệp gốc không bị đụng tới.',
  'welcome.files.offline':
    'Mất mạng vẫn xem, bút phê, soạn được: mọi việc giữ trên máy và tự gửi khi có mạng.',
  'welcome.files.open': 'Chưa đặt mật khẩu mở khóa: ai dùng chung máy đều mở được.',
  'welcome.files.locked': 'Đã có mật khẩu mở khóa, dữ liệu trên máy được mã hóa.',
  'welcome.files.setup': 'Mở Máy và khóa',
  'welcome.look': 'Màu cửa sổ',
  'welcome.look.why': 'Trang văn bản luôn trắng như giấy. Đổi lại lúc nào cũng được ở Máy và khóa.',
  'welcome.practice': 'Tập việc',
  'welcome.practice.why':
    '{count} bài ngắn theo đúng việc hằng ngày của bạn, làm thật trên tỉnh mẫu, tự chấm.',
  'welcome.practice.real': 'Bài tập chỉ có ở tỉnh mẫu. Mở tỉnh mẫu trên máy khác để tập.',
  'welcome.keys': 'Nhấn {palette} để tìm mọi lệnh, {sheet} để xem phím tắt.',

  'look.title': 'Cửa sổ này',
  'look.theme': 'Màu cửa sổ',
  'look.theme.system': 'Theo máy',
  'look.theme.light': 'Sáng',
  'look.theme.dark': 'Tối',
  'look.theme.contrast': 'Máy đang bật chế độ tương phản cao, nên cửa sổ dùng màu của chế độ đó.',

  'help.menu': 'Trợ giúp',
  'help.title': 'Trợ giúp',
  'help.close': 'Đóng trợ giúp',
  'help.search': 'Tìm trong trợ giúp',
  'help.count': '{count} trang',
  'help.others': 'Các trang khác',
  'help.nothing': 'Không có trang nào nói về “{text}”. Gõ ít chữ hơn, không cần dấu.',
  'keys.change': 'Đổi phím tắt',
  'keys.change.lead':
    'Chỉ đổi trên máy này. Phím mới cần Ctrl hoặc Alt, hoặc là phím F1–F12: chữ trơn để dành cho bộ gõ.',
  'keys.change.one': 'Đổi',
  'keys.change.of': 'Đổi phím của {label}',
  'keys.change.press': 'Nhấn phím mới; Esc để thôi',
  'keys.change.reset': 'Trả về mặc định',
  'keys.change.resetOf': 'Trả phím của {label} về mặc định',
  'keys.change.resetAll': 'Trả tất cả về mặc định',
  'keys.change.done': '{label}: {keys}.',
  'keys.change.bare': '{keys} không dùng được: bộ gõ tiếng Việt và ô nhập cần phím này. Phím cũ giữ nguyên.',
  'keys.change.system':
    '{keys} không dùng được: Windows, trình duyệt, ô nhập hoặc bộ gõ đang dùng phím này. Phím cũ giữ nguyên.',
  'keys.change.taken':
    '{keys} đang là phím của “{label}”. Phím cũ giữ nguyên; chọn phím khác, hoặc đổi phím kia trước.',
  'keys.help': 'Trợ giúp của màn hình',
} as const;
