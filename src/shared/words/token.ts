export const tokenFaults = {
  'token.not-supported':
    'Bản cài đặt này thiếu phần đọc token USB. Chưa ký gì; khóa dạng tệp vẫn dùng được. Nhờ quản trị cài lại chương trình.',
  'token.module-missing':
    'Không tìm thấy trình điều khiển token "{file}". Chưa ký gì. Cài lại trình điều khiển của nhà cung cấp token rồi thử lại.',
  'token.module-bitness':
    'Trình điều khiển token "{file}" là bản 32 bit, chương trình cần bản 64 bit. Các khóa khác vẫn dùng được. Cài bản 64 bit của nhà cung cấp token.',
  'token.module-dependency':
    'Trình điều khiển token "{file}" thiếu thư viện đi kèm nên không nạp được. Các khóa khác vẫn dùng được. Cài lại trọn bộ trình điều khiển.',
  'token.module-unusable':
    'Trình điều khiển token "{file}" không dùng được. Các khóa khác vẫn dùng được. Cài lại trình điều khiển; nếu vẫn lỗi, gửi mã này cho nhà cung cấp token: {why}.',
  'token.module-not-a-library':
    'Tệp "{file}" không phải trình điều khiển token. Chưa thêm gì. Chọn tệp {kind} do nhà cung cấp token cài vào máy này.',
  'token.module-writable':
    'Tệp "{file}" ai dùng máy này cũng sửa được nên không thêm làm trình điều khiển token. Chưa thêm gì. Nhờ quản trị cài lại trình điều khiển.',
  'token.modules-unreadable':
    'Danh sách trình điều khiển token của máy này không đọc được. Khóa dạng tệp vẫn dùng được. Liên hệ quản trị để sửa.',
  'token.too-many-modules':
    'Đã có {max} trình điều khiển token, không thêm được nữa. Bỏ bớt trình điều khiển không dùng rồi thêm lại.',
  'token.crashed':
    'Trình điều khiển token "{file}" gặp lỗi và đã bị dừng; chương trình không bị ảnh hưởng. Văn bản đang ký giữ nguyên. Rút token, cắm lại rồi ký lại.',
  'token.not-answering':
    'Token không trả lời sau {seconds} giây nên phiên ký đã bị dừng. Văn bản đang ký giữ nguyên. Rút token, cắm lại rồi ký lại.',
  'token.pin-wrong':
    'Sai mã PIN của token {label}. Chưa ký gì. Kiểm tra bộ gõ và phím Caps Lock rồi nhập lại; sai nhiều lần thì token tự khóa.',
  'token.pin-wrong-final':
    'Sai mã PIN của token {label}, chỉ còn một lần thử. Chưa ký gì. Nếu không chắc mã PIN, dừng lại và hỏi nơi cấp token: sai lần nữa là token khóa.',
  'token.pin-locked':
    'Token {label} đã khóa vì nhập sai PIN quá số lần. Chưa ký gì, văn bản giữ nguyên. Đề nghị nơi cấp token mở khóa; chương trình không mở được.',
  'token.pin-length':
    'Mã PIN của token {label} dài từ {min} đến {max} ký tự. Chưa gửi gì tới token nên không mất lần thử nào. Nhập lại.',
  'token.pin-expired':
    'Mã PIN của token {label} đã hết hạn. Chưa ký gì. Đổi PIN bằng công cụ của nhà cung cấp token rồi ký lại.',
  'token.pin-not-set':
    'Token {label} chưa được đặt mã PIN. Chưa ký gì. Đặt PIN bằng công cụ của nhà cung cấp token rồi ký lại.',
  'token.removed':
    'Token {label} đã bị rút ra. Những văn bản đã ký xong vẫn giữ; văn bản đang ký chưa bị đổi. Cắm lại token, nhập PIN rồi ký tiếp.',
  'token.cancelled': 'Đã hủy nhập PIN trên đầu đọc. Chưa ký gì, văn bản giữ nguyên. Ký lại khi sẵn sàng.',
  'token.session-lost':
    'Phiên làm việc với token đã kết thúc. Những văn bản đã ký xong vẫn giữ. Nhập lại PIN rồi ký tiếp.',
  'token.busy':
    'Token {label} đang ký văn bản khác. Chưa ký gì thêm. Chờ lần ký đó xong hoặc dừng nó rồi ký lại.',
  'token.no-private-key':
    'Token {label} có chứng thư nhưng không có khóa bí mật của chứng thư đó. Chưa ký gì. Chọn chứng thư khác hoặc liên hệ nơi cấp token.',
  'token.mechanism-missing':
    'Token {label} không có kiểu ký mà chương trình dùng (RSA hoặc ECDSA). Chưa ký gì. Dùng token khác hoặc liên hệ nơi cấp token.',
  'token.failed':
    'Token {label} báo lỗi {name}. Văn bản đang ký chưa bị đổi. Rút token, cắm lại rồi ký lại; nếu vẫn lỗi, gửi mã này cho quản trị.',
} as const;

export const tokenWords = {
  'token.label': 'Token {label}',
  'token.pin': 'Mã PIN của token {label}',
  'token.pin.note': 'PIN được đưa cho token đúng một lần; chương trình không lưu và không tự thử lại.',
  'token.noPin': 'Cần mã PIN',
  'token.onReader': 'Bấm nút ký rồi nhập PIN trên bàn phím của đầu đọc.',
  'token.state.count-low': 'Lần trước nhập sai PIN.',
  'token.state.count-low.more':
    'Sai thêm vài lần liên tiếp thì token tự khóa. Kiểm tra bộ gõ và phím Caps Lock trước khi nhập.',
  'token.state.final-try': 'Chỉ còn một lần thử.',
  'token.state.final-try.more':
    'Sai lần này là token khóa, phải nhờ nơi cấp token mở. Nếu không chắc mã PIN, dừng lại và hỏi nơi cấp.',
  'token.state.locked': 'Token đã khóa.',
  'token.state.locked.more':
    'PIN bị nhập sai quá số lần. Chương trình không mở khóa được: đề nghị nơi cấp token mở, rồi quay lại ký.',
  'token.state.not-set': 'Token chưa đặt PIN.',
  'token.state.not-set.more': 'Đặt PIN bằng công cụ của nhà cung cấp token rồi quay lại ký.',
  'token.unregistered': 'Chứng thư này chưa được đăng ký.',
  'token.unregistered.person':
    'Máy chủ chỉ nhận chữ ký bằng chứng thư đã đăng ký của người ký. Chọn chứng thư khác hoặc nhờ quản trị đăng ký trước khi ký.',
  'token.unregistered.agency':
    'Máy chủ chỉ nhận dấu bằng chứng thư đã đăng ký của cơ quan. Chọn chứng thư khác hoặc nhờ quản trị đăng ký trước khi đóng dấu.',
  'token.unregistered.tag': 'chưa đăng ký',
  'token.none': 'Chưa thấy khóa ký.',
  'token.none.more': 'Cắm token vào máy: khóa hiện ra ngay khi token được nhận, không cần mở lại.',
  'token.looking': 'Đang hỏi token…',
  'token.without-key': 'Token {label} không có chứng thư ký.',
  'token.driver': 'Token không hiện ra?',
  'token.driver.note': 'Ghi đường dẫn trình điều khiển PKCS#11 của nhà cung cấp token đã cài trên máy này.',
  'token.driver.path': 'Trình điều khiển token',
  'token.driver.add': 'Thêm',
  'token.driver.added': 'Đã thêm trình điều khiển token.',
} as const;
