/** Refusals about incoming documents (văn bản đến). */
export const incomingFaults = {
  'incoming.not-found':
    'Không tìm thấy văn bản đến này. Không có gì bị thay đổi. Làm mới danh sách rồi thử lại.',
  'incoming.file-missing':
    'Chưa có tệp của văn bản. Thông tin đã nhập vẫn giữ. Kéo tệp vào, hoặc chọn "Chỉ có bản giấy".',
  'incoming.only-clerk-receives': 'Chỉ Văn thư được tiếp nhận văn bản. Chuyển tệp cho Văn thư cơ quan.',
  'incoming.only-clerk-registers': 'Chỉ Văn thư được vào sổ và sửa sổ. Văn bản vẫn giữ nguyên.',
  'incoming.already-registered': 'Văn bản đã vào sổ hoặc đã từ chối trước đó. Số đến không thay đổi.',
  'incoming.waiting-for-number':
    'Đã gửi vào sổ và đang chờ máy chủ cấp số đến. Thông tin đã nhập vẫn giữ; không cần làm lại.',
  'incoming.not-registered': 'Văn bản chưa vào sổ nên chưa xử lý được. Đề nghị Văn thư vào sổ trước.',
  'incoming.already-done': 'Văn bản đã kết thúc xử lý. Không có gì bị thay đổi.',
  'incoming.not-done': 'Văn bản chưa kết thúc nên không cần mở lại.',
  'incoming.already-started': 'Việc này đã được nhận trước đó.',
  'incoming.only-leader-directs': 'Chỉ Lãnh đạo được bút phê, giao việc. Nội dung đã nhập vẫn giữ.',
  'incoming.one-lead': 'Chỉ được chọn một người chủ trì. Chuyển những người còn lại sang phối hợp.',
  'incoming.lead-missing':
    'Chưa chọn người chủ trì. Nội dung bút phê vẫn giữ; chọn một người chủ trì rồi gửi lại.',
  'incoming.assignee-not-ours': 'Người được giao không thuộc cơ quan này. Chọn người khác.',
  'incoming.due-in-the-past': 'Hạn xử lý đã qua. Chọn ngày từ hôm nay trở đi.',
  'incoming.only-lead': 'Chỉ người chủ trì được nhận việc và kết thúc văn bản này.',
  'incoming.field-changed-meanwhile':
    'Mục này vừa được người khác sửa. Giá trị bạn nhập chưa ghi; xem giá trị mới rồi sửa lại nếu cần.',
  'incoming.nothing-corrected': 'Giá trị mới giống giá trị cũ, không có gì để sửa.',
  'incoming.field-unusable':
    'Giá trị mới không dùng được cho mục này (trống, quá dài, hoặc không phải ngày). Sổ giữ nguyên giá trị cũ.',
  'secrecy.not-kept-here':
    'Văn bản mật không được nhập, lưu hay gửi trong phần mềm này. Chưa có gì được lưu. Hãy làm trên máy cách ly hoặc vào sổ giấy theo quy định bảo vệ bí mật nhà nước.',
} as const;

export const incomingWords = {
  'incoming.state.arrived': 'Chờ vào sổ',
  'incoming.state.registered': 'Chờ phân phối',
  'incoming.state.assigned': 'Đã giao',
  'incoming.state.in-progress': 'Đang xử lý',
  'incoming.state.done': 'Đã xong',
  'incoming.state.refused': 'Đã từ chối',
} as const;
