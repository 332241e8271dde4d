export const timestampFaults = {
  'timestamp.unreachable':
    'Máy chủ cấp dấu thời gian không trả lời ({why}). Chữ ký vẫn được giữ nhưng chưa có dấu thời gian. Bổ sung sau khi máy chủ hoạt động lại.',
  'timestamp.refused':
    'Máy chủ cấp dấu thời gian từ chối yêu cầu (mã {status}). Chữ ký vẫn được giữ nhưng chưa có dấu thời gian. Hỏi nơi cung cấp dịch vụ rồi bổ sung sau.',
  'timestamp.unusable':
    'Dấu thời gian nhận được không dùng được ({why}). Chữ ký vẫn được giữ nhưng chưa có dấu thời gian. Kiểm tra lại địa chỉ máy chủ rồi bổ sung sau.',
  'timestamp.untrusted':
    'Nơi cấp dấu thời gian "{name}" không thuộc hệ thống chứng thực đã khai báo. Chữ ký vẫn được giữ nhưng chưa có dấu thời gian. Khai báo chứng thư gốc của nơi cấp hoặc đổi máy chủ.',
  'timestamp.clock':
    'Giờ trên dấu thời gian lệch với giờ máy này. Chữ ký vẫn được giữ nhưng chưa có dấu thời gian. Chỉnh lại đồng hồ của máy rồi bổ sung sau.',
  'extension.unsigned': 'Tệp chưa có chữ ký số nên không có gì để bổ sung. Tệp giữ nguyên. Ký tệp trước.',
  'extension.broken':
    'Chữ ký trong tệp không còn nguyên vẹn nên không bổ sung gì. Tệp giữ nguyên. Mở tệp để xem chữ ký hỏng vì sao.',
  'extension.chain':
    'Chưa tìm được đường dẫn chứng thực hợp lệ của "{name}" ({reason}). Tệp giữ nguyên. Khai báo chứng thư gốc, chứng thư trung gian rồi thử lại.',
  'extension.revoked':
    'Chứng thư của "{name}" đã bị thu hồi từ {on}, trước khi có dấu thời gian. Tệp giữ nguyên. Đề nghị người ký ký lại bằng chứng thư khác.',
  'extension.unknown':
    'Chưa hỏi được tình trạng thu hồi của chứng thư "{name}". Tệp giữ nguyên. Thử lại khi kết nối được với nơi cấp chứng thư.',
  'extension.no-authority':
    'Chưa khai báo máy chủ cấp dấu thời gian. Tệp giữ nguyên. Khai báo địa chỉ máy chủ rồi thử lại.',
} as const;

/** What a code in the detail of these faults says in their sentence, by fault and place. */
export const timestampReasons = {
  'timestamp.unreachable': {
    why: {
      address: 'địa chỉ máy chủ không đúng',
      internal: 'máy chủ ở mạng nội bộ, chưa được phép hỏi',
      unreachable: 'không kết nối được',
      timeout: 'quá thời gian chờ',
      status: 'máy chủ báo lỗi',
      page: 'máy chủ trả về trang web thay vì dấu thời gian',
      'too-large': 'câu trả lời quá lớn',
    },
  },
  'timestamp.unusable': {
    why: {
      garbled: 'không đọc được',
      imprint: 'cấp cho nội dung khác',
      nonce: 'không phải câu trả lời cho lần hỏi này',
      signature: 'chữ ký của nơi cấp không đúng',
      purpose: 'chứng thư của nơi cấp không dùng riêng cho dấu thời gian',
    },
  },
  'extension.chain': {
    reason: {
      'no-path': 'không dẫn tới chứng thư gốc đã khai báo',
      'bad-signature': 'có chứng thư mang chữ ký sai',
      expired: 'có chứng thư đã hết hạn',
      'not-yet-valid': 'có chứng thư chưa có hiệu lực',
      'not-a-ca': 'có chứng thư không được cấp chứng thư khác',
      'path-too-long': 'đường dẫn dài quá mức cho phép',
      'key-usage': 'có chứng thư dùng sai mục đích',
      'extended-key-usage': 'có chứng thư dùng sai mục đích',
      'unknown-critical-extension': 'có chứng thư mang điều kiện chưa hiểu được',
      'name-constraints': 'tên ngoài phạm vi được cấp',
      policies: 'không theo chính sách chứng thư bắt buộc',
      'weak-key': 'có khóa quá ngắn',
      'weak-hash': 'có chứng thư dùng thuật toán băm yếu',
      'unsupported-key': 'có loại khóa chưa kiểm tra được',
    },
  },
} as const;

type Reasons = typeof timestampReasons;
export type UnreachableWhy = keyof Reasons['timestamp.unreachable']['why'];
export type UnusableWhy = keyof Reasons['timestamp.unusable']['why'];
export type ChainReason = keyof Reasons['extension.chain']['reason'];
