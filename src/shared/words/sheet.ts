/** Faults of making a file to print or to give away. */
export const sheetFaults = {
  'print.no-browser':
    'Máy này chưa có Chromium, Google Chrome hoặc Microsoft Edge nên chưa làm được tệp PDF để in. Dữ liệu vẫn nguyên. Chọn xuất Excel hoặc Word, hoặc nhờ quản trị cài một trong ba trình duyệt đó.',
  'print.failed':
    'Trình duyệt trên máy không làm xong tệp PDF để in. Dữ liệu vẫn nguyên. Thử lại; nếu vẫn vậy, chọn xuất Excel hoặc Word rồi in từ đó.',
  'sheet.too-many-rows':
    'Bảng có {count} dòng, quá {limit} dòng của một tệp {format}. Chưa tạo tệp nào. Chọn khoảng thời gian ngắn hơn, hoặc xuất Excel nếu đang chọn Word hay PDF.',
} as const;

/** What stands on every sheet, and on the button that makes one. */
export const sheetWords = {
  'sheet.nation': 'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM',
  'sheet.motto': 'Độc lập - Tự do - Hạnh phúc',
  'sheet.export': 'Xuất',
  'sheet.export.busy': 'Đang xuất…',
  'sheet.export.xlsx': 'Excel (.xlsx)',
  'sheet.export.docx': 'Word (.docx)',
  'sheet.export.pdf': 'PDF để in (.pdf)',
} as const;
