/** Twelve exercises of the specialist. */
export const trainingSpecialistWords = {
  'training.specialist.read.title': 'Đọc văn bản được giao',
  'training.specialist.read.why': 'Mở là đã nhận tin: người giao thấy bạn đã xem.',
  'training.specialist.read.steps':
    'Ở nhóm Được giao, bấm vào một hàng có chấm xanh. Bút phê và hạn nằm ở khung bên phải (F7).',
  'training.specialist.start.title': 'Nhận việc',
  'training.specialist.start.why': 'Cơ quan gửi và lãnh đạo biết việc đã có người làm.',
  'training.specialist.start.steps': 'Mở một văn bản được giao chưa nhận, bấm Nhận việc.',
  'training.specialist.opinion.title': 'Ghi ý kiến vào phiếu giải quyết',
  'training.specialist.opinion.why': 'Ý kiến lưu cùng văn bản, ai xem văn bản cũng đọc được.',
  'training.specialist.opinion.steps':
    'Mở một văn bản đang xử lý, nhấn F4 (Cho ý kiến), ghi vài chữ rồi gửi.',
  'training.specialist.reply.title': 'Soạn văn bản trả lời',
  'training.specialist.reply.why': 'Trả lời gắn với văn bản đến, nơi nhận và căn cứ được điền sẵn.',
  'training.specialist.reply.steps':
    'Mở một văn bản đang xử lý, bấm Soạn trả lời (Ctrl+R), điền trích yếu, người ký rồi lưu dự thảo.',
  'training.specialist.task.title': 'Tự ghi một nhiệm vụ',
  'training.specialist.task.why': 'Việc có hạn được nhắc trước khi tới hạn.',
  'training.specialist.task.steps': 'Vào Nhiệm vụ, bấm Thêm nhiệm vụ của tôi, ghi nội dung và hạn.',
  'training.specialist.progress.title': 'Cập nhật tiến độ',
  'training.specialist.progress.why': 'Người giao thấy phần trăm và lời báo, khỏi phải hỏi.',
  'training.specialist.progress.steps':
    'Mở nhiệm vụ của bạn, bấm Nhận việc, rồi Cập nhật tiến độ (Ctrl+G): ghi đã làm gì, bao nhiêu %.',
  'training.specialist.ask.title': 'Xin ý kiến về dự thảo',
  'training.specialist.ask.why': 'Người được hỏi trả lời ngay trên dự thảo, biết rõ góp ý cho bản nào.',
  'training.specialist.ask.steps':
    'Ở Văn bản đi, nhóm Dự thảo, mở dự thảo của bạn, menu …, Xin ý kiến (Ctrl+Shift+Y), chọn người rồi gửi.',
  'training.specialist.submit.title': 'Trình ký',
  'training.specialist.submit.why': 'Chỗ ký, số và ngày được đặt sẵn lên trang trước khi lãnh đạo xem.',
  'training.specialist.submit.steps':
    'Mở dự thảo có tệp PDF, bấm Trình ký (Ctrl+Shift+T), xem các ô trên trang rồi xác nhận.',
  'training.specialist.withdraw.title': 'Rút lại văn bản đã trình',
  'training.specialist.withdraw.why': 'Khi chưa ký, bạn lấy lại được để sửa.',
  'training.specialist.withdraw.steps': 'Ở nhóm Chờ ký, mở văn bản bạn đã trình, bấm Rút lại.',
  'training.specialist.dossier.title': 'Mở hồ sơ công việc',
  'training.specialist.dossier.why': 'Mọi văn bản của một việc nằm một chỗ, đến hạn thì nộp lưu.',
  'training.specialist.dossier.steps': 'Vào Hồ sơ, bấm Mở hồ sơ, ghi ký hiệu (ví dụ 01.KT) và tiêu đề.',
  'training.specialist.file.title': 'Đưa văn bản vào hồ sơ',
  'training.specialist.file.why': 'Một văn bản ở được trong nhiều hồ sơ mà không nhân bản.',
  'training.specialist.file.steps':
    'Mở một văn bản đang xử lý, nhấn Ctrl+Shift+H, chọn hồ sơ vừa mở rồi xác nhận.',
  'training.specialist.finish.title': 'Kết thúc xử lý',
  'training.specialist.finish.why': 'Văn bản rời khỏi danh sách việc và được tính là đã giải quyết.',
  'training.specialist.finish.steps': 'Mở một văn bản đang xử lý, bấm Kết thúc và ghi kết quả.',
} as const;
