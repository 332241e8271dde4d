/** Cách ly: a document here turned out to be classified. */
export const secrecyFaults = {
  'secrecy.already-contained': 'Văn bản này đã được cách ly. Không cần làm gì thêm trên máy này.',
  'secrecy.nothing-to-contain': 'Văn bản không còn ở đây nên không có gì để cách ly.',
  'secrecy.was-contained':
    'Văn bản này đã được cách ly vì là văn bản mật. Nội dung và tệp đã xóa khỏi máy này và máy chủ. Cần biết thêm, hỏi trực tiếp văn thư.',
  'secrecy.only-clerk-leader':
    'Chỉ văn thư, lãnh đạo, hoặc người soạn khi văn bản chưa có số, được cách ly văn bản. Chưa có gì thay đổi. Báo ngay cho văn thư, không gửi kèm nội dung.',
} as const;

export const secrecyWords = {
  'contain.act': 'Cách ly văn bản mật…',
  'contain.title': 'Cách ly văn bản {reference}',
  'contain.what': 'Dùng khi phát hiện văn bản này là văn bản mật, vào phần mềm do nhầm lẫn.',
  'contain.gone':
    'Nội dung, tệp, bút phê và bản nháp bị xóa khỏi máy chủ ngay, khỏi từng máy ở lần kết nối tới của máy đó.',
  'contain.recipients': 'Các cơ quan đã nhận cũng mất văn bản này; gói chưa gửi thì không gửi nữa.',
  'contain.stays': 'Chỉ còn lại số, ngày, người cách ly, thời điểm và danh sách máy đã nhận.',
  'contain.forever': 'Không lấy lại được. Giữ bản giấy và báo cáo theo quy định bảo vệ bí mật nhà nước.',
  'contain.do': 'Cách ly, xóa mọi bản',
  'contain.keep': 'Không cách ly',
  'contain.done': 'Đã ghi việc cách ly. Máy chủ nhận là xóa.',
} as const;
