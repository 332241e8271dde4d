/** Refusals about tasks (nhiệm vụ), and the names of what is done with them. */
export const taskFaults = {
  'task.not-found': 'Không tìm thấy nhiệm vụ này. Không có gì bị thay đổi. Làm mới danh sách rồi thử lại.',
  'task.only-leader-gives':
    'Chỉ Lãnh đạo giao nhiệm vụ cho người khác; người chủ trì chia được việc của mình thành việc con.',
  'task.only-lead': 'Chỉ người chủ trì (hoặc người phối hợp, khi thêm ghi chú) làm được việc này.',
  'task.only-giver': 'Chỉ người giao nhiệm vụ xác nhận, gia hạn, chuyển hoặc thu hồi.',
  'task.wrong-state': 'Nhiệm vụ không còn ở bước này. Làm mới danh sách để xem bước hiện tại.',
  'task.document-not-found':
    'Không tìm thấy văn bản gắn với nhiệm vụ. Nội dung đã nhập vẫn giữ; chọn lại văn bản.',
  'task.due-in-the-past':
    'Hạn hoàn thành không được trước hôm nay. Nội dung đã nhập vẫn giữ; chọn ngày khác.',
  'task.recurs-without-day': 'Nhiệm vụ lặp lại cần có hạn hoàn thành. Nội dung đã nhập vẫn giữ; chọn hạn.',
  'task.person-not-ours':
    'Người chủ trì và người phối hợp phải thuộc cơ quan này. Nội dung đã nhập vẫn giữ; chọn lại người.',
  'task.late-without-reason':
    'Nhiệm vụ đã quá hạn: ghi lý do chậm rồi báo cáo lại. Nội dung đã nhập vẫn giữ.',
  'task.extension-not-later':
    'Hạn xin gia hạn phải sau hạn hiện tại và không trước hôm nay. Nội dung đã nhập vẫn giữ; chọn ngày khác.',
  'task.nothing-asked': 'Không có đề nghị gia hạn nào đang chờ. Làm mới danh sách rồi thử lại.',
  'task.same-lead': 'Người này đang chủ trì nhiệm vụ. Chọn người khác.',
} as const;

export const taskWords = {
  'operation.task.give': 'Giao nhiệm vụ',
  'operation.task.start': 'Nhận nhiệm vụ',
  'operation.task.note': 'Cập nhật tiến độ',
  'operation.task.report': 'Báo cáo hoàn thành',
  'operation.task.confirm': 'Xác nhận hoàn thành',
  'operation.task.giveBack': 'Trả lại nhiệm vụ',
  'operation.task.askExtension': 'Xin gia hạn',
  'operation.task.answerExtension': 'Trả lời gia hạn',
  'operation.task.transfer': 'Chuyển người chủ trì',
  'operation.task.chase': 'Đôn đốc nhiệm vụ',
  'operation.task.cancel': 'Thu hồi nhiệm vụ',
} as const;
