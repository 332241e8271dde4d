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
  'incoming.only-clerk-records':
    'Chỉ Văn thư của cơ quan được ghi bút phê trên giấy. Nội dung đã nhập vẫn giữ; đưa bản giấy cho Văn thư.',
  'incoming.written-later':
    'Ngày bút phê ở sau hôm nay nên chưa ghi. Nội dung đã nhập vẫn giữ; sửa lại ngày trên bản giấy.',
  'incoming.one-lead': 'Chỉ được chọn một người chủ trì. Chuyển những người còn lại sang phối hợp.',
  'incoming.lead-missing':
    'Chưa chọn người chủ trì. Nội dung bút phê vẫn giữ; chọn một người chủ trì rồi gửi lại.',
  'incoming.assignee-not-ours': 'Người được giao không thuộc cơ quan này. Chọn người khác.',
  'incoming.due-in-the-past': 'Hạn xử lý đã qua. Chọn ngày từ hôm nay trở đi.',
  'incoming.only-clerk-presents': 'Chỉ Văn thư được trình văn bản đến. Văn bản vẫn giữ nguyên.',
  'incoming.already-directed': 'Văn bản đã có bút phê nên không cần trình lại. Không có gì bị thay đổi.',
  'incoming.not-a-leader':
    'Người được chọn không phải lãnh đạo của cơ quan. Ý kiến đã nhập vẫn giữ; chọn người khác.',
  'incoming.only-presented-sends-back':
    'Chỉ lãnh đạo đang được trình văn bản này được trả lại. Văn bản vẫn giữ nguyên.',
  'incoming.not-presented':
    'Văn bản không còn chờ bạn cho ý kiến. Không có gì bị thay đổi; mở lại văn bản để xem.',
  'incoming.only-holder-forwards':
    'Chỉ người được giao văn bản này được chuyển tiếp. Nội dung đã nhập vẫn giữ; mở lại văn bản để xem ai đang giữ.',
  'incoming.forward-to-oneself':
    'Không chuyển tiếp cho chính mình. Nội dung đã nhập vẫn giữ; chọn người khác.',
  'incoming.other-unit':
    'Chỉ chuyển tiếp trong đơn vị của mình. Nội dung đã nhập vẫn giữ; nếu việc thuộc đơn vị khác thì trả lại lãnh đạo.',
  'incoming.lead-not-yours':
    'Phần việc chuyển tiếp không được lớn hơn phần bạn được giao. Nội dung đã nhập vẫn giữ; chọn lại vai trò.',
  'incoming.due-after-share':
    'Hạn chuyển tiếp sau hạn bạn được giao. Nội dung đã nhập vẫn giữ; chọn ngày sớm hơn.',
  'incoming.only-holder-hands-back': 'Chỉ người đang giữ phần việc này được trả lại. Văn bản vẫn giữ nguyên.',
  'incoming.only-giver-withdraws': 'Chỉ người đã giao được thu hồi phần việc này. Văn bản vẫn giữ nguyên.',
  'incoming.share-ended': 'Phần việc này đã được trả lại hoặc thu hồi trước đó. Không có gì bị thay đổi.',
  'incoming.already-opened':
    'Người nhận đã mở văn bản nên không thu hồi được nữa. Phần việc vẫn giữ nguyên; trao đổi với người nhận để họ trả lại.',
  'incoming.only-involved-speaks':
    'Chỉ lãnh đạo và người được giao văn bản này được cho ý kiến. Nội dung đã nhập vẫn giữ.',
  'incoming.only-lead': 'Chỉ người chủ trì được nhận việc và kết thúc văn bản này.',
  'incoming.only-lead-reopens':
    'Chỉ người chủ trì được mở lại văn bản này; người đó đã rời cơ quan thì lãnh đạo hoặc trưởng đơn vị của người đó mở lại. Chưa có gì thay đổi.',
  'incoming.field-changed-meanwhile':
    'Mục này vừa được người khác sửa. Giá trị bạn nhập chưa ghi; xem giá trị mới rồi sửa lại nếu cần.',
  'incoming.nothing-corrected': 'Giá trị mới giống giá trị cũ, không có gì để sửa.',
  'incoming.field-unusable':
    'Giá trị mới không dùng được cho mục này (trống, quá dài, hoặc không phải ngày). Sổ giữ nguyên giá trị cũ.',
  'incoming.only-clerk-answers':
    'Chỉ Văn thư được trả lời yêu cầu thu hồi, cập nhật của cơ quan gửi. Văn bản giữ nguyên; báo Văn thư cơ quan.',
  'incoming.no-recall-open':
    'Yêu cầu thu hồi này đã được trả lời hoặc không còn. Văn bản giữ nguyên; mở lại văn bản để xem.',
  'incoming.not-recalled':
    'Văn bản chưa được thu hồi nên chưa cần quyết định việc còn lại. Không có gì bị thay đổi.',
  'incoming.nothing-hangs':
    'Nhiệm vụ hoặc hồ sơ này không còn gắn với văn bản. Không có gì bị thay đổi; mở lại văn bản để xem.',
  'incoming.only-giver-settles':
    'Chỉ người giao nhiệm vụ hoặc Lãnh đạo được quyết định nhiệm vụ này. Nhiệm vụ giữ nguyên.',
  'incoming.only-owner-settles':
    'Chỉ người lập hoặc cùng lập hồ sơ được quyết định mục này. Hồ sơ giữ nguyên.',
  'incoming.no-update-open':
    'Đề nghị cập nhật này đã được trả lời hoặc không còn. Văn bản giữ nguyên; mở lại văn bản để xem.',
  'incoming.answer-update-first':
    'Văn bản này cập nhật một văn bản đã nhận. Trả lời đề nghị cập nhật (đồng ý hoặc không) trước, rồi vào sổ.',
  'incoming.attachments-differ':
    'Danh sách tệp kèm theo vừa thay đổi nên chưa thu hồi văn bản. Chưa tệp nào bị xóa; mở lại văn bản rồi đồng ý lần nữa.',
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
  'incoming.state.recalled': 'Đã thu hồi',
} as const;
