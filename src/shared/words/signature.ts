export const signatureFaults = {
  'pdf.not-a-pdf': 'Tệp "{name}" không phải là PDF. Tệp gốc không bị đổi. Chọn tệp PDF khác.',
  'pdf.malformed':
    'Tệp PDF bị hỏng cấu trúc nên không đọc được. Tệp gốc không bị đổi. Đề nghị nơi gửi xuất lại tệp, hoặc mở bằng phần mềm khác rồi in lại thành PDF.',
  'pdf.too-large':
    'Tệp PDF lớn quá 256 MB nên không mở được. Tệp gốc không bị đổi. Tách hoặc nén tệp rồi thử lại.',
  'pdf.too-complex':
    'Tệp PDF quá phức tạp nên đã dừng đọc để khỏi treo máy. Tệp gốc không bị đổi. Đề nghị nơi gửi xuất lại tệp.',
  'pdf.encrypted':
    'Tệp PDF được đặt mật khẩu nên không đọc hay ký được. Tệp gốc không bị đổi. Đề nghị nơi gửi bỏ mật khẩu rồi gửi lại.',
  'signing.hole-too-small':
    'Chữ ký dài {needed} byte, chỗ dành sẵn chỉ có {held} byte. Tệp gốc không bị đổi. Ký lại, chương trình sẽ dành chỗ rộng hơn.',
} as const;

export const signatureWords = {
  'signature.valid': 'Chữ ký hợp lệ',
} as const;
