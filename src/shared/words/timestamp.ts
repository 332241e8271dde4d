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
