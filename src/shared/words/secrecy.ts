/** Cách ly: a document here turned out to be classified. */
export const secrecyFaults = {
  'secrecy.already-contained': 'Văn bản này đã được cách ly. Không cần làm gì thêm trên máy này.',
  'secrecy.nothing-to-contain': 'Văn bản không còn ở đây nên không có gì để cách ly.',
  'secrecy.was-contained':
    'Văn bản này đã được cách ly vì là văn bản mật. Nội dung và tệp đã xóa khỏi máy này và máy chủ. Cần biết thêm, hỏi trực tiếp văn thư.',
  'secrecy.only-clerk-leader':
    'Chỉ văn thư, lãnh đạo, hoặc người soạn khi văn bản chưa có số, được cách ly văn bản. Chưa có gì thay đổi. Báo ngay cho văn thư, không gửi kèm nội dung.',
} as const;

export const secrecyWords = {} as const;
