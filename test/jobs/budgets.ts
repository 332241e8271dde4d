/** What a job may cost at most. A key is a chord; free text, and a PIN, are typed beside it. */
export type Budget = { readonly clicks: number; readonly keys: number };

const at = (clicks: number, keys: number): Budget => ({ clicks, keys });

/** Twelve jobs of each role with their ideal effort, from the list with the item focused. */
export const budgets = {
  /** Vào sổ văn bản liên thông. */
  'văn thư 1': at(1, 1),
  /** Vào sổ bản giấy đã quét. */
  'văn thư 2': at(2, 1),
  /** Vào sổ liên tiếp 20 bản. */
  'văn thư 3': at(20, 20),
  /** Gặp trùng số, ký hiệu, cơ quan. */
  'văn thư 4': at(1, 1),
  /** Trình lãnh đạo phân phối n bản. */
  'văn thư 5': at(2, 2),
  /** Chuyển theo bút phê. */
  'văn thư 6': at(1, 1),
  /** Cấp số văn bản đi. */
  'văn thư 7': at(2, 2),
  /** Ký số cơ quan theo lô. */
  'văn thư 8': at(2, 2),
  /** Phát hành, liên thông và bưu điện. */
  'văn thư 9': at(2, 1),
  /** In, xuất sổ theo kỳ. */
  'văn thư 10': at(3, 2),
  /** Thu hồi, trả lại. */
  'văn thư 11': at(3, 3),
  /** Tìm bản cũ. */
  'văn thư 12': at(1, 2),
  /** Biết hôm nay phải làm gì. */
  'chuyên viên 1': at(0, 0),
  /** Đọc văn bản được giao. */
  'chuyên viên 2': at(0, 1),
  /** Nhận việc. */
  'chuyên viên 3': at(1, 1),
  /** Soạn trả lời. */
  'chuyên viên 4': at(1, 1),
  /** Xin ý kiến phối hợp. */
  'chuyên viên 5': at(2, 2),
  /** Cho ý kiến. */
  'chuyên viên 6': at(2, 2),
  /** Trình ký. */
  'chuyên viên 7': at(2, 2),
  /** Sửa theo góp ý. */
  'chuyên viên 8': at(2, 2),
  /** Đưa vào hồ sơ. */
  'chuyên viên 9': at(2, 2),
  /** Báo tiến độ, xin gia hạn. */
  'chuyên viên 10': at(2, 2),
  /** Kết thúc. */
  'chuyên viên 11': at(1, 1),
  /** Nộp lưu hồ sơ. */
  'chuyên viên 12': at(3, 3),
  /** Xem hàng chờ. */
  'lãnh đạo 1': at(0, 0),
  /** Đọc lần lượt. */
  'lãnh đạo 2': at(0, 1),
  /** Bút phê câu mẫu và giao. */
  'lãnh đạo 3': at(2, 2),
  /** Bút phê tự do. */
  'lãnh đạo 4': at(2, 2),
  /** Ký một văn bản. */
  'lãnh đạo 5': at(2, 2),
  /** Ký lô. */
  'lãnh đạo 6': at(3, 3),
  /** Trả lại dự thảo. */
  'lãnh đạo 7': at(3, 3),
  /** Ủy quyền khi đi vắng. */
  'lãnh đạo 8': at(5, 5),
  /** Việc giao quá hạn. */
  'lãnh đạo 9': at(1, 1),
  /** Đôn đốc hàng loạt. */
  'lãnh đạo 10': at(3, 3),
  /** Ai đang giữ văn bản. */
  'lãnh đạo 11': at(0, 0),
  /** Số liệu tháng. */
  'lãnh đạo 12': at(2, 2),
} as const satisfies Readonly<Record<string, Budget>>;

export type JobName = keyof typeof budgets;
