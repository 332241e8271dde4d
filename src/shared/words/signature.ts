export const signatureFaults = {
  'pdf.not-a-pdf': 'Tệp "{name}" không phải là PDF. Tệp gốc không bị đổi. Chọn tệp PDF khác.',
  'xml.unreadable':
    'Tệp XML này không ký được: không đúng dạng, hoặc đã có chữ ký. Tệp được giữ nguyên; hãy tạo lại gói rồi ký.',
  'pdf.malformed':
    'Tệp PDF bị hỏng cấu trúc nên không đọc được. Tệp gốc không bị đổi. Đề nghị nơi gửi xuất lại tệp, hoặc mở bằng phần mềm khác rồi in lại thành PDF.',
  'pdf.too-large':
    'Tệp PDF lớn quá 256 MB nên không mở được. Tệp gốc không bị đổi. Tách hoặc nén tệp rồi thử lại.',
  'pdf.too-complex':
    'Tệp PDF quá phức tạp nên đã dừng đọc để khỏi treo máy. Tệp gốc không bị đổi. Đề nghị nơi gửi xuất lại tệp.',
  'pdf.encrypted':
    'Tệp PDF được đặt mật khẩu nên không đọc hay ký được. Tệp gốc không bị đổi. Đề nghị nơi gửi bỏ mật khẩu rồi gửi lại.',
  'signing.not-asked':
    'Chưa hỏi được nơi cấp chứng thư: việc kiểm tra bị dừng giữa chừng. Kết quả trước đó vẫn giữ nguyên. Kiểm tra kết nối mạng rồi hỏi lại.',
  'signing.nobody-answered':
    'Nơi cấp chứng thư chưa trả lời. Kết quả của lần hỏi trước đầy đủ hơn nên vẫn giữ nguyên. Kiểm tra kết nối mạng rồi hỏi lại.',
  'signing.hole-too-small':
    'Chữ ký dài {needed} byte, chỗ dành sẵn chỉ có {held} byte. Tệp gốc không bị đổi. Ký lại, chương trình sẽ dành chỗ rộng hơn.',
} as const;

export const signatureWords = {
  'signature.valid': 'Chữ ký hợp lệ',

  'signature.verdict.valid': 'Chữ ký hợp lệ',
  'signature.verdict.undetermined': 'Chưa xác định',
  'signature.verdict.modified': 'Không hợp lệ',
  'signature.verdict.invalid': 'Không hợp lệ',
  'signature.verdict.unsigned': 'Chưa có chữ ký số',
  'signature.verdict.malformed': 'Chưa xác định',
  'signature.verdict.encrypted': 'Chưa xác định',
  'signature.verdict.because': '{verdict}: {reason}',
  'signature.verdict.after': '{why}. {change}',
  'signature.why.modified': 'nội dung đã thay đổi sau khi ký',
  'signature.why.malformed': 'tệp PDF bị hỏng cấu trúc, không đọc được chữ ký',
  'signature.why.encrypted': 'tệp PDF đặt mật khẩu, không đọc được chữ ký',

  'signature.advice.modified': 'Không dùng bản này, hãy lấy bản gốc từ nơi gửi.',
  'signature.advice.invalid': 'Không dùng bản này, đề nghị nơi gửi gửi lại bản gốc.',
  'signature.advice.malformed': 'Đề nghị nơi gửi xuất lại tệp rồi gửi lại.',
  'signature.advice.encrypted': 'Đề nghị nơi gửi bỏ mật khẩu rồi gửi lại.',
  'signature.advice.undetermined':
    'Xem bước chưa đạt ở dưới; nếu còn nghi ngờ, hỏi lại nơi gửi trước khi dùng.',
  'signature.advice.untrusted':
    'Nếu biết chắc nơi cấp chứng thư, đề nghị quản trị nhập chứng thư gốc ở Cài đặt; nếu không, hỏi lại nơi gửi.',
  'signature.advice.revocation-unknown': 'Nội dung chưa bị đổi. Khi có mạng, bấm "Hỏi lại qua mạng".',
  'signature.advice.revocation-stale': 'Nội dung chưa bị đổi. Khi có mạng, bấm "Hỏi lại qua mạng".',
  'signature.advice.suspended': 'Nội dung chưa bị đổi. Kiểm tra lại sau khi chứng thư hết bị tạm dừng.',
  'signature.advice.expired':
    'Nội dung chưa bị đổi. Đề nghị nơi gửi xác nhận ngày ký hoặc gửi bản có dấu thời gian.',
  'signature.advice.unsealed':
    'Văn bản chưa có dấu của cơ quan cho số và ngày. Đề nghị nơi gửi đóng dấu rồi gửi lại.',
  'signature.advice.too-complex': 'Tệp không bị đổi. Đề nghị nơi gửi xuất lại tệp gọn hơn.',

  'signature.reason.passed': 'mọi bước kiểm tra đều đạt',
  'signature.reason.dictionary-broken': 'phần mô tả chữ ký trong tệp bị thiếu hoặc sai',
  'signature.reason.dictionary-ambiguous': 'phần mô tả chữ ký bị ghi trùng, hiểu được nhiều cách',
  'signature.reason.subfilter-unknown': 'kiểu chữ ký này chưa kiểm tra được',
  'signature.reason.byte-range-broken': 'phạm vi ký ghi trong tệp không hợp lệ',
  'signature.reason.byte-range-gap': 'phạm vi ký bỏ sót nội dung quanh chữ ký',
  'signature.reason.byte-range-end': 'phạm vi ký không phủ hết văn bản lúc ký',
  'signature.reason.not-in-signed-revision': 'chữ ký không nằm trong bản đã ký',
  'signature.reason.signature-changed': 'phần mô tả chữ ký đã bị sửa sau khi ký',
  'signature.reason.cms-broken': 'dữ liệu chữ ký bị hỏng',
  'signature.reason.signers-many': 'dữ liệu chữ ký không có đúng một người ký',
  'signature.reason.content-embedded': 'dữ liệu chữ ký mang theo nội dung riêng, các phần mềm hiểu khác nhau',
  'signature.reason.content-empty':
    'dữ liệu chữ ký mang theo một phần nội dung rỗng, các phần mềm hiểu khác nhau',
  'signature.reason.policy-broken': 'quy chế ký ghi trong chữ ký không đọc được',
  'signature.reason.certificate-absent': 'không có chứng thư của người ký',
  'signature.reason.certificate-reference': 'chứng thư kèm theo không phải chứng thư đã dùng để ký',
  'signature.reason.digest-mismatch': 'nội dung không khớp với nội dung đã ký',
  'signature.reason.signature-mismatch': 'giá trị chữ ký không khớp với chứng thư',
  'signature.reason.algorithm-unsupported': 'thuật toán ký này chưa kiểm tra được',
  'signature.reason.attributes-broken': 'thông tin đi kèm chữ ký không nhất quán',
  'signature.reason.hash-broken': 'thuật toán băm đã bị phá, không còn giá trị chứng minh',
  'signature.reason.hash-weak': 'thuật toán băm yếu so với quy định hiện nay',
  'signature.reason.content-changed': 'đã đổi nội dung',
  'signature.reason.unsealed': 'số hoặc ngày đã điền nhưng chưa đóng dấu ({place})',
  'signature.reason.change-doubtful': 'có thay đổi sau khi ký cần người xem xét',
  'signature.reason.trailing-bytes': 'có dữ liệu chèn thêm vào cuối tệp',
  'signature.reason.unreadable': 'phần thêm vào sau khi ký không đọc được',
  'signature.reason.too-complex': 'tệp quá phức tạp, đã dừng kiểm tra',
  'signature.reason.untrusted': 'chứng thư không thuộc hệ thống chứng thực đã khai báo',
  'signature.reason.chain-broken': 'đường dẫn chứng thực không hợp lệ',
  'signature.reason.certificate-purpose': 'chứng thư không dùng để ký văn bản',
  'signature.reason.expired': 'chứng thư đã hết hạn và không có dấu thời gian chứng minh ký trước đó',
  'signature.reason.expired-not-revoked':
    'chứng thư đã hết hạn; chưa từng bị thu hồi nhưng không có dấu thời gian chứng minh ký khi còn hạn',
  'signature.reason.expired-unasked':
    'chứng thư đã hết hạn và không còn bằng chứng là chưa bị thu hồi khi còn hạn',
  'signature.reason.not-yet-valid': 'chứng thư chưa đến ngày có hiệu lực',
  'signature.reason.signed-before-validity': 'ký trước ngày chứng thư có hiệu lực',
  'signature.reason.signed-after-expiry': 'ký sau khi chứng thư đã hết hạn',
  'signature.reason.key-weak': 'khóa ký quá ngắn so với quy định hiện nay',
  'signature.reason.weak-when-signed': 'ký bằng thuật toán đã hết hạn sử dụng vào lúc ký',
  'signature.reason.revoked': 'chứng thư đã bị thu hồi và không có bằng chứng ký trước lúc thu hồi',
  'signature.reason.signed-after-revocation': 'ký sau khi chứng thư đã bị thu hồi',
  'signature.reason.authority-revoked':
    'chứng thư của cơ quan chứng thực đã bị thu hồi và không có bằng chứng ký trước lúc thu hồi',
  'signature.reason.suspended': 'chứng thư đang bị tạm dừng, cần kiểm tra lại sau',
  'signature.reason.revocation-unknown': 'chưa hỏi được chứng thư còn hiệu lực hay đã bị thu hồi',
  'signature.reason.revocation-stale': 'thông tin thu hồi có trong tệp đã cũ, cần hỏi lại khi có mạng',
  'signature.reason.revocation-out-of-bounds':
    'nơi trả lời về thu hồi đã hết hạn chứng thư và không có bằng chứng câu trả lời có từ trước',
  'signature.reason.crl-indirect':
    'danh sách thu hồi do nơi khác phát hành thay cơ quan cấp chứng thư nên không dùng được',
  'signature.reason.timestamp-broken': 'dấu thời gian không khớp với chữ ký',
  'signature.reason.timestamp-order': 'các dấu thời gian mâu thuẫn nhau về thứ tự',

  'signature.change.signature-added': 'Thêm chữ ký "{place}"',
  'signature.change.timestamp-added': 'Thêm dấu thời gian của văn bản',
  'signature.change.signature-field-added': 'Thêm ô chữ ký "{place}"',
  'signature.change.validation-data': 'Thêm dữ liệu kiểm tra chữ ký lâu dài',
  'signature.change.metadata': 'Đổi thông tin mô tả tệp',
  'signature.change.form-filled': 'Điền ô "{place}"',
  'signature.change.form-filled-unsealed': 'Điền ô "{place}", chưa đóng dấu',
  'signature.change.annotation-changed': 'Thêm hoặc đổi chú thích ở trang {place}',
  'signature.change.field-changed': 'Đổi ô "{place}"',
  'signature.change.locked-field-changed': 'Đổi ô đã khóa "{place}"',
  'signature.change.form-changed': 'Đổi biểu mẫu: {place}',
  'signature.change.page-changed': 'Đổi nội dung trang {place}',
  'signature.change.page-covered': 'Ô chữ ký "{place}" che hơn nửa trang',
  'signature.change.document-changed': 'Đổi cấu trúc văn bản: {place}',
  'signature.change.signature-removed': 'Gỡ chữ ký "{place}"',
  'signature.change.certification-broken': 'Thay đổi mà chữ ký chứng nhận không cho phép: {place}',
  'signature.change.unreadable': 'Phần thêm vào không đọc được',
  'signature.change.written-ambiguously':
    'Phần thêm vào được ghi sai quy cách, mỗi phần mềm có thể hiển thị một khác',
  'signature.change.trailing-bytes': 'Có dữ liệu chèn thêm vào cuối tệp',
} as const;
