/** Faults of the hosts: the door, the helpers, the command line. */
export const hostFaults = {
  'host.unreachable':
    'Cửa sổ không gọi được phần chạy nền của Hàm Rồng. Dữ liệu đã lưu vẫn nguyên. Chờ vài giây; nếu không hết, đóng cửa sổ và mở lại Hàm Rồng.',
  'host.request-too-large':
    'Nội dung gửi một lần lớn quá {limitKb} kB nên không nhận. Chưa có gì thay đổi. Đưa phần dài vào tệp kèm theo.',
  'host.file-name': 'Thiếu tên tệp hoặc tên tệp không đọc được. Chưa nhận gì. Chọn lại tệp.',
  'folder.in-use':
    'Hàm Rồng đang chạy trên thư mục dữ liệu này rồi ({folder}, tiến trình {pid}). Dữ liệu vẫn nguyên. Dùng cửa sổ đang mở, hoặc đóng nó rồi chạy lại.',
  'host.window-missing': 'Chưa dựng giao diện. Chạy "npm run build" rồi thử lại.',
  'vault.unavailable':
    'Máy này chưa có nơi giữ bí mật của hệ điều hành nên chưa mở được khóa của thiết bị. Dữ liệu vẫn nguyên. Báo quản trị bật kho khóa của hệ điều hành rồi mở lại.',
  'helper.timed-out':
    'Việc "{method}" chạy quá {seconds} giây nên đã dừng để khỏi treo máy. Tệp gốc không bị đổi. Thử lại, hoặc tách tệp nhỏ hơn.',
  'helper.stopped': 'Phần chạy nền làm việc "{method}" dừng đột ngột. Tệp gốc không bị đổi. Thử lại.',
} as const;

export const hostWords = {
  'host.wrong-place': 'Địa chỉ này không mở được từ trang khác.',
  'host.no-such-page': 'Không có trang này.',
  'host.failed':
    'Có lỗi trong phần mềm. Dữ liệu đã lưu không bị ảnh hưởng. Tải lại trang; nếu còn lỗi, gửi tệp nhật ký cho quản trị.',
  'host.first-sign-in': 'Đang chờ đăng nhập trong trình duyệt',
  'host.first-sign-in.what':
    'Trang đăng nhập của tỉnh đã mở trong trình duyệt. Đăng nhập xong, Hàm Rồng tự mở và tải dữ liệu về máy này.',
  'host.first-sign-in.leave': 'Để sau',
  'host.ask-new-address':
    'Địa chỉ mở chương trình chỉ dùng được một lần, trong 60 giây. Trong cửa sổ lệnh đang chạy Hàm Rồng, nhấn Enter để lấy địa chỉ mới.',
  'host.window-missing': 'Chưa có giao diện đã dựng. Chạy "npm run build" hoặc "npm start" rồi thử lại.',
} as const;
