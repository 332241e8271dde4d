export const signingFaults = {
  'signing.certificate-unreadable':
    'Chứng thư số của khóa không đọc được. Chưa ký gì, văn bản giữ nguyên. Chọn khóa khác hoặc xin cấp lại chứng thư.',
  'signing.certificate-expired':
    'Chứng thư số của {name} đã hết hạn từ {on}. Chưa ký gì, văn bản giữ nguyên. Gia hạn chứng thư rồi ký lại.',
  'signing.certificate-not-yet-valid':
    'Chứng thư số của {name} đến {on} mới có hiệu lực. Chưa ký gì, văn bản giữ nguyên. Kiểm tra đồng hồ của máy hoặc chờ đến ngày đó.',
  'signing.certificate-usage':
    'Chứng thư số của {name} không được cấp để ký văn bản. Chưa ký gì, văn bản giữ nguyên. Chọn chứng thư ký số khác.',
  'signing.key-mismatch':
    'Khóa bí mật không phải của chứng thư {name}. Văn bản giữ nguyên. Chọn lại khóa hoặc liên hệ nơi cấp chứng thư.',
  'signing.key-unsupported':
    'Loại khóa của chứng thư {name} chưa ký được bằng chương trình này. Chưa ký gì. Dùng khóa RSA hoặc EC.',
  'signing.padding-unsupported':
    'Khóa của chứng thư {name} không ký được theo kiểu RSA-PSS. Chưa ký gì, văn bản giữ nguyên. Ký theo kiểu thường hoặc chọn khóa khác.',
  'signing.certified-final':
    'Tệp PDF đã được chứng thực là bản cuối, không cho ký thêm. Chưa ký gì, tệp giữ nguyên. Đề nghị người soạn xuất lại bản chưa chứng thực.',
  'signing.field-missing':
    'Tệp PDF không có ô "{field}". Chưa ký gì, tệp giữ nguyên. Chuẩn bị lại văn bản để ký rồi thử lại.',
  'signing.field-signed':
    'Ô chữ ký "{field}" đã có chữ ký. Chưa ký gì thêm, tệp giữ nguyên. Mở văn bản để xem chữ ký đang có.',
  'signing.field-locked':
    'Ô "{field}" đã bị một chữ ký trước khóa lại. Chưa ký gì thêm, tệp giữ nguyên. Nếu cần sửa, lập văn bản mới.',
  'signing.field-filled':
    'Ô "{field}" đã được điền. Chưa ký gì, tệp giữ nguyên. Mở văn bản để xem nội dung đã điền.',
  'signing.field-taken':
    'Tệp PDF đã có ô tên "{field}" nên không tạo thêm được. Chưa ký gì, tệp giữ nguyên. Chọn tên khác.',
  'signing.value-too-long':
    'Nội dung cho ô "{field}" dài hơn {max} ký tự. Chưa ký gì, tệp giữ nguyên. Rút ngắn nội dung rồi thử lại.',
  'signing.box-covers-text':
    'Ô {box} đang nằm lên chữ "{text}" của trang. Chưa trình ký, dự thảo vẫn giữ. Dời ô sang chỗ trống rồi trình lại.',
  'signing.box-overlaps':
    'Ô {box} và ô {other} đang chồng lên nhau. Chưa trình ký, dự thảo vẫn giữ. Dời một trong hai ô rồi trình lại.',
  'signing.page-missing':
    'Tệp PDF không có trang {page}. Chưa ký gì, tệp giữ nguyên. Chọn lại vị trí chữ ký.',
  'signing.image-unusable':
    'Hình chữ ký hoặc hình dấu không dùng được: cần tệp PNG không quá 4 MB, không xen kẽ dòng. Chưa ký gì. Chọn hình khác.',
  'signing.already-signed':
    'Tệp PDF đã có chữ ký nên không thể thêm ô số, ngày và ô ký. Tệp giữ nguyên. Ký tiếp trên các ô đang có hoặc dùng bản chưa ký.',
  'signing.already-prepared':
    'Tệp PDF đã có ô "{field}" do lần chuẩn bị trước. Tệp giữ nguyên. Dùng luôn tệp này để trình ký.',
  'signing.file-not-here':
    'Tệp của văn bản chưa có trên máy này. Chưa ký gì. Kết nối để tải tệp về rồi ký lại.',
  'signing.settings-unreadable':
    'Thiết lập ký số của máy (tệp signing.json) không đọc được. Chưa ký gì, văn bản giữ nguyên. Mở Thiết lập ký để lưu lại, hoặc nhờ quản trị sửa tệp.',
  'signing.authority-address':
    'Địa chỉ "{address}" không dùng được. Thiết lập giữ nguyên. Ghi đủ từ http:// hoặc https://, không kèm tên đăng nhập, mật khẩu.',
  'signing.authority-twice':
    'Địa chỉ "{address}" đã có trong danh sách. Thiết lập giữ nguyên. Bỏ một trong hai dòng.',
  'signing.level-needs-authority':
    'Mức B-T trở lên cần ít nhất một địa chỉ dấu thời gian. Thiết lập giữ nguyên. Thêm địa chỉ, hoặc chọn mức B-B.',
  'signing.only-signer-sets':
    'Chỉ người ký, người đóng dấu và quản trị đổi địa chỉ và mức chữ ký của máy này. Thiết lập giữ nguyên.',
  'signing.own-check-failed':
    'Chữ ký vừa tạo không qua được kiểm tra lại nên không được dùng. Văn bản giữ nguyên như trước khi ký. Thử lại; nếu vẫn lỗi, gửi mã này cho quản trị: {reason}.',
  'signing.number-on-page':
    'Trang đầu đã ghi sẵn số. Dự thảo vẫn giữ. Bỏ phần số (để "Số:      /{notation}") vì số do Văn thư cấp sau khi ký, rồi trình lại.',
  'signing.date-on-page':
    'Trang đầu đã ghi sẵn ngày ban hành. Dự thảo vẫn giữ. Bỏ phần ngày (để "ngày      tháng      năm") vì ngày được ghi cùng số sau khi ký, rồi trình lại.',
  'signing.no-room-on-page':
    'Trang đầu của bản đã ký không còn chỗ trống để ghi số, ngày. Dự thảo và tệp vẫn giữ. Đề nghị người ký ký lại bản có dòng "Số:      /{notation}" và "ngày      tháng      năm" còn trống.',
  'signing.notation-differs':
    'Ký hiệu trên trang là "{page}", trong dự thảo là "{draft}". Chưa trình ký, dự thảo và tệp vẫn giữ. Sửa mục Ký hiệu thành "{page}", hoặc thay tệp có dòng "Số:      /{draft}", rồi trình lại.',
  'signing.notation-not-on-page':
    'Trang đầu không có dòng "Số:      /{notation}" đọc được. Chưa trình ký, dự thảo và tệp vẫn giữ. Thêm dòng này, xuất PDF từ phần mềm soạn thảo (không dùng bản quét), thay tệp rồi trình lại.',
  'signing.under-way':
    'Một chữ ký trên văn bản này đang được ghi nhận. Không ký thêm lần nữa; xem kết quả trong danh sách.',
  'signing.batch-open':
    'Một lô ký khác chưa xong. Chưa ký gì thêm. Ký tiếp hoặc dừng lô đó rồi bắt đầu lô mới.',
  'signing.batch-not-found':
    'Không tìm thấy lô ký này trên máy. Chưa ký gì thêm. Mở lại Ký số để xem các văn bản chờ ký.',
  'signing.batch-not-paused':
    'Lô ký này không ở trạng thái tạm dừng nên không cần ký tiếp. Xem kết quả từng văn bản trong lô.',
  'signing.batch-names-twice': 'Một văn bản được chọn hai lần trong lô. Chưa ký gì. Bỏ bớt rồi ký lại.',
  'signing.batch-mixes-agencies':
    'Lô có văn bản của cơ quan khác. Chưa ký gì. Mỗi lô chỉ gồm văn bản của cơ quan mình; bỏ chọn văn bản đó rồi ký lại.',
  'signing.not-in-batch':
    'Tệp có nội dung có thể làm thay đổi điều đã ký (mã lệnh, biểu mẫu động, chữ bị che), nên không ký trong lô. Văn bản này chưa được ký. Mở văn bản để xem cảnh báo rồi ký riêng, hoặc trả lại người soạn.',
  'signing.batch-unreviewed':
    'Còn {count} văn bản chưa xem hết. Chưa ký gì. Xem hết từng bản, bỏ chọn, hoặc chọn ký không xem.',
  'signing.batch-other-certificate':
    'Khóa vừa mở có chứng thư khác với lúc bắt đầu lô. Chưa ký gì thêm, những bản đã ký giữ nguyên. Dùng đúng khóa cũ, hoặc dừng lô này rồi ký lô mới.',
  'signing.batch-interrupted':
    'Chương trình đã đóng giữa lô. Những bản đã ký giữ nguyên; mật khẩu không được lưu, nhập lại để ký tiếp.',
} as const;

export const signingWords = {
  'signing.box-number': 'Số',
  'signing.box-date': 'Ngày, tháng, năm',
  'signing.box-person': 'Chữ ký',
  'signing.box-seal': 'Dấu cơ quan',
  'signing.appearance-signer': 'Người ký: {name}',
  'signing.appearance-organisation': 'Cơ quan: {name}',
  'signing.appearance-time': 'Thời gian ký: {time}',
  'signing.copy-sao-y': 'SAO Y',
  'signing.copy-sao-luc': 'SAO LỤC',
  'signing.copy-trich-sao': 'TRÍCH SAO',
  'signing.date-phrase': 'ngày {day} tháng {month} năm {year}',
  'signing.date-blank': 'ngày         tháng         năm',
} as const;
