/** Files that were not taken in. Each says what happened, what was kept and what to do (invariant 9). */
export const fileFaults = {
  'file.cut-off':
    'Tệp "{name}" chưa nhận được trọn vẹn vì việc chuyển bị ngắt giữa chừng. Chưa có gì được lưu, tệp gốc không bị đổi. Thả lại tệp.',
  'file.empty':
    'Tệp "{name}" trống (0 byte) nên không nhận. Chưa có gì được lưu. Kiểm tra lại tệp gốc, hoặc đề nghị nơi gửi gửi lại.',
  'file.over-limit':
    'Tệp "{name}" lớn hơn {limitMb} MB nên không nhận. Chưa có gì được lưu, tệp gốc không bị đổi. Nén hoặc tách tệp rồi thả lại.',
  'file.not-what-its-name-says':
    'Tệp "{name}" mang đuôi PDF nhưng nội dung không phải PDF. Chưa có gì được lưu, tệp gốc không bị đổi. Mở tệp bằng phần mềm đã tạo ra nó, xuất lại thành PDF rồi thả lại.',
  'file.encrypted':
    'Tệp "{name}" được đặt mật khẩu nên không nhận. Chưa có gì được lưu, tệp gốc không bị đổi. Đề nghị nơi gửi bỏ mật khẩu rồi gửi lại.',
  'file.executable':
    'Tệp "{name}" là chương trình hoặc chứa mã chạy được nên không nhận. Chưa có gì được lưu. Không mở tệp này; báo quản trị nếu nhận từ bên ngoài.',
  'file.type-not-taken':
    'Chưa nhận loại tệp của "{name}". Chưa có gì được lưu, tệp gốc không bị đổi. Dùng PDF cho văn bản chính; tệp kèm theo có thể là PDF, DOCX, XLSX, PNG, JPG.',
  'file.is-package':
    '"{name}" là gói văn bản (.edxml), không phải tệp đính kèm. Chưa thêm gì; vào Văn bản đến, bấm Thêm rồi chọn Nhập gói.',
  'file.changed-after-signing':
    'Tệp "{name}" đã bị thay đổi sau khi ký nên không nhận. Chưa có gì được lưu, tệp gốc không bị đổi. Đề nghị nơi gửi gửi lại bản gốc.',
  'file.signature-broken':
    'Chữ ký trên tệp "{name}" không hợp lệ: nội dung không khớp với chữ ký, nên không nhận. Chưa có gì được lưu, tệp gốc không bị đổi. Đề nghị nơi gửi gửi lại bản gốc.',
  'convert.no-program':
    'Máy này chưa có LibreOffice nên chưa chuyển được tệp Word sang PDF. Tệp và nội dung đã nhập vẫn giữ. Cài LibreOffice, hoặc xuất PDF từ Word rồi thêm tệp PDF.',
  'convert.not-word':
    'Chỉ chuyển được tệp Word (DOCX) sang PDF. Tệp và nội dung đã nhập vẫn giữ. Lưu tệp dạng DOCX, hoặc xuất ra PDF rồi thêm lại.',
  'convert.busy':
    'Máy đang chuyển nhiều tệp Word sang PDF nên chưa nhận thêm. Tệp và nội dung đã nhập vẫn giữ. Chờ ít phút rồi thử lại.',
  'convert.failed':
    'LibreOffice không chuyển được tệp Word này sang PDF. Tệp và nội dung đã nhập vẫn giữ. Mở tệp kiểm tra, hoặc xuất PDF từ Word rồi thêm tệp PDF.',
  'convert.timed-out':
    'Chuyển tệp Word sang PDF quá {seconds} giây nên đã dừng. Tệp và nội dung đã nhập vẫn giữ. Thử lại, hoặc xuất PDF từ Word rồi thêm tệp PDF.',
  'file.main-not-pdf':
    'Văn bản chính phải là tệp PDF. Thông tin đã nhập và tệp vẫn giữ. Chuyển tệp này sang tệp kèm theo, hoặc xuất ra PDF rồi thêm lại.',
} as const;

export const fileWords = {
  'file.unnamed': 'van-ban',
  'file.converting': 'Đang chuyển {name} sang PDF…',
  'file.madeFrom': ' · từ {name}',
} as const;
