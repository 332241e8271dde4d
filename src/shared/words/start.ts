export const startFaults = {
  'start.ended-early':
    'Phần "{name}" dừng sớm (mã {status}) nên không mở được. Dữ liệu vẫn nguyên. Xem các dòng báo lỗi ở trên rồi chạy lại.',
  'start.too-slow':
    'Phần "{name}" chưa sẵn sàng sau {seconds} giây nên đã dừng. Dữ liệu vẫn nguyên. Chạy lại; nếu vẫn vậy, xem nhật ký trong thư mục dữ liệu.',
} as const;

/** What `npm start` says in the command window. */
export const startWords = {
  'start.usage': `Cách dùng: npm start -- [--no-window] [--data THƯ_MỤC] [--empty]

Mở tỉnh mẫu: máy chủ, hai cơ quan, sáu người dùng, văn bản MẪU.

  --no-window  chỉ in địa chỉ, không mở cửa sổ
  --data       thư mục dữ liệu; mặc định là thư mục riêng của người dùng máy
  --empty      không tạo văn bản mẫu (chỉ khi thư mục dữ liệu còn mới)

Ctrl+C để dừng mọi thứ; dữ liệu được giữ, lần sau mở lại như cũ.`,
  'start.folder': 'Dữ liệu ở {folder}',
  'start.building': 'Đang dựng giao diện…',
  'start.server': 'Đang mở máy chủ của tỉnh mẫu…',
  'start.seeding': 'Đang tạo văn bản mẫu: {percent} %',
  'start.profiles': 'Đang mở sáu hồ sơ người dùng…',
  'start.no-sandbox':
    'Đang chạy bằng quyền root nên cửa sổ mở không có lớp cách ly của trình duyệt (--no-sandbox). Chỉ dùng để xem thử.',
  'start.fetching-electron': 'Đang thử tải Electron (một lần); nhấn Ctrl+C nếu muốn dừng…',
  'start.no-electron': 'Không có Electron; dùng trình duyệt trên máy.',
  'start.window': 'Cửa sổ đã mở ({program}). Đóng cửa sổ hoặc nhấn Ctrl+C để dừng.',
  'start.no-window':
    'Không mở được cửa sổ trên máy này. Mở địa chỉ sau trong trình duyệt Chrome, Edge hoặc Chromium:',
  'start.address':
    'Mở địa chỉ sau trong trình duyệt (dùng một lần, trong 60 giây; nhấn Enter để lấy địa chỉ mới; Ctrl+C để dừng):',
  'start.stopping': 'Đang dừng…',
  'start.stopped': 'Đã dừng. Dữ liệu được giữ nguyên.',
  'start.server-ended': 'Máy chủ dừng đột ngột; đang dừng nốt các phần khác.',
} as const;
