/** Faults of the program itself: input, store, network, files. */
export const applicationFaults = {
  'input.invalid': 'Thông tin gửi vào không đúng khuôn dạng ({path}). Chưa có gì thay đổi.',
  'operation.unknown': 'Phần mềm không có thao tác "{name}".',
  'operation.too-large': 'Nội dung quá lớn cho một thao tác. Rút ngắn, hoặc đưa phần dài vào tệp kèm theo.',
  internal:
    'Có lỗi trong phần mềm (mã nhật ký {logId}). Dữ liệu đã lưu không bị ảnh hưởng; gửi mã này cho quản trị.',
  'server.unreachable': 'Máy chủ không trả lời. Đã lưu trên máy, sẽ tự gửi lại.',
} as const;

export const applicationWords = {
  'application.name': 'Hàm Rồng',
} as const;
