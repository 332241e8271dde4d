/** Twelve exercises of the clerk: what, why, how in a sentence or two. */
export const trainingClerkWords = {
  'training.clerk.read.title': 'Đọc một văn bản vừa đến',
  'training.clerk.read.why': 'Văn bản chưa mở có chấm xanh và chữ đậm; lãnh đạo thấy được ai đã mở, lúc nào.',
  'training.clerk.read.steps':
    'Ở nhóm Chờ vào sổ, bấm vào một hàng có chấm xanh. Đọc thanh kết luận chữ ký phía trên trang.',
  'training.clerk.register.title': 'Vào sổ một văn bản',
  'training.clerk.register.why': 'Mỗi văn bản đến có một số đến, không trùng, không hở.',
  'training.clerk.register.steps':
    'Mở một văn bản chờ vào sổ có chữ ký hợp lệ, bấm Vào sổ, xem lại các ô rồi bấm Vào sổ (Ctrl+Enter).',
  'training.clerk.present.title': 'Trình lãnh đạo',
  'training.clerk.present.why': 'Lãnh đạo được trình thấy văn bản ở đầu danh sách chờ cho ý kiến.',
  'training.clerk.present.steps':
    'Ở nhóm Chờ phân phối, mở văn bản vừa vào sổ, bấm Trình lãnh đạo (Ctrl+Shift+G) và gửi.',
  'training.clerk.flag.title': 'Gắn cờ theo dõi',
  'training.clerk.flag.why': 'Cờ là dấu của riêng bạn; mọi văn bản có cờ ở bộ lọc Cần chú ý.',
  'training.clerk.flag.steps':
    'Chọn một văn bản chưa có cờ, nhấn Insert, hoặc mở menu … rồi chọn Gắn cờ theo dõi.',
  'training.clerk.receive.title': 'Nhận một văn bản giấy',
  'training.clerk.receive.why': 'Văn bản giấy và điện tử vào chung một sổ.',
  'training.clerk.receive.steps':
    'Bấm Thêm, chọn Chỉ có bản giấy, điền các ô có dấu * rồi bấm Vào sổ. Có tệp quét thì kéo tệp vào cửa sổ.',
  'training.clerk.refuse.title': 'Từ chối một văn bản gửi sai',
  'training.clerk.refuse.why': 'Chữ ký hỏng hoặc gửi nhầm nơi thì trả lại; bên gửi nhận được lý do.',
  'training.clerk.refuse.steps':
    'Ở nhóm Chờ vào sổ, tìm văn bản có chữ Không hợp lệ (hoặc bản bất kỳ), bấm Từ chối tiếp nhận, chọn lý do.',
  'training.clerk.correct.title': 'Sửa thông tin sau vào sổ',
  'training.clerk.correct.why': 'Sổ không tẩy xóa: giá trị cũ vẫn đọc được, kèm ai sửa và lý do.',
  'training.clerk.correct.steps':
    'Mở một văn bản chờ phân phối, nhấn F2 (hoặc menu …, Sửa sau vào sổ), sửa một ô và ghi lý do.',
  'training.clerk.number.title': 'Cấp số cho văn bản đã ký',
  'training.clerk.number.why': 'Số và ngày do sổ cấp, ghi thẳng lên trang khi đóng dấu.',
  'training.clerk.number.steps': 'Vào Văn bản đi, nhóm Chờ cấp số, mở một văn bản rồi bấm Cấp số.',
  'training.clerk.seal.title': 'Đóng dấu cơ quan',
  'training.clerk.seal.why': 'Dấu số của cơ quan khóa số, ngày và nội dung đã ký.',
  'training.clerk.seal.steps':
    'Ở nhóm Chờ đóng dấu, mở một văn bản, bấm Ghi số, đóng dấu. Mật khẩu khóa ký mẫu là 12345678.',
  'training.clerk.dispatch.title': 'Phát hành',
  'training.clerk.dispatch.why': 'Văn bản đến nơi nhận qua liên thông trong vài giây, kèm trạng thái trả về.',
  'training.clerk.dispatch.steps':
    'Ở nhóm Chờ phát hành, mở một văn bản, bấm Phát hành, chọn nơi nhận (gõ vài chữ, không cần dấu) rồi gửi.',
  'training.clerk.recall.title': 'Yêu cầu thu hồi',
  'training.clerk.recall.why': 'Đã gửi thì không rút lại được; nơi nhận đồng ý mới thu hồi.',
  'training.clerk.recall.steps':
    'Ở nhóm Đã phát hành, mở một văn bản, menu …, chọn Thu hồi…, ghi lý do rồi gửi yêu cầu.',
  'training.clerk.lease.title': 'Giữ sổ, rồi trả sổ',
  'training.clerk.lease.why': 'Giữ sổ thì cấp số được cả khi mất mạng; máy khác chờ tới khi bạn trả.',
  'training.clerk.lease.steps': 'Vào Sổ đăng ký, bấm Giữ sổ ở một sổ. Khi sổ đã ở máy này, bấm Trả sổ.',
} as const;
