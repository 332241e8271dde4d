/** Twelve exercises of the leader. */
export const trainingLeaderWords = {
  'training.leader.read.title': 'Đọc văn bản chờ cho ý kiến',
  'training.leader.read.why':
    'Phím Space lật trang, hết văn bản thì sang bản kế: đọc cả loạt không cần chuột.',
  'training.leader.read.steps': 'Ở nhóm Chờ phân phối, bấm vào một hàng có chấm xanh, rồi thử phím Space.',
  'training.leader.direct.title': 'Bút phê và giao việc',
  'training.leader.direct.why': 'Ý kiến chỉ đạo lên phiếu giải quyết, người được giao thấy ngay.',
  'training.leader.direct.steps':
    'Mở một văn bản chờ phân phối, nhấn F4 (Bút phê, giao việc), ghi ý kiến, chọn một người chủ trì rồi giao.',
  'training.leader.deadline.title': 'Giao việc có hạn',
  'training.leader.deadline.why': 'Có hạn thì máy tự nhắc người làm và đếm việc quá hạn cho bạn.',
  'training.leader.deadline.steps':
    'Bút phê một văn bản khác, lần này bấm 5 ngày hoặc ghi Hạn xử lý trước khi giao.',
  'training.leader.return.title': 'Trả lại dự thảo',
  'training.leader.return.why': 'Người soạn nhận lại kèm lý do và sửa trên chính dự thảo đó.',
  'training.leader.return.steps': 'Ở Văn bản đi, nhóm Chờ ký, mở một văn bản, nhấn Shift+F8, chọn lý do.',
  'training.leader.sign.title': 'Ký một văn bản',
  'training.leader.sign.why': 'Chữ ký số nằm trong chính tệp PDF; sửa một chữ sau đó là lộ ra ngay.',
  'training.leader.sign.steps': 'Mở một văn bản chờ ký, nhấn F8. Mật khẩu khóa ký mẫu là 12345678.',
  'training.leader.batch.title': 'Ký cả lô',
  'training.leader.batch.why': 'Xem từng bản rồi nhập mật khẩu một lần; bản nào lỗi thì nói rõ bản đó.',
  'training.leader.batch.steps':
    'Vào Ký số, xem từng bản tới trang cuối để được chọn, bấm Ký. Bài xong khi có ba văn bản được ký.',
  'training.leader.sendBack.title': 'Trả văn bản cho Văn thư',
  'training.leader.sendBack.why': 'Trình nhầm người, thiếu tài liệu thì trả lại kèm lý do.',
  'training.leader.sendBack.steps':
    'Mở một văn bản chờ phân phối, bấm Trả lại Văn thư (có thể ở menu …), ghi lý do.',
  'training.leader.flag.title': 'Gắn cờ theo dõi',
  'training.leader.flag.why': 'Muốn xem lại sau thì gắn cờ; mọi văn bản có cờ ở bộ lọc Cần chú ý.',
  'training.leader.flag.steps': 'Chọn một văn bản chưa có cờ, nhấn Insert.',
  'training.leader.task.title': 'Giao một nhiệm vụ',
  'training.leader.task.why': 'Việc không kèm văn bản cũng có người chủ trì, hạn và thống kê.',
  'training.leader.task.steps': 'Vào Nhiệm vụ, bấm Giao nhiệm vụ, ghi nội dung, chọn người chủ trì và hạn.',
  'training.leader.chase.title': 'Đôn đốc',
  'training.leader.chase.why': 'Người chủ trì được nhắc lại ngay, kể cả khi đã xem lời nhắc trước.',
  'training.leader.chase.steps':
    'Ở Nhiệm vụ, nhóm Tôi giao, mở nhiệm vụ vừa giao, bấm Đôn đốc (Ctrl+Shift+D).',
  'training.leader.cancel.title': 'Thu hồi nhiệm vụ giao nhầm',
  'training.leader.cancel.why': 'Không ai phải làm nữa, nhưng việc vẫn còn trong thống kê.',
  'training.leader.cancel.steps': 'Mở một nhiệm vụ bạn đã giao, menu …, Thu hồi nhiệm vụ, chọn lý do.',
  'training.leader.delegate.title': 'Giao quyền ký khi đi vắng',
  'training.leader.delegate.why': 'Cấp phó chỉ ký được khi đã được giao; hết hạn thì tự thôi.',
  'training.leader.delegate.steps':
    'Vào Ủy quyền, dấu, bấm Giao quyền ký, chọn người, thời hạn và ghi văn bản làm căn cứ.',
} as const;
