export const keyFaults = {
  'key.wrong-passphrase':
    'Mật khẩu của tệp khóa không đúng. Chưa ký gì, văn bản giữ nguyên. Kiểm tra bộ gõ và phím Caps Lock rồi nhập lại.',
  'key.unreadable':
    'Tệp khóa không đọc được: tệp hỏng hoặc không phải tệp PKCS#12 (.p12, .pfx). Chưa ký gì. Chọn tệp khóa khác hoặc xin cấp lại.',
  'key.unsupported':
    'Tệp khóa được mã hóa theo cách mà chương trình chưa đọc được ({algorithm}). Chưa ký gì. Xuất lại tệp khóa với mã hóa AES-256 rồi chọn lại.',
  'key.too-large':
    'Tệp khóa lớn hơn {limitKb} kB nên không thể là tệp PKCS#12 của một người. Chưa ký gì. Chọn tệp .p12 hoặc .pfx khác.',
  'key.no-key':
    'Tệp chỉ có chứng thư, không có khóa bí mật. Chưa ký gì. Xuất lại tệp kèm khóa bí mật rồi chọn lại.',
  'key.several-keys':
    'Tệp chứa {count} khóa bí mật nên không biết dùng khóa nào. Chưa ký gì. Xuất riêng khóa cần dùng ra một tệp rồi chọn lại.',
  'key.no-certificate':
    'Tệp có khóa bí mật nhưng không có chứng thư của khóa đó. Chưa ký gì. Xuất lại tệp kèm chứng thư rồi chọn lại.',
  'key.list-unreadable':
    'Danh sách khóa ký trên máy này không đọc được. Chưa ký gì, văn bản giữ nguyên. Liên hệ quản trị để cài lại khóa.',
  'key.picture-too-large':
    'Ảnh chữ ký hoặc con dấu lớn hơn {limitMb} MB. Chưa ký gì, văn bản giữ nguyên. Thu nhỏ ảnh hoặc liên hệ quản trị để cài lại.',
  'key.not-listed':
    'Không tìm thấy khóa ký đã chọn trên máy này. Chưa ký gì, văn bản giữ nguyên. Chọn khóa khác hoặc liên hệ quản trị.',
  'key.wrong-role':
    'Khóa đã chọn không dùng cho việc này: lãnh đạo ký bằng khóa cá nhân, Văn thư đóng dấu bằng khóa của cơ quan. Chưa ký gì; chọn khóa khác.',
} as const;

export const keyWords = {
  'key.passphrase': 'Mật khẩu tệp khóa',
  'key.file': 'Tệp khóa (.p12, .pfx)',
} as const;
