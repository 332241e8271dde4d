/** Faults of the program itself: input, store, network, files. */
export const applicationFaults = {
  'input.invalid': 'Thông tin gửi vào không đúng khuôn dạng ({path}). Chưa có gì thay đổi.',
  'operation.unknown': 'Phần mềm không có thao tác "{name}".',
  'operation.unsigned':
    'Thao tác không mang chữ ký đúng của máy này nên máy chủ không nhận. Nội dung vẫn giữ trên máy. Báo quản trị kiểm tra máy, rồi làm lại thao tác.',
  'operation.too-large': 'Nội dung quá lớn cho một thao tác. Rút ngắn, hoặc đưa phần dài vào tệp kèm theo.',
  internal:
    'Có lỗi trong phần mềm (mã nhật ký {logId}). Dữ liệu đã lưu không bị ảnh hưởng; gửi mã này cho quản trị.',
  'server.unreachable': 'Máy chủ không trả lời. Đã lưu trên máy, sẽ tự gửi lại.',
  'server.refused':
    'Máy chủ từ chối kết nối của máy này ({code}). Việc chưa gửi vẫn giữ trên máy; liên hệ quản trị để đăng ký lại máy.',
  'server.unusable-answer':
    'Máy chủ trả lời không đúng khuôn dạng. Việc chưa gửi vẫn giữ trên máy, sẽ tự thử lại; có thể cần cập nhật phần mềm.',
  'device.revoked':
    'Thiết bị này đã bị thu hồi nên không còn làm việc được với máy chủ. Dữ liệu của người dùng trên máy đã được xóa. Liên hệ quản trị để đăng ký lại.',
  'device.forked':
    'Một máy khác đang dùng cùng đăng ký với máy này, nên máy chủ chưa nhận việc từ máy này. Việc chưa gửi vẫn giữ trên máy. Đăng ký lại máy này để gửi tiếp.',
  'device.unknown':
    'Máy chủ không còn biết máy này, nên chưa nhận việc từ máy này. Việc chưa gửi vẫn giữ trên máy. Đăng ký lại máy này để gửi tiếp.',
  'enrol.not-here':
    'Cửa sổ này không đăng ký lại máy được. Chưa đổi gì, việc chưa gửi vẫn giữ trên máy. Mở hồ sơ bằng Hàm Rồng trên máy này rồi làm lại.',
  'enrol.code-needed':
    'Chưa có mã đăng ký. Chưa đổi gì, việc chưa gửi vẫn giữ trên máy. Xin mã của quản trị rồi nhập vào.',
  'enrol.other-official':
    'Mã hoặc tài khoản này là của người khác. Máy giữ nguyên đăng ký cũ, việc chưa gửi vẫn còn. Dùng mã hay tài khoản của chính bạn.',
  'sign-in.none':
    'Máy chủ này không cho đăng nhập bằng tài khoản. Chưa đổi gì. Xin mã đăng ký thiết bị của quản trị.',
  'sign-in.needed':
    'Phiên đăng nhập đã hết hạn hoặc không được nhận. Việc đã làm vẫn giữ trên máy. Đăng nhập lại để tiếp tục đồng bộ.',
  'sign-in.late': 'Chưa đăng nhập xong trong thời gian cho phép. Chưa đổi gì. Làm lại khi sẵn sàng.',
  'sign-in.unsafe-page':
    'Trang đăng nhập mà máy chủ chỉ tới không an toàn nên không mở. Việc đã làm vẫn giữ trên máy. Báo quản trị tỉnh kiểm tra địa chỉ đăng nhập.',
  'enrol.refused':
    'Mã đăng ký máy không đúng, đã dùng hoặc đã hết hạn. Chưa có gì được lưu. Xin quản trị cấp mã mới.',
  'profile.not-ready':
    'Máy chưa nhận dữ liệu lần đầu từ máy chủ. Chưa có gì thay đổi. Nối mạng, chờ đồng bộ xong rồi làm lại.',
  'store.newer-than-program':
    'Dữ liệu trên máy do phiên bản mới hơn tạo ra ({found}, phần mềm này: {newest}). Dữ liệu giữ nguyên; hãy cập nhật phần mềm.',
  'store.full':
    'Ổ đĩa đầy hoặc không ghi được. Thao tác vừa rồi chưa được lưu; những gì đã lưu vẫn còn. Giải phóng ổ đĩa rồi làm lại.',
  'store.damaged':
    'Tệp dữ liệu trên máy bị hỏng nên không mở được. Không có gì bị xóa. Liên hệ quản trị để khôi phục từ bản sao hoặc máy chủ.',
  'store.busy':
    'Tệp dữ liệu đang bị chương trình khác giữ. Thao tác vừa rồi chưa được lưu; chờ một lát rồi làm lại.',
  'file.away-offline':
    'Tệp chưa có trên máy này và đang không có kết nối. Đã ghi nhận, tệp sẽ tự tải về khi có mạng; thông tin văn bản vẫn xem được.',
  'file.not-named':
    'Không có văn bản nào bạn đang được xem mang tệp này, nên không tải về. Không có gì bị đổi.',
  'server.storage-full':
    'Máy chủ sắp hết chỗ nên chưa nhận tệp mới. Tệp và thao tác vẫn giữ trên máy này, sẽ tự gửi khi có chỗ. Báo quản trị máy chủ.',
  'server.upload-quota':
    'Máy này hoặc cơ quan đang gửi dở quá nhiều tệp nên máy chủ tạm chưa nhận thêm. Tệp và thao tác vẫn giữ trên máy này, sẽ tự gửi tiếp.',
  'file.not-here': 'Tệp chưa có trên máy này. Thông tin văn bản vẫn xem được; tệp sẽ tự tải về khi có mạng.',
  'file.too-large':
    'Tệp lớn hơn {limitMb} MB nên không nhận. Chưa có gì được lưu. Giảm dung lượng tệp rồi làm lại.',
  'file.locked': 'Tệp đang bị chương trình khác giữ. Chưa có gì thay đổi. Đóng chương trình đó rồi làm lại.',
  'file.seal-broken':
    'Tệp mã hóa trên máy bị hỏng nên không đọc được. Văn bản và các tệp khác vẫn nguyên. Báo quản trị; nếu máy chủ có tệp này, xóa bản trên máy để tải lại.',
  'store.no-cipher':
    'Bộ lưu trữ của bản cài đặt này không mã hóa được nên chưa mở hồ sơ đã khóa. Dữ liệu vẫn nguyên. Cài lại Hàm Rồng đúng bản rồi mở lại.',
  'file.path-too-long':
    'Đường dẫn thư mục dài hơn {limit} ký tự nên Windows không mở được. Chưa có gì được lưu. Chọn thư mục dữ liệu có đường dẫn ngắn hơn.',
  'file.damaged-in-transit':
    'Tệp gửi lên máy chủ nhiều lần đều bị sai lệch nên đã dừng gửi. Tệp gốc vẫn còn trên máy; liên hệ quản trị kiểm tra đường truyền và ổ đĩa.',
  'sync.already-sent':
    'Việc này đã gửi lên máy chủ nên không rút lại tại máy được. Không có gì thay đổi; hãy làm thao tác ngược lại nếu có.',
  'sync.operation-not-found':
    'Không tìm thấy việc này trong Đồng bộ. Không có gì thay đổi. Làm mới danh sách rồi thử lại.',
  'sync.not-refused': 'Việc này chưa bị máy chủ từ chối nên không bỏ qua được. Không có gì thay đổi.',
  'sync.export-not-yours':
    'Chỉ quản trị và Văn thư xem được tệp bàn giao. Chưa đọc gì trong tệp. Chuyển tệp cho quản trị cơ quan.',
  'sync.export-too-large':
    'Tệp "{name}" quá lớn cho một tệp bàn giao (tối đa {limit} thao tác, {limitMb} MB). Chưa đọc gì, tệp không bị đổi. Kiểm tra lại đã chọn đúng tệp.',
  'sync.export-too-long':
    'Tệp "{name}" dài hơn mức cửa sổ này đọc được nên chưa đọc gì, tệp không bị đổi. Kiểm tra lại đã chọn đúng tệp bàn giao; nếu đúng, nhờ quản trị máy chủ đọc giúp.',
  'sync.export-unreadable':
    'Tệp "{name}" không phải tệp bàn giao do Đồng bộ xuất ra, hoặc đã bị sửa, cắt cụt. Không có gì được giữ lại hay thực hiện. Chọn đúng tệp, hoặc xuất lại trên máy của người rời cơ quan.',
  'sync.unsendable':
    'Máy chủ không đọc được việc này ({code}) nên không nhận. Nội dung và tệp vẫn giữ trên máy; các việc khác vẫn gửi bình thường. Cập nhật phần mềm hoặc liên hệ quản trị.',
  'sync.outbox-full':
    'Máy này đang giữ {limit} việc chưa gửi nên chưa nhận thêm. Những việc đã làm vẫn còn; nối mạng để gửi bớt rồi làm tiếp.',
} as const;

export const applicationWords = {
  'application.name': 'Hàm Rồng',
} as const;
